//! One choice of a list.

use super::field::Asked;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{flag, phrase};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A list to choose from. The browser's own, which every keyboard, reader and phone knows how to use. A choice goes by
/// its number, so that its words are nothing but text.
pub(super) fn dropdown(asked: Asked) -> Drawn {
    let option = |(number, choice): (usize, String)| {
        let shown = display_text(&choice).into_owned();
        let chosen = choice.clone();
        let is_chosen = move |choice: String| flag(move || asked.read(|field| field.value == choice));
        view! {
            <option
                value=number.to_string()
                prop:selected=is_chosen(chosen.clone())
                selected=is_chosen(chosen)
            >
                {shown}
            </option>
        }
        .draw()
    };
    let choices = asked.read(|field| field.asked.options.clone());
    let drawn: Vec<Drawn> = choices.iter().cloned().enumerate().map(option).collect();
    let choose = move |number: &str| {
        let number: Option<usize> = number.parse().ok();
        asked.change(number.and_then(|number| choices.get(number).cloned()).unwrap_or_default());
    };
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
                on:change:target=move |event| choose(&event.target().value())
            >
                <option value="" prop:selected=none() selected=none()>
                    {phrase(asked.widget, Phrase::ChooseOne)}
                </option>
                {drawn}
            </select>
            <Glyph icon=Icon::Unfold/>
        </div>
    }
    .draw()
}
