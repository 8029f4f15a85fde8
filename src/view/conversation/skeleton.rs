//! What stands in for the transcript until it is there; the page draws the same before the app runs.

use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Empty shapes where messages will be.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <div class="skeleton">
            <p class="hidden">{move || widget.text(Phrase::Loading)}</p>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
}
