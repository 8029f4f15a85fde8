//! One livechat session: where it stands, and what the two sides are told of it.

use crate::{clock, random};
use chatlet_protocol::livechat::{FeedbackStatus, LivechatStatus};
use chatlet_protocol::message::Agent;
use serde_json::{Value, json};

/// Which kind of key the sandbox has (`x-di-environment`).
pub(crate) const ENVIRONMENT: &str = "test";

/// Why something is not done. All but the last are conflicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    NeverAsked,
    NotActive,
    Closed,
    OtherAgent,
    NotClosed,
    NotRatable,
    AlreadyRated,
    UnknownAgent,
}

impl Refused {
    /// What the caller is told.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::NeverAsked => "There is no livechat session.",
            Self::NotActive => "No agent is in the livechat.",
            Self::Closed => "The livechat session is closed.",
            Self::OtherAgent => "Another agent has this livechat session.",
            Self::NotClosed => "The livechat session is not closed.",
            Self::NotRatable => "No agent was in the livechat session.",
            Self::AlreadyRated => "The livechat session has been rated.",
            Self::UnknownAgent => "There is no such agent.",
        }
    }
}

/// How a session was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) platform: String,
    pub(crate) source: String,
    /// The marker that prompted it.
    pub(crate) part_id: Option<String>,
    /// The visitor's device, as the client described it.
    pub(crate) client_context: Value,
    /// Detected language, such as `english`.
    pub(crate) language: &'static str,
}

struct Closing {
    at: String,
    by: &'static str,
    agent_id: Option<String>,
    reason: Option<String>,
}

struct Feedback {
    rating: i64,
    words: Option<String>,
    at: String,
}

/// One session. Its log is the stretch of the thread from the handover to the closing.
pub(crate) struct LivechatSession {
    pub(crate) id: String,
    pub(crate) request: Request,
    status: LivechatStatus,
    agent: Option<Agent>,
    is_agent_typing: bool,
    is_customer_typing: bool,
    requested_at: String,
    joined_at: Option<String>,
    closing: Option<Closing>,
    feedback: Option<Feedback>,
    updated_at: String,
    version: u64,
    /// Position in the thread of the first message of the log.
    pub(crate) first: usize,
    /// Position behind the last one, once the session is closed.
    pub(crate) end: Option<usize>,
}

impl LivechatSession {
    /// A session that waits for an agent, whose log begins at position `first` of the thread.
    pub(crate) fn new(request: Request, first: usize) -> Self {
        let now = clock::now();
        Self {
            id: random::id("lcs"),
            request,
            status: LivechatStatus::Waiting,
            agent: None,
            is_agent_typing: false,
            is_customer_typing: false,
            requested_at: now.clone(),
            joined_at: None,
            closing: None,
            feedback: None,
            updated_at: now,
            version: 1,
            first,
            end: None,
        }
    }

    /// Whether somebody waits or talks.
    pub(crate) fn is_open(&self) -> bool {
        self.closing.is_none()
    }

    /// When the visitor asked, RFC 3339.
    pub(crate) fn requested_at(&self) -> &str {
        &self.requested_at
    }

    pub(crate) fn is_waiting(&self) -> bool {
        self.status == LivechatStatus::Waiting
    }

    pub(crate) fn is_active(&self) -> bool {
        self.status == LivechatStatus::Active
    }

    pub(crate) fn status(&self) -> LivechatStatus {
        self.status
    }

    pub(crate) fn agent(&self) -> Option<&Agent> {
        self.agent.as_ref()
    }

    /// Changes with everything that the visitor can see.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Notes a change that the visitor can see (`chat-api.md` §14).
    pub(crate) fn changed(&mut self) {
        self.version += 1;
        self.updated_at = clock::now();
    }

    /// Lets `agent` act: the first one is assigned, another one is refused.
    pub(crate) fn admit(&mut self, agent: &Agent) -> Result<(), Refused> {
        if !self.is_open() {
            return Err(Refused::Closed);
        }
        if let Some(assigned) = &self.agent {
            let is_same = assigned.agent_id == agent.agent_id;
            return if is_same { Ok(()) } else { Err(Refused::OtherAgent) };
        }
        self.agent = Some(agent.clone());
        self.status = LivechatStatus::Active;
        self.joined_at = Some(clock::now());
        self.changed();
        Ok(())
    }

    pub(crate) fn agent_types(&mut self, is_typing: bool) {
        if self.is_agent_typing != is_typing {
            self.is_agent_typing = is_typing;
            self.changed();
        }
    }

    /// Notes whether the visitor types, which the visitor is not told; whether it is news.
    pub(crate) fn customer_types(&mut self, is_typing: bool) -> bool {
        std::mem::replace(&mut self.is_customer_typing, is_typing) != is_typing
    }

    /// Ends the session; `end` is the thread's length.
    pub(crate) fn close(
        &mut self,
        by: &'static str,
        agent_id: Option<String>,
        reason: Option<String>,
        end: usize,
    ) {
        self.closing = Some(Closing { at: clock::now(), by, agent_id, reason });
        self.status = LivechatStatus::Closed;
        self.is_agent_typing = false;
        self.is_customer_typing = false;
        self.end = Some(end);
        self.changed();
    }

    /// Whether the session can be rated: only once, and only when an agent was there.
    fn feedback_status(&self) -> FeedbackStatus {
        match &self.feedback {
            Some(_) => FeedbackStatus::Submitted,
            None if self.closing.is_some() && self.joined_at.is_some() => FeedbackStatus::Pending,
            None => FeedbackStatus::NotAvailable,
        }
    }

