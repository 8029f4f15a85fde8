//! The visitor token and the conversation it stands for (`chat-api.md` §2; `embedding.md`, "The visitor token").

use super::later::Task;
use super::tabs::Signal;
use super::{Client, Command, Screen, Slot};
use crate::time::Millis;
use chatlet_protocol::catalogue::{EndReason, Event};
use serde_json::{Value, json};

/// Shape of the stored record; a record of another shape is discarded (F46).
const RECORD: u64 = 1;

/// A conversation that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conversation {
    /// Minted here; the API has no such id.
    pub id: String,
    /// When its first message was sent.
    pub started: Millis,
}

/// Token and conversation.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// In force for every call; opaque.
    pub token: Option<String>,
    /// Present from the first message on.
    pub conversation: Option<Conversation>,
    /// Whether the visitor has done anything that may be stored.
    pub interacted: bool,
    /// Whether the conversation was rated, or the visitor did not want to.
    pub rated: bool,
    /// When the livechat session ended that the visitor did not want to rate, as the server wrote it.
    pub unrated: Option<String>,
    /// What the visitor thinks of messages: their ids, each behind `+` or `-`. The API has no place for it.
    pub opinions: Vec<String>,
    /// Tells the visitor from others, where the page said who they are.
    pub identity: Option<String>,
}

/// Whose record it is, where the page had said so.
pub(super) fn identity_of(record: &str) -> Option<String> {
    let record: Value = serde_json::from_str(record).ok()?;
    record.get("identity")?.as_str().filter(|mark| mark.len() == 32).map(str::to_owned)
}

impl Session {
    fn record(&self) -> Option<String> {
        let conversation = self.conversation.as_ref()?;
        let record = json!({
            "version": RECORD,
            "token": self.token.as_ref()?,
            "session": conversation.id,
            "started": conversation.started,
            "rated": self.rated,
            "unrated": self.unrated,
            "opinions": Value::from(self.opinions.clone()),
            "identity": self.identity,
        });
        Some(record.to_string())
    }

    /// Takes a stored record; whatever is not exactly right is as if it were not there (S51).
    pub(super) fn restore(&mut self, record: Option<&str>) {
        let Some(record) = record.and_then(|record| serde_json::from_str::<Value>(record).ok()) else {
            return;
        };
        if record.get("version").and_then(Value::as_u64) != Some(RECORD) {
            return;
        }
        let text = |name: &str| {
            record.get(name).and_then(Value::as_str).filter(|text| !text.is_empty() && text.len() < 16_384)
        };
        if let (Some(token), Some(id), Some(started)) =
            (text("token"), text("session"), record.get("started").and_then(Value::as_u64))
        {
            self.token = Some(token.to_owned());
            self.conversation = Some(Conversation { id: id.to_owned(), started });
            self.interacted = true;
            self.unrated = text("unrated").map(str::to_owned);
            self.rated = record.get("rated").and_then(Value::as_bool).unwrap_or(false);
            let opinions = record.get("opinions").and_then(Value::as_array).into_iter().flatten();
            self.opinions = opinions.filter_map(|opinion| opinion.as_str().map(str::to_owned)).collect();
            self.identity = text("identity").map(str::to_owned).or(self.identity.take());
        }
    }
}

impl Client {
    /// Begins every storage key: per chatbot and embedding origin.
    pub(super) fn storage_scope(&self) -> String {
        format!("chatlet:{}:{}", self.options.chatbot_id, self.boot.origin)
    }

    pub(super) fn may_store(&self) -> bool {
        self.options.persist && self.options.consent && self.session.interacted
    }

    pub(super) fn save_session(&mut self) {
        if self.may_store() {
            let (scope, value) = (self.storage_scope(), self.session.record());
            self.command(Command::Save { scope, slot: Slot::Session, value });
        }
    }

    pub(super) fn save_draft(&mut self) {
        if self.may_store() {
            let value = (!self.composer.draft.is_empty()).then(|| self.composer.draft.clone());
            let scope = self.storage_scope();
            self.command(Command::Save { scope, slot: Slot::Draft, value });
            self.tell_tabs(Signal::Draft);
        }
    }

    /// A token bound to the conversation replaces the one in force before any other call (`chat-api.md` §2).
    pub(super) fn adopt_token(&mut self, token: String) {
        self.session.token = Some(token);
        self.note_bound();
        self.save_session();
    }

    /// Begins a conversation with the first message; true when it did.
    pub(super) fn begin_conversation(&mut self) -> bool {
        self.session.interacted = true;
        if self.session.conversation.is_some() {
            return false;
        }
        let id = self.ids.uuid();
        self.session.conversation = Some(Conversation { id, started: self.now });
        self.raise(Event::SessionStart { metadata: self.options.metadata.clone() });
        // Saved before the reply binds the token: a reload in the middle of the first reply finds the conversation.
        self.save_session();
        true
    }

    /// Ends the conversation and forgets its token; the transcript stays readable.
    pub(super) fn end_conversation(&mut self, reason: EndReason) {
        if let Some(conversation) = &self.session.conversation {
            let duration = self.now.saturating_sub(conversation.started);
            let message_count = self.transcript.order().len() as u64;
            self.raise(Event::SessionEnd { duration, message_count, reason });
        }
        self.if_here(Task::EndLivechat);
        self.session.token = None;
        self.session.conversation = None;
        self.session.rated = false;
        self.services.ended = Some(reason);
        let scope = self.storage_scope();
        if self.options.persist {
            self.command(Command::Save { scope, slot: Slot::Session, value: None });
        }
        self.forget_forms();
    }

    /// The token is spent: what was said stays readable, and the visitor can start again (`chat-api.md` §2).
    pub(super) fn on_expired(&mut self) {
        self.forget_calls();
        self.if_here(Task::ReturnUnanswered);
        self.give_up_services();
        self.tell_tabs(Signal::Over(EndReason::Expired));
        self.end_conversation(EndReason::Expired);
        self.on_forms_ended();
        self.show(Screen::Ended);
        self.refuse_queued();
    }

    /// Starts a new conversation after one has ended: a new token, an empty transcript, the draft kept.
    pub(super) fn on_started_over(&mut self) {
        let message_count = self.transcript.order().len() as u64;
        if message_count > 0 {
            self.raise(Event::SessionClear { message_count });
        }
        self.clear_conversation();
        self.services.ended = None;
        if self.take_elsewhere() {
            // Where it ended, a new one may have begun.
            self.boot.begin_anew();
            self.ensure_started();
        } else {
            self.start();
        }
    }
}
