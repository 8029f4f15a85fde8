//! Tables, each in a scroller of its own (A15).

use super::spans::spans;
use crate::state::{Thread, Widget};
use crate::view::picture::Picture;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::Block;
use chatlet_protocol::table::{Alignment, Cell, Table};
use leptos::prelude::*;

/// Rows that are drawn at most.
const ROWS: usize = 200;

/// A table.
#[component]
pub(crate) fn TablePart(
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let table = move |read: fn(&Table) -> Vec<Cell>| {
        let cells = thread.part(part, |part| match part {
            Part::Table { table, .. } => Some(read(table)),
            _ => None,
        });
        cells.unwrap_or_default()
    };
    let caption = Memo::new(move |_| {
        let caption = thread.part(part, |part| match part {
            Part::Table { table, .. } => table.caption.clone(),
            _ => None,
        });
        caption
            .map(|caption| display_text(&caption).into_owned())
            .filter(|caption| !caption.trim().is_empty())
    });
    let head = Memo::new(move |_| (thread.revision(part), alignments(thread, part)));
    let rows = move || {
        let revision = thread.revision(part);
        let count = thread.part(part, |part| match part {
            Part::Table { table, .. } => Some(table.rows.len()),
            _ => None,
        });
        (0..count.unwrap_or(0).min(ROWS)).map(|row| (revision, row)).collect::<Vec<_>>()
    };
    let headers = move || {
        let alignments = head.get().1;
        let cells = table(|table| table.headers.clone()).into_iter().zip(alignments);
        cells
            .map(|(header, alignment)| view! { <th scope="col" class=alignment.word()>{cell(header)}</th> })
            .collect::<Vec<_>>()
    };
    view! {
        <div
            class="table"
            role="region"
            aria-label=move || caption.get().unwrap_or_else(|| widget.text(Phrase::Table))
            tabindex="0"
        >
            <table dir="auto">
                {move || caption.get().map(|caption| view! { <caption>{caption}</caption> })}
                <thead><tr>{headers}</tr></thead>
                <tbody>
                    <For each=rows key=|row| *row let((_, row))><Row part row alignments=head.get_untracked().1/></For>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One row, padded or cut to the columns there are.
#[component]
fn Row(
    /// The part.
    part: PartKey,
    /// Which row.
    row: usize,
    /// One per column.
    alignments: Vec<Alignment>,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let cells = untrack(|| {
        thread.part(part, |part| match part {
            Part::Table { table, .. } => table.rows.get(row).cloned(),
            _ => None,
        })
    });
    let mut cells = cells.unwrap_or_default().into_iter();
    let drawn: Vec<_> = alignments
        .into_iter()
        .map(|alignment| view! { <td class=alignment.word()>{cell(cells.next().unwrap_or_default())}</td> })
        .collect();
    view! { <tr>{drawn}</tr> }
}

fn alignments(thread: Thread, part: PartKey) -> Vec<Alignment> {
    let alignments = thread.part(part, |part| match part {
        Part::Table { table, .. } => {
            Some((0..table.headers.len()).map(|column| table.alignment(column)).collect())
        }
        _ => None,
    });
    alignments.unwrap_or_default()
}

fn cell(cell: Cell) -> Vec<AnyView> {
    let drawn = cell.blocks.into_iter().map(|block| match block {
        Block::Paragraph { spans: line } => view! { <p>{spans(line)}</p> }.into_any(),
        Block::BulletList { items } => {
            let items: Vec<_> =
                items.into_iter().map(|item| view! { <li>{spans(item.spans)}</li> }).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Image(image) => {
            let sources = image.thumbnail_url.into_iter().chain([image.url]).collect();
            view! { <Picture sources alt=image.alt.unwrap_or_default().into()/> }.into_any()
        }
        Block::Unknown(_) => ().into_any(),
    });
    drawn.collect()
}
