//! The line between two days.

use crate::state::{Thread, Widget};
use crate::view::drawn::Draw;
use crate::view::dynamic::{when, words};
use crate::view::format::Formats;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

/// The day of a message, when the one before it is of another day.
#[component]
pub(crate) fn Day(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let formats = Formats::here();
    let starts = move || {
        let day = thread.at(key).map(formats.day);
        day.is_some() && day != thread.at_before(key).map(formats.day)
    };
    let label = move || {
        let at = thread.at(key).unwrap_or_default();
        match (formats.today)().saturating_sub((formats.day)(at)) {
            0 => widget.text(Phrase::Today),
            1 => widget.text(Phrase::Yesterday),
            _ => (formats.date)(at, &widget.language()),
        }
    };
    when(starts, move || view! { <p class="day"><span>{words(label)}</span></p> }.draw())
}
