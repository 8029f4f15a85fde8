//! A turn whose end is unknown: the newest page of history decides (faults F1–F4, F14, F35).

use super::boot::PAGE;
use super::calls::Purpose;
use super::turn::Turn;
use super::{Answer, Client, Screen, TurnId};
use crate::transcript::{MessageKey, Status, Unsent};
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::message::MessagePage;

/// The turn that history is asked about.
#[derive(Debug)]
pub(super) struct Settling {
    turn: Turn,
    /// Whether the visitor has stopped the reply, which stays as they left it, whatever is stored (F32).
    stopped: bool,
}

impl Client {
    /// Marks the reply as interrupted at once, and asks history what became of it. The message is never sent again
    /// without the visitor's word.
    pub(super) fn settle(&mut self, turn: Turn, kind: ErrorType, code: &str) {
        self.report(kind, code, "the reply was interrupted", true);
        let changes = self.transcript.set_status(turn.reply, Status::Interrupted { settled: false });
        self.changed(changes);
        let words = self.locale.text(crate::locale::Phrase::Interrupted).to_owned();
        self.alarm(words);
        self.ask_history_about(Settling { turn, stopped: false });
    }

    /// The visitor stopped the reply before anything of it came: nobody knows yet whether their message has arrived.
    pub(super) fn settle_stopped(&mut self, turn: Turn) {
        self.ask_history_about(Settling { turn, stopped: true });
    }

    fn ask_history_about(&mut self, settling: Settling) {
        let purpose = Purpose::Settle(settling.turn.id);
        self.turns.settling.push(settling);
        if self.screen == Screen::Ended {
            // Nobody may ask any more.
            return self.give_up_settling();
        }
        self.read(purpose, &format!("/messages?limit={PAGE}"));
    }

    pub(super) fn on_settle_answer(&mut self, turn: TurnId, answer: &Answer) {
        let Some(place) = self.turns.settling.iter().position(|settling| settling.turn.id == turn) else {
            return;
        };
        let settling = self.turns.settling.remove(place);
        if let Some(page) = answer.json::<MessagePage>() {
            let changes = self.transcript.merge_newest(page.messages);
            self.changed(changes);
        }
        let stored = |key| self.transcript.entry(key).is_some_and(|entry| entry.message_id.is_some());
        let Settling { turn, stopped } = &settling;
        if stored(turn.reply) && !stopped {
            self.settle_echo(turn.echo);
            self.complete(turn);
        } else if turn.accepted || stored(turn.reply) || stored(turn.echo) {
            self.interrupt(&settling);
        } else {
            // Nothing arrived, and nothing is known to be stored.
            self.unsend(turn, if answer.is_passing() { Unsent::Offline } else { Unsent::Refused });
        }
        self.send_queued();
    }

    /// The message arrived, and of its reply there is nothing more to come.
    fn interrupt(&mut self, Settling { turn, stopped }: &Settling) {
        if !stopped {
            let changes = self.transcript.set_status(turn.reply, Status::Interrupted { settled: true });
            self.changed(changes);
        }
        self.settle_echo(turn.echo);
    }

    /// The message never arrived: it has no reply, and is the visitor's to send again.
    fn unsend(&mut self, turn: &Turn, reason: Unsent) {
        let changes = self.transcript.remove(turn.reply);
        self.changed(changes);
        self.mark_unsent(turn.echo, reason);
    }

    /// History cannot be asked any more: what has arrived is all there is.
    pub(super) fn give_up_settling(&mut self) {
        for settling in std::mem::take(&mut self.turns.settling) {
            self.interrupt(&settling);
        }
    }

    /// The conversation is left: what the server may never have had is the visitor's again.
    pub(super) fn return_unanswered(&mut self) {
        let waits = self.turns.current.as_ref().filter(|turn| !turn.accepted).map(|turn| turn.id);
        let current = waits.and_then(|turn| self.take_turn(turn));
        if let Some(turn) = &current {
            self.command(super::Command::CloseStream(turn.id));
        }
        let current = current.map(|turn| Settling { turn, stopped: false });
        for settling in std::mem::take(&mut self.turns.settling).into_iter().chain(current) {
            let turn = &settling.turn;
            let stored = self.transcript.entry(turn.echo).is_none_or(|entry| entry.message_id.is_some());
            if turn.accepted || stored {
                self.interrupt(&settling);
            } else {
                self.unsend(turn, Unsent::Refused);
            }
        }
        let order = self.transcript.order();
        let is_unsent = |key: &MessageKey| {
            matches!(self.transcript.entry(*key).map(|entry| &entry.status), Some(Status::Unsent(_)))
        };
        let unsent: Vec<MessageKey> = order.iter().copied().filter(is_unsent).collect();
        for echo in unsent.into_iter().rev() {
            self.take_back(echo);
        }
    }

    /// The page goes: the running reply is cut off, and nobody is asked about it yet.
    pub(super) fn park_turn(&mut self) {
        self.release_held();
        let Some(turn) = self.turns.current.as_ref().map(|turn| turn.id) else { return };
        if let Some(turn) = self.take_turn(turn) {
            self.command(super::Command::CloseStream(turn.id));
            let changes = self.transcript.set_status(turn.reply, Status::Interrupted { settled: false });
            self.changed(changes);
            self.turns.settling.push(Settling { turn, stopped: false });
        }
    }

    /// The page is back: asks what became of the reply that was cut off; whether there is one.
    pub(super) fn ask_about_parked_turn(&mut self) -> bool {
        let Some(turn) = self.turns.settling.last().map(|settling| settling.turn.id) else { return false };
        self.read(Purpose::Settle(turn), &format!("/messages?limit={PAGE}"));
        true
    }

    /// The page hears of older messages only when there were some.
    pub(super) fn tell_history(&mut self, count: usize) {
        if count > 0 {
            self.raise(Event::HistoryLoaded { count: count as u64 });
        }
    }
}
