//! The way back to the newest message.

use crate::state::Widget;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A button over the transcript while the reader is elsewhere.
#[component]
pub(crate) fn Jump() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let reading = Memo::new(move |_| widget.reading());
    let count = move || match reading.get().1 {
        0 => None,
        count => Some(widget.fill(Phrase::NewMessages, "count", &count.to_string())),
    };
    let words = move || widget.text(Phrase::JumpToLatest);
    view! {
        <Show when=move || !reading.get().0>
            <button type="button" class="jump" on:click=move |_| widget.dispatch(Input::JumpedToLatest)>
                <Glyph icon=Icon::Down/>
                <span class="hidden">{words}" "</span>
                {move || count().map(|count| view! { <span>{count}</span> })}
            </button>
        </Show>
    }
    .into_any()
}
