//! Tables, each in a scroller of its own (A15).

use super::spans::spans;
use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{when, words};
use crate::view::picture::picture;
use crate::view::rows::{counted, rows};
use chatlet_core::client::PictureSource;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::Block;
use chatlet_protocol::table::{Alignment, Cell, Table};
use leptos::prelude::*;

/// Rows that are drawn at most.
const ROWS: usize = 200;

/// A table. Its head does not change while it grows.
#[component]
pub(crate) fn TablePart(
    /// Which part.
    part: PartKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let caption = move || {
        let caption = table(thread, part, |table| table.caption.clone()).flatten();
        caption
            .map(|caption| display_text(&caption).into_owned())
            .filter(|caption| !caption.trim().is_empty())
    };
    let shown = move || view! { <caption>{words(move || caption().unwrap_or_default())}</caption> }.draw();
    let has_head = move || table(thread, part, |table| !table.headers.is_empty()) == Some(true);
    let headers = move || {
        rows(
            move || counted(thread.revision(part), alignments(thread, part).len()),
            move |(_, column)| {
                let column = column as usize;
                let header = table(thread, part, |table| table.headers.get(column).cloned()).flatten();
                let class = table(thread, part, |table| table.alignment(column).word());
                view! { <th scope="col" class=class>{cell(widget, header.unwrap_or_default())}</th> }.draw()
            },
        )
    };
    let lines = rows(
        move || {
            let length = table(thread, part, |table| table.rows.len()).unwrap_or_default();
            counted(thread.revision(part), length.min(ROWS))
        },
        move |(_, index)| row(widget, part, index as usize),
    );
    view! {
        <div
            class="table"
            role="region"
            aria-label=words(move || caption().unwrap_or_else(|| widget.text(Phrase::Table)))
            tabindex="0"
        >
            <table dir="auto">
                {when(move || caption().is_some(), shown)}
                {when(has_head, move || view! { <thead><tr>{headers()}</tr></thead> }.draw())}
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .draw()
}

fn table<T>(thread: Thread, part: PartKey, read: impl FnOnce(&Table) -> T) -> Option<T> {
    thread.part(part, |part| match part {
        Part::Table { table, .. } => Some(read(table)),
        _ => None,
    })
}

/// One row, padded or cut to the columns there are.
fn row(widget: Widget, part: PartKey, index: usize) -> Drawn {
    let thread = Thread::new(widget);
    let cells = table(thread, part, |table| table.rows.get(index).cloned()).flatten();
    let mut cells = cells.unwrap_or_default().into_iter();
    let drawn: Vec<Drawn> = alignments(thread, part)
        .into_iter()
        .map(|alignment| {
            let content = cell(widget, cells.next().unwrap_or_default());
            view! { <td class=alignment.word()>{content}</td> }.draw()
        })
        .collect();
    view! { <tr>{drawn}</tr> }.draw()
}

fn alignments(thread: Thread, part: PartKey) -> Vec<Alignment> {
    let read = |table: &Table| (0..table.columns()).map(|column| table.alignment(column)).collect();
    table(thread, part, read).unwrap_or_default()
}

fn cell(widget: Widget, cell: Cell) -> Vec<Drawn> {
    let drawn = cell.blocks.into_iter().filter_map(|block| match block {
        Block::Paragraph { spans: line } => Some(view! { <p>{spans(widget, line)}</p> }.draw()),
        Block::BulletList { items } => {
            let item = |line| view! { <li>{spans(widget, line)}</li> }.draw();
            let items: Vec<Drawn> = items.into_iter().map(|line| item(line.spans)).collect();
            Some(view! { <ul>{items}</ul> }.draw())
        }
        Block::Image(image) => {
            let sources = image.thumbnail_url.into_iter().chain([image.url]).collect();
            Some(picture(
                widget,
                sources,
                PictureSource::Content,
                Some(image.alt.as_deref().unwrap_or_default()),
            ))
        }
        Block::Unknown(_) => None,
    });
    drawn.collect()
}
