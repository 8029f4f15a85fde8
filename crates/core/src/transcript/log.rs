//! The log of a livechat session as part of the one transcript: entries are known by id, echoes adopt the server's id,
//! and the server's order wins (`chat-api.md` §9, "Merge livechat messages"; fault F36).

use super::history::{message_text, same_words};
use super::{Author, Changes, LogPlace, MessageKey, Status, Transcript, TranscriptChange, Unsent};
use chatlet_protocol::livechat::LivechatMessage;
use chatlet_protocol::message::{Message, Role};

/// Two stored copies of one message, under two ids, were stored within so many milliseconds.
const SAME_MOMENT: u64 = 5_000;

impl Transcript {
    /// Merges messages of the log of `session`, oldest first; nothing that was sent when there were fewer than `since`
    /// entries is part of it. Returns the entries that are new, oldest first.
    pub fn merge_log(
        &mut self,
        session: u32,
        since: u32,
        messages: Vec<LivechatMessage>,
    ) -> (Vec<MessageKey>, Changes) {
        let mut changes = Changes::new();
        let mut unknown = Vec::new();
        // What is known first, so that what is new finds its neighbours.
        for LivechatMessage { message, sequence_number: number } in messages {
            let place = LogPlace { session, number };
            match self
                .find(&message.message_id)
                .or_else(|| self.counterpart(since, &message))
                .or_else(|| self.counterpart(0, &message))
                .or_else(|| self.cut_off(place, &message))
            {
                Some(key) => changes.extend(self.place_known(key, place, message)),
                None => unknown.push((place, message)),
            }
        }
        let mut new = Vec::with_capacity(unknown.len());
        for (place, message) in unknown {
            if self.find(&message.message_id).is_some() {
                // It came twice.
                continue;
            }
            let key = self.mint_message(message);
            if let Some(entry) = self.entry_mut(key) {
                entry.place_in_log = Some(place);
            }
            let later = |other: &MessageKey| {
                self.log_place(*other)
                    .is_some_and(|other| other.session == place.session && other.number > place.number)
            };
            let at = self.order.iter().position(later).unwrap_or(self.order.len());
            self.order.insert(at, key);
            new.push(key);
        }
        if self.sort_log(session) || !new.is_empty() {
            changes.push(TranscriptChange::Messages);
        }
        (new, changes)
    }

    /// The stored message replaces the echo that announced it.
    pub fn confirm(&mut self, echo: MessageKey, session: u32, message: LivechatMessage) -> Changes {
        let LivechatMessage { message, sequence_number: number } = message;
        if let Some(known) = self.find(&message.message_id).filter(|known| *known != echo) {
            // The log was quicker than the answer.
            let mut changes = self.remove(echo);
            changes.extend(self.place_known(known, LogPlace { session, number }, message));
            return changes;
        }
        let mut changes = self.place_known(echo, LogPlace { session, number }, message);
        if self.sort_log(session) {
            changes.push(TranscriptChange::Messages);
        }
        changes
    }

    /// The names of the agents who have spoken, by id.
    pub fn agent_name(&self, agent_id: &str) -> Option<&str> {
        self.order.iter().rev().find_map(|key| match &self.entry(*key)?.author {
            Author::Agent(Some(agent)) if agent.agent_id == agent_id => Some(agent.display_name.as_str()),
            _ => None,
        })
    }

