//! Messages and history pages (`chat-api.md` §4, §6).

use crate::json::{Decode, Fields};
use crate::part::Part;
use crate::words::words;
use serde::Serialize;
use serde_json::Value;

words! {
    /// Who speaks. Roles need not alternate; an unknown role is drawn like `system`.
    Role {
        /// The visitor.
        User = "user",
        /// The AI.
        Assistant = "assistant",
        /// A human.
        Agent = "agent",
        /// The service itself.
        System = "system",
    }
}

/// A human on the other side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agent {
    /// Stable id.
    pub agent_id: String,
    /// What the visitor sees.
    pub display_name: String,
    /// Picture, untrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
}

impl Decode for Agent {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            agent_id: fields.text("agent_id")?,
            display_name: fields.text("display_name")?,
            avatar_url: fields.text("avatar_url"),
        })
    }
}

/// One entry of the conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// The server's id.
    pub message_id: String,
    /// Who speaks.
    pub role: Role,
    /// What is said, in order.
    pub parts: Vec<Part>,
    /// RFC 3339, with or without fractional seconds; older servers omit it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// Only with [`Role::Agent`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Agent>,
}

impl Decode for Message {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            message_id: fields.text("message_id")?,
            role: Role::from_word(&fields.text("role")?).unwrap_or(Role::System),
            parts: fields.list("parts"),
            created_at: fields.text("created_at"),
            agent: fields.read("agent"),
        })
    }
}

/// One page of history, newest message first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct MessagePage {
    /// Newest first.
    pub messages: Vec<Message>,
    /// Opaque; `null` on the last page.
    pub next_cursor: Option<String>,
    /// Whether an older page exists.
    pub has_more: bool,
}

impl Decode for MessagePage {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let messages = fields.read("messages")?;
        let next_cursor = fields.text("next_cursor");
        let has_more = fields.flag("has_more", next_cursor.is_some());
        Some(Self { messages, next_cursor, has_more })
    }
}
