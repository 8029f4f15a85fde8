//! Parts as the frames that build them, by the grammar of `chat-api.md` §5.

use axum::body::Bytes;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::{Product, Suggestion};
use chatlet_protocol::rich_text::{Block, ListItem, Span};
use chatlet_protocol::stream::{BlockStart, Delta, Frame, PartStart};
use chatlet_protocol::table::{Cell, Table};
use serde_json::Value;

/// Tokens that a finished card takes, as somebody would wait for it.
const CARD: usize = 6;
/// Tokens that a finished row takes.
const ROW: usize = 4;
/// Characters per token where words are not separated by spaces.
const LONG: usize = 12;

/// A frame and how many tokens it is worth.
pub(crate) struct Timed {
    pub(crate) frame: Frame,
    pub(crate) tokens: usize,
}

/// One frame as it goes over the line.
pub(crate) fn write(name: &str, data: &Value) -> Bytes {
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

/// The frames of all `parts`, deltas before the finished part where the grammar has deltas.
pub(crate) fn of_parts(parts: &[Part]) -> Vec<Timed> {
    let mut frames = Frames::default();
    for part in parts {
        frames.part(part);
    }
    frames.list
}

#[derive(Default)]
struct Frames {
    list: Vec<Timed>,
}

impl Frames {
    fn delta(&mut self, part_id: &str, delta: Delta, tokens: usize) {
        self.list.push(Timed { frame: Frame::PartDelta { part_id: part_id.into(), delta }, tokens });
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::RichText { part_id, blocks } => self.rich_text(part_id, blocks),
            Part::Table { part_id, table } => self.table(part_id, table),
            Part::Products { part_id, products } => self.products(part_id, products),
            Part::Suggestions { part_id, suggestions } => self.suggestions(part_id, suggestions),
            _ => {}
        }
        self.list.push(Timed { frame: Frame::Part(part.clone()), tokens: 1 });
    }

    fn rich_text(&mut self, part_id: &str, blocks: &[Block]) {
        self.delta(part_id, Delta::StartPart(PartStart::RichText), 0);
        for (block_index, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph { spans } => {
                    let block_type = BlockStart::Paragraph;
                    self.delta(part_id, Delta::StartBlock { block_index, block_type }, 0);
                    for span in spans {
                        self.span(part_id, block_index, span);
                    }
                }
                Block::BulletList { items } => {
                    let block_type = BlockStart::BulletList;
                    self.delta(part_id, Delta::StartBlock { block_index, block_type }, 0);
                    for item in items {
                        let tokens = words(item);
                        self.delta(part_id, Delta::AppendItem { block_index, item: item.clone() }, tokens);
                    }
                }
                // Nothing builds these; the finished part brings them.
                Block::Image(_) | Block::Unknown(_) => continue,
            }
            self.delta(part_id, Delta::EndBlock { block_index }, 0);
        }
        self.delta(part_id, Delta::EndPart, 0);
    }

    fn span(&mut self, part_id: &str, block_index: usize, span: &Span) {
        let Span::Text { text } = span else {
            return self.delta(part_id, Delta::AppendSpan { block_index, span: span.clone() }, 1);
        };
        for token in tokens(text) {
            self.delta(part_id, Delta::AppendText { block_index, text: token.to_owned() }, 1);
        }
    }

    fn table(&mut self, part_id: &str, table: &Table) {
        let start = Table { rows: Vec::new(), ..table.clone() };
        self.delta(part_id, Delta::StartPart(PartStart::Table(start)), ROW);
        for row in &table.rows {
            let row: Vec<Cell> = row.clone();
            self.delta(part_id, Delta::AppendRow { row }, ROW);
        }
        self.delta(part_id, Delta::EndPart, 0);
    }

    fn products(&mut self, part_id: &str, products: &[Product]) {
        self.delta(part_id, Delta::StartPart(PartStart::Products), 0);
        for product in products {
            self.delta(part_id, Delta::AppendProduct { product: product.clone() }, CARD);
        }
        self.delta(part_id, Delta::EndPart, 0);
    }

    fn suggestions(&mut self, part_id: &str, suggestions: &[Suggestion]) {
        self.delta(part_id, Delta::StartPart(PartStart::Suggestions), 0);
        for suggestion in suggestions {
            self.delta(part_id, Delta::AppendSuggestion { suggestion: suggestion.clone() }, CARD);
        }
        self.delta(part_id, Delta::EndPart, 0);
    }
}

fn words(item: &ListItem) -> usize {
    item.spans.iter().map(|span| span.text().split_whitespace().count()).sum::<usize>().max(1)
}

/// `text` in the pieces a language model would send: a word and the space behind it, long words cut.
fn tokens(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut length = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        length += usize::from(!letter.is_whitespace());
        let Some((next, behind)) = letters.peek() else { break };
        // A space that opens the text belongs to the first word.
        let is_word_end = letter.is_whitespace() && !behind.is_whitespace() && length > 0;
        if is_word_end || (length == LONG && !behind.is_whitespace()) {
            pieces.push(&text[start..*next]);
            start = *next;
            length = 0;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn tokens_put_together_are_the_text() {
        for text in
            ["", " ", "Hej", "two  spaces ", "日本語の長い文章はスペースなしで続くものです。", " a bb ccc"]
        {
            assert_eq!(tokens(text).concat(), text);
        }
        assert_eq!(tokens("Two tents "), ["Two ", "tents "]);
        assert_eq!(tokens(" behind a span"), [" behind ", "a ", "span"]);
        assert_eq!(tokens("Donaudampfschifffahrt now"), ["Donaudampfsc", "hifffahrt ", "now"]);
    }
}
