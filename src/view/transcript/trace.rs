//! What a chat with a person leaves in the transcript beside its messages: who came, and how it ended.

use crate::state::Widget;
use crate::view::drawn::Draw;
use crate::view::dynamic::{Place, place, when, words};
use crate::view::link::isolated;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

/// Who came, above their first message.
pub(super) fn arrival(widget: Widget, key: MessageKey) -> Place {
    let label = move || widget.fill(Phrase::HumanJoined, "name", &widget.arrival(key).unwrap_or_default());
    when(move || widget.arrival(key).is_some(), move || view! { <p class="trace">{words(label)}</p> }.draw())
}

/// By whom it was ended, under what was said last, and why.
pub(super) fn end(widget: Widget, key: MessageKey) -> Place {
    let ended = move || widget.end_under(key);
    let line = move || {
        let by = words(move || ended().map(|(by, _)| by).unwrap_or_default());
        let why = place(move || ended().and_then(|(_, reason)| reason).map(isolated));
        view! { <p class="trace">{by}" "{why}</p> }.draw()
    };
    when(move || ended().is_some(), line)
}
