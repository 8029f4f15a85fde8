//! Buttons, each of which lets one thing happen.

use super::drawn::{Draw, Drawn};
use super::dynamic::{Words, phrase, press, words};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A click that lets `input` happen.
pub(crate) fn sends(widget: Widget, input: Input) -> impl FnMut(MouseEvent) {
    press(move || widget.dispatch(input.clone()))
}

/// A click that lets happen what `input` makes. The first part of the app uses this: copying inputs is 2 kB of code.
pub(crate) fn makes(widget: Widget, input: impl Fn() -> Input + 'static) -> impl FnMut(MouseEvent) {
    press(move || widget.dispatch(input()))
}

/// A button with words.
pub(crate) fn button(widget: Widget, class: &'static str, words: Words, input: Input) -> Drawn {
    button_for(class, words, Box::new(sends(widget, input)))
}

/// A button with words, for any click.
pub(crate) fn button_for(class: &'static str, words: Words, click: Box<dyn FnMut(MouseEvent)>) -> Drawn {
    view! { <button type="button" class=class on:click=click>{words}</button> }.draw()
}

/// A button with an icon, and a name for those who do not see it.
pub(crate) fn icon_button(
    widget: Widget,
    class: &'static str,
    icon: Icon,
    name: Phrase,
    input: Input,
) -> Drawn {
    icon_button_for(widget, class, icon, name, Box::new(sends(widget, input)))
}

/// A button with an icon, for any click.
pub(crate) fn icon_button_for(
    widget: Widget,
    class: &'static str,
    icon: Icon,
    name: Phrase,
    click: Box<dyn FnMut(MouseEvent)>,
) -> Drawn {
    view! {
        <button
            type="button"
            class=class
            aria-label=phrase(widget, name)
            title=phrase(widget, name)
            on:click=click
        >
            <Glyph icon/>
        </button>
    }
    .draw()
}

/// A button with an icon that is on or off, and has a name for each.
pub(crate) fn toggle_button(
    widget: Widget,
    class: &'static str,
    icon: Drawn,
    (turns_on, turns_off): (Phrase, Phrase),
    on: Memo<bool>,
    click: Box<dyn FnMut(MouseEvent)>,
) -> Drawn {
    let name = || words(move || widget.text(if on.get() { turns_off } else { turns_on }));
    view! {
        <button
            type="button"
            class=class
            aria-pressed=words(move || on.get().to_string())
            aria-label=name()
            title=name()
            on:click=click
        >
            {icon}
        </button>
    }
    .draw()
}

/// A chip in a list: it says its words for the visitor.
pub(crate) fn chip(widget: Widget, said: String) -> Drawn {
    let shown = display_text(&said).into_owned();
    view! {
        <li><button type="button" class="chip" dir="auto" on:click=makes(widget, move || Input::Chosen(said.clone()))>{shown}</button></li>
    }
    .draw()
}
