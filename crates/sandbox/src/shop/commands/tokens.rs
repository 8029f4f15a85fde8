//! `/tokens N [rate R]`: prose for measuring, the same for everybody who asks for the same number.

use super::super::Reply;
use super::super::build::part_id;
use super::super::reply::Script;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::{Block, ListItem, Span};
use std::time::Duration;

const DEFAULT: usize = 200;
const MOST: usize = 200_000;
/// Tokens of one paragraph or list.
const BLOCK: usize = 60;
/// Every so many-th block is a list.
const LIST_EVERY: usize = 5;
/// Tokens of one list item, which arrives whole.
const ITEM: usize = 6;

const WORDS: [&str; 40] = [
    "the", "tent", "stands", "by", "fjord", "and", "wind", "comes", "from", "west", "we", "carry", "water",
    "up", "fell", "before", "night", "falls", "boots", "dry", "slowly", "over", "fire", "morning", "light",
    "is", "grey", "then", "gold", "nobody", "hurries", "here", "path", "turns", "through", "beech", "wood",
    "toward", "sea", "again",
];

pub(super) fn run(words: &[&str]) -> Reply {
    let count = words.first().and_then(|word| word.parse().ok()).unwrap_or(DEFAULT).clamp(1, MOST);
    let rate = words.iter().position(|word| *word == "rate").and_then(|index| words.get(index + 1));
    let rate: Option<f64> =
        rate.and_then(|rate| rate.parse().ok()).filter(|rate| *rate > 0.0 && *rate <= 1e6);
    let pace = rate.map_or(Duration::ZERO, |rate| Duration::from_secs_f64(1.0 / rate));
    Reply::stream(Script::of_parts(&[prose(count)], pace))
}

/// Rich text that is streamed as `count` tokens.
fn prose(count: usize) -> Part {
    let mut blocks = Vec::new();
    let mut written = 0;
    while written < count {
        let size = BLOCK.min(count - written);
        let is_list = blocks.len() % LIST_EVERY == LIST_EVERY - 1;
        blocks.push(if is_list { list(written, size) } else { paragraph(written, size) });
        written += size;
    }
    Part::RichText { part_id: part_id(), blocks }
}

/// Word number `index`; the steps are coprime to the list, so that lines differ.
fn word(index: usize) -> &'static str {
    WORDS[(index * 7 + index / WORDS.len() * 3) % WORDS.len()]
}

fn paragraph(start: usize, size: usize) -> Block {
    let mut spans: Vec<Span> = Vec::new();
    for index in start..start + size {
        let text = word(index);
        match index % 23 {
            11 => spans.push(Span::Bold { text: text.into() }),
            17 => spans
                .push(Span::Link { text: text.into(), url: format!("https://fjord.example.com/{index}") }),
            // Behind a span a space comes first, because the span brings none.
            _ => match spans.last_mut() {
                Some(Span::Text { text: before }) => {
                    before.push_str(text);
                    before.push(' ');
                }
                Some(_) => spans.push(Span::plain(format!(" {text} "))),
                None => spans.push(Span::plain(format!("{text} "))),
            },
        }
    }
    Block::Paragraph { spans }
}

fn list(start: usize, size: usize) -> Block {
    let indexes: Vec<usize> = (start..start + size).collect();
    let item = |chunk: &[usize]| {
        let words: Vec<&str> = chunk.iter().map(|index| word(*index)).collect();
        ListItem { spans: vec![Span::plain(words.join(" "))] }
    };
    Block::BulletList { items: indexes.chunks(ITEM).map(item).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stream::frames::of_parts;

    #[test]
    fn as_many_tokens_are_streamed_as_were_asked_for() {
        for count in [1, 59, 60, 61, 200, 2_000] {
            let part = prose(count);
            let tokens: usize = of_parts(&[part]).iter().map(|timed| timed.tokens).sum();
            // The finished part counts as one more.
            assert_eq!(tokens, count + 1, "{count}");
        }
    }
}
