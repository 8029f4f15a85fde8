//! The sign that a reply is on its way.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands where the first words will be.
pub(crate) fn typing(widget: Widget) -> Drawn {
    view! {
        <p class="bubble typing">
            <span class="hidden">{phrase(widget, Phrase::Answering)}</span>
            <i></i>
            <i></i>
            <i></i>
        </p>
    }
    .draw()
}
