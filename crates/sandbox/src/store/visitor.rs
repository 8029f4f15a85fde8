//! One visitor: the threads and what was collected beside them.

use super::conversation::Conversation;
use crate::livechat::attachments::Upload;
use crate::random;
use chatlet_protocol::form::SessionValue;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Ratings, submissions and uploads that are kept; older ones go.
const KEPT: usize = 100;
/// Bytes of uploads that are kept.
const ATTACHED: usize = 64 * 1024 * 1024;

/// The answer to a marker.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    /// Its id.
    pub(crate) id: String,
    /// The marker that was answered.
    pub(crate) part_id: String,
    /// Whether it is a support ticket.
    pub(crate) is_ticket: bool,
    /// The answer, without the bytes of its files.
    pub(crate) answer: Value,
}

pub(super) struct Visitor {
    /// What it is called outside.
    pub(super) name: String,
    pub(super) chatbot_id: String,
    /// Moment of the last call.
    pub(super) used: u64,
    /// By age.
    pub(super) conversations: BTreeMap<u64, Conversation>,
    pub(super) values: Vec<SessionValue>,
    ratings: Vec<Value>,
    submissions: Vec<Submission>,
    /// By id, oldest first.
    attachments: Vec<(String, Upload)>,
}

impl Visitor {
    pub(super) fn new(chatbot_id: &str, used: u64) -> Self {
        Self {
            name: random::id("visitor"),
            chatbot_id: chatbot_id.to_owned(),
            used,
            conversations: BTreeMap::new(),
            values: Vec::new(),
            ratings: Vec::new(),
            submissions: Vec::new(),
            attachments: Vec::new(),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.conversations.values().map(Conversation::bytes).sum::<usize>() + self.attached_bytes()
    }

    fn attached_bytes(&self) -> usize {
        self.attachments.iter().map(|(_, upload)| upload.bytes.len()).sum()
    }

    /// Keeps an upload; the oldest ones make room for it.
    pub(super) fn attach(&mut self, id: String, upload: Upload) {
        self.attachments.push((id, upload));
        while self.attachments.len() > KEPT
            || (self.attached_bytes() > ATTACHED && self.attachments.len() > 1)
        {
            self.attachments.remove(0);
        }
    }

    /// The upload called `id`.
    pub(super) fn attachment(&self, id: &str) -> Option<Upload> {
        self.attachments.iter().find(|(known, _)| known == id).map(|(_, upload)| upload.clone())
    }

    /// How much there is of everything (`deletion.counts`).
    pub(super) fn counts(&self) -> Value {
        let threads = self.conversations.values().filter(|thread| !thread.is_empty());
        json!({
            "conversations": threads.clone().count(),
            "messages": threads.map(Conversation::len).sum::<usize>(),
            "livechat_sessions": self.livechats().count(),
            "attachments": self.attachments.len(),
        })
    }

    fn livechats(&self) -> impl Iterator<Item = Value> {
        self.conversations.values().flat_map(Conversation::livechat_exports)
    }

    /// Opens a thread and returns those that made room for it.
    pub(super) fn open(&mut self, conversation: u64, limit: usize) -> Vec<u64> {
        self.conversations.insert(conversation, Conversation::default());
        let mut dropped = Vec::new();
        while self.conversations.len() > limit.max(1)
            && let Some((oldest, _)) = self.conversations.pop_first()
        {
            dropped.push(oldest);
        }
        dropped
    }

    pub(super) fn rate(&mut self, rating: Value) {
        keep_newest(&mut self.ratings);
        self.ratings.push(rating);
    }

    pub(super) fn submit(&mut self, submission: Submission) {
        keep_newest(&mut self.submissions);
        self.submissions.push(submission);
    }

    pub(super) fn merge(&mut self, values: Vec<SessionValue>) {
        for value in values {
            let known = self.values.iter().position(|known| known.key == value.key);
            match known {
                Some(index) => self.values[index] = value,
                None if self.values.len() < KEPT => self.values.push(value),
                None => {}
            }
        }
    }

    pub(super) fn export(&self, generated_at: &str) -> Value {
        let conversations: Vec<Value> = self
            .conversations
            .values()
            .filter(|thread| !thread.is_empty())
            .map(|thread| json!({ "messages": thread.oldest_first() }))
            .collect();
        let submissions = |ticket: bool| -> Vec<Value> {
            let chosen = self.submissions.iter().filter(|submission| submission.is_ticket == ticket);
            chosen.map(|one| json!({ "submission_id": one.id, "answer": one.answer })).collect()
        };
        let attachment = |(id, upload): &(String, Upload)| {
            json!({
                "attachment_id": id,
                "filename": upload.filename,
                "mime_type": upload.mime,
                "size_bytes": upload.bytes.len(),
            })
        };
        let attachments: Vec<Value> = self.attachments.iter().map(attachment).collect();
        json!({
            "generated_at": generated_at,
            "chatbot_id": self.chatbot_id,
            "visitor_id": self.name,
            "session": { "values": self.values },
            "conversations": conversations,
            "livechat_sessions": self.livechats().collect::<Vec<_>>(),
            "attachments": attachments,
            "support_tickets": submissions(true),
            "form_submissions": submissions(false),
            "ratings": self.ratings,
            "webhook_events": [],
        })
    }
}

fn keep_newest<T>(list: &mut Vec<T>) {
    if list.len() >= KEPT {
        list.remove(0);
    }
}
