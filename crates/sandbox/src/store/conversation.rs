//! One thread of messages, oldest first in memory and newest first on the wire.

use crate::{clock, random};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{HashSet, VecDeque};

/// Texts that are remembered as said once.
const SAID: usize = 1_000;

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
}

impl Conversation {
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// Stores `parts`, which is what becomes of the visitor's `input`.
    pub(super) fn add_input(&mut self, input: &Value, parts: &Value) {
        let digest: Digest = Sha256::digest(input.to_string()).into();
        if self.failed_input.take() == Some(digest) {
            return;
        }
        self.add(&json!({
            "message_id": random::id("m"),
            "role": "user",
            "parts": parts,
            "created_at": clock::now(),
        }));
        self.newest_input = Some(digest);
    }

    pub(super) fn turn_failed(&mut self) {
        self.failed_input = self.newest_input;
    }

    pub(super) fn add(&mut self, message: &Value) {
        let text = message.to_string().into_boxed_str();
        self.bytes += text.len();
        self.failed_input = None;
        self.messages.push_back(Stored {
            message_id: message["message_id"].as_str().unwrap_or_default().to_owned(),
            is_assistant: message["role"] == "assistant",
            text,
        });
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

fn read_cursor(cursor: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    String::from_utf8(bytes).ok()?.strip_prefix("older:")?.parse().ok()
}
