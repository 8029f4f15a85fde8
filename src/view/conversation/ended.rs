//! The end of a conversation, and the way on.

use crate::state::Widget;
use crate::view::button::button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands where the composer was.
#[component]
pub(crate) fn Ended() -> Drawn {
    let widget = expect_context::<Widget>();
    view! {
        <footer class="ended">
            <p>{phrase(widget, Phrase::Ended)}</p>
            {button(widget, "button", phrase(widget, Phrase::StartAgain), Input::StartedOver)}
        </footer>
    }
    .draw()
}
