//! Formatted text in the form a growing reply needs: finished pieces that never change again, and one short tail.
//!
//! The wire joins appended text to the text before it. A view that rewrote that text for every token would cost more
//! the longer the reply is, so a paragraph is kept as pieces of bounded length; only the tail grows.

use chatlet_protocol::rich_text::{Block, Span};
use chatlet_protocol::stream::BlockStart;
use serde_json::Value;

/// Bytes after which the tail becomes a piece.
const PIECE_LIMIT: usize = 240;

/// One line of running text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Finished pieces, in order.
    pub pieces: Vec<Span>,
    /// Plain text that still grows; empty in finished text.
    pub tail: String,
}

impl Line {
    fn from_spans(spans: Vec<Span>) -> Self {
        let mut line = Self::default();
        for span in spans {
            line.push(span);
        }
        line.seal();
        line
    }

    /// Appends plain text; true when a piece was finished.
    fn append(&mut self, text: &str) -> bool {
        let before = self.pieces.len();
        let mut rest = text;
        while self.tail.len() + rest.len() > PIECE_LIMIT {
            let mut cut = PIECE_LIMIT.saturating_sub(self.tail.len()).min(rest.len());
            // A cut inside a character would not be text; the piece may be a little longer instead.
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            self.tail.push_str(&rest[..cut]);
            rest = &rest[cut..];
            self.seal();
        }
        self.tail.push_str(rest);
        self.pieces.len() > before
    }

    fn push(&mut self, span: Span) {
        match span {
            Span::Text { text } => {
                self.append(&text);
            }
            other => {
                self.seal();
                self.pieces.push(other);
            }
        }
    }

    fn seal(&mut self) {
        if !self.tail.is_empty() {
            let text = std::mem::take(&mut self.tail);
            self.pieces.push(Span::Text { text });
        }
    }

    /// The spans as the wire has them: adjacent text joined, empty text gone.
    fn spans(&self) -> Vec<Span> {
        let tail = (!self.tail.is_empty()).then(|| Span::Text { text: self.tail.clone() });
        let mut spans: Vec<Span> = Vec::new();
        for piece in self.pieces.iter().cloned().chain(tail) {
            match (spans.last_mut(), piece) {
                (Some(Span::Text { text }), Span::Text { text: more }) => text.push_str(&more),
                (_, piece) => spans.push(piece),
            }
        }
        spans
    }
}

/// One block of a rich text part.
#[derive(Debug, Clone, PartialEq)]
pub enum TextBlock {
    /// A paragraph.
    Paragraph(Line),
    /// An unordered list.
    List(Vec<Line>),
    /// Not known, or an image outside a table; kept as it came and not shown.
    Unknown(Value),
}

/// What a delta changed inside a rich text part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextChange {
    /// Nothing: the delta did not fit.
    Nothing,
    /// Blocks, rows or cards were added.
    Blocks,
    /// A block started over.
    Restarted,
    /// Pieces or items were added to block `.0`.
    Block(u32),
    /// Only the tail of block `.0` grew.
    Tail(u32),
}

/// A rich text part, streamed or finished.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RichText {
    blocks: Vec<TextBlock>,
    /// The wire's `block_index` of each block, in order of first appearance.
    indexes: Vec<usize>,
}

impl RichText {
    /// Finished text.
    pub fn new(blocks: Vec<Block>) -> Self {
        let indexes = (0..blocks.len()).collect();
        let blocks = blocks
            .into_iter()
            .map(|block| match block {
                Block::Paragraph { spans } => TextBlock::Paragraph(Line::from_spans(spans)),
                Block::BulletList { items } => {
                    TextBlock::List(items.into_iter().map(|item| Line::from_spans(item.spans)).collect())
                }
                Block::Image(_) => TextBlock::Unknown(Value::Null),
                Block::Unknown(value) => TextBlock::Unknown(value),
            })
            .collect();
        Self { blocks, indexes }
    }

    /// Its blocks, in order.
    pub fn blocks(&self) -> &[TextBlock] {
        &self.blocks
    }

    fn position(&self, index: usize) -> Option<usize> {
        self.indexes.iter().rposition(|known| *known == index)
    }

