//! What a part holds while it is shown: the wire's part, with its text in growing form.

use super::rich_text::{RichText, TextChange};
use chatlet_protocol::part::Part;
use chatlet_protocol::product::Suggestion;
use chatlet_protocol::rich_text::plain_text;
use chatlet_protocol::stream::{Delta, PartStart};
use chatlet_protocol::table::Table;
use serde_json::Value;

/// Longest words of a custom part, in characters.
const LABEL_LIMIT: usize = 80;

/// The content of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Formatted text.
    RichText(RichText),
    /// Any other part, as the wire has it.
    Part(Part),
}

impl Content {
    /// The content of a finished part. A part of type `text`, or an unknown one that carries text, is shown as a
    /// paragraph (`chat-api.md` §4).
    pub fn new(part: Part) -> Self {
        match part {
            Part::RichText { blocks, .. } => Self::RichText(RichText::new(blocks)),
            other => Self::Part(other),
        }
    }

    /// An empty part that deltas will fill; `None` for a type whose deltas are ignored.
    pub fn start(part_id: &str, start: PartStart) -> Option<Self> {
        let part_id = part_id.to_owned();
        Some(match start {
            PartStart::RichText => Self::RichText(RichText::default()),
            PartStart::Products => Self::Part(Part::Products { part_id, products: Vec::new() }),
            PartStart::Suggestions => Self::Part(Part::Suggestions { part_id, suggestions: Vec::new() }),
            PartStart::Table(table) => Self::Part(Part::Table { part_id, table }),
            PartStart::Unknown { .. } => return None,
        })
    }

    /// Applies one delta other than `start_part`. A delta that does not fit changes nothing.
    pub fn apply(&mut self, delta: Delta) -> TextChange {
        match (self, delta) {
            (Self::RichText(text), Delta::StartBlock { block_index, block_type }) => {
                text.start(block_index, block_type)
            }
            (Self::RichText(text), Delta::AppendText { block_index, text: more }) => {
                text.append_text(block_index, &more)
            }
            (Self::RichText(text), Delta::AppendSpan { block_index, span }) => {
                text.append_span(block_index, span)
            }
            (Self::RichText(text), Delta::AppendItem { block_index, item }) => {
                text.append_item(block_index, item.spans)
            }
            (Self::Part(Part::Products { products, .. }), Delta::AppendProduct { product }) => {
                products.push(product);
                TextChange::Blocks
            }
            (Self::Part(Part::Suggestions { suggestions, .. }), Delta::AppendSuggestion { suggestion }) => {
                suggestions.push(suggestion);
                TextChange::Blocks
            }
            (Self::Part(Part::Table { table, .. }), Delta::AppendRow { row }) => {
                table.rows.push(row);
                TextChange::Blocks
            }
            _ => TextChange::Nothing,
        }
    }

    /// The wire's word for the type.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RichText(_) => "rich_text",
            Self::Part(part) => part.kind(),
        }
    }

    /// Whether two contents look the same, however they were streamed.
    pub fn looks_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::RichText(text), Self::RichText(other)) => text.to_blocks() == other.to_blocks(),
            (one, other) => one == other,
        }
    }

    /// Whether anything of it can be seen; an empty part makes no row (`chat-api.md` §4).
    pub fn is_visible(&self) -> bool {
        match self {
            Self::RichText(text) => text.is_visible(),
            Self::Part(Part::Products { products, .. }) => !products.is_empty(),
            Self::Part(Part::Suggestions { suggestions, .. }) => suggestions.iter().any(has_words),
            Self::Part(Part::Table { table, .. }) => table.columns() > 0,
            Self::Part(Part::Custom { payload, .. }) => custom_label(payload.as_ref()).is_some(),
            Self::Part(Part::QuickReplies { replies, .. }) => {
                replies.iter().any(|reply| !reply.trim().is_empty())
            }
            Self::Part(Part::Unknown(value)) => unknown_text(value).is_some(),
            Self::Part(_) => true,
        }
    }

    /// The readable text of it, for copying, announcing and the events.
    pub fn plain_text(&self) -> String {
        match self {
            Self::RichText(text) => plain_text(&text.to_blocks()),
            Self::Part(part) => part_text(part),
        }
    }
}

/// The readable text of a part as it will be shown.
pub fn part_text(part: &Part) -> String {
    match part {
        Part::RichText { blocks, .. } => plain_text(&RichText::new(blocks.clone()).to_blocks()),
        Part::Table { table, .. } => table_text(table),
        Part::Products { products, .. } => lines(products.iter().map(|product| product.title.as_str())),
        Part::Suggestions { suggestions, .. } => lines(suggestions.iter().map(|card| card.title.as_str())),
        Part::Image(attachment) => attachment.caption.clone().unwrap_or_default(),
        Part::File(attachment) => attachment.filename.clone().unwrap_or_default(),
        Part::Unknown(value) => unknown_text(value).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// Whether a suggestion says anything, on its face or to the assistant.
pub fn has_words(card: &Suggestion) -> bool {
    !card.title.trim().is_empty() || !card.prompt_text.trim().is_empty()
}

/// The words on the button of a custom part: its payload names them. A part without means something only where the page
/// knows its key, and shows nothing (`chat-api.md` §7).
pub fn custom_label(payload: Option<&Value>) -> Option<String> {
    let words = ["label", "title"].iter().find_map(|name| payload?.get(name).and_then(Value::as_str))?;
    let words: String = words.trim().chars().take(LABEL_LIMIT).collect();
    (!words.is_empty()).then_some(words)
}

/// The plain text an unknown part carries, if any.
pub fn unknown_text(value: &Value) -> Option<&str> {
    value.get("text").and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn lines<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

fn table_text(table: &Table) -> String {
    let row = |cells: &[chatlet_protocol::table::Cell]| {
        cells.iter().map(|cell| plain_text(&cell.blocks).replace('\n', " ")).collect::<Vec<_>>().join("\t")
    };
    let mut rows: Vec<String> = table.caption.iter().cloned().collect();
    rows.push(row(&table.headers));
    rows.extend(table.rows.iter().map(|cells| row(cells)));
    rows.join("\n")
}
