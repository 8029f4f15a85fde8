//! Questions that come up in the place of the composer: they are answered, or passed over, and the composer is back.

use super::button::{button, sends};
use super::drawn::{Draw, Drawn};
use super::dynamic::{flag, maybe, phrase, when, words};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::{Change, RatingSheet, ServiceChange, ServiceInput};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

fn read<T>(widget: Widget, read: impl FnOnce(&RatingSheet) -> T) -> Option<T> {
    widget.read(Change::Service(ServiceChange::Rating), |client| client.rating_sheet().map(read))
}

/// Asks how the chat was.
pub(crate) fn rating(widget: Widget) -> Drawn {
    let stars: Vec<Drawn> = (1..=5).map(|stars| star(widget, stars)).collect();
    let unfinished = move || read(widget, |sheet| sheet.stars.is_none() || sheet.sends) != Some(false);
    let failed = move || read(widget, |sheet| sheet.failed) == Some(true);
    let fault = move || view! { <p class="sheet-fault">{phrase(widget, Phrase::RatingFailed)}</p> }.draw();
    view! {
        <footer id="sheet" class="sheet" role="group" aria-labelledby="sheet-title" tabindex="-1">
            <h2 id="sheet-title">{phrase(widget, Phrase::RatingQuestion)}</h2>
            <div class="stars" role="radiogroup" aria-labelledby="sheet-title">{stars}</div>
            {when(move || read(widget, RatingSheet::wants_words) == Some(true), move || wish(widget))}
            {when(failed, fault)}
            <div class="sheet-actions">
                <button
                    type="button"
                    class="button"
                    aria-disabled=maybe(move || unfinished().then(|| "true".to_owned()))
                    on:click=sends(widget, ServiceInput::RatingSent.into())
                >
                    {phrase(widget, Phrase::SendRating)}
                </button>
                {button(widget, "text-button", phrase(widget, Phrase::Skip), ServiceInput::RatingSkipped.into())}
            </div>
        </footer>
    }
    .draw()
}

fn star(widget: Widget, stars: u8) -> Drawn {
    let checked = move || flag(move || read(widget, |sheet| sheet.stars) == Some(Some(stars)));
    let lit = flag(move || read(widget, |sheet| sheet.stars).flatten().is_some_and(|chosen| chosen >= stars));
    view! {
        <label class="star" class:lit=lit>
            <input
                type="radio"
                name="stars"
                aria-label=words(move || widget.fill(Phrase::Stars, "count", &stars.to_string()))
                prop:checked=checked()
                checked=checked()
                on:change=move |_| widget.dispatch(ServiceInput::Starred(stars).into())
            />
            <Glyph icon=Icon::Star/>
        </label>
    }
    .draw()
}

/// What could be better.
fn wish(widget: Widget) -> Drawn {
    let written = words(move || read(widget, |sheet| sheet.words.clone()).unwrap_or_default());
    view! {
        <div class="sheet-wish">
            <label for="rating-words">{phrase(widget, Phrase::RatingWords)}</label>
            <textarea
                id="rating-words"
                class="control"
                rows="2"
                dir="auto"
                maxlength="2000"
                prop:value=written
                on:input:target=move |event| {
                    widget.dispatch(ServiceInput::RatingWorded(event.target().value()).into());
                }
            ></textarea>
        </div>
    }
    .draw()
}

/// Words to accept before the first message.
pub(crate) fn disclaimer(widget: Widget) -> Drawn {
    let Some(disclaimer) = widget.peek(|client| client.disclaimer().cloned()) else { return ().draw() };
    let own = |words: Option<String>| {
        words.map(|words| display_text(words.trim()).into_owned()).filter(|words| !words.is_empty())
    };
    let (title, accept) = (own(disclaimer.title), own(disclaimer.accept));
    let title = words(move || title.clone().unwrap_or_else(|| widget.text(Phrase::DisclaimerTitle)));
    let accept = words(move || accept.clone().unwrap_or_else(|| widget.text(Phrase::Accept)));
    view! {
        <footer id="sheet" class="sheet" role="group" aria-labelledby="sheet-title" tabindex="-1">
            <h2 id="sheet-title" dir="auto">{title}</h2>
            <p class="sheet-words" dir="auto" tabindex="0">{display_text(&disclaimer.text).into_owned()}</p>
            <div class="sheet-actions">
                {button(widget, "button", accept, ServiceInput::DisclaimerAccepted.into())}
            </div>
        </footer>
    }
    .draw()
}