    /// Opens a block; an open one of the same index starts over.
    pub fn start(&mut self, index: usize, kind: BlockStart) -> TextChange {
        let block = match kind {
            BlockStart::Paragraph => TextBlock::Paragraph(Line::default()),
            BlockStart::BulletList => TextBlock::List(Vec::new()),
            BlockStart::Unknown => TextBlock::Unknown(Value::Null),
        };
        if let Some(position) = self.position(index) {
            self.blocks[position] = block;
            TextChange::Restarted
        } else {
            self.blocks.push(block);
            self.indexes.push(index);
            TextChange::Blocks
        }
    }

    /// Appends to the block of `index` what `change` does to its line; a block never started, or of another type,
    /// ignores it (`chat-api.md` §5).
    fn edit(&mut self, index: usize, change: impl FnOnce(&mut TextBlock) -> Option<bool>) -> TextChange {
        let Some(position) = self.position(index) else { return TextChange::Nothing };
        let at = u32::try_from(position).unwrap_or(u32::MAX);
        match change(&mut self.blocks[position]) {
            None => TextChange::Nothing,
            Some(true) => TextChange::Block(at),
            Some(false) => TextChange::Tail(at),
        }
    }

    /// Appends plain text to a paragraph.
    pub fn append_text(&mut self, index: usize, text: &str) -> TextChange {
        self.edit(index, |block| match block {
            TextBlock::Paragraph(line) => Some(line.append(text)),
            TextBlock::List(_) | TextBlock::Unknown(_) => None,
        })
    }

    /// Appends a span to a paragraph.
    pub fn append_span(&mut self, index: usize, span: Span) -> TextChange {
        self.edit(index, |block| match block {
            TextBlock::Paragraph(line) => {
                line.push(span);
                Some(true)
            }
            TextBlock::List(_) | TextBlock::Unknown(_) => None,
        })
    }

    /// Appends an item to a list.
    pub fn append_item(&mut self, index: usize, spans: Vec<Span>) -> TextChange {
        self.edit(index, |block| match block {
            TextBlock::List(items) => {
                items.push(Line::from_spans(spans));
                Some(true)
            }
            TextBlock::Paragraph(_) | TextBlock::Unknown(_) => None,
        })
    }

    /// The text as the wire has it, adjacent plain text joined: two texts that look alike are equal here, however
    /// they were streamed.
    pub fn to_blocks(&self) -> Vec<Block> {
        use chatlet_protocol::rich_text::ListItem;
        self.blocks
            .iter()
            .map(|block| match block {
                TextBlock::Paragraph(line) => Block::Paragraph { spans: line.spans() },
                TextBlock::List(items) => Block::BulletList {
                    items: items.iter().map(|line| ListItem { spans: line.spans() }).collect(),
                },
                TextBlock::Unknown(value) => Block::Unknown(value.clone()),
            })
            .collect()
    }

    /// Whether anything of it can be seen.
    pub fn is_visible(&self) -> bool {
        let blank = |text: &str| text.trim().is_empty();
        let visible =
            |line: &Line| !blank(&line.tail) || line.pieces.iter().any(|piece| !blank(piece.text()));
        self.blocks.iter().any(|block| match block {
            TextBlock::Paragraph(line) => visible(line),
            TextBlock::List(items) => items.iter().any(visible),
            TextBlock::Unknown(_) => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_grows_in_a_short_tail_and_joins_on_the_wire() {
        let mut text = RichText::default();
        text.start(0, BlockStart::Paragraph);
        for _ in 0..1_000 {
            assert_ne!(text.append_text(0, "smør "), TextChange::Nothing);
            let TextBlock::Paragraph(line) = &text.blocks()[0] else { panic!() };
            assert!(line.tail.len() <= PIECE_LIMIT);
        }
        assert_eq!(text.to_blocks(), [Block::paragraph("smør ".repeat(1_000))]);
    }

    #[test]
    fn a_delta_for_another_type_or_an_unknown_block_is_ignored() {
        let mut text = RichText::default();
        assert_eq!(text.append_text(0, "x"), TextChange::Nothing);
        text.start(0, BlockStart::BulletList);
        assert_eq!(text.append_text(0, "x"), TextChange::Nothing);
        text.start(1, BlockStart::Unknown);
        assert_eq!(text.append_item(1, vec![Span::plain("x")]), TextChange::Nothing);
        assert!(!text.is_visible());
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = RichText::new(vec![Block::paragraph("😀".repeat(5_000))]);
        let TextBlock::Paragraph(line) = &text.blocks()[0] else { panic!() };
        assert!(line.pieces.len() > 50 && line.tail.is_empty());
        assert_eq!(text.to_blocks(), [Block::paragraph("😀".repeat(5_000))]);
    }
}
