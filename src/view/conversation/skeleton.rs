//! What stands in for the transcript until it is there; the page draws the same before the app runs.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Empty shapes where messages will be.
#[component]
pub(crate) fn Skeleton() -> Drawn {
    let widget = expect_context::<Widget>();
    view! {
        <div class="skeleton">
            <p class="hidden">{phrase(widget, Phrase::Loading)}</p>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
    .draw()
}
