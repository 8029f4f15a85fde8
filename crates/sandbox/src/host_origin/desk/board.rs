//! What the desk knows from webhooks: a token per session, who types, and the last words.

use crate::webhooks::outbox::Outbox;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Characters of a preview.
const PREVIEW: usize = 140;

#[derive(Default)]
pub(super) struct Board(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// Number of the next event to be heard.
    position: usize,
    sessions: HashMap<String, Session>,
}

struct Session {
    token: String,
    visitor: Value,
    chatbot: Value,
    values: Value,
    is_typing: bool,
    preview: Option<String>,
    feedback: Value,
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in the events since the last time, and returns how many there have been.
    pub(super) fn hear(&self, outbox: &Outbox) -> usize {
        let mut known = self.lock();
        let (position, events) = outbox.since(known.position);
        known.position = position;
        for (kind, body) in events {
            if let Ok(body) = serde_json::from_str(&body) {
                known.take(kind, &body);
            }
        }
        position
    }

    /// The token of a session.
    pub(super) fn token(&self, id: &str) -> Option<String> {
        self.lock().sessions.get(id).map(|session| session.token.clone())
    }

    /// Takes the session's values from its context: no webhook tells of those that are filled in while waiting.
    pub(super) fn learn(&self, id: &str, context: &Value) {
        if let Some(session) = self.lock().sessions.get_mut(id)
            && context["values"].is_array()
        {
            session.values = context["values"].clone();
        }
    }

    /// Adds to an entry of the list what only webhooks tell.
    pub(super) fn annotate(&self, summary: &mut Value) {
        let known = self.lock();
        let id = summary["livechat_session"]["livechat_session_id"].as_str().unwrap_or_default();
        let Some(session) = known.sessions.get(id) else { return };
        let about = json!({
            "visitor": session.visitor,
            "chatbot": session.chatbot,
            "values": session.values,
            "is_customer_typing": session.is_typing,
            "preview": session.preview,
            "feedback": session.feedback,
        });
        summary["desk"] = about;
    }
}

impl Known {
    fn take(&mut self, kind: &str, body: &Value) {
        if kind == "visitor.data.deleted" {
            self.sessions.retain(|_, session| session.visitor["id"] != body["visitor"]["id"]);
            return;
        }
        let Some(id) = body["livechat_session"]["livechat_session_id"].as_str() else { return };
        if let Some(token) = body["livechat_session"]["token"].as_str() {
            let messages = body["messages"].as_array();
            let session = Session {
                token: token.to_owned(),
                visitor: body["visitor"].clone(),
                chatbot: body["chatbot"].clone(),
                values: body["values"].clone(),
                is_typing: false,
                preview: messages.into_iter().flatten().rev().find_map(preview),
                feedback: Value::Null,
            };
            self.sessions.insert(id.to_owned(), session);
        }
        let Some(session) = self.sessions.get_mut(id) else { return };
        if body["values"].is_array() {
            session.values = body["values"].clone();
        }
        match kind {
            "livechat.customer.typing.started" => session.is_typing = true,
            "livechat.customer.typing.stopped" | "livechat.session.closed" => session.is_typing = false,
            "livechat.feedback.submitted" => session.feedback = body["feedback"].clone(),
            _ => {}
        }
        if let Some(words) = preview(&body["message"]) {
            session.preview = Some(words);
        }
    }
}

/// The first words of a message of the visitor's.
fn preview(message: &Value) -> Option<String> {
    if message["role"] != "user" {
        return None;
    }
    let part = &message["parts"][0];
    let spans = part["blocks"][0]["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text: String = spans.iter().filter_map(|span| span["text"].as_str()).collect();
    let name = part["filename"].as_str().or(part["type"].as_str()).unwrap_or_default();
    let words = if text.is_empty() { name } else { &text };
    Some(words.chars().take(PREVIEW).collect())
}
