//! What can be done with the chat as a whole.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, press, when};
use crate::view::go::open;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Change, Client, Input, ServiceChange, ServiceInput};
use chatlet_core::locale::Phrase;
use chatlet_protocol::catalogue::SizeMode;
use leptos::prelude::*;

/// New chat, rating, size.
pub(super) fn draw(widget: Widget) -> Drawn {
    let begins = move || widget.read(Change::Screen, Client::can_begin_anew);
    let rates = move || widget.read(Change::Service(ServiceChange::Rating), Client::may_rate);
    let size = move || widget.read(Change::Service(ServiceChange::Choices), Client::size_mode);
    let is_large = move || size() == Some(SizeMode::Maximized);
    // Where the window covers the page or stands in it, it has no other size.
    let sizes = move || widget.can_close() && !widget.is_full_screen();
    let resize = move |mode| ServiceInput::SizeChosen(mode).into();
    view! {
        <section class="choices">
            {when(begins, move || row(widget, Icon::Plus, Phrase::NewChat, ServiceInput::NewChatWanted.into()))}
            {when(rates, move || row(widget, Icon::Star, Phrase::RateChat, ServiceInput::RatingWanted.into()))}
            {when(
                move || sizes() && !is_large(),
                move || row(widget, Icon::Enlarge, Phrase::Enlarge, resize(SizeMode::Maximized)),
            )}
            {when(
                move || sizes() && is_large(),
                move || row(widget, Icon::Shrink, Phrase::Shrink, resize(SizeMode::Normal)),
            )}
        </section>
    }
    .draw()
}

/// An entry that leads back to the conversation.
fn row(widget: Widget, icon: Icon, name: Phrase, input: Input) -> Drawn {
    let leave = open("");
    let act = press(move || {
        leave();
        widget.dispatch(input.clone());
    });
    view! {
        <button type="button" class="choice" on:click=act>
            <Glyph icon/>
            <span>{phrase(widget, name)}</span>
        </button>
    }
    .draw()
}
