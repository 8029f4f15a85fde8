//! Formatted text that may be growing: what is finished is never touched again, and one text node grows.

use super::spans::{span, spans};
use crate::state::{BlockKind, PartKind, Thread, Widget};
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{flag, once, words};
use crate::view::rows::{counted, rows};
use chatlet_core::display::display_text;
use chatlet_core::transcript::PartKey;
use leptos::prelude::*;
use std::ops::Range;

/// Bytes of text that fill a line of any bubble.
const FILLS_A_LINE: usize = 200;
/// Among more blocks than these, one fills a line.
const FEW_BLOCKS: usize = 3;

/// Formatted text in a bubble.
#[component]
pub(crate) fn RichTextPart(
    /// Which part.
    part: PartKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = Thread::new(widget);
    let written = once(move || is_written(thread, part));
    // A bubble that shrinks to its text measures all of it at every token. Once a line is full there is nothing to
    // measure: the bubble is as wide as it can be, and stays so.
    let wide = once(move || fills_a_line(thread, part));
    let blocks = rows(
        move || counted(thread.revision(part), thread.blocks(part).len()),
        move |(_, index)| match thread.blocks(part).get(index as usize) {
            Some(BlockKind::Paragraph) => paragraph(widget, part, index),
            Some(BlockKind::List) => list(widget, part, index),
            Some(BlockKind::Unknown) | None => nothing(),
        },
    );
    view! {
        <div
            class="bubble"
            class:wide=flag(move || wide.get())
            class:blank=flag(move || !written.get())
            dir="auto"
        >
            {blocks}
        </div>
    }
    .draw()
}

/// A paragraph, by its place among the blocks: finished pieces, and the tail.
fn paragraph(widget: Widget, part: PartKey, index: u32) -> Drawn {
    let thread = Thread::new(widget);
    let pieces = rows(
        move || counted(0, thread.length(part, index)),
        move |(_, piece)| {
            thread.piece(part, index, piece as usize).map_or_else(nothing, |piece| span(widget, piece))
        },
    );
    view! { <p>{pieces}{words(move || display_text(&thread.tail(part, index)).into_owned())}</p> }.draw()
}

/// An unordered list.
fn list(widget: Widget, part: PartKey, index: u32) -> Drawn {
    let thread = Thread::new(widget);
    let items = rows(
        move || counted(0, thread.length(part, index)),
        move |(_, item)| view! { <li>{spans(widget, thread.item(part, index, item as usize))}</li> }.draw(),
    );
    view! { <ul>{items}</ul> }.draw()
}

fn indexes(thread: Thread, part: PartKey) -> Range<u32> {
    0..u32::try_from(thread.blocks(part).len()).unwrap_or(u32::MAX)
}

/// Whether anything of a part can be seen yet.
pub(crate) fn is_written(thread: Thread, part: PartKey) -> bool {
    if thread.kind(part) != PartKind::RichText {
        return thread.is_visible(part);
    }
    let is_written = |index| thread.length(part, index) > 0 || !thread.tail(part, index).trim().is_empty();
    indexes(thread, part).any(is_written)
}

/// Asks the newest block only, so that the answer costs the same however long the reply is: had an older one filled a
/// line, that would have been noticed while it was the newest.
fn fills_a_line(thread: Thread, part: PartKey) -> bool {
    let blocks = indexes(thread, part);
    let Some(newest) = blocks.clone().next_back() else { return false };
    let mut written = 0;
    blocks.len() > FEW_BLOCKS
        || (0..thread.length(part, newest)).filter_map(|piece| thread.piece(part, newest, piece)).any(
            |piece| {
                written += piece.text().len();
                written >= FILLS_A_LINE
            },
        )
}
