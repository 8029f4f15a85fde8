//! The visitor: asks for people, talks to whoever is there, sends files, leaves, rates, tries again; in any of their tabs.

use crate::world::{Event, World, is_image};
use chatlet_core::attachment::{FileId, Picked, TrayName, UploadInput};
use chatlet_core::client::{Input, LivechatInput, Screen};
use chatlet_core::transcript::{Status, Unsent};

impl World {
    pub(crate) fn visitor_acts(&mut self) {
        if self.resting {
            return;
        }
        let tab = self.any_tab();
        // Nobody writes into a window that is closed.
        if self.tabs[tab].open && !self.tabs[tab].parked {
            self.visitor_acts_in(tab);
        }
        let pause = self.dice.between(200, 8_000);
        self.later(pause, Event::Visitor);
    }

    pub(crate) fn any_tab(&mut self) -> usize {
        let count = self.tabs.len();
        if count == 1 { 0 } else { usize::try_from(self.dice.below(count as u64)).unwrap_or_default() }
    }

    fn visitor_acts_in(&mut self, tab: usize) {
        match self.dice.below(30) {
            0..=3 => self.input(tab, Input::Livechat(LivechatInput::Wanted(None))),
            4 => self.input(tab, Input::Livechat(LivechatInput::Left)),
            5 => {
                let stars = u8::try_from(self.dice.between(1, 5)).unwrap_or(1);
                self.input(tab, Input::Livechat(LivechatInput::Starred(stars)));
                self.input(tab, Input::Livechat(LivechatInput::RatingSent));
            }
            6 => self.input(tab, Input::Livechat(LivechatInput::RatingSkipped)),
            7 => self.input(tab, Input::Stopped),
            8..=10 => self.try_again(tab),
            11 | 12 => {
                let draft = format!("{} and more", self.tabs[tab].client.draft());
                self.input(tab, Input::Typed(draft));
            }
            13 | 14 => self.pick_file(tab),
            _ => self.say_something(tab),
        }
        if self.tabs[tab].client.screen() == Screen::Ended {
            self.input(tab, Input::StartedOver);
        }
        if matches!(self.tabs[tab].client.screen(), Screen::Unavailable { .. }) {
            self.input(tab, Input::StartRetried);
        }
    }

    fn say_something(&mut self, tab: usize) {
        self.texts += 1;
        let text = format!("visitor says {}.", self.texts);
        let draft = self.tabs[tab].client.draft();
        let draft = if draft.is_empty() { text.clone() } else { format!("{draft}\n{text}") };
        self.tabs[tab].said.push(text);
        self.report.visitor_messages += 1;
        self.input(tab, Input::Typed(draft));
        self.input(tab, Input::Submitted);
    }

    /// A picture or a file, one at a time; it goes with the words that come next.
    fn pick_file(&mut self, tab: usize) {
        let client = &self.tabs[tab].client;
        let empty = client.tray(TrayName::Composer).is_none_or(|tray| tray.uploads().is_empty());
        if client.attachment_rules().is_none() || !empty {
            return;
        }
        self.files += 1;
        let id = FileId(self.files);
        let (name, mime) =
            if is_image(id) { ("tent.png", "image/png") } else { (crate::backend::FILE, "application/pdf") };
        let file = Picked { id, name: name.into(), mime: mime.into(), bytes: 2_000_000 };
        let tray = TrayName::Composer.word();
        self.input(tab, Input::Upload(UploadInput::Picked { tray, files: vec![file] }));
    }

    /// What did not get through is sent again; what cannot be is edited.
    pub(crate) fn try_again(&mut self, tab: usize) {
        let transcript = self.tabs[tab].client.transcript();
        let failed = transcript.order().iter().copied().find_map(|key| match transcript.entry(key)?.status {
            Status::Unsent(Unsent::Rejected) => Some(Input::Edited(key)),
            Status::Unsent(_) => Some(Input::Retried(key)),
            _ => None,
        });
        if let Some(input) = failed {
            self.input(tab, input);
        }
    }
}
