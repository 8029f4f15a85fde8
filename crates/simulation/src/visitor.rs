//! The visitor: asks for people, talks to whoever is there, leaves, rates, tries again.

use crate::world::{Event, World};
use chatlet_core::client::{Input, LivechatInput, Screen};
use chatlet_core::transcript::{Status, Unsent};

impl World {
    pub(crate) fn visitor_acts(&mut self) {
        if self.resting {
            return;
        }
        if !self.open {
            // Nobody writes into a window that is closed.
            let pause = self.dice.between(200, 8_000);
            self.later(pause, Event::Visitor);
            return;
        }
        match self.dice.below(30) {
            0..=3 => self.input(Input::Livechat(LivechatInput::Wanted(None))),
            4 => self.input(Input::Livechat(LivechatInput::Left)),
            5 => {
                let stars = u8::try_from(self.dice.between(1, 5)).unwrap_or(1);
                self.input(Input::Livechat(LivechatInput::Starred(stars)));
                self.input(Input::Livechat(LivechatInput::RatingSent));
            }
            6 => self.input(Input::Livechat(LivechatInput::RatingSkipped)),
            7 => self.input(Input::Stopped),
            8..=10 => self.try_again(),
            11 | 12 => {
                let draft = format!("{} and more", self.client.draft());
                self.input(Input::Typed(draft));
            }
            _ => self.say_something(),
        }
        if self.client.screen() == Screen::Ended {
            self.input(Input::StartedOver);
        }
        if matches!(self.client.screen(), Screen::Unavailable { .. }) {
            self.input(Input::StartRetried);
        }
        let pause = self.dice.between(200, 8_000);
        self.later(pause, Event::Visitor);
    }

    fn say_something(&mut self) {
        self.texts += 1;
        let text = format!("visitor says {}.", self.texts);
        let draft = self.client.draft();
        let draft = if draft.is_empty() { text.clone() } else { format!("{draft}\n{text}") };
        self.said.push(text);
        self.report.visitor_messages += 1;
        self.input(Input::Typed(draft));
        self.input(Input::Submitted);
    }

    /// What did not get through is sent again; what cannot be is edited.
    pub(crate) fn try_again(&mut self) {
        let transcript = self.client.transcript();
        let failed = transcript.order().iter().copied().find_map(|key| match transcript.entry(key)?.status {
            Status::Unsent(Unsent::Rejected) => Some(Input::Edited(key)),
            Status::Unsent(_) => Some(Input::Retried(key)),
            _ => None,
        });
        if let Some(input) = failed {
            self.input(input);
        }
    }
}
