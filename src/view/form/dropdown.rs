//! One choice of a list.

use super::field::Asked;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{flag, phrase};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A list to choose from. The browser's own, which every keyboard, reader and phone knows how to use.
pub(super) fn dropdown(asked: Asked) -> Drawn {
    let option = |choice: String| {
        let shown = display_text(&choice).into_owned();
        let chosen = choice.clone();
        let is_chosen = move |choice: String| flag(move || asked.read(|field| field.value == choice));
        view! {
            <option value=choice prop:selected=is_chosen(chosen.clone()) selected=is_chosen(chosen)>{shown}</option>
        }
        .draw()
    };
    let choices: Vec<Drawn> =
        asked.read(|field| field.asked.options.clone()).into_iter().map(option).collect();
    let none = move || flag(move || asked.read(|field| field.value.is_empty()));
    view! {
        <div class="dropdown">
            <select
                id=asked.id()
                class="control"
                aria-required=asked.required()
                aria-invalid=asked.invalid()
                aria-describedby=asked.description()
                disabled=asked.is_fixed()
                on:change:target=move |event| asked.change(event.target().value())
            >
                <option value="" prop:selected=none() selected=none()>
                    {phrase(asked.widget, Phrase::ChooseOne)}
                </option>
                {choices}
            </select>
            <Glyph icon=Icon::Unfold/>
        </div>
    }
    .draw()
}
