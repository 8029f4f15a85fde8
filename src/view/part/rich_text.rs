//! Formatted text that may be growing: what is finished is never touched again, and one text node grows.

use super::spans::{span, spans};
use crate::state::{BlockKind, Thread};
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
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let blocks = move || {
        let revision = thread.revision(part);
        let kinds = thread.blocks(part).into_iter();
        kinds
            .enumerate()
            .map(|(index, kind)| (revision, u32::try_from(index).unwrap_or(u32::MAX), kind))
            .collect::<Vec<_>>()
    };
    let written = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_written(thread, part));
    // A bubble that shrinks to its text measures all of it at every token. Once a line is full there is nothing to
    // measure: the bubble is as wide as it can be, and stays so.
    let wide = Memo::new(move |before: Option<&bool>| before == Some(&true) || fills_a_line(thread, part));
    view! {
        <div class="bubble" class:wide=move || wide.get() class:blank=move || !written.get() dir="auto">
            <For each=blocks key=|(revision, index, _)| (*revision, *index) let((_, index, kind))>
                {match kind {
                    BlockKind::Paragraph => view! { <Paragraph part index/> }.into_any(),
                    BlockKind::List => view! { <List part index/> }.into_any(),
                    BlockKind::Unknown => ().into_any(),
                }}
            </For>
        </div>
    }
}

/// A paragraph: finished pieces, and the tail.
#[component]
fn Paragraph(
    /// The part.
    part: PartKey,
    /// Which block of it.
    index: u32,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    view! {
        <p>
            <For each=move || 0..thread.length(part, index) key=|piece| *piece let:piece>
                {thread.piece(part, index, piece).map(span)}
            </For>
            {move || display_text(&thread.tail(part, index)).into_owned()}
        </p>
    }
}

/// An unordered list.
#[component]
fn List(
    /// The part.
    part: PartKey,
    /// Which block of it.
    index: u32,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    view! {
        <ul>
            <For each=move || 0..thread.length(part, index) key=|item| *item let:item>
                <li>{spans(thread.item(part, index, item))}</li>
            </For>
        </ul>
    }
}

fn indexes(thread: Thread, part: PartKey) -> Range<u32> {
    0..u32::try_from(thread.blocks(part).len()).unwrap_or(u32::MAX)
}

/// Whether anything of a part can be seen yet.
pub(crate) fn is_written(thread: Thread, part: PartKey) -> bool {
    if thread.kind(part) != "rich_text" {
        return thread.is_visible(part);
    }
    indexes(thread, part).any(|index| thread.length(part, index) > 0 || !thread.tail(part, index).is_empty())
}

/// Asks the newest block only, so that the answer costs the same however long the reply is: had an older one filled a
/// line, that would have been noticed while it was the newest.
fn fills_a_line(thread: Thread, part: PartKey) -> bool {
    let blocks = indexes(thread, part);
    let Some(newest) = blocks.clone().next_back() else { return false };
    let mut written = 0;
    blocks.len() > FEW_BLOCKS
        || (0..thread.length(part, newest)).filter_map(|piece| thread.piece(part, newest, piece)).any(|piece| {
            written += piece.text().len();
            written >= FILLS_A_LINE
        })
}
