//! Spans and blocks: the formatted text of a message (`chat-api.md` §4).

use crate::json::{Decode, Fields};
use serde::Serialize;
use serde_json::Value;

/// Inline text. Text is plain: never HTML, never markdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Span {
    /// Plain text.
    Text {
        /// What is shown.
        text: String,
    },
    /// Strong text.
    Bold {
        /// What is shown.
        text: String,
    },
    /// Struck text.
    Strike {
        /// What is shown.
        text: String,
    },
    /// A link; its address is untrusted and goes through the link policy.
    Link {
        /// The label.
        text: String,
        /// Where it says it leads.
        url: String,
    },
    /// A span this contract does not know, kept as it came.
    #[serde(untagged)]
    Unknown(Value),
}

impl Span {
    /// The readable text; an unknown span may carry some (`chat-api.md` §4).
    pub fn text(&self) -> &str {
        match self {
            Self::Text { text } | Self::Bold { text } | Self::Strike { text } | Self::Link { text, .. } => {
                text
            }
            Self::Unknown(value) => value.get("text").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// A plain span.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

impl Decode for Span {
    fn decode(value: Value) -> Option<Self> {
        let known = |name: &str| value.get(name).is_some_and(Value::is_string);
        let kind = value.get("type")?.as_str()?;
        let readable = match kind {
            "text" | "bold" | "strike" => known("text"),
            "link" => known("text") && known("url"),
            _ => return Some(Self::Unknown(value)),
        };
        if !readable {
            return None;
        }
        let kind = kind.to_owned();
        let mut fields = Fields::of(value)?;
        let text = fields.text("text")?;
        Some(match kind.as_str() {
            "text" => Self::Text { text },
            "bold" => Self::Bold { text },
            "strike" => Self::Strike { text },
            _ => Self::Link { text, url: fields.text("url")? },
        })
    }
}

/// One entry of a bullet list.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ListItem {
    /// Its text.
    pub spans: Vec<Span>,
}

impl Decode for ListItem {
    fn decode(value: Value) -> Option<Self> {
        Some(Self { spans: Fields::of(value)?.read("spans")? })
    }
}

/// An image inside a table cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CellImage {
    /// Address, untrusted.
    pub url: String,
    /// Smaller address; a bad one falls back to `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    /// Alternative text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
}

/// A section of a `rich_text` part or of a table cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        spans: Vec<Span>,
    },
    /// An unordered list.
    BulletList {
        /// Its entries.
        items: Vec<ListItem>,
    },
    /// An image; only table cells carry one.
    Image(CellImage),
    /// A block this contract does not know, kept as it came and not shown.
    #[serde(untagged)]
    Unknown(Value),
}

impl Block {
    /// A paragraph of one plain span.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { spans: vec![Span::plain(text)] }
    }
}

impl Decode for Block {
    fn decode(value: Value) -> Option<Self> {
        let kind = value.get("type")?.as_str()?.to_owned();
        match kind.as_str() {
            "paragraph" => Some(Self::Paragraph { spans: Fields::of(value)?.read("spans")? }),
            "bullet_list" => Some(Self::BulletList { items: Fields::of(value)?.read("items")? }),
            "image" => {
                let mut fields = Fields::of(value)?;
                Some(Self::Image(CellImage {
                    url: fields.text("url")?,
                    thumbnail_url: fields.text("thumbnail_url"),
                    alt: fields.text("alt"),
                }))
            }
            _ => Some(Self::Unknown(value)),
        }
    }
}

/// The plain text of blocks: paragraphs and list entries on lines of their own.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let line = |spans: &[Span]| spans.iter().map(Span::text).collect::<String>();
    for block in blocks {
        match block {
            Block::Paragraph { spans } => lines.push(line(spans)),
            Block::BulletList { items } => {
                lines.extend(items.iter().map(|item| format!("• {}", line(&item.spans))));
            }
            Block::Image(image) => lines.extend(image.alt.clone()),
            Block::Unknown(_) => {}
        }
    }
    lines.join("\n")
}
