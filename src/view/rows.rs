//! Lists.

use super::changing::Ask;
use super::drawn::Drawn;
use leptos::prelude::*;
use std::sync::Arc;

/// What names a row of a list: two numbers, of which the first is often the revision of what the list shows.
pub(crate) type Row = (u32, u32);

/// A list. A row is drawn once and stays as long as its name is among the rows; drawing it subscribes to nothing.
pub(crate) fn rows(
    each: impl Fn() -> Vec<Row> + Send + 'static,
    draw: impl Fn(Row) -> Drawn + Send + Sync + 'static,
) -> impl IntoView {
    list(Box::new(move |()| each()), Arc::new(draw))
}

fn list(
    each: Box<dyn Ask<(), Vec<Row>> + Send>,
    draw: Arc<dyn Ask<Row, Drawn> + Send + Sync>,
) -> impl IntoView {
    view! { <For each=move || each.ask(()) key=|row| *row let:row>{untrack(|| draw.ask(row))}</For> }
}

/// The rows of a list of `length` items of a revision.
pub(crate) fn counted(revision: u32, length: usize) -> Vec<Row> {
    (0..u32::try_from(length).unwrap_or(u32::MAX)).map(|index| (revision, index)).collect()
}
