//! Everything the backend remembers, in memory and bounded: the least recently used visitor makes room for the next.

mod conversation;
mod limits;
mod livechat;
mod tokens;
mod visitor;

pub use limits::Limits;

pub(crate) use conversation::Page;
pub(crate) use livechat::agents::AgentAccess;
pub(crate) use visitor::Submission;

use crate::livechat::attachments::Signer;
use crate::webhooks::outbox::Outbox;
use chatlet_protocol::form::SessionValue;
use conversation::Conversation;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokens::Tokens;
use tokio::sync::watch;
use visitor::Visitor;

/// Who calls: what a visitor token stands for.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    /// The bearer token itself.
    pub(crate) token: String,
    /// Which chatbot it is for.
    pub(crate) chatbot_id: String,
    /// Whose it is.
    pub(crate) visitor: u64,
    /// The thread it reads and writes.
    pub(crate) conversation: u64,
}

/// The memory of the backend.
pub(crate) struct Store {
    limits: Limits,
    signer: Signer,
    outbox: Outbox,
    livechat_changed: watch::Sender<u64>,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    visitors: HashMap<u64, Visitor>,
    tokens: Tokens,
    agents: livechat::agents::Agents,
    /// Counts visitors and conversations, and orders visits.
    clock: u64,
}

impl Inner {
    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    fn bytes(&self) -> usize {
        self.visitors.values().map(Visitor::bytes).sum()
    }

    fn forget(&mut self, visitor: u64) -> Option<Visitor> {
        self.tokens.revoke_all(visitor);
        self.visitors.remove(&visitor)
    }

    fn least_recently_used(&self, except: u64) -> Option<u64> {
        let others = self.visitors.iter().filter(|(id, _)| **id != except);
        others.min_by_key(|(_, visitor)| visitor.used).map(|(id, _)| *id)
    }

    fn thread(&mut self, session: &Session) -> Option<&mut Conversation> {
        self.thread_of(session.visitor, session.conversation)
    }
}

impl Store {
    pub(crate) fn new(limits: Limits, signer: Signer, outbox: Outbox) -> Self {
        Self { limits, signer, outbox, livechat_changed: watch::Sender::new(0), inner: Mutex::default() }
    }

