//! Answers to be read.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::link::isolated;
use chatlet_core::client::FormKey;
use chatlet_core::display::display_text;
use chatlet_core::form::Field;
use leptos::prelude::*;

/// What stands in a form, under its labels; nothing when nothing does.
pub(super) fn answers(widget: Widget, key: FormKey) -> Option<Drawn> {
    let given = |field: &Field| {
        let names: Vec<&str> = field.tray.ready().map(|file| file.name.as_str()).collect();
        let answer = if field.takes_files() { names.join(", ") } else { field.answer().to_owned() };
        (display_text(&field.asked.label).into_owned(), display_text(&answer).into_owned())
    };
    let filled = widget.form(key, |card| {
        card.form.shown().filter(|field| field.is_filled()).map(given).collect::<Vec<_>>()
    })?;
    let row = |(label, answer): (String, String)| {
        view! { <div><dt>{isolated(label)}</dt><dd dir="auto">{answer}</dd></div> }.draw()
    };
    let rows: Vec<Drawn> = filled.into_iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <dl class="form-answers">{rows}</dl> }.draw())
}
