//! Message parts: the ordered, top-level units of a message (`chat-api.md` §4, §7).

use crate::form::{FormField, SubmitAction};
use crate::json::{Decode, Fields};
use crate::product::{Product, Suggestion};
use crate::rich_text::Block;
use crate::table::Table;
use serde::Serialize;
use serde_json::Value;

/// Decoded bytes an attachment of a ticket or form may have when the server does not say (`chat-api.md` §8).
pub const TICKET_ATTACHMENT_LIMIT: u64 = 2_097_152;
/// Decoded bytes an image may have when the server does not say (`chat-api.md` §8).
pub const IMAGE_LIMIT: u64 = 5_242_880;

/// An image or a file that can be fetched; carries no `part_id`, so it is keyed by position.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Attachment {
    /// Absolute, host-less (resolved against the API base) or, for a visitor's own image, `data:`.
    pub url: String,
    /// Smaller image; a bad one falls back to `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// Words under an image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Name of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Id for fetching a fresh address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachment_id: Option<String>,
    /// Media type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<u64>,
    /// RFC 3339; absent or unreadable means that it does not expire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_expires_at: Option<String>,
}

impl Decode for Attachment {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            url: fields.text("url")?,
            thumbnail_url: fields.text("thumbnail_url"),
            caption: fields.text("caption"),
            filename: fields.text("filename"),
            attachment_id: fields.text("attachment_id"),
            mime_type: fields.text("mime_type"),
            size_bytes: fields.count("size_bytes"),
            url_expires_at: fields.text("url_expires_at"),
        })
    }
}

/// One unit of a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Part {
    /// Formatted text.
    RichText {
        /// Identifies the part.
        part_id: String,
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// Identifies the part.
        part_id: String,
        /// The table.
        #[serde(flatten)]
        table: Table,
    },
    /// Product cards.
    Products {
        /// Identifies the part.
        part_id: String,
        /// The cards.
        products: Vec<Product>,
    },
    /// Cards that send a follow-up.
    Suggestions {
        /// Identifies the part.
        part_id: String,
        /// The cards.
        suggestions: Vec<Suggestion>,
    },
    /// Chips under the latest assistant turn.
    QuickReplies {
        /// Identifies the part.
        part_id: String,
        /// What each chip sends.
        replies: Vec<String>,
    },
    /// An image.
    Image(Attachment),
    /// A file.
    File(Attachment),
    /// Marker: show a contact form.
    ShowContactForm {
        /// Identifies the part.
        part_id: String,
        /// What is asked.
        fields: Vec<FormField>,
    },
    /// Marker: show a support ticket form.
    ShowSupportTicket {
        /// Identifies the part.
        part_id: String,
        /// What is asked.
        fields: Vec<FormField>,
        /// Whether files may be attached.
        attachments_accepted: bool,
        /// Decoded bytes per attachment.
        max_attachment_size_bytes: u64,
    },
    /// Marker: show a form of the operator's.
    ShowForm {
        /// Identifies the part.
        part_id: String,
        /// Where the definition is, when `fields` is absent.
        form_id: String,
        /// Title; blank or absent means `form_id`.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Words after a submission.
        #[serde(skip_serializing_if = "Option::is_none")]
        confirmation_text: Option<String>,
        /// What is asked; absent means that the definition is to be fetched.
        #[serde(skip_serializing_if = "Option::is_none")]
        fields: Option<Vec<FormField>>,
        /// Visible answers needed at least.
        min_filled_fields: u64,
        /// Routing on the server.
        submit_actions: Vec<SubmitAction>,
    },
    /// Marker: ask for an image.
    RequestImageUpload {
        /// Identifies the part.
        part_id: String,
        /// Media types, never empty.
        accepted_types: Vec<String>,
        /// Decoded bytes.
        max_size_bytes: u64,
    },
    /// Marker: offer a human.
    RequestHumanAgent {
        /// Identifies the part.
        part_id: String,
    },
    /// Marker whose meaning is the host's.
    Custom {
        /// Identifies the part.
        part_id: String,
        /// What it means.
        key: String,
        /// Whatever comes with it.
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<Value>,
    },
    /// A part this contract does not know, or a malformed one, kept as it came.
    #[serde(untagged)]
    Unknown(Value),
}

