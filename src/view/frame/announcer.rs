//! The two live regions. They are there from the start and never redrawn, so that each thing is said once (A6–A8).

use crate::state::Widget;
use crate::view::dynamic::words;
use leptos::prelude::*;

/// Says what happened to those who listen.
#[component]
pub(crate) fn Announcer() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <div class="hidden" role="status" aria-live="polite" aria-atomic="true">{words(move || widget.announcement())}</div>
        <div class="hidden" role="alert" aria-live="assertive" aria-atomic="true">{words(move || widget.alert())}</div>
    }
}
