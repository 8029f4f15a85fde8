//! The chat cannot be had: what that means, and what can be done.

use crate::state::Widget;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Input, Screen};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Why there is no conversation.
#[component]
pub(crate) fn Apology(
    /// Which screen it is.
    screen: Memo<Screen>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let refused = move || screen.get() == Screen::Refused;
    let retryable = move || screen.get() == Screen::Unavailable { retryable: true };
    let title = move || widget.text(if refused() { Phrase::Refused } else { Phrase::Unavailable });
    let hint = move || match screen.get() {
        Screen::Refused => Some(widget.text(Phrase::RefusedHint)),
        Screen::Unavailable { retryable: true } => Some(widget.text(Phrase::UnavailableHint)),
        Screen::Unavailable { retryable: false } | Screen::Loading | Screen::Ready | Screen::Ended => None,
    };
    view! {
        <section class="apology">
            <span class="apology-mark">
                <Show when=refused fallback=|| view! { <Glyph icon=Icon::Warning/> }><Glyph icon=Icon::Lock/></Show>
            </span>
            <h2>{title}</h2>
            {move || hint().map(|hint| view! { <p>{hint}</p> })}
            <Show when=retryable>
                <button type="button" class="button" on:click=move |_| widget.dispatch(Input::StartRetried)>
                    {move || widget.text(Phrase::TryAgain)}
                </button>
            </Show>
        </section>
    }
    .into_any()
}
