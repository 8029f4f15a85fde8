//! What a form is about.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{Words, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{FormKey, Title};
use chatlet_core::display::display_text;
use leptos::prelude::*;

/// Id of the heading of a form.
pub(super) fn title(key: FormKey) -> String {
    key.id() + "-title"
}

/// The heading of a form.
pub(super) fn heading(widget: Widget, key: FormKey) -> Drawn {
    let text = move || widget.form(key, |card| card.title.clone()).map(|title| spoken(widget, &title));
    line(Some(title(key)), words(move || text().unwrap_or_default()))
}

/// A heading by its words.
pub(super) fn line(id: Option<String>, words: Words) -> Drawn {
    view! { <p class="form-title" id=id><Glyph icon=Icon::Form/><bdi>{words}</bdi></p> }.draw()
}

/// A heading in words.
pub(super) fn spoken(widget: Widget, title: &Title) -> String {
    match title {
        Title::Own(words) => display_text(words).into_owned(),
        Title::Phrase(phrase) => widget.text(*phrase),
    }
}
