//! Stored messages: older pages in front, and a newest page that decides what became of an interrupted turn
//! (`chat-api.md` §6; faults F1, F35).

use super::{Author, Changes, MessageKey, Status, Transcript, TranscriptChange};
use chatlet_protocol::message::{Message, Role};

impl Transcript {
    /// Puts a page of older messages, newest first as the wire has it, in front; known ones are left out. Returns how
    /// many were added.
    pub fn prepend(&mut self, newest_first: Vec<Message>) -> (usize, Changes) {
        let mut keys: Vec<MessageKey> = Vec::with_capacity(newest_first.len());
        for message in newest_first {
            if self.find(&message.message_id).is_none() && self.known_from_log(&message).is_none() {
                keys.push(self.mint_message(message));
            }
        }
        if keys.is_empty() {
            return (0, Changes::new());
        }
        let added = keys.len();
        keys.reverse();
        keys.append(&mut self.order);
        self.order = keys;
        (added, vec![TranscriptChange::Messages])
    }

    /// Merges the newest page into the end of the conversation: echoes adopt the server's ids, an unfinished reply
    /// becomes the stored one, and what was missed is put where it belongs.
    pub fn merge_newest(&mut self, newest_first: Vec<Message>) -> Changes {
        let mut changes = Changes::new();
        // Where the next unknown message goes: behind the last one that is known.
        let mut place = 0;
        for message in newest_first.into_iter().rev() {
            if let Some(known) = self.find(&message.message_id).or_else(|| self.known_from_log(&message)) {
                place = self.position(known).map_or(place, |position| position + 1);
            } else if let Some(position) = self.unconfirmed(place, &message) {
                changes.extend(self.adopt(self.order[position], message));
                place = position + 1;
            } else {
                let key = self.mint_message(message);
                let at = place.min(self.order.len());
                self.order.insert(at, key);
                place = at + 1;
                changes.push(TranscriptChange::Messages);
            }
        }
        changes
    }

    pub(super) fn position(&self, key: MessageKey) -> Option<usize> {
        self.order.iter().rposition(|known| *known == key)
    }

    /// The entry at or behind `place` that `message` confirms: an echo with the same words, or the reply that was
    /// cut off right there.
    fn unconfirmed(&self, place: usize, message: &Message) -> Option<usize> {
        let candidate = |key: &MessageKey, role: Role| {
            let entry = self.entry(*key)?;
            (entry.message_id.is_none()
                && match role {
                    Role::User => entry.author == Author::Visitor,
                    Role::Assistant => entry.author == Author::Assistant && !entry.status.is_pending(),
                    Role::Agent | Role::System => false,
                })
            .then_some(())
        };
        match message.role {
            Role::User => {
                let words = message_text(message);
                // Behind what is known first; but agents write while an answer is awaited, so that an echo may stand
                // before them.
                (place..self.order.len()).chain(0..place.min(self.order.len())).find(|position| {
                    let key = self.order[*position];
                    candidate(&key, Role::User).is_some() && same_words(&self.plain_text(key), &words)
                })
            }
            Role::Assistant => {
                let speaks = |position: &usize| {
                    let entry = self.order.get(*position).and_then(|key| self.entry(*key));
                    entry.is_some_and(|entry| entry.author != Author::Visitor)
                };
                (place..self.order.len())
                    .take_while(speaks)
                    .find(|position| candidate(&self.order[*position], Role::Assistant).is_some())
            }
            Role::Agent | Role::System => None,
        }
    }

    fn adopt(&mut self, key: MessageKey, message: Message) -> Changes {
        let stopped = self.entry(key).is_some_and(|entry| entry.status == Status::Stopped);
        if message.role == Role::Assistant && !stopped {
            return self.apply_done(key, message);
        }
        self.set_time(key, &message);
        self.adopt_id(key, message.message_id);
        // What the visitor stopped stays as they left it, although the server may have stored all of it.
        if stopped { Changes::new() } else { self.set_status(key, Status::Settled) }
    }
}

pub(super) fn message_text(message: &Message) -> String {
    let texts = message.parts.iter().map(super::part_text);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

pub(super) fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
