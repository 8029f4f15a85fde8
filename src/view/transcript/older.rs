//! The top of the transcript: earlier messages on their way, or not to be had.

use crate::state::Widget;
use chatlet_core::client::{Input, Older};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The row above the first message.
#[component]
pub(crate) fn OlderRow() -> impl IntoView {
    let widget = expect_context::<Widget>();
    move || {
        match widget.older() {
        Older::None | Older::More(_) => None,
        Older::Loading(_) => Some(view! { <p class="older">{widget.text(Phrase::LoadingOlder)}</p> }.into_any()),
        Older::Failed(_) => Some(
            view! {
                <p class="older">
                    <span>{widget.text(Phrase::OlderFailed)}</span>
                    <button type="button" class="text-button" on:click=move |_| widget.dispatch(Input::OlderRetried)>
                        {widget.text(Phrase::TryAgain)}
                    </button>
                </p>
            }
            .into_any(),
        ),
    }
    }
}