    /// The key that the next new entry will have.
    pub fn next_key(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    fn log_place(&self, key: MessageKey) -> Option<LogPlace> {
        self.entry(key)?.place_in_log
    }

    /// The entry that is the same message under another id, or that waits for one. Whether ids agree between history,
    /// stream and log is not known (`chat-api.md` §13).
    fn counterpart(&self, since: u32, message: &Message) -> Option<MessageKey> {
        let at = message.created_at.as_deref().and_then(crate::time::parse);
        let fits = |key: &&MessageKey| {
            let Some(entry) = self.entry(**key).filter(|entry| entry.place_in_log.is_none()) else {
                return false;
            };
            let moment = match (entry.at, at) {
                (Some(one), Some(other)) => one.abs_diff(other) <= SAME_MOMENT,
                _ => false,
            };
            let waits = entry.message_id.is_none()
                && entry.author == Author::Visitor
                && match entry.status {
                    Status::Sending | Status::Unsent(Unsent::Offline | Unsent::Refused) => true,
                    Status::Unsent(Unsent::Rejected) => false,
                    // What was said to the assistant before the session is not in its log.
                    _ => entry.sent >= since,
                };
            role(&entry.author) == message.role
                && (waits || moment && entry.message_id.is_some())
                && self.says_the_same(**key, message)
        };
        self.order.iter().find(fits).copied()
    }

    /// The reply that came to no end here and whole in the log: the one to what the visitor had said last. Of one that
    /// they stopped, the log must begin with what they have seen; it stays as they left it, so nothing else may be taken
    /// for it.
    fn cut_off(&self, place: LogPlace, message: &Message) -> Option<MessageKey> {
        if message.role != Role::Assistant {
            return None;
        }
        let number = |key: &MessageKey| {
            let entry = self.entry(*key).filter(|entry| entry.author == Author::Visitor)?;
            let before = entry.place_in_log?;
            (before.session == place.session && before.number < place.number).then_some(before.number)
        };
        let said = self.order.iter().filter(|key| number(key).is_some());
        let reply = self.cut_off_reply_to(*said.max_by_key(|key| number(key))?)?;
        let stopped = self.entry(reply)?.status == Status::Stopped;
        (!stopped || begins_with(&message_text(message), &self.plain_text(reply))).then_some(reply)
    }

    /// The entry of the log that is this message under another id.
    pub(super) fn known_from_log(&self, message: &Message) -> Option<MessageKey> {
        let at = message.created_at.as_deref().and_then(crate::time::parse)?;
        let fits = |key: &&MessageKey| {
            self.entry(**key).is_some_and(|entry| {
                entry.place_in_log.is_some()
                    && entry.at.is_some_and(|other| other.abs_diff(at) <= SAME_MOMENT)
                    && role(&entry.author) == message.role
            }) && self.says_the_same(**key, message)
        };
        self.order.iter().rev().find(fits).copied()
    }

    fn says_the_same(&self, key: MessageKey, message: &Message) -> bool {
        self.kinds(key).iter().map(String::as_str).eq(message.parts.iter().map(part_kind))
            && same_words(&self.plain_text(key), &message_text(message))
    }

    /// The server's time is the time of a message that it has stored.
    pub(super) fn set_time(&mut self, key: MessageKey, message: &Message) {
        let at = message.created_at.as_deref().and_then(crate::time::parse);
        if let (Some(entry), Some(at)) = (self.entry_mut(key), at) {
            entry.at = Some(at);
        }
    }

    /// Gives a known entry its place, and an echo everything that the server says of it.
    fn place_known(&mut self, key: MessageKey, place: LogPlace, message: Message) -> Changes {
        let Some(entry) = self.entry_mut(key) else { return Changes::new() };
        entry.place_in_log = Some(place);
        if entry.message_id.is_some() {
            self.add_id(key, message.message_id);
            return Changes::new();
        }
        if entry.status == Status::Stopped {
            // It stays as the visitor left it, although the server has stored all of it (F32).
            self.adopt_id(key, message.message_id);
            return Changes::new();
        }
        let plain = message.parts.iter().all(|part| part_kind(part) == "rich_text")
            && same_words(&self.plain_text(key), &message_text(&message));
        if !plain {
            return self.apply_done(key, message);
        }
        self.set_time(key, &message);
        self.adopt_id(key, message.message_id);
        let mut changes = self.set_status(key, Status::Settled);
        changes.push(TranscriptChange::Message(key));
        changes
    }

    /// Puts the entries of a session's log into the server's order, each into a place that one of them had. Whether
    /// anything moved.
    fn sort_log(&mut self, session: u32) -> bool {
        let mut moved = false;
        let mut places: Vec<(usize, u64)> = Vec::new();
        for index in 0..self.order.len() {
            let Some(place) = self.log_place(self.order[index]).filter(|place| place.session == session)
            else {
                continue;
            };
            places.push((index, place.number));
            // Insertion, because the log is almost always in order.
            let mut last = places.len() - 1;
            while last > 0 && places[last - 1].1 > places[last].1 {
                self.order.swap(places[last - 1].0, places[last].0);
                let number = places[last - 1].1;
                places[last - 1].1 = places[last].1;
                places[last].1 = number;
                last -= 1;
                moved = true;
            }
        }
        moved
    }
}

/// Whether the words of `text` begin with those of `start`, the last of which may be cut anywhere.
fn begins_with(text: &str, start: &str) -> bool {
    let mut words = text.split_whitespace();
    let mut seen = start.split_whitespace().peekable();
    while let Some(one) = seen.next() {
        let Some(word) = words.next() else { return false };
        if word != one && (seen.peek().is_some() || !word.starts_with(one)) {
            return false;
        }
    }
    true
}

fn role(author: &Author) -> Role {
    match author {
        Author::Visitor => Role::User,
        Author::Assistant => Role::Assistant,
        Author::Agent(_) => Role::Agent,
        Author::System => Role::System,
    }
}

fn part_kind(part: &chatlet_protocol::part::Part) -> &'static str {
    part.kind()
}
