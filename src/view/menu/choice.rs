//! Language, appearance, size of text, sound.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{Words, flag, phrase};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Change, Client, Input, ServiceChange, ServiceInput, TextSize};
use chatlet_core::locale::{LANGUAGES, Phrase, own_name};
use leptos::prelude::*;

const THEMES: [(&str, Phrase); 3] =
    [("auto", Phrase::Auto), ("light", Phrase::Light), ("dark", Phrase::Dark)];
const CHOICES: Change = Change::Service(ServiceChange::Choices);

/// Everything that can be chosen.
pub(super) fn draw(widget: Widget) -> Vec<Drawn> {
    let themes = THEMES.map(|(theme, name)| {
        let choose = move || Input::ThemeChosen(theme.to_owned());
        choice(widget, "theme", phrase(widget, name), move || widget.theme() == theme, choose)
    });
    let names = [Phrase::TextNormal, Phrase::TextLarge, Phrase::TextLarger];
    let sizes = TextSize::ALL.into_iter().zip(names).map(|(size, name)| {
        let chosen = move || widget.read(CHOICES, Client::text_size) == size;
        choice(widget, "text", phrase(widget, name), chosen, move || {
            ServiceInput::TextSizeChosen(size).into()
        })
    });
    vec![
        language(widget),
        choices(widget, Phrase::Theme, themes.into()),
        choices(widget, Phrase::TextSize, sizes.collect()),
        sound(widget),
    ]
}

/// Languages by the name their speakers use.
fn language(widget: Widget) -> Drawn {
    let options: Vec<Drawn> = LANGUAGES
        .iter()
        .map(|tag| {
            let chosen = move || flag(move || widget.language() == *tag);
            view! {
                <option value=*tag lang=*tag prop:selected=chosen() selected=chosen()>{own_name(tag)}</option>
            }
            .draw()
        })
        .collect();
    view! {
        <div class="choices">
            <label for="language">{phrase(widget, Phrase::Language)}</label>
            <div class="dropdown">
                <select
                    id="language"
                    class="control"
                    on:change:target=move |event| widget.dispatch(Input::LanguageChosen(event.target().value()))
                >
                    {options}
                </select>
                <Glyph icon=Icon::Unfold/>
            </div>
        </div>
    }
    .draw()
}

fn sound(widget: Widget) -> Drawn {
    let on = move || flag(move || widget.read(CHOICES, Client::has_sound));
    view! {
        <div class="choices">
            <label class="choice switch">
                <span>{phrase(widget, Phrase::Sound)}</span>
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=on()
                    checked=on()
                    on:change:target=move |event| {
                        widget.dispatch(ServiceInput::SoundChosen(event.target().checked()).into());
                    }
                />
                <i></i>
            </label>
        </div>
    }
    .draw()
}

/// What can be chosen, under its name.
fn choices(widget: Widget, name: Phrase, choices: Vec<Drawn>) -> Drawn {
    view! {
        <fieldset class="choices">
            <legend>{phrase(widget, name)}</legend>
            <div class="segments">{choices}</div>
        </fieldset>
    }
    .draw()
}

/// One of a group that excludes the others.
fn choice(
    widget: Widget,
    group: &'static str,
    label: Words,
    chosen: impl Fn() -> bool + Copy + Send + 'static,
    input: impl Fn() -> Input + 'static,
) -> Drawn {
    view! {
        <label class="segment">
            <input
                type="radio"
                name=group
                prop:checked=flag(chosen)
                checked=flag(chosen)
                on:change=move |_| widget.dispatch(input())
            />
            <Glyph icon=Icon::Check/>
            <span>{label}</span>
        </label>
    }
    .draw()
}
