//! Stored messages: older pages in front, and a newest page that decides what became of an interrupted turn
//! (`chat-api.md` §6; faults F1, F35).

use super::{Author, Changes, Entry, MessageKey, Status, Transcript, TranscriptChange};
use chatlet_protocol::message::{Message, Role};

impl Transcript {
    /// Puts a page of older messages, newest first as the wire has it, in front; known ones are left out. Returns how
    /// many were added.
    pub fn prepend(&mut self, newest_first: Vec<Message>) -> (usize, Changes) {
        let mut keys: Vec<MessageKey> = Vec::with_capacity(newest_first.len());
        for message in newest_first {
            if self.find(&message.message_id).is_none() && self.known_from_log(&message).is_none() {
                let key = self.mint_message(message);
                // A message with nothing to show is no row (`chat-api.md` §4).
                if self.is_visible(key) {
                    keys.push(key);
                }
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
        // What the visitor had said last.
        let mut asked = None;
        for message in newest_first.into_iter().rev() {
            let asks = message.role == Role::User;
            let key;
            if let Some(known) = self.find(&message.message_id).or_else(|| self.known_from_log(&message)) {
                place = self.position(known).map_or(place, |position| position + 1);
                key = known;
            } else if let Some(position) = self.unconfirmed(place, asked, &message) {
                key = self.order[position];
                changes.extend(self.adopt(key, message));
                place = position + 1;
            } else {
                key = self.mint_message(message);
                if self.is_visible(key) {
                    let at = place.min(self.order.len());
                    self.order.insert(at, key);
                    place = at + 1;
                    changes.push(TranscriptChange::Messages);
                }
            }
            if asks {
                asked = Some(key);
            }
        }
        changes
    }

    pub(super) fn position(&self, key: MessageKey) -> Option<usize> {
        self.order.iter().rposition(|known| *known == key)
    }

    /// The reply to `question` that came to no end here: stopped, cut off or given up, and not known as stored.
    pub(super) fn cut_off_reply_to(&self, question: MessageKey) -> Option<MessageKey> {
        let is_it = |key: &&MessageKey| {
            self.is_cut_off(**key) && self.entry(**key).is_some_and(|entry| entry.question == Some(question))
        };
        self.order.iter().rev().find(is_it).copied()
    }

    fn is_cut_off(&self, key: MessageKey) -> bool {
        self.entry(key).is_some_and(|entry| {
            entry.message_id.is_none() && entry.author == Author::Assistant && !entry.status.is_pending()
        })
    }

    /// Whether the reply `key` may be one to `asked`: its own question is that one, has the same words, or is not known.
    fn may_answer(&self, key: MessageKey, asked: Option<MessageKey>) -> bool {
        let question = self.entry(key).and_then(|entry| entry.question);
        let known = question.filter(|question| self.entry(*question).is_some());
        let (Some(question), Some(asked)) = (known, asked) else { return true };
        question == asked || same_words(&self.plain_text(question), &self.plain_text(asked))
    }

    /// The entry that `message` confirms: an echo with the same words, or the reply to what was `asked` before it that
    /// was cut off, at or behind `place` where its question is not known.
    fn unconfirmed(&self, place: usize, asked: Option<MessageKey>, message: &Message) -> Option<usize> {
        match message.role {
            Role::User => {
                let words = message_text(message);
                // Behind what is known first; but agents write while an answer is awaited, so that an echo may stand
                // before them.
                (place..self.order.len()).chain(0..place.min(self.order.len())).find(|position| {
                    let key = self.order[*position];
                    let is_echo =
                        |entry: &Entry| entry.message_id.is_none() && entry.author == Author::Visitor;
                    self.entry(key).is_some_and(is_echo) && same_words(&self.plain_text(key), &words)
                })
            }
            Role::Assistant => {
                if let Some(reply) = asked.and_then(|asked| self.cut_off_reply_to(asked)) {
                    return self.position(reply);
                }
                let speaks = |position: &usize| {
                    let entry = self.order.get(*position).and_then(|key| self.entry(*key));
                    entry.is_some_and(|entry| entry.author != Author::Visitor)
                };
                (place..self.order.len()).take_while(speaks).find(|position| {
                    let key = self.order[*position];
                    self.is_cut_off(key) && self.may_answer(key, asked)
                })
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
