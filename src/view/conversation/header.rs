//! Who the visitor talks to, and the way to a person, to the menu and out.

use crate::state::Widget;
use crate::view::avatar::avatar;
use crate::view::button::{icon_button_for, makes};
use crate::view::dynamic::{fact, place, when, words};
use crate::view::go::Go;
use crate::view::icon::Icon;
use crate::view::livechat::ask;
use chatlet_core::client::ServiceInput;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The top of the window.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let answering = fact(move || widget.is_answering());
    let name = move || widget.config(|config| config.display.name.clone());
    let title = words(move || match display_text(name().trim()).as_ref() {
        "" => widget.text(Phrase::Chat),
        shown => shown.to_owned(),
    });
    let state =
        words(move || widget.text(if answering.get() { Phrase::Answering } else { Phrase::Assistant }));
    let face = place(move || {
        let url = widget.config(|config| config.display.avatar_url.clone());
        Some(avatar(widget, url, name()))
    });
    let close = move || {
        let leave = makes(widget, || ServiceInput::LeaveWanted.into());
        icon_button_for(widget, "icon-button", Icon::Close, Phrase::Close, Box::new(leave))
    };
    view! {
        <header class="header">
            {face}
            <div class="header-words">
                <h1><bdi>{title}</bdi></h1>
                <p aria-hidden="true">{state}</p>
            </div>
            {ask(widget)}
            <Go page="menu" name=Phrase::Menu icon=Icon::Menu/>
            {when(move || widget.can_close(), close)}
        </header>
    }
}
