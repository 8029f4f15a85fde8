//! The sign that a reply is on its way.

use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands where the first words will be.
#[component]
pub(crate) fn Typing() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <p class="bubble typing">
            <span class="hidden">{move || widget.text(Phrase::Answering)}</span>
            <i></i>
            <i></i>
            <i></i>
        </p>
    }
}
