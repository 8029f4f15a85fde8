//! One thread of messages, oldest first in memory and newest first on the wire.

use super::livechat::Summary;
use crate::livechat::session::{LivechatSession, Request};
use crate::random;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chatlet_protocol::Decode;
use chatlet_protocol::message::Message;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::plain_text;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{HashSet, VecDeque};

/// Texts that are remembered as said once.
const SAID: usize = 1_000;
/// Livechat sessions that are kept per thread.
const SESSIONS: usize = 20;

type Digest = [u8; 32];

struct Stored {
    message_id: String,
    is_assistant: bool,
    /// The message as JSON: a third of the memory of the tree.
    text: Box<str>,
}

impl Stored {
    fn value(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }
}

/// One page of history (`chat-api.md` §6).
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Newest first.
    pub(crate) messages: Vec<Value>,
    /// Present when older ones exist.
    pub(crate) next_cursor: Option<String>,
}

/// A marker of the thread.
#[derive(Debug)]
pub(crate) struct Marker {
    /// The part.
    pub(crate) part: Value,
    /// Whether it belongs to the newest assistant message: only those can be answered.
    pub(crate) is_newest: bool,
    /// Whether it was answered.
    pub(crate) is_answered: bool,
}

#[derive(Default)]
pub(super) struct Conversation {
    messages: VecDeque<Stored>,
    /// How many were dropped; the sequence number of the first message that is left.
    first: usize,
    bytes: usize,
    /// Digest of the newest input.
    newest_input: Option<Digest>,
    /// The same, when its turn failed.
    failed_input: Option<Digest>,
    said: HashSet<String>,
    answered: HashSet<String>,
    /// Oldest first; only the newest can be open.
    livechats: Vec<LivechatSession>,
}

impl Conversation {
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// Stores `parts`, which is what becomes of the visitor's `input` of that time.
    pub(super) fn add_input(&mut self, input: &Value, parts: &Value, at: &str) -> Option<Value> {
        let digest: Digest = Sha256::digest(input.to_string()).into();
        if self.failed_input.take() == Some(digest) {
            return None;
        }
        let said = self.add(&json!({
            "message_id": random::id("m"),
            "role": "user",
            "parts": parts,
            "created_at": at,
        }));
        self.newest_input = Some(digest);
        said
    }

    pub(super) fn turn_failed(&mut self) {
        self.failed_input = self.newest_input;
    }

    /// Stores `message`, and returns it as `LivechatMessage` when it belongs to the log of an open session.
    pub(super) fn add(&mut self, message: &Value) -> Option<Value> {
        let text = message.to_string().into_boxed_str();
        self.bytes += text.len();
        self.failed_input = None;
        self.messages.push_back(Stored {
            message_id: message["message_id"].as_str().unwrap_or_default().to_owned(),
            is_assistant: message["role"] == "assistant",
            text,
        });
        let position = self.first + self.messages.len() - 1;
        let livechat = self.livechats.last_mut().filter(|livechat| livechat.is_open())?;
        livechat.changed();
        Some(numbered(message.clone(), position - livechat.first + 1))
    }

