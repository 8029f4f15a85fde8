//! Export of everything stored about a visitor (`chat-api.md` §2).

use serde::Serialize;
use serde_json::Value;

/// Answer of `GET export`; a client saves the document as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VisitorDataExport {
    /// RFC 3339.
    pub generated_at: String,
    /// Which chatbot.
    pub chatbot_id: String,
    /// Which visitor.
    pub visitor_id: String,
    /// Collected values.
    pub session: Value,
    /// The conversations.
    pub conversations: Vec<Value>,
    /// Livechat sessions.
    pub livechat_sessions: Vec<Value>,
    /// Attachments.
    pub attachments: Vec<Value>,
    /// Tickets.
    pub support_tickets: Vec<Value>,
    /// Webhook events.
    pub webhook_events: Vec<Value>,
}
