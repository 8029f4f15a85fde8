//! What must hold, always and in the end.

use crate::world::World;
use chatlet_core::client::Screen;
use chatlet_core::transcript::Status;
use serde_json::Value;
use std::collections::HashMap;

impl World {
    pub(crate) fn blame(&mut self, what: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(what.into());
        }
    }

    /// An event that the page hears.
    pub(crate) fn judge_event(&mut self, event: &Value) {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        match text("name").as_str() {
            "messageReceived" => {
                let id = text("messageId");
                let times = self.received.entry(id.clone()).or_default();
                *times += 1;
                if *times > 1 {
                    self.blame(format!("the page heard of message {id} twice"));
                }
            }
            "livechatState" => {
                if text("previousStatus") != self.told_status {
                    self.blame(format!(
                        "told of a move from {} while {}",
                        text("previousStatus"),
                        self.told_status
                    ));
                }
                if text("status") == self.told_status {
                    self.blame("told of a move to the same state");
                }
                self.told_status = text("status");
            }
            "agentJoin" => {
                let before = self.told_agent.replace(text("agentId"));
                if before.is_some() {
                    self.blame("an agent joined while one was there");
                }
            }
            "agentLeave" => {
                let before = self.told_agent.take();
                if before != Some(text("agentId")) {
                    self.blame("an agent left who was not there");
                }
            }
            "agentTyping" => {
                let types = event["isTyping"] == true;
                if types == self.told_typing {
                    self.blame("told of the agent's typing twice");
                }
                self.told_typing = types;
            }
            _ => {}
        }
    }

    fn is_stopped(&self, message_id: &str) -> bool {
        let transcript = self.client.transcript();
        let entry = transcript.find(message_id).and_then(|key| transcript.entry(key));
        entry.is_some_and(|entry| entry.status == Status::Stopped)
    }

    /// Everything is over, and nothing is on its way: what the visitor sees is what the server has.
    pub(crate) fn judge_rest(&mut self) {
        if self.client.screen() != Screen::Ready {
            let screen = self.client.screen();
            return self.blame(format!("the conversation is not there again: {screen:?}"));
        }
        let transcript = self.client.transcript();
        let mut shown: Vec<(String, bool, Option<u64>)> = Vec::new();
        let mut pending = None;
        for key in transcript.order() {
            let Some(entry) = transcript.entry(*key) else { continue };
            let number = entry.place_in_log.filter(|place| place.session == self.client.livechat().epoch());
            let number = number.map(|place| place.number);
            shown.push((transcript.plain_text(*key), entry.message_id.is_some(), number));
            if entry.status.is_pending() || entry.status == (Status::Interrupted { settled: false }) {
                pending = Some(transcript.plain_text(*key));
            }
        }
        if let Some(text) = pending {
            return self.blame(format!("{text:?} is still on its way"));
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (text, ..) in &shown {
            *times.entry(text.as_str()).or_default() += 1;
        }
        // The log of the last session is there, whole, once and in order.
        if self.client.livechat().status().word() != self.backend.state()["status"] {
            let (here, there) = (self.client.livechat().status(), self.backend.state());
            return self.blame(format!("{here:?} here, {there} there"));
        }
        let tracked = self.client.livechat().epoch() > 0;
        let log = self.backend.session.as_ref().filter(|_| tracked).map(|session| session.log.clone());
        let log = log.unwrap_or_default();
        for entry in &log {
            match times.get(entry.text.as_str()) {
                Some(1) => {}
                Some(times) => return self.blame(format!("{:?} is shown {times} times", entry.text)),
                // What the visitor stopped stays as they left it (F32).
                None if self.is_stopped(&entry.id) => {}
                None => return self.blame(format!("{:?} of the log is not shown", entry.text)),
            }
        }
        // Nothing is shown more often than the server has it, of any session.
        for (text, times) in &times {
            let stored = self.backend.messages.iter().filter(|message| message.text == **text).count();
            if *times > stored.max(1) && !text.is_empty() {
                return self.blame(format!("{text:?} is shown {times} times"));
            }
        }
        let numbers: Vec<u64> = shown.iter().filter_map(|(_, _, number)| *number).collect();
        if !numbers.is_sorted() {
            return self.blame(format!("the log is out of order: {numbers:?}"));
        }
        // Nothing that the visitor said is lost, and an agent never heard anything twice.
        let draft = self.client.draft().to_owned();
        for text in self.said.clone() {
            let on_server = self.backend.messages.iter().any(|message| message.text.contains(&text));
            let on_screen = shown.iter().any(|(shown, ..)| shown.contains(&text));
            if !on_server && !on_screen && !draft.contains(&text) {
                return self.blame(format!("{text:?} is lost"));
            }
        }
        let mut said = self.backend.said_to_agents.clone();
        said.sort_unstable();
        if let Some((twice, _)) = said.iter().zip(said.iter().skip(1)).find(|(one, other)| one == other) {
            self.blame(format!("an agent heard {twice:?} twice"));
        }
    }
}
