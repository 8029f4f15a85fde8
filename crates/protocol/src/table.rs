//! Tables (`chat-api.md` §5.2).

use crate::json::{Decode, Fields};
use crate::rich_text::Block;
use crate::words::words;
use serde::Serialize;
use serde_json::Value;

/// One cell; no blocks is an empty cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cell {
    /// Its content.
    pub blocks: Vec<Block>,
}

impl Decode for Cell {
    /// A malformed cell becomes an empty one, so that its neighbours keep their columns.
    fn decode(value: Value) -> Option<Self> {
        Some(Self { blocks: Fields::of(value).map(|mut fields| fields.list("blocks")).unwrap_or_default() })
    }
}

words! {
    /// Alignment of a column.
    Alignment {
        /// Towards the start of the line.
        Left = "left",
        /// In the middle.
        Center = "center",
        /// Towards the end of the line.
        Right = "right",
    }
}

/// Alignments, an unknown word reading as left so that the columns behind it keep theirs.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Alignments(pub Vec<Alignment>);

impl Decode for Alignments {
    fn decode(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => Some(Self(
                items.into_iter().map(|item| Alignment::decode(item).unwrap_or(Alignment::Left)).collect(),
            )),
            _ => None,
        }
    }
}

/// A `table` part.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Table {
    /// What the table is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Header cells, one per column.
    pub headers: Vec<Cell>,
    /// Alignment per column; may be shorter than `headers`.
    pub alignments: Alignments,
    /// Rows; shorter ones are padded, longer ones cut.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Reads what `part` and `start_part` have in common.
    pub(crate) fn from_fields(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            caption: fields.text("caption"),
            headers: fields.read("headers")?,
            alignments: fields.read("alignments").unwrap_or_default(),
            rows: fields.list("rows"),
        })
    }

    /// How many columns there are: one per header, or as many as the longest row has where there is no header.
    pub fn columns(&self) -> usize {
        if self.headers.is_empty() {
            self.rows.iter().map(Vec::len).max().unwrap_or(0)
        } else {
            self.headers.len()
        }
    }

    /// Alignment of column `index`.
    pub fn alignment(&self, index: usize) -> Alignment {
        self.alignments.0.get(index).copied().unwrap_or(Alignment::Left)
    }
}
