//! The frames of a streamed reply (`chat-api.md` §5).

mod reader;

pub use reader::FrameReader;

use crate::json::{Decode, Fields};
use crate::message::Message;
use crate::part::Part;
use crate::product::{Product, Suggestion};
use crate::rich_text::{ListItem, Span};
use crate::table::{Cell, Table};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// What a delta opens.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "part_type", rename_all = "snake_case")]
pub enum PartStart {
    /// Formatted text.
    RichText,
    /// Product cards.
    Products,
    /// Suggestion cards.
    Suggestions,
    /// A table with its headers.
    Table(Table),
    /// A type this contract does not know: its deltas are ignored.
    #[serde(untagged)]
    Unknown {
        /// The word for it.
        part_type: String,
    },
}

/// What kind of block a delta opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockStart {
    /// A paragraph.
    Paragraph,
    /// An unordered list.
    BulletList,
    /// A block this contract does not know: its deltas are ignored.
    Unknown,
}

/// One step of building a part.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Delta {
    /// Opens an empty part; a second one starts it over.
    StartPart(PartStart),
    /// Opens a block.
    StartBlock {
        /// Position of the block in the part.
        block_index: usize,
        /// What it is.
        block_type: BlockStart,
    },
    /// Appends text to a paragraph; adjacent text joins.
    AppendText {
        /// Position of the block.
        block_index: usize,
        /// The text.
        text: String,
    },
    /// Appends a finished span to a paragraph.
    AppendSpan {
        /// Position of the block.
        block_index: usize,
        /// The span.
        span: Span,
    },
    /// Appends a finished item to a list.
    AppendItem {
        /// Position of the block.
        block_index: usize,
        /// The item.
        item: ListItem,
    },
    /// Closes a block.
    EndBlock {
        /// Position of the block.
        block_index: usize,
    },
    /// Appends a product card.
    AppendProduct {
        /// The card.
        product: Product,
    },
    /// Appends a suggestion card.
    AppendSuggestion {
        /// The card.
        suggestion: Suggestion,
    },
    /// Appends a table row.
    AppendRow {
        /// Its cells.
        row: Vec<Cell>,
    },
    /// Closes the part; the authoritative `part` follows.
    EndPart,
}

impl Decode for Delta {
    /// An unknown action or a malformed delta is `None`: that one step is skipped.
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let action = fields.text("action")?;
        let block_index = fields.count("block_index").and_then(|index| usize::try_from(index).ok());
        Some(match action.as_str() {
            "append_text" => Self::AppendText { block_index: block_index?, text: fields.text("text")? },
            "append_span" => Self::AppendSpan { block_index: block_index?, span: fields.read("span")? },
            "append_item" => Self::AppendItem { block_index: block_index?, item: fields.read("item")? },
            "start_block" => Self::StartBlock {
                block_index: block_index?,
                block_type: match fields.peek("block_type")? {
                    "paragraph" => BlockStart::Paragraph,
                    "bullet_list" => BlockStart::BulletList,
                    _ => BlockStart::Unknown,
                },
            },
            "end_block" => Self::EndBlock { block_index: block_index? },
            "start_part" => Self::StartPart(match fields.peek("part_type")? {
                "rich_text" => PartStart::RichText,
                "products" => PartStart::Products,
                "suggestions" => PartStart::Suggestions,
                "table" => PartStart::Table(Table::from_fields(&mut fields)?),
                other => PartStart::Unknown { part_type: other.to_owned() },
            }),
            "append_product" => Self::AppendProduct { product: fields.read("product")? },
            "append_suggestion" => Self::AppendSuggestion { suggestion: fields.read("suggestion")? },
            "append_row" => Self::AppendRow { row: fields.read("row")? },
            "end_part" => Self::EndPart,
            _ => return None,
        })
    }
}

/// A terminal failure inside a stream; not an API error.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StreamError {
    /// `generation_failed`, or a later word.
    pub code: String,
    /// Safe to show, as text.
    pub message: String,
    /// Whether a retry may be offered.
    pub retryable: bool,
}

/// One frame of a streamed reply.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// Informative; never terminal, whatever it says.
    Status(String),
    /// A step of building a part.
    PartDelta {
        /// Which part. Shared by the deltas of a part, of which there are thousands.
        part_id: Arc<str>,
        /// The step.
        delta: Delta,
    },
    /// A finished part; replaces what was built under its id.
    Part(Part),
    /// The reply is complete; its message is the truth.
    Done {
        /// The stored message.
        message: Message,
        /// Replaces the visitor token before any other call (`chat-api.md` §2).
        visitor_token: Option<String>,
    },
    /// The reply has failed.
    Error(StreamError),
}

/// Why a frame was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// An event name, delta action or part of a later version: nothing is wrong.
    Unknown,
    /// Not JSON, or of the wrong shape.
    Malformed,
}

impl Frame {
    /// Reads the frame `name` with the JSON text `data`.
    ///
    /// # Errors
    /// Says why the frame has to be skipped; a bad frame never ends the stream (`chat-api.md` §5).
    pub fn read(name: &str, data: &str) -> Result<Self, Skipped> {
        if !matches!(name, "status" | "part_delta" | "part" | "done" | "error") {
            return Err(Skipped::Unknown);
        }
        let value = serde_json::from_str(data).map_err(|_| Skipped::Malformed)?;
        let mut fields = Fields::of(value).ok_or(Skipped::Malformed)?;
        match name {
            "part_delta" => {
                let part_id = fields.text("part_id").ok_or(Skipped::Malformed)?;
                let delta: Value = fields.read("delta").ok_or(Skipped::Malformed)?;
                let known = delta.get("action").and_then(Value::as_str).is_some_and(known_action);
                let reason = if known { Skipped::Malformed } else { Skipped::Unknown };
                let part_id = part_id.into();
                Delta::decode(delta).map(|delta| Self::PartDelta { part_id, delta }).ok_or(reason)
            }
            "part" => fields.read("part").map(Self::Part).ok_or(Skipped::Malformed),
            "done" => {
                let message = fields.read("message").ok_or(Skipped::Malformed)?;
                let visitor_token = fields.text("visitor_token").filter(|token| !token.is_empty());
                Ok(Self::Done { message, visitor_token })
            }
            "error" => Ok(Self::Error(StreamError {
                code: fields.text_or_empty("code"),
                message: fields.text_or_empty("message"),
                retryable: fields.flag("retryable", false),
            })),
            _ => Ok(Self::Status(fields.text_or_empty("status"))),
        }
    }

    /// The event name and JSON data of this frame, as a backend writes it.
    pub fn write(&self) -> (&'static str, Value) {
        use serde_json::json;
        match self {
            Self::Status(status) => ("status", json!({ "status": status })),
            Self::PartDelta { part_id, delta } => {
                ("part_delta", json!({ "part_id": **part_id, "delta": delta }))
            }
            Self::Part(part) => ("part", json!({ "part": part })),
            Self::Done { message, visitor_token: Some(token) } => {
                ("done", json!({ "message": message, "visitor_token": token }))
            }
            Self::Done { message, visitor_token: None } => ("done", json!({ "message": message })),
            Self::Error(error) => ("error", json!(error)),
        }
    }
}

fn known_action(action: &str) -> bool {
    matches!(
        action,
        "start_part"
            | "start_block"
            | "append_text"
            | "append_span"
            | "append_item"
            | "end_block"
            | "append_product"
            | "append_suggestion"
            | "append_row"
            | "end_part"
    )
}
