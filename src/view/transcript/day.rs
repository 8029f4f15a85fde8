//! The line between two days.

use crate::state::{Thread, Widget};
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
    let starts = Memo::new(move |_| {
        let at = thread.at(key)?;
        let before = thread.at_before(key).map(formats.day);
        (before != Some((formats.day)(at))).then_some(at)
    });
    move || {
        let at = starts.get()?;
        let day = (formats.day)(at);
        let today = (formats.today)();
        let label = match today.saturating_sub(day) {
            0 => widget.text(Phrase::Today),
            1 => widget.text(Phrase::Yesterday),
            _ => (formats.date)(at, &widget.language()),
        };
        Some(view! { <DaySeparator label/> })
    }
}

/// A quiet line that names a day.
#[component]
fn DaySeparator(
    /// The day.
    label: String,
) -> impl IntoView {
    view! { <p class="day"><span>{label}</span></p> }
}
