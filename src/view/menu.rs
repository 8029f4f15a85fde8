//! The menu: what can be done with the chat as a whole, how it looks and sounds, and the visitor's data.

mod about;
mod choice;
mod data;
mod talk;

use super::drawn::{Draw, Drawn};
use super::dynamic::phrase;
use super::go::{Go, open};
use super::icon::Icon;
use crate::state::Widget;
use chatlet_core::client::Screen;
use chatlet_core::locale::Phrase;
use leptos::ev::KeyboardEvent;
use leptos::html::H1;
use leptos::prelude::*;

/// The menu page, over the conversation.
pub(crate) fn draw() -> Drawn {
    let widget = expect_context::<Widget>();
    // Whoever opened the page goes on from its heading.
    let heading = NodeRef::<H1>::new();
    heading.on_load(|heading| {
        let _refused = heading.focus();
    });
    let leave = open("");
    let keys = move |event: KeyboardEvent| {
        // Escape closes what lies on top, not the window under it.
        if event.key() == "Escape" {
            event.stop_propagation();
            leave();
        }
    };
    leave_at_the_end(widget);
    view! {
        <main class="page" on:keydown=keys>
            <header class="header">
                <Go page="" name=Phrase::Back icon=Icon::Back/>
                <h1 node_ref=heading tabindex="-1">{phrase(widget, Phrase::Menu)}</h1>
            </header>
            <div class="menu">
                {talk::draw(widget)}
                {choice::draw(widget)}
                {data::draw(widget)}
                {about::draw(widget)}
            </div>
        </main>
    }
    .draw()
}

/// When the conversation ends under the menu, as it does when everything is deleted, the visitor is led to what is left.
fn leave_at_the_end(widget: Widget) {
    let leave = open("");
    Effect::new(move |before: Option<bool>| {
        let ended = widget.screen() == Screen::Ended;
        if before == Some(false) && ended {
            leave();
        }
        ended
    });
}

/// A part of the menu, under its name.
fn section(widget: Widget, name: Phrase, id: &'static str, content: Vec<Drawn>) -> Drawn {
    view! {
        <section class="choices" aria-labelledby=id>
            <h2 id=id>{phrase(widget, name)}</h2>
            {content}
        </section>
    }
    .draw()
}
