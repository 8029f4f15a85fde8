//! A part this version does not know: its plain text if it has any, else nothing.

use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::place;
use chatlet_core::display::display_text;
use chatlet_core::transcript::{PartKey, unknown_text};
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// An unknown part.
pub(crate) fn unknown(widget: Widget, part: PartKey) -> Drawn {
    place(move || {
        let text = Thread::new(widget).part(part, |part| match part {
            Part::Unknown(value) => unknown_text(value).map(|text| display_text(text).into_owned()),
            _ => None,
        })?;
        Some(view! { <div class="bubble" dir="auto"><p>{text}</p></div> }.draw())
    })
    .draw()
}
