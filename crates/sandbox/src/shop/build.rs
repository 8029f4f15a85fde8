//! Short ways of writing parts.

use crate::random;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::{Block, ListItem, Span};

/// A fresh part id.
pub(super) fn part_id() -> String {
    random::id("part")
}

/// Formatted text from a shorthand for our own phrases: `**bold**`, `~~struck~~`, `[label](address)`, lines that
/// begin with `- ` as a list, an empty line between paragraphs.
pub(super) fn rich(shorthand: &str) -> Part {
    Part::RichText { part_id: part_id(), blocks: blocks(shorthand) }
}

fn blocks(shorthand: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in shorthand.lines().filter(|line| !line.trim().is_empty()) {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::BulletList { items })) => items.push(ListItem { spans: spans(item) }),
            (Some(item), _) => {
                blocks.push(Block::BulletList { items: vec![ListItem { spans: spans(item) }] });
            }
            (None, _) => blocks.push(Block::Paragraph { spans: spans(line) }),
        }
    }
    blocks
}

/// The spans of one line.
pub(super) fn spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let (plain, marked, behind) = next_marked(rest);
        if !plain.is_empty() {
            spans.push(Span::plain(plain));
        }
        spans.extend(marked);
        rest = behind;
    }
    spans
}

/// The text before the first mark, the marked span, and what is behind it.
fn next_marked(text: &str) -> (&str, Option<Span>, &str) {
    let marks = [text.find("**"), text.find("~~"), text.find('[')];
    let Some(start) = marks.into_iter().flatten().min() else { return (text, None, "") };
    let (plain, marked) = text.split_at(start);
    let span = if let Some((label, behind)) =
        marked.strip_prefix('[').and_then(|inner| inner.split_once("]("))
    {
        behind.split_once(')').map(|(url, rest)| (Span::Link { text: label.into(), url: url.into() }, rest))
    } else if let Some((bold, rest)) = marked.strip_prefix("**").and_then(|inner| inner.split_once("**")) {
        Some((Span::Bold { text: bold.into() }, rest))
    } else {
        let struck = marked.strip_prefix("~~").and_then(|inner| inner.split_once("~~"));
        struck.map(|(text, rest)| (Span::Strike { text: text.into() }, rest))
    };
    match span {
        Some((span, rest)) => (plain, Some(span), rest),
        None => (text, None, ""),
    }
}

/// Chips under the turn.
pub(super) fn quick_replies(replies: &[&str]) -> Part {
    Part::QuickReplies {
        part_id: part_id(),
        replies: replies.iter().map(|reply| (*reply).to_owned()).collect(),
    }
}

/// A paragraph of one table cell.
pub(super) fn cell(text: &str) -> chatlet_protocol::table::Cell {
    chatlet_protocol::table::Cell { blocks: vec![Block::Paragraph { spans: spans(text) }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shorthand_becomes_spans_and_blocks() {
        let text = "Two **are here**, ~~old~~ [see](https://a.example/b).\n\n- one\n- **two**\nEnd";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph {
                    spans: vec![
                        Span::plain("Two "),
                        Span::Bold { text: "are here".into() },
                        Span::plain(", "),
                        Span::Strike { text: "old".into() },
                        Span::plain(" "),
                        Span::Link { text: "see".into(), url: "https://a.example/b".into() },
                        Span::plain("."),
                    ]
                },
                Block::BulletList {
                    items: vec![
                        ListItem { spans: vec![Span::plain("one")] },
                        ListItem { spans: vec![Span::Bold { text: "two".into() }] },
                    ]
                },
                Block::paragraph("End"),
            ]
        );
    }
}
