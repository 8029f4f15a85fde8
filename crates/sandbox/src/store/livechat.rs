//! Livechat in memory: state, messages and what waits for them come from the same thread, under one lock.

pub(super) mod agents;

use super::conversation::Conversation;
use super::{Inner, Session, Store};
use crate::livechat::attachments::{Content, Upload};
use crate::livechat::session::{LivechatSession, Refused, Request, inactive};
use crate::{clock, random};
use agents::AgentAccess;
use chatlet_protocol::part::Part;
use serde_json::{Value, json};
use tokio::sync::watch;

/// Messages of one read of the log.
const PAGE: usize = 50;

/// State and messages of one moment (`LivechatSync`).
pub(crate) struct Snapshot {
    pub(crate) state: Value,
    /// Oldest first.
    pub(crate) messages: Vec<Value>,
    pub(crate) has_more: bool,
    /// Differs when something else has become visible.
    pub(crate) cursor: String,
}

/// One session in the eyes of the integrator (`LivechatSessionSummary`), with what it is filtered by.
pub(crate) struct Summary {
    pub(crate) json: Value,
    pub(crate) status: &'static str,
    /// Who should act next; nobody when it is closed.
    pub(crate) turn: Option<&'static str>,
}

impl Store {
    /// Wakes whenever a visitor may see something new.
    pub(crate) fn livechat_changes(&self) -> watch::Receiver<u64> {
        self.livechat_changed.subscribe()
    }

    fn wake(&self) {
        self.livechat_changed.send_modify(|count| *count += 1);
    }

    /// The members that every event about a visitor has.
    fn envelope(inner: &Inner, visitor: u64, conversation: u64) -> Value {
        let found = inner.visitors.get(&visitor);
        json!({
            "chatbot": { "id": found.map(|visitor| &visitor.chatbot_id) },
            "visitor": {
                "id": found.map(|visitor| &visitor.name),
                "session_id": format!("sess_{conversation}"),
            },
        })
    }

