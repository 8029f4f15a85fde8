//! Answers to markers: contact forms, tickets and custom forms (`chat-api.md` §7, §8).

use crate::json::{Decode, Fields};
use crate::livechat::LivechatSession;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Base64 characters an attachment of an action may have (`chat-api.md` §8).
pub const ACTION_DATA_LIMIT: usize = 2_796_203;

/// A file that goes with an action; its field names differ from those of a message's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttachmentInput {
    /// Its name.
    pub filename: String,
    /// Media type.
    pub mime_type: String,
    /// Bare base64.
    pub data_base64: String,
}

/// The answer to a marker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Action {
    /// Answers `show_contact_form`.
    ContactForm {
        /// Field key to answer.
        fields: BTreeMap<String, String>,
    },
    /// Answers `show_support_ticket`.
    SupportTicket {
        /// Who asks.
        name: String,
        /// How to reach them.
        email: String,
        /// What about.
        message: String,
        /// Files that go with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<AttachmentInput>,
    },
    /// Answers `show_form`.
    FormSubmission {
        /// Which form.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form_id: Option<String>,
        /// Text answers by field key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        values: Option<BTreeMap<String, String>>,
        /// File answers by field key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        files: Option<BTreeMap<String, AttachmentInput>>,
    },
}

/// Body of `POST actions`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SubmitAction {
    /// The marker that is answered.
    pub part_id: String,
    /// The answer.
    pub action: Action,
}

/// Answer of `POST actions`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionResponse {
    /// Id of what was stored.
    pub submission_id: String,
    /// Words to show; absent means the client's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation_text: Option<String>,
    /// Present when the submission started or joined a livechat session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub livechat_session: Option<LivechatSession>,
}

impl Decode for ActionResponse {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            submission_id: fields.text_or_empty("submission_id"),
            confirmation_text: fields.text("confirmation_text"),
            livechat_session: fields.read("livechat_session"),
        })
    }
}
