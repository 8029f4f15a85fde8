//! What stands beside a message: what can be done with it, or that it is on its way. Neither moves anything when it
//! comes or goes.

use crate::state::Widget;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

/// What can be done with a message.
#[component]
pub(crate) fn Actions(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let copy = move || widget.text(Phrase::Copy);
    view! {
        <div class="actions">
            <button
                type="button"
                class="icon-button small"
                aria-label=copy
                title=copy
                on:click=move |_| widget.dispatch(Input::Copied(key))
            >
                <Glyph icon=Icon::Copy/>
            </button>
        </div>
    }
}

/// A message on its way: a clock that comes only when that takes a while.
#[component]
pub(crate) fn OnItsWay() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <span class="on-its-way">
            <Glyph icon=Icon::Clock/>
            <span class="hidden">{move || widget.text(Phrase::Sending)}</span>
        </span>
    }
}
