//! The way back to the newest message.

use crate::state::Widget;
use crate::view::button::sends;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, when, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A button over the transcript while the reader is elsewhere.
pub(crate) fn jump(widget: Widget) -> Drawn {
    let count = move || widget.reading().1;
    let news = move || widget.fill(Phrase::NewMessages, "count", &count().to_string());
    let button = move || {
        view! {
            <button type="button" class="jump" on:click=sends(widget, Input::JumpedToLatest)>
                <Glyph icon=Icon::Down/>
                <span class="hidden">{phrase(widget, Phrase::JumpToLatest)}" "</span>
                {when(move || count() > 0, move || view! { <span>{words(news)}</span> }.draw())}
            </button>
        }
        .draw()
    };
    when(move || !widget.reading().0, button).draw()
}
