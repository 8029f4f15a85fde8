//! How much of what is being sent has left. Nothing announces it: that it is sent, and has been, is said elsewhere (A20).

use crate::state::Widget;
use crate::view::drawn::Draw;
use crate::view::dynamic::{Place, phrase, when, words};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A bar, while there is something to measure. `read` gives percents.
pub(crate) fn share(widget: Widget, read: impl Fn() -> Option<u8> + Copy + Send + Sync + 'static) -> Place {
    let bar = move || {
        let value = words(move || read().unwrap_or_default().to_string());
        view! { <progress class="share" max="100" value=value aria-label=phrase(widget, Phrase::Sending)></progress> }
            .draw()
    };
    when(move || read().is_some(), bar)
}
