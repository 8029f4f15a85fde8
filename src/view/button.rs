//! Buttons, each of which lets one thing happen.

use super::drawn::{Draw, Drawn};
use super::dynamic::{Words, phrase, press};
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

/// A button with words.
pub(crate) fn button(widget: Widget, class: &'static str, words: Words, input: Input) -> Drawn {
    view! { <button type="button" class=class on:click=sends(widget, input)>{words}</button> }.draw()
}

/// A button with an icon, and a name for those who do not see it.
pub(crate) fn icon_button(
    widget: Widget,
    class: &'static str,
    icon: Icon,
    name: Phrase,
    input: Input,
) -> Drawn {
    view! {
        <button
            type="button"
            class=class
            aria-label=phrase(widget, name)
            title=phrase(widget, name)
            on:click=sends(widget, input)
        >
            <Glyph icon/>
        </button>
    }
    .draw()
}

/// A chip in a list: it says its words for the visitor.
pub(crate) fn chip(widget: Widget, words: String) -> Drawn {
    let shown = display_text(&words).into_owned();
    view! {
        <li><button type="button" class="chip" dir="auto" on:click=sends(widget, Input::Chosen(words))>{shown}</button></li>
    }
    .draw()
}
