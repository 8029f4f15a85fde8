//! Messages whose fate is unknown: the log tells, else history, and none is sent again before one of them has been asked
//! (`chat-api.md` §9; faults F14, F36).

use super::super::super::boot::PAGE;
use super::super::super::calls::Purpose;
use super::super::LivechatCall;
use super::{Item, Way};
use crate::client::{Answer, Client};
use crate::livechat::Happening;
use crate::locale::Phrase;
use crate::transcript::{MessageKey, Unsent};
use chatlet_protocol::message::MessagePage;

impl Client {
    pub(super) fn look_for(&mut self, echo: MessageKey, read: u32) {
        if let Some(item) = self.human.outbox.item(echo) {
            item.way = Way::Uncertain(read);
        }
        self.livechat_happens(Happening::Uncertain);
    }

    /// Everything is known that the server knew when read number `read` began.
    pub(in crate::client::livechat) fn on_known(&mut self, read: u32) {
        let (takes_input, session) = (self.human.machine.takes_input(), self.human.machine.epoch());
        let echoes: Vec<MessageKey> = self.human.outbox.items.iter().map(|item| item.echo).collect();
        for echo in echoes {
            let arrived = self.has_arrived(echo);
            let Some(item) = self.human.outbox.item(echo) else { continue };
            match item.way {
                Way::Misrouted if takes_input => item.way = Way::Queued,
                Way::Misrouted if item.refused_by_assistant => {
                    self.human.outbox.take(echo);
                    self.take_back(echo);
                }
                Way::Misrouted => item.way = Way::ToAssistant,
                Way::Uncertain(_) if arrived => self.settle_message(echo, Unsent::Refused),
                // The log that was read may be of a session that has begun meanwhile.
                Way::Uncertain(since) if item.session != session || read > since => {
                    item.way = Way::Sought { again: false };
                    self.ask_history(echo);
                }
                Way::Queued | Way::Out | Way::Uncertain(_) | Way::Sought { .. } | Way::ToAssistant => {}
            }
        }
        self.pump_outbox();
        // What waits behind a message that was sent elsewhere goes on as well.
        self.send_queued();
    }

    /// The visitor sends a message again of which nobody could say whether it had arrived: history is asked first.
    pub(in crate::client) fn ask_before_sending(&mut self, echo: MessageKey) {
        self.human.outbox.items.push(Item::new(echo, Way::Sought { again: true }));
        self.ask_history(echo);
    }

    fn ask_history(&mut self, echo: MessageKey) {
        self.read(Purpose::Livechat(LivechatCall::Look(echo)), &format!("/messages?limit={PAGE}"));
    }

    pub(in crate::client::livechat) fn on_look_answer(&mut self, echo: MessageKey, answer: &Answer) {
        if let Some(page) = answer.json::<MessagePage>() {
            let changes = self.transcript.merge_newest(page.messages);
            self.changed(changes);
        }
        let arrived = self.has_arrived(echo);
        match self.human.outbox.item(echo) {
            Some(item) if item.way == (Way::Sought { again: true }) && !arrived && !answer.is_passing() => {
                item.way = Way::Queued;
            }
            _ => {
                let reason = if answer.is_passing() { Unsent::Offline } else { Unsent::Refused };
                self.settle_message(echo, reason);
            }
        }
        self.pump_outbox();
        self.send_queued();
    }

    fn has_arrived(&self, echo: MessageKey) -> bool {
        self.transcript.entry(echo).is_none_or(|entry| entry.message_id.is_some())
    }

    /// All is known that can be: the message has arrived, or is the visitor's again.
    fn settle_message(&mut self, echo: MessageKey, otherwise: Unsent) {
        if self.human.outbox.take(echo).is_none() {
            return;
        }
        if self.has_arrived(echo) {
            self.settle_echo(echo);
        } else {
            self.mark_unsent(echo, otherwise);
            let words = self.locale.text(Phrase::NotSent).to_owned();
            self.alarm(words);
        }
    }

    /// The state could not be read: what waits for it goes back to the visitor.
    pub(in crate::client::livechat) fn on_unknown(&mut self) {
        let is_lost = |item: &Item| item.way == Way::Misrouted;
        while let Some(echo) = self.human.outbox.items.iter().find(|item| is_lost(item)).map(|item| item.echo)
        {
            self.human.outbox.take(echo);
            self.take_back(echo);
            let words = self.locale.text(Phrase::NotSent).to_owned();
            self.alarm(words);
        }
        if self.human.outbox.items.iter().any(|item| matches!(item.way, Way::Uncertain(_))) {
            self.livechat_happens(Happening::Uncertain);
        }
        self.send_queued();
    }
}
