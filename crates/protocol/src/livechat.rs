//! Livechat: state, sessions and the message log (`chat-api.md` §9).

use crate::json::{Decode, Fields};
use crate::message::{Agent, Message};
use crate::words::words;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};

words! {
    /// Where a livechat session stands. An unknown word counts as not in a session.
    LivechatStatus {
        /// No session.
        Inactive = "inactive",
        /// Queued.
        Waiting = "waiting",
        /// An agent is assigned.
        Active = "active",
        /// Over; terminal for that session.
        Closed = "closed",
    }
}

words! {
    /// Whether a session can be rated.
    FeedbackStatus {
        /// It cannot.
        NotAvailable = "not_available",
        /// It can, once.
        Pending = "pending",
        /// It has been.
        Submitted = "submitted",
    }
}

fn status(fields: &mut Fields) -> LivechatStatus {
    fields.read("status").unwrap_or(LivechatStatus::Inactive)
}

/// `GET livechat/state`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LivechatState {
    /// Where the session stands.
    pub status: LivechatStatus,
    /// Who is there.
    pub active_agent: Option<Agent>,
    /// Whether they type.
    pub is_agent_typing: bool,
    /// Whether the session can be rated; on the wire the `status` of an object.
    #[serde(serialize_with = "feedback_block")]
    pub feedback: FeedbackStatus,
    /// RFC 3339.
    pub updated_at: Option<String>,
    /// RFC 3339.
    pub agent_joined_at: Option<String>,
    /// RFC 3339.
    pub closed_at: Option<String>,
    /// `customer` or `agent`.
    pub closed_by: Option<String>,
    /// Which agent closed it.
    pub closed_by_agent_id: Option<String>,
    /// Why.
    pub close_reason: Option<String>,
    /// Monotonic within a session; an answer without one always applies.
    pub state_version: Option<u64>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn feedback_block<S: Serializer>(feedback: &FeedbackStatus, serializer: S) -> Result<S::Ok, S::Error> {
    json!({ "status": feedback.word() }).serialize(serializer)
}

impl Decode for LivechatState {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let feedback = fields
            .read::<Value>("feedback")
            .and_then(Fields::of)
            .and_then(|mut feedback| feedback.read("status"))
            .unwrap_or(FeedbackStatus::NotAvailable);
        Some(Self {
            status: status(&mut fields),
            active_agent: fields.read("active_agent"),
            is_agent_typing: fields.flag("is_agent_typing", false),
            feedback,
            updated_at: fields.text("updated_at"),
            agent_joined_at: fields.text("agent_joined_at"),
            closed_at: fields.text("closed_at"),
            closed_by: fields.text("closed_by"),
            closed_by_agent_id: fields.text("closed_by_agent_id"),
            close_reason: fields.text("close_reason"),
            state_version: fields.count("state_version"),
        })
    }
}

/// Answer of `POST livechat/handover`, and part of an action's answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LivechatSession {
    /// Its id.
    pub livechat_session_id: String,
    /// Where it stands.
    pub status: LivechatStatus,
    /// Detected language, such as `english`.
    pub language: Option<String>,
    /// RFC 3339.
    pub requested_at: Option<String>,
    /// See [`LivechatState::state_version`].
    pub state_version: Option<u64>,
}

impl Decode for LivechatSession {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            livechat_session_id: fields.text("livechat_session_id")?,
            status: status(&mut fields),
            language: fields.text("language"),
            requested_at: fields.text("requested_at"),
            state_version: fields.count("state_version"),
        })
    }
}

/// One entry of a session's log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LivechatMessage {
    /// The entry.
    #[serde(flatten)]
    pub message: Message,
    /// Position in the log, from 1, rising by one.
    pub sequence_number: u64,
}

impl Decode for LivechatMessage {
    fn decode(value: Value) -> Option<Self> {
        let sequence_number = value.get("sequence_number")?.as_u64()?;
        Some(Self { message: Message::decode(value)?, sequence_number })
    }
}

/// `GET livechat/messages`, oldest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct LivechatMessagePage {
    /// Oldest first.
    pub messages: Vec<LivechatMessage>,
    /// Whether more follow.
    pub has_more: bool,
}

impl Decode for LivechatMessagePage {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self { messages: fields.list("messages"), has_more: fields.flag("has_more", false) })
    }
}

/// `GET livechat/sync`: state and messages of one snapshot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LivechatSync {
    /// The state.
    pub state: LivechatState,
    /// Oldest first.
    pub messages: Vec<LivechatMessage>,
    /// Whether more follow.
    pub has_more: bool,
    /// To wait on; absent means that the server cannot wait.
    pub sync_cursor: Option<String>,
}

impl Decode for LivechatSync {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            state: fields.read("state")?,
            messages: fields.list("messages"),
            has_more: fields.flag("has_more", false),
            sync_cursor: fields.text("sync_cursor"),
        })
    }
}

/// What the agent learns about the visitor's device; values are trimmed and cut by the client.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClientContext {
    /// At most 255 UTF-16 units, as all but the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// Version of the browser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_version: Option<String>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser_language: Option<String>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Operating system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os: Option<String>,
    /// At most 2048 UTF-16 units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_page_url: Option<String>,
}

/// Body of `POST livechat/handover`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// `website` or `mobile_web`.
    pub platform: String,
    /// `manual_button`, `assistant_marker`, or another word.
    pub source: String,
    /// The marker that prompted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<String>,
    /// The visitor's device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_context: Option<ClientContext>,
}

/// Body of `POST livechat/typing`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typing {
    /// Whether the visitor types.
    pub is_typing: bool,
}

/// Body of `POST livechat/close`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Close {
    /// Free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_written_as_it_is_read() {
        let wire = json!({"status": "closed", "feedback": {"status": "pending"}, "state_version": 5});
        let state = LivechatState::decode(wire).unwrap();
        let written = serde_json::to_value(&state).unwrap();
        assert_eq!(written["feedback"], json!({"status": "pending"}));
        assert_eq!(LivechatState::decode(written), Some(state));
    }
}