impl Part {
    /// The wire's word for the type of this part; `unknown` for one it does not know.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RichText { .. } => "rich_text",
            Self::Table { .. } => "table",
            Self::Products { .. } => "products",
            Self::Suggestions { .. } => "suggestions",
            Self::QuickReplies { .. } => "quick_replies",
            Self::Image(_) => "image",
            Self::File(_) => "file",
            Self::ShowContactForm { .. } => "show_contact_form",
            Self::ShowSupportTicket { .. } => "show_support_ticket",
            Self::ShowForm { .. } => "show_form",
            Self::RequestImageUpload { .. } => "request_image_upload",
            Self::RequestHumanAgent { .. } => "request_human_agent",
            Self::Custom { .. } => "custom",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Its id, where the part has one.
    pub fn part_id(&self) -> Option<&str> {
        match self {
            Self::RichText { part_id, .. }
            | Self::Table { part_id, .. }
            | Self::Products { part_id, .. }
            | Self::Suggestions { part_id, .. }
            | Self::QuickReplies { part_id, .. }
            | Self::ShowContactForm { part_id, .. }
            | Self::ShowSupportTicket { part_id, .. }
            | Self::ShowForm { part_id, .. }
            | Self::RequestImageUpload { part_id, .. }
            | Self::RequestHumanAgent { part_id }
            | Self::Custom { part_id, .. } => Some(part_id),
            Self::Image(_) | Self::File(_) => None,
            Self::Unknown(value) => value.get("part_id").and_then(Value::as_str),
        }
    }

    /// A part of one plain paragraph.
    pub fn text(part_id: impl Into<String>, text: impl Into<String>) -> Self {
        Self::RichText { part_id: part_id.into(), blocks: vec![Block::paragraph(text)] }
    }
}

impl Decode for Part {
    /// Never fails for an object with a type: an unknown part is kept as it came, a malformed one by its type.
    fn decode(value: Value) -> Option<Self> {
        let kind = value.get("type")?.as_str()?.to_owned();
        if !KINDS.contains(&kind.as_str()) {
            return Some(Self::Unknown(value));
        }
        known_part(&kind, value).or_else(|| Some(Self::Unknown(serde_json::json!({ "type": kind }))))
    }
}

/// The part types of this contract.
const KINDS: [&str; 13] = [
    "rich_text",
    "table",
    "products",
    "suggestions",
    "quick_replies",
    "image",
    "file",
    "show_contact_form",
    "show_support_ticket",
    "show_form",
    "request_image_upload",
    "request_human_agent",
    "custom",
];

fn known_part(kind: &str, value: Value) -> Option<Part> {
    if matches!(kind, "image" | "file") {
        let attachment = Attachment::decode(value)?;
        return match kind {
            "image" => Some(Part::Image(attachment)),
            _ => attachment.filename.is_some().then_some(Part::File(attachment)),
        };
    }
    let mut fields = Fields::of(value)?;
    let part_id = fields.text("part_id")?;
    Some(match kind {
        "rich_text" => Part::RichText { part_id, blocks: fields.read("blocks")? },
        "table" => Part::Table { part_id, table: Table::from_fields(&mut fields)? },
        "products" => Part::Products { part_id, products: fields.read("products")? },
        "suggestions" => Part::Suggestions { part_id, suggestions: fields.read("suggestions")? },
        "quick_replies" => Part::QuickReplies { part_id, replies: fields.read("replies")? },
        "show_contact_form" => Part::ShowContactForm { part_id, fields: fields.read("fields")? },
        "show_support_ticket" => Part::ShowSupportTicket {
            part_id,
            fields: fields.list("fields"),
            attachments_accepted: fields.flag("attachments_accepted", true),
            max_attachment_size_bytes: limit(
                &mut fields,
                "max_attachment_size_bytes",
                TICKET_ATTACHMENT_LIMIT,
            ),
        },
        "show_form" => Part::ShowForm {
            part_id,
            form_id: fields.text("form_id")?,
            name: fields.text("name"),
            confirmation_text: fields.text("confirmation_text"),
            fields: fields.read("fields"),
            min_filled_fields: fields.count("min_filled_fields").unwrap_or(0),
            submit_actions: fields.list("submit_actions"),
        },
        "request_image_upload" => {
            let accepted_types = fields.list("accepted_types");
            let accepted_types = if accepted_types.is_empty() {
                ["image/png", "image/jpeg", "image/webp"].map(String::from).to_vec()
            } else {
                accepted_types
            };
            Part::RequestImageUpload {
                part_id,
                accepted_types,
                max_size_bytes: limit(&mut fields, "max_size_bytes", IMAGE_LIMIT),
            }
        }
        "request_human_agent" => Part::RequestHumanAgent { part_id },
        "custom" => Part::Custom { part_id, key: fields.text("key")?, payload: fields.read("payload") },
        _ => return None,
    })
}

fn limit(fields: &mut Fields, name: &str, default: u64) -> u64 {
    fields.count(name).filter(|bytes| *bytes > 0).unwrap_or(default)
}
