//! The end of a conversation, and the way on.

use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands where the composer was.
#[component]
pub(crate) fn Ended() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <footer class="ended">
            <p>{move || widget.text(Phrase::Ended)}</p>
            <button type="button" class="button" on:click=move |_| widget.dispatch(Input::StartedOver)>
                {move || widget.text(Phrase::StartAgain)}
            </button>
        </footer>
    }
}