    /// The events that integrators are told of.
    pub(crate) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// What signs and checks the addresses of attachments.
    pub(crate) fn signer(&self) -> &Signer {
        &self.signer
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token for a new visitor of `chatbot_id`, on a thread of its own.
    pub(crate) fn admit(&self, chatbot_id: &str) -> String {
        let mut inner = self.lock();
        let id = inner.tick();
        let used = inner.tick();
        inner.visitors.insert(id, Visitor::new(chatbot_id, used));
        while inner.visitors.len() > self.limits.visitors.max(1) {
            let Some(oldest) = inner.least_recently_used(id) else { break };
            inner.forget(oldest);
        }
        let conversation = self.open_thread(&mut inner, id);
        inner.tokens.mint(id, conversation, false)
    }

    fn open_thread(&self, inner: &mut Inner, visitor: u64) -> u64 {
        let conversation = inner.tick();
        if let Some(found) = inner.visitors.get_mut(&visitor) {
            let dropped = found.open(conversation, self.limits.conversations_per_visitor);
            inner.tokens.revoke_threads(&dropped);
        }
        conversation
    }

    /// What `token` stands for, if it is valid.
    pub(crate) fn session(&self, token: &str) -> Option<Session> {
        let mut inner = self.lock();
        let entry = inner.tokens.find(token)?;
        let used = inner.tick();
        let visitor = inner.visitors.get_mut(&entry.visitor)?;
        visitor.used = used;
        Some(Session {
            token: token.to_owned(),
            chatbot_id: visitor.chatbot_id.clone(),
            visitor: entry.visitor,
            conversation: entry.conversation,
        })
    }

    /// A token bound to the thread of `session`, whose own token moves on to a fresh thread; `None` when it is
    /// bound already.
    pub(crate) fn bind(&self, session: &Session) -> Option<String> {
        let mut inner = self.lock();
        let entry = inner.tokens.find(&session.token)?;
        // Another reply of the same thread may have been bound first: its thread is no longer this token's.
        if entry.bound || !inner.visitors.contains_key(&session.visitor) {
            return None;
        }
        let bound = inner.tokens.mint(session.visitor, session.conversation, true);
        if entry.conversation == session.conversation {
            let fresh = self.open_thread(&mut inner, session.visitor);
            inner.tokens.move_to(&session.token, fresh);
        }
        Some(bound)
    }

    /// A token for a fresh session of the same visitor; the given one is spent, and no agent is left waiting on its
    /// thread (`chat-api.md` §2).
    pub(crate) fn reset(&self, session: &Session) -> String {
        let _ = self.close_as_customer(session, None);
        let mut inner = self.lock();
        inner.tokens.revoke(&session.token);
        let conversation = self.open_thread(&mut inner, session.visitor);
        inner.tokens.mint(session.visitor, conversation, false)
    }

    /// Spends one token and keeps everything else, as an expiry does.
    pub(crate) fn expire(&self, session: &Session) {
        self.lock().tokens.revoke(&session.token);
    }

    /// Removes all data of the visitor, with every token and every earlier event, and tells of it.
    pub(crate) fn delete(&self, session: &Session) {
        let mut inner = self.lock();
        let Some(visitor) = inner.forget(session.visitor) else { return };
        let body = json!({
            "chatbot": { "id": visitor.chatbot_id },
            "visitor": { "id": visitor.name, "session_id": format!("sess_{}", session.conversation) },
            "deletion": { "reason": "user_request", "counts": visitor.counts() },
        });
        self.outbox.forget(session.visitor);
        self.outbox.add("visitor.data.deleted", 0, body);
        self.livechat_changed.send_modify(|count| *count += 1);
    }

    /// Runs `work` on the thread of `session`, then makes room. `None` when the thread is gone.
    fn on_thread<T>(&self, session: &Session, work: impl FnOnce(&mut Conversation) -> T) -> Option<T> {
        self.on_thread_of(&mut self.lock(), (session.visitor, session.conversation), work)
    }

    fn on_thread_of<T>(
        &self,
        inner: &mut Inner,
        (visitor, conversation): (u64, u64),
        work: impl FnOnce(&mut Conversation) -> T,
    ) -> Option<T> {
        let thread = inner.thread_of(visitor, conversation)?;
        let result = work(thread);
        thread.keep_newest(self.limits.messages_per_conversation);
        while inner.bytes() > self.limits.bytes {
            if let Some(oldest) = inner.least_recently_used(visitor) {
                inner.forget(oldest);
            } else if !inner.thread_of(visitor, conversation)?.drop_oldest() {
                break;
            }
        }
        Some(result)
    }

    /// Stores the visitor's input, which came at that time. A retry of an input whose turn failed is not stored twice.
    pub(crate) fn add_input(&self, session: &Session, input: &Value, parts: &Value, at: &str) {
        let mut inner = self.lock();
        let place = (session.visitor, session.conversation);
        let said =
            self.on_thread_of(&mut inner, place, |thread| thread.add_input(input, parts, at)).flatten();
        self.tell_said(&inner, session, said);
    }

    fn add_to(&self, inner: &mut Inner, place: (u64, u64), message: &Value) -> Option<Value> {
        self.on_thread_of(inner, place, |thread| thread.add(message)).flatten()
    }

    /// Stores a whole message.
    pub(crate) fn add_message(&self, session: &Session, message: &Value) {
        let mut inner = self.lock();
        let said = self.add_to(&mut inner, (session.visitor, session.conversation), message);
        self.tell_said(&inner, session, said);
    }

    /// Stores many earlier messages at once.
    pub(crate) fn add_messages(&self, session: &Session, messages: impl Iterator<Item = Value>) {
        self.on_thread(session, |thread| messages.for_each(|message| drop(thread.add(&message))));
    }

    /// Notes that the newest input got no answer, so that a retry takes its place.
    pub(crate) fn turn_failed(&self, session: &Session) {
        self.on_thread(session, Conversation::turn_failed);
    }

    /// Whether `text` is said for the first time on this thread; says so once.
    pub(crate) fn first_time(&self, session: &Session, text: &str) -> bool {
        self.on_thread(session, |thread| thread.first_time(text)).unwrap_or(false)
    }

    /// Whether the thread has a message of this id.
    pub(crate) fn has_message(&self, session: &Session, message_id: &str) -> bool {
        self.on_thread(session, |thread| thread.has(message_id)).unwrap_or(false)
    }

    /// One page, newest first.
    pub(crate) fn page(&self, session: &Session, limit: usize, cursor: Option<&str>) -> Page {
        let mut page = self.on_thread(session, |thread| thread.page(limit, cursor)).unwrap_or_default();
        self.signer.sign_all(&mut page.messages);
        page
    }

    /// Notes a rating.
    pub(crate) fn rate(&self, session: &Session, rating: Value) {
        if let Some(visitor) = self.lock().visitors.get_mut(&session.visitor) {
            visitor.rate(rating);
        }
    }

    /// The values collected so far.
    pub(crate) fn values(&self, session: &Session) -> Vec<SessionValue> {
        let inner = self.lock();
        inner.visitors.get(&session.visitor).map(|visitor| visitor.values.clone()).unwrap_or_default()
    }

    /// Merges values into those collected so far.
    pub(crate) fn merge_values(&self, session: &Session, values: Vec<SessionValue>) {
        if let Some(visitor) = self.lock().visitors.get_mut(&session.visitor) {
            visitor.merge(values);
        }
    }

    /// The part with this id among the assistant's messages, with what decides whether it can be answered.
    pub(crate) fn marker(&self, session: &Session, part_id: &str) -> Option<conversation::Marker> {
        self.on_thread(session, |thread| thread.marker(part_id)).flatten()
    }

    /// Stores the answer to a marker; false when it was answered before.
    pub(crate) fn submit(&self, session: &Session, submission: Submission) -> bool {
        let first = self.on_thread(session, |thread| thread.answer(&submission.part_id)).unwrap_or(false);
        if first && let Some(visitor) = self.lock().visitors.get_mut(&session.visitor) {
            visitor.submit(submission);
        }
        first
    }

    /// Everything stored about the visitor (`VisitorDataExport`).
    pub(crate) fn export(&self, session: &Session, generated_at: &str) -> Value {
        let inner = self.lock();
        let Some(visitor) = inner.visitors.get(&session.visitor) else { return json!({}) };
        let mut export = visitor.export(generated_at);
        export["webhook_events"] = json!(self.outbox.of(session.visitor));
        export
    }
}