    /// The text of the newest message of the visitor's.
    pub(super) fn last_words(&self) -> Option<String> {
        let mut messages = self.messages.iter().rev().map(Stored::value);
        let message = Message::decode(messages.find(|message| message["role"] == "user")?)?;
        let text = |part: &Part| match part {
            Part::RichText { blocks, .. } => plain_text(blocks),
            _ => String::new(),
        };
        Some(message.parts.iter().map(text).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.messages.len()
    }

    /// The newest session.
    pub(super) fn livechat(&self) -> Option<&LivechatSession> {
        self.livechats.last()
    }

    /// The same, to be changed.
    pub(super) fn livechat_mut(&mut self) -> Option<&mut LivechatSession> {
        self.livechats.last_mut()
    }

    /// The session called `id`.
    pub(super) fn livechat_of(&mut self, id: &str) -> Option<&mut LivechatSession> {
        self.livechats.iter_mut().find(|livechat| livechat.id == id)
    }

    /// Opens a session whose log begins here.
    pub(super) fn open_livechat(&mut self, request: Request) -> &mut LivechatSession {
        if self.livechats.len() == SESSIONS {
            self.livechats.remove(0);
        }
        let end = self.first + self.messages.len();
        self.livechats.push(LivechatSession::new(request, end));
        let newest = self.livechats.len() - 1;
        &mut self.livechats[newest]
    }

    /// Closes the newest session, unless it is closed: `LivechatSession`.
    pub(super) fn close_livechat(
        &mut self,
        by: &'static str,
        agent_id: Option<String>,
        reason: Option<String>,
    ) -> Option<Value> {
        let end = self.first + self.messages.len();
        let livechat = self.livechats.last_mut().filter(|livechat| livechat.is_open())?;
        livechat.close(by, agent_id, reason, end);
        Some(livechat.session())
    }

    /// At most `limit` messages of the newest session's log behind number `after`, and whether there are more.
    pub(super) fn log(&self, after: u64, limit: usize) -> (Vec<Value>, bool) {
        let Some(livechat) = self.livechats.last() else { return (Vec::new(), false) };
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let end = livechat.end.unwrap_or(usize::MAX).min(self.first + self.messages.len());
        let start = livechat.first.saturating_add(after).max(self.first).min(end);
        let stop = end.min(start + limit);
        let positions = start..stop;
        let messages = positions.map(|position| {
            numbered(self.messages[position - self.first].value(), position - livechat.first + 1)
        });
        (messages.collect(), stop < end)
    }

    /// Every session of the thread as `LivechatSessionSummary`, each with the moment it was asked for.
    pub(super) fn summaries(&self) -> Vec<(String, Summary)> {
        self.livechats.iter().map(|livechat| self.summary(livechat)).collect()
    }

    fn summary(&self, livechat: &LivechatSession) -> (String, Summary) {
        let end = livechat.end.unwrap_or(usize::MAX).min(self.first + self.messages.len());
        let start = livechat.first.max(self.first).min(end);
        let log = self.messages.range(start - self.first..end - self.first);
        let newest = log.rev().map(Stored::value).find(|message| message["role"] != "system");
        let is_answered = newest.as_ref().is_some_and(|message| message["role"] == "agent");
        let turn = match livechat.is_open() {
            false => None,
            true if livechat.is_active() && is_answered => Some("customer"),
            true => Some("agent"),
        };
        let session = livechat.session();
        let asked = session["requested_at"].as_str().unwrap_or_default().to_owned();
        let mut json = json!({
            "livechat_session": session,
            "active_agent": livechat.agent(),
            "last_message_at": newest.map(|message| message["created_at"].clone()),
        });
        if let Some(turn) = turn {
            json["turn"] = json!(turn);
        }
        (asked, Summary { json, status: livechat.status().word(), turn })
    }

    /// What the visitor's export says of the sessions.
    pub(super) fn livechat_exports(&self) -> impl Iterator<Item = Value> {
        self.livechats.iter().map(LivechatSession::export)
    }

    pub(super) fn has(&self, message_id: &str) -> bool {
        self.messages.iter().any(|stored| stored.message_id == message_id)
    }

    pub(super) fn keep_newest(&mut self, limit: usize) {
        while self.messages.len() > limit.max(1) {
            self.drop_oldest();
        }
    }

    /// Drops the oldest message unless it is the only one; whether it did.
    pub(super) fn drop_oldest(&mut self) -> bool {
        if self.messages.len() < 2 {
            return false;
        }
        if let Some(dropped) = self.messages.pop_front() {
            self.bytes -= dropped.text.len();
            self.first += 1;
        }
        true
    }

    pub(super) fn first_time(&mut self, text: &str) -> bool {
        self.said.len() < SAID && self.said.insert(text.to_owned())
    }

    pub(super) fn oldest_first(&self) -> Vec<Value> {
        self.messages.iter().map(Stored::value).collect()
    }

    /// A cursor names the oldest message already sent, so that messages that arrive meanwhile shift nothing.
    pub(super) fn page(&self, limit: usize, cursor: Option<&str>) -> Page {
        let end = match cursor.map(read_cursor) {
            None => self.messages.len(),
            Some(Some(sequence)) => sequence.saturating_sub(self.first).min(self.messages.len()),
            // Nothing is older than a message nobody knows.
            Some(None) => 0,
        };
        let start = end.saturating_sub(limit);
        Page {
            messages: self.messages.range(start..end).rev().map(Stored::value).collect(),
            next_cursor: (start > 0).then(|| URL_SAFE_NO_PAD.encode(format!("older:{}", self.first + start))),
        }
    }

    pub(super) fn marker(&self, part_id: &str) -> Option<Marker> {
        let mut is_newest = true;
        // A part id is random, so a thread without it in its text need not be parsed.
        for stored in self.messages.iter().rev().filter(|stored| stored.is_assistant) {
            if stored.text.contains(part_id)
                && let Some(parts) = stored.value()["parts"].as_array()
                && let Some(part) = parts.iter().find(|part| part["part_id"] == part_id)
            {
                let is_answered = self.answered.contains(part_id);
                return Some(Marker { part: part.clone(), is_newest, is_answered });
            }
            is_newest = false;
        }
        None
    }

    pub(super) fn answer(&mut self, part_id: &str) -> bool {
        self.answered.insert(part_id.to_owned())
    }
}

fn numbered(mut message: Value, sequence_number: usize) -> Value {
    message["sequence_number"] = json!(sequence_number);
    message
}

fn read_cursor(cursor: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    String::from_utf8(bytes).ok()?.strip_prefix("older:")?.parse().ok()
}
