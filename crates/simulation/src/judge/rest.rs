//! What must hold in the end: everything is over, nothing is on its way, and each tab shows what the server has.

use crate::backend::{Attached, FILE, Stored};
use crate::tab::Tab;
use crate::world::World;
use chatlet_core::client::Screen;
use chatlet_core::transcript::Status;
use std::collections::HashMap;

impl World {
    pub(crate) fn judge_rest(&mut self) {
        let judged = (0..self.tabs.len()).try_for_each(|tab| {
            self.judge_tab(&self.tabs[tab]).map_err(|failure| format!("tab {tab}: {failure}"))
        });
        if let Err(failure) = judged.and_then(|()| self.judge_words()) {
            self.blame(failure);
        }
    }

    fn judge_tab(&self, tab: &Tab) -> Result<(), String> {
        let client = &tab.client;
        if client.screen() != Screen::Ready {
            return Err(format!("the conversation is not there again: {:?}", client.screen()));
        }
        let shown = shown(tab)?;
        let mut times: HashMap<&str, usize> = HashMap::new();
        for entry in &shown {
            *times.entry(entry.text.as_str()).or_default() += 1;
        }
        let (here, there) = (client.livechat().status(), self.backend.status());
        if here.word() != there {
            return Err(format!("{here:?} here, {there} there"));
        }
        // The log of the last session is there, whole, in order, and with its files.
        let tracked = client.livechat().epoch() > 0;
        let session = self.backend.session.as_ref().filter(|_| tracked);
        for entry in session.map(|session| session.log.as_slice()).unwrap_or_default() {
            let text = text_of(entry);
            match times.get(text.as_str()) {
                // Twice at most where the server has it twice, which is looked at below: what history did not know and
                // the visitor sent again may arrive after all.
                Some(_) => {}
                // What the visitor stopped stays as they left it (F32).
                None if is_stopped(tab, &entry.id) => {}
                None => return Err(format!("{text:?} of the log is not shown")),
            }
            let pictures =
                entry.said.attached.iter().filter(|attached| **attached == Attached::Image).count();
            if shown.iter().any(|shown| shown.text == text && shown.pictures != pictures) {
                return Err(format!("{text:?} does not show its picture"));
            }
        }
        // Nothing is shown more often than the server has it, of any session.
        for (text, times) in &times {
            let stored = self.backend.messages.iter().filter(|message| text_of(message) == **text).count();
            if *times > stored.max(1) && !text.is_empty() {
                return Err(format!("{text:?} is shown {times} times"));
            }
        }
        let numbers: Vec<u64> = shown.iter().filter_map(|entry| entry.number).collect();
        if !numbers.is_sorted() {
            return Err(format!("the log is out of order: {numbers:?}"));
        }
        Ok(())
    }

    /// Nothing that the visitor said is lost, and an agent never heard anything twice.
    fn judge_words(&self) -> Result<(), String> {
        for text in self.tabs.iter().flat_map(|tab| &tab.said) {
            let on_server = || self.backend.messages.iter().any(|message| message.said.text.contains(text));
            let in_draft = || self.tabs.iter().any(|tab| tab.client.draft().contains(text.as_str()));
            let on_screen = || {
                self.tabs.iter().any(|tab| {
                    let transcript = tab.client.transcript();
                    transcript.order().iter().any(|key| transcript.plain_text(*key).contains(text.as_str()))
                })
            };
            if !on_server() && !in_draft() && !on_screen() {
                return Err(format!("{text:?} is lost"));
            }
        }
        let mut said: Vec<&str> = self.backend.said_to_agents.iter().map(String::as_str).collect();
        said.sort_unstable();
        match said.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(format!("an agent heard {:?} twice", pair[0])),
            None => Ok(()),
        }
    }
}

/// An entry as the visitor sees it.
struct Shown {
    text: String,
    /// Its place in the log of the session at hand.
    number: Option<u64>,
    pictures: usize,
}

fn shown(tab: &Tab) -> Result<Vec<Shown>, String> {
    let transcript = tab.client.transcript();
    let mut shown = Vec::with_capacity(transcript.order().len());
    for key in transcript.order() {
        let Some(entry) = transcript.entry(*key) else { continue };
        let text = transcript.plain_text(*key);
        if entry.status.is_pending() || entry.status == (Status::Interrupted { settled: false }) {
            return Err(format!("{text:?} is still on its way"));
        }
        let place = entry.place_in_log.filter(|place| place.session == tab.client.livechat().epoch());
        let pictures = transcript.kinds(*key).iter().filter(|kind| *kind == "image").count();
        shown.push(Shown { text, number: place.map(|place| place.number), pictures });
    }
    Ok(shown)
}

fn is_stopped(tab: &Tab, message_id: &str) -> bool {
    let transcript = tab.client.transcript();
    let entry = transcript.find(message_id).and_then(|key| transcript.entry(key));
    entry.is_some_and(|entry| entry.status == Status::Stopped)
}

/// A message as the transcript has it in plain text: a file's name is part of that.
fn text_of(message: &Stored) -> String {
    let files = message.said.attached.iter().filter(|attached| **attached == Attached::File);
    let mut text = message.said.text.clone();
    for _ in files {
        text.push('\n');
        text += FILE;
    }
    text
}
