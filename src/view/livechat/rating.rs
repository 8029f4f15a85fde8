//! The rating of a session: one to five stars, words for few of them, or nothing.

use crate::state::Widget;
use crate::view::button::{button, sends};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{flag, maybe, phrase, when, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Input, LivechatChange, LivechatInput, LivechatRating};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

fn read<T>(widget: Widget, read: impl FnOnce(&LivechatRating) -> T) -> T {
    widget.livechat(LivechatChange::Rating, |client| read(client.livechat_rating()))
}

/// Asks, once.
pub(super) fn rating(widget: Widget) -> Drawn {
    let stars: Vec<Drawn> = (1..=5).map(|stars| star(widget, stars)).collect();
    let unfinished = move || read(widget, |rating| rating.stars.is_none() || rating.sends);
    let fault = move || view! { <p class="talk-fault">{phrase(widget, Phrase::RatingFailed)}</p> }.draw();
    view! {
        <div class="talk-rating">
        <p id="talk-rating" class="talk-question">{phrase(widget, Phrase::RateHuman)}</p>
        <div class="stars" role="radiogroup" aria-labelledby="talk-rating">{stars}</div>
        {when(move || read(widget, LivechatRating::wants_words), move || comment(widget))}
        {when(move || read(widget, |rating| rating.failed), fault)}
        <div class="talk-actions">
            <button
                type="button"
                class="button"
                aria-disabled=maybe(move || unfinished().then(|| "true".to_owned()))
                on:click=sends(widget, Input::Livechat(LivechatInput::RatingSent))
            >
                {phrase(widget, Phrase::SendRating)}
            </button>
            {button(
                widget,
                "text-button",
                phrase(widget, Phrase::Skip),
                Input::Livechat(LivechatInput::RatingSkipped),
            )}
        </div>
        </div>
    }
    .draw()
}

fn star(widget: Widget, stars: u8) -> Drawn {
    let checked = move || flag(move || read(widget, |rating| rating.stars == Some(stars)));
    let lit = flag(move || read(widget, |rating| rating.stars.is_some_and(|chosen| chosen >= stars)));
    view! {
        <label class="star" class:lit=lit>
            <input
                type="radio"
                name="talk-stars"
                aria-label=words(move || widget.fill(Phrase::Stars, "count", &stars.to_string()))
                prop:checked=checked()
                checked=checked()
                on:change=move |_| widget.dispatch(Input::Livechat(LivechatInput::Starred(stars)))
            />
            <Glyph icon=Icon::Star/>
        </label>
    }
    .draw()
}

/// What could be better.
fn comment(widget: Widget) -> Drawn {
    let written = words(move || read(widget, |rating| rating.words.clone()));
    view! {
        <label class="talk-label">
            <span>{phrase(widget, Phrase::RatingWords)}</span>
            <textarea
                class="control"
                rows="2"
                dir="auto"
                maxlength="2000"
                prop:value=written
                on:input:target=move |event| {
                    widget.dispatch(Input::Livechat(LivechatInput::RatingWorded(event.target().value())));
                }
            ></textarea>
        </label>
    }
    .draw()
}