    /// Rates the session once it is closed.
    pub(crate) fn rate(&mut self, rating: i64, words: Option<String>) -> Result<(), Refused> {
        match self.feedback_status() {
            FeedbackStatus::Pending => {}
            FeedbackStatus::Submitted => return Err(Refused::AlreadyRated),
            FeedbackStatus::NotAvailable if self.is_open() => return Err(Refused::NotClosed),
            FeedbackStatus::NotAvailable => return Err(Refused::NotRatable),
        }
        self.feedback = Some(Feedback { rating, words, at: clock::now() });
        self.changed();
        Ok(())
    }

    /// `LivechatFeedbackResponse`, once rated.
    pub(crate) fn feedback(&self) -> Option<Value> {
        self.feedback.as_ref().map(|feedback| {
            json!({
                "livechat_session_id": self.id,
                "environment": ENVIRONMENT,
                "status": "submitted",
                "rating": feedback.rating,
                "feedback": feedback.words,
                "submitted_at": feedback.at,
            })
        })
    }

    /// `LivechatTypingResponse`
    pub(crate) fn typing(&self, is_typing: bool) -> Value {
        json!({
            "livechat_session_id": self.id,
            "environment": ENVIRONMENT,
            "is_typing": is_typing,
            "updated_at": clock::now(),
        })
    }

    /// `LivechatState`
    pub(crate) fn state(&self) -> Value {
        let closing = self.closing.as_ref();
        let submitted_at = self.feedback.as_ref().map(|feedback| &feedback.at);
        json!({
            "environment": ENVIRONMENT,
            "status": self.status,
            "platform": self.request.platform,
            "active_agent": self.agent.as_ref().filter(|_| self.is_open()),
            "is_agent_typing": self.is_agent_typing,
            "language": self.request.language,
            "feedback": { "status": self.feedback_status(), "submitted_at": submitted_at },
            "updated_at": self.updated_at,
            "agent_joined_at": self.joined_at,
            "closed_at": closing.map(|closing| &closing.at),
            "closed_by": closing.map(|closing| closing.by),
            "closed_by_agent_id": closing.and_then(|closing| closing.agent_id.as_ref()),
            "close_reason": closing.and_then(|closing| closing.reason.as_ref()),
            "state_version": self.version,
        })
    }

    /// `LivechatSession`
    pub(crate) fn session(&self) -> Value {
        let closing = self.closing.as_ref();
        json!({
            "livechat_session_id": self.id,
            "environment": ENVIRONMENT,
            "status": self.status,
            "platform": self.request.platform,
            "language": self.request.language,
            "requested_at": self.requested_at,
            "agent_joined_at": self.joined_at,
            "closed_at": closing.map(|closing| &closing.at),
            "closed_by": closing.map(|closing| closing.by),
            "closed_by_agent_id": closing.and_then(|closing| closing.agent_id.as_ref()),
            "close_reason": closing.and_then(|closing| closing.reason.as_ref()),
            "updated_at": self.updated_at,
            "state_version": self.version,
        })
    }

    /// What the visitor's export says of it.
    pub(crate) fn export(&self) -> Value {
        json!({
            "livechat_session": self.session(),
            "source": self.request.source,
            "part_id": self.request.part_id,
            "client_context": self.request.client_context,
            "feedback": self.feedback(),
        })
    }
}

/// `LivechatState` of a thread that never had a session.
pub(crate) fn inactive() -> Value {
    json!({
        "environment": ENVIRONMENT,
        "status": LivechatStatus::Inactive,
        "platform": null,
        "active_agent": null,
        "is_agent_typing": false,
        "language": null,
        "feedback": { "status": FeedbackStatus::NotAvailable, "submitted_at": null },
        "updated_at": null,
        "agent_joined_at": null,
        "closed_at": null,
        "closed_by": null,
        "closed_by_agent_id": null,
        "close_reason": null,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agent(id: &str) -> Agent {
        Agent { agent_id: id.into(), display_name: id.into(), avatar_url: None }
    }

    fn waiting() -> LivechatSession {
        let request = Request {
            platform: "website".into(),
            source: "manual_button".into(),
            part_id: None,
            client_context: Value::Null,
            language: "english",
        };
        LivechatSession::new(request, 0)
    }

    #[test]
    fn every_visible_change_raises_the_version() {
        let mut session = waiting();
        let mut last = session.version();
        let mut rose = |session: &LivechatSession| {
            let version = session.version();
            std::mem::replace(&mut last, version) < version
        };
        session.admit(&agent("a")).unwrap();
        assert!(rose(&session));
        session.agent_types(true);
        assert!(rose(&session));
        session.agent_types(true);
        session.admit(&agent("a")).unwrap();
        session.customer_types(true);
        assert!(!rose(&session));
        session.close("agent", Some("a".into()), None, 0);
        assert!(rose(&session));
        session.rate(5, None).unwrap();
        assert!(rose(&session));
    }

    #[test]
    fn one_agent_at_a_time_and_nothing_after_the_end() {
        let mut session = waiting();
        session.admit(&agent("a")).unwrap();
        assert_eq!(session.admit(&agent("b")), Err(Refused::OtherAgent));
        assert_eq!(session.rate(5, None), Err(Refused::NotClosed));
        session.close("customer", None, None, 0);
        assert_eq!(session.admit(&agent("a")), Err(Refused::Closed));
        session.rate(5, None).unwrap();
        assert_eq!(session.rate(4, None), Err(Refused::AlreadyRated));
    }

    #[test]
    fn a_session_without_an_agent_cannot_be_rated() {
        let mut session = waiting();
        session.close("customer", None, None, 0);
        assert_eq!(session.state()["feedback"]["status"], "not_available");
        assert_eq!(session.rate(5, None), Err(Refused::NotRatable));
    }
}