    fn tell(
        &self,
        inner: &Inner,
        (visitor, conversation): (u64, u64),
        kind: &'static str,
        members: impl IntoIterator<Item = (&'static str, Value)>,
    ) {
        let mut body = Self::envelope(inner, visitor, conversation);
        for (name, value) in members {
            body[name] = value;
        }
        self.outbox.add(kind, visitor, body);
    }

    /// Tells of a message that has become part of an open session's log.
    pub(super) fn tell_said(&self, inner: &Inner, session: &Session, said: Option<Value>) {
        let Some(mut message) = said else { return };
        self.signer.sign(&mut message);
        let place = (session.visitor, session.conversation);
        let visitor = inner.visitors.get(&session.visitor);
        let thread = visitor.and_then(|visitor| visitor.conversations.get(&session.conversation));
        let Some(livechat) = thread.and_then(Conversation::livechat) else { return };
        let kind = match (message["role"].as_str(), livechat.is_waiting()) {
            (Some("user"), true) => "livechat.waiting.customer.message.created",
            (Some("user"), false) => "livechat.customer.message.created",
            (Some("assistant"), true) => "livechat.waiting.assistant.message.created",
            _ => return self.wake(),
        };
        let members = [
            ("livechat_session", json!({ "livechat_session_id": livechat.id })),
            ("message", message),
            ("values", json!(visitor.map(|visitor| &visitor.values))),
        ];
        self.tell(inner, place, kind, members);
        self.wake();
    }

    /// The session that is open, as `LivechatSession`.
    pub(crate) fn open_livechat(&self, session: &Session) -> Option<Value> {
        let mut inner = self.lock();
        let livechat = inner.thread(session)?.livechat()?;
        livechat.is_open().then(|| livechat.session())
    }

    /// Whether an agent is in the visitor's livechat.
    pub(crate) fn is_livechat_active(&self, session: &Session) -> bool {
        let mut inner = self.lock();
        inner.thread(session).and_then(|thread| thread.livechat()).is_some_and(LivechatSession::is_active)
    }

    /// Whether the visitor waits for an agent.
    pub(crate) fn is_livechat_waiting(&self, session: &Session) -> bool {
        let mut inner = self.lock();
        inner.thread(session).and_then(|thread| thread.livechat()).is_some_and(LivechatSession::is_waiting)
    }

    /// Opens a session, unless one is open, and returns it as `LivechatSession`.
    pub(crate) fn hand_over(&self, session: &Session, request: Request) -> Option<Value> {
        let mut inner = self.lock();
        let thread = inner.thread(session)?;
        if let Some(open) = thread.livechat().filter(|livechat| livechat.is_open()) {
            return Some(open.session());
        }
        let (part_id, language) = (request.part_id.clone(), request.language);
        let livechat = thread.open_livechat(request);
        let (id, answer) = (livechat.id.clone(), livechat.session());
        let (visitor, conversation) = (session.visitor, session.conversation);
        let (token, expires) =
            inner.agents.admit(AgentAccess { visitor, conversation, livechat: id.clone() });
        let mut messages = inner.thread(session)?.oldest_first();
        self.signer.sign_all(&mut messages);
        let members = [
            (
                "livechat_session",
                json!({
                    "livechat_session_id": id,
                    "token": token,
                    "token_expires_at": clock::rfc3339(expires),
                }),
            ),
            ("language", json!(language)),
            ("values", json!(inner.visitors.get(&visitor).map(|visitor| &visitor.values))),
            ("messages", json!(messages)),
            ("part_id", json!(part_id)),
        ];
        self.tell(&inner, (visitor, conversation), "livechat.handover.requested", members);
        self.wake();
        Some(answer)
    }

    /// State and the messages behind number `after`, both of one moment.
    pub(crate) fn livechat(&self, session: &Session, after: u64) -> Snapshot {
        let mut inner = self.lock();
        let thread = inner.thread(session);
        let found = thread.and_then(|thread| Some((thread.livechat()?, thread.log(after, PAGE))));
        let Some((livechat, (mut messages, has_more))) = found else {
            let (state, cursor) = (inactive(), "none".into());
            return Snapshot { state, messages: Vec::new(), has_more: false, cursor };
        };
        self.signer.sign_all(&mut messages);
        let cursor = format!("{}.{}", livechat.id, livechat.version());
        Snapshot { state: livechat.state(), messages, has_more, cursor }
    }

    /// Stores a visitor's message to the agent: `LivechatMessage`, and the session.
    pub(crate) fn say_to_agent(
        &self,
        session: &Session,
        contents: Vec<Content>,
    ) -> Result<(Value, Value), Refused> {
        let mut inner = self.lock();
        let livechat = inner.thread(session).and_then(|thread| thread.livechat());
        if !livechat.is_some_and(LivechatSession::is_active) {
            return Err(Refused::NotActive);
        }
        self.type_to_agent(&mut inner, session, false);
        let message = json!({
            "message_id": random::id("m"),
            "role": "user",
            "parts": parts(&mut inner, session.visitor, contents),
            "created_at": clock::now(),
        });
        let said = self.add_to(&mut inner, (session.visitor, session.conversation), &message);
        let answer = inner.thread(session).and_then(|thread| {
            let said = said.clone()?;
            Some((said, thread.livechat()?.session()))
        });
        self.tell_said(&inner, session, said);
        let (mut message, livechat) = answer.ok_or(Refused::NotActive)?;
        self.signer.sign(&mut message);
        Ok((message, livechat))
    }

    fn type_to_agent(&self, inner: &mut Inner, session: &Session, is_typing: bool) {
        let thread = inner.thread(session);
        let Some(livechat) = thread.and_then(|thread| thread.livechat_mut()) else { return };
        if !livechat.customer_types(is_typing) {
            return;
        }
        let kind =
            if is_typing { "livechat.customer.typing.started" } else { "livechat.customer.typing.stopped" };
        let reference = json!({ "livechat_session_id": livechat.id });
        self.tell(inner, (session.visitor, session.conversation), kind, [("livechat_session", reference)]);
    }

    /// Notes that the visitor types or stopped: `LivechatTypingResponse`.
    pub(crate) fn customer_types(&self, session: &Session, is_typing: bool) -> Result<Value, Refused> {
        let mut inner = self.lock();
        let livechat = inner.thread(session).and_then(|thread| thread.livechat());
        let livechat = livechat.filter(|livechat| livechat.is_active()).ok_or(Refused::NotActive)?;
        let answer = livechat.typing(is_typing);
        self.type_to_agent(&mut inner, session, is_typing);
        Ok(answer)
    }

    /// Closes the visitor's session, once: `LivechatSession`.
    pub(crate) fn close_as_customer(
        &self,
        session: &Session,
        reason: Option<String>,
    ) -> Result<Value, Refused> {
        let mut inner = self.lock();
        let place = (session.visitor, session.conversation);
        let thread = inner.thread(session).ok_or(Refused::NeverAsked)?;
        let answer = thread.livechat().ok_or(Refused::NeverAsked)?.session();
        let closed = thread.close_livechat("customer", None, reason);
        Ok(self.tell_closed(&inner, place, closed).unwrap_or(answer))
    }

    fn tell_closed(&self, inner: &Inner, place: (u64, u64), closed: Option<Value>) -> Option<Value> {
        let closed = closed?;
        self.tell(inner, place, "livechat.session.closed", [("livechat_session", closed.clone())]);
        self.wake();
        Some(closed)
    }

    /// Rates the visitor's closed session: `LivechatFeedbackResponse`.
    pub(crate) fn rate_livechat(
        &self,
        session: &Session,
        rating: i64,
        words: Option<String>,
    ) -> Result<Value, Refused> {
        let mut inner = self.lock();
        let livechat = inner.thread(session).and_then(|thread| thread.livechat_mut());
        let livechat = livechat.ok_or(Refused::NeverAsked)?;
        livechat.rate(rating, words)?;
        let answer = livechat.feedback().unwrap_or_default();
        let reference = json!({ "livechat_session_id": livechat.id });
        let feedback = json!({
            "rating": answer["rating"],
            "feedback": answer["feedback"],
            "submitted_at": answer["submitted_at"],
        });
        let place = (session.visitor, session.conversation);
        let members = [("livechat_session", reference), ("feedback", feedback)];
        self.tell(&inner, place, "livechat.feedback.submitted", members);
        self.wake();
        Ok(answer)
    }

    /// What the visitor last wrote to the assistant or an agent, as plain text.
    pub(crate) fn last_words(&self, session: &Session) -> Option<String> {
        let mut inner = self.lock();
        inner.thread(session)?.last_words()
    }

    /// Every session, newest first.
    pub(crate) fn livechat_sessions(&self) -> Vec<Summary> {
        let inner = self.lock();
        let threads = inner.visitors.values().flat_map(|visitor| visitor.conversations.values());
        let mut all: Vec<_> = threads.flat_map(Conversation::summaries).collect();
        all.sort_by(|(left, _), (right, _)| right.cmp(left));
        all.into_iter().map(|(_, summary)| summary).collect()
    }

    /// Keeps a file of the shop's for the visitor, under an id of its own.
    pub(crate) fn attach(&self, session: &Session, id: &str, upload: Upload) {
        if let Some(visitor) = self.lock().visitors.get_mut(&session.visitor) {
            visitor.attach(id.to_owned(), upload);
        }
    }

    /// An upload that somebody asks for by a signed address.
    pub(crate) fn attachment(&self, attachment_id: &str) -> Option<Upload> {
        let inner = self.lock();
        inner.visitors.values().find_map(|visitor| visitor.attachment(attachment_id))
    }
}

impl Inner {
    pub(super) fn thread_of(&mut self, visitor: u64, conversation: u64) -> Option<&mut Conversation> {
        self.visitors.get_mut(&visitor)?.conversations.get_mut(&conversation)
    }
}

/// What is stored of a message: text as rich text, an upload beside it.
fn parts(inner: &mut Inner, visitor: u64, contents: Vec<Content>) -> Vec<Value> {
    let part = |content| match content {
        Content::Text(text) => json!(Part::text(random::id("part"), text)),
        Content::Upload(upload) => {
            let id = random::id("att");
            let part = upload.part(&id);
            if let Some(visitor) = inner.visitors.get_mut(&visitor) {
                visitor.attach(id, upload);
            }
            part
        }
    };
    contents.into_iter().map(part).collect()
}
