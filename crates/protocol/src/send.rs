//! What a visitor sends (`chat-api.md` §5, §8).

use serde::{Deserialize, Serialize};

/// Base64 characters an image or file of a message may have (`chat-api.md` §8).
pub const MESSAGE_DATA_LIMIT: usize = 6_990_508;

/// One unit of visitor input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum InputPart {
    /// Text.
    Text {
        /// At least one character.
        text: String,
    },
    /// An image.
    Image {
        /// Bare base64, no `data:` prefix.
        data: String,
        /// Media type.
        mime: String,
        /// Clients omit it for chat images.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        filename: Option<String>,
    },
    /// A file.
    File {
        /// Bare base64, no `data:` prefix.
        data: String,
        /// Media type.
        mime: String,
        /// Its name.
        filename: String,
    },
}

impl InputPart {
    /// The wire's word for the type.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::Image { .. } => "image",
            Self::File { .. } => "file",
        }
    }
}

/// Visitor input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutgoingMessage {
    /// At least one.
    pub parts: Vec<InputPart>,
}

/// Where the visitor is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MessageContext {
    /// Address of the host page, without query and fragment unless the host says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Body of `POST messages` and of `POST livechat/messages`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SendMessage {
    /// The input.
    pub message: OutgoingMessage,
    /// Where it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<MessageContext>,
}

/// Body of `POST rate` and of `POST livechat/feedback`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// 1 worst, 5 best.
    pub rating: u8,
    /// Omitted when blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// Body of `POST auth`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitorAuth {
    /// Public id of the chatbot.
    pub chatbot_id: String,
}

/// Answer of `POST auth` and of `POST auth/reset`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitorToken {
    /// Opaque to the client.
    pub token: String,
}

/// Body of `POST auth/reset`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VisitorReset {
    /// The visitor's current token.
    pub visitor_token: String,
}
