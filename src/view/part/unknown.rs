//! A part this version does not know: its plain text if it has any, else nothing.

use crate::state::Thread;
use chatlet_core::display::display_text;
use chatlet_core::transcript::{PartKey, unknown_text};
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// An unknown part.
#[component]
pub(crate) fn UnknownPart(
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let text = move || {
        thread.part(part, |part| match part {
            Part::Unknown(value) => unknown_text(value).map(|text| display_text(text).into_owned()),
            _ => None,
        })
    };
    move || text().map(|text| view! { <div class="bubble" dir="auto"><p>{text}</p></div> })
}
