//! Several lines of text.

use super::field::Asked;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::maybe;
use chatlet_core::display::display_text;
use leptos::prelude::*;

/// A field of several lines, which grows with its text by style alone.
pub(super) fn paragraph(asked: Asked) -> Drawn {
    let placeholder = asked.read(|field| field.asked.placeholder.clone());
    let placeholder = placeholder.map(|words| display_text(&words).into_owned());
    let direction = maybe(move || asked.read(|field| !field.value.is_empty()).then(|| "auto".to_owned()));
    view! {
        <textarea
            id=asked.id()
            class="control"
            rows="3"
            dir=direction
            placeholder=placeholder
            aria-required=asked.required()
            aria-invalid=asked.invalid()
            aria-describedby=asked.description()
            readonly=asked.is_fixed()
            prop:value=asked.value()
            on:input:target=move |event| asked.change(event.target().value())
        ></textarea>
    }
    .draw()
}
