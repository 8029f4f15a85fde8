//! A row of cards that scrolls sideways, with buttons for those who can neither swipe nor turn a wheel.

use super::button::icon_button_for;
use super::drawn::{Draw, Drawn};
use super::dynamic::{phrase, press, when};
use super::icon::Icon;
use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::html::Ul;
use leptos::prelude::*;

/// How far a button scrolls, in CSS pixels: a card and the space beside it.
const STEP: f64 = 208.0;

/// Cards below which they fit side by side anyway.
const FEW: usize = 2;

/// A row of cards under a name.
pub(crate) fn carousel(
    widget: Widget,
    class: &'static str,
    name: Phrase,
    length: impl Fn() -> usize + Send + Sync + 'static,
    cards: impl IntoView + 'static,
) -> Drawn {
    let list = NodeRef::<Ul>::new();
    let scroll = move |forward: bool| {
        if let Some(list) = list.get_untracked() {
            let right = (widget.direction() == "ltr") == forward;
            list.scroll_by_with_x_and_y(if right { STEP } else { -STEP }, 0.0);
        }
    };
    let button = move |class, name, forward| {
        icon_button_for(widget, class, Icon::Back, name, Box::new(press(move || scroll(forward))))
    };
    let buttons = move || {
        view! {
            <div class="carousel-buttons">
                {button("carousel-button", Phrase::CardsBefore, false)}
                {button("carousel-button on", Phrase::CardsAfter, true)}
            </div>
        }
        .draw()
    };
    view! {
        <div class="carousel">
            <ul class=class role="list" aria-label=phrase(widget, name) node_ref=list>{cards}</ul>
            {when(move || length() > FEW, buttons)}
        </div>
    }
    .draw()
}
