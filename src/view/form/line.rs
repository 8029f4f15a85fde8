//! One line of text: a name, an e-mail address, a telephone number.

use super::field::Asked;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::maybe;
use chatlet_core::display::display_text;
use chatlet_core::form::autocomplete;
use chatlet_protocol::form::FieldType;
use leptos::prelude::*;

/// A field of one line. Its type brings the right keyboard, its token what the browser knows.
pub(super) fn line(asked: Asked, kind: Option<FieldType>) -> Drawn {
    let kind = match kind {
        Some(FieldType::Email) => "email",
        Some(FieldType::Tel) => "tel",
        _ => "text",
    };
    let placeholder = asked.read(|field| field.asked.placeholder.clone());
    let placeholder = placeholder.map(|words| display_text(&words).into_owned());
    // An empty field has no letters to tell its direction by; it follows the form.
    let direction = maybe(move || asked.read(|field| !field.value.is_empty()).then(|| "auto".to_owned()));
    view! {
        <input
            id=asked.id()
            class="control"
            type=kind
            dir=direction
            placeholder=placeholder
            autocomplete=asked.read(|field| autocomplete(field).map(str::to_owned))
            aria-required=asked.required()
            aria-invalid=asked.invalid()
            aria-describedby=asked.description()
            readonly=asked.is_fixed()
            prop:value=asked.value()
            on:input:target=move |event| asked.change(event.target().value())
        />
    }
    .draw()
}
