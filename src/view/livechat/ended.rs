//! How a session ended, and the way on: the assistant is back in the same conversation.

use super::rating::rating;
use crate::state::Widget;
use crate::view::button::icon_button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place, when, words};
use crate::view::icon::Icon;
use crate::view::link::isolated;
use chatlet_core::client::{Change, Client, Input, LivechatChange, LivechatInput};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Stands over the composer until the visitor moves on.
pub(crate) fn ended(widget: Widget) -> Drawn {
    let title = words(move || {
        widget.read(Change::Language, |_| ());
        widget.livechat(LivechatChange::State, Client::ending_words)
    });
    let reason = place(move || {
        let reason =
            widget.livechat(LivechatChange::State, |client| client.livechat().ending()?.reason.clone())?;
        let shown = display_text(reason.trim()).into_owned();
        (!shown.is_empty()).then(|| view! { <p class="talk-reason">{isolated(shown)}</p> }.draw())
    });
    let asks = move || widget.livechat(LivechatChange::Rating, |client| client.livechat().asks_rating());
    let rated = move || widget.livechat(LivechatChange::Rating, |client| client.livechat().is_rated());
    let thanks = move || view! { <p class="talk-hint">{phrase(widget, Phrase::RatingThanks)}</p> }.draw();
    let close = Input::Livechat(LivechatInput::RatingSkipped);
    view! {
        <section class="talk-end" aria-labelledby="talk-end">
            <div class="talk-row">
                <div class="talk-words">
                    <h2 id="talk-end" class="talk-title">{title}</h2>
                    {reason}
                    <p class="talk-hint">{phrase(widget, Phrase::AssistantBack)}</p>
                </div>
                {icon_button(widget, "icon-button", Icon::Close, Phrase::Dismiss, close)}
            </div>
            {when(asks, move || rating(widget))}
            {when(rated, thanks)}
        </section>
    }
    .draw()
}
