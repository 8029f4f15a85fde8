//! A rating, whatever it is of: one to five stars, words for few of them, or nothing.

use super::button::{button, sends};
use super::comment::comment;
use super::drawn::{Draw, Drawn};
use super::dynamic::{flag, maybe, phrase, when, words};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// What a visitor can do with a rating.
pub(crate) enum Rated {
    /// Choose so many stars.
    Starred(u8),
    /// Write what could be better, all of it.
    Worded(String),
    /// Send it.
    Sent,
    /// Pass it over.
    Skipped,
}

/// A rating that is asked for: where it is kept, and what happens to it.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// Id of the element that asks.
    pub(crate) question: &'static str,
    /// The stars that are chosen.
    pub(crate) stars: fn(Widget) -> Option<u8>,
    /// What was written; none when no words are asked for.
    pub(crate) words: fn(Widget) -> Option<String>,
    /// Whether it is on its way.
    pub(crate) sends: fn(Widget) -> bool,
    /// Whether it could not be stored.
    pub(crate) failed: fn(Widget) -> bool,
    /// What happens.
    pub(crate) happens: fn(Rated) -> Input,
}

/// The answer to a question that stands above it.
pub(crate) fn rating(widget: Widget, asked: Asked) -> Drawn {
    let stars: Vec<Drawn> = (1..=5).map(|stars| star(widget, asked, stars)).collect();
    let unfinished = move || (asked.stars)(widget).is_none() || (asked.sends)(widget);
    let fault = move || view! { <p class="rating-fault">{phrase(widget, Phrase::RatingFailed)}</p> }.draw();
    view! {
        <div class="rating">
            <div class="stars" role="radiogroup" aria-labelledby=asked.question>{stars}</div>
            {when(move || (asked.words)(widget).is_some(), move || wish(widget, asked))}
            {when(move || (asked.failed)(widget), fault)}
            <div class="button-row">
                <button
                    type="button"
                    class="button"
                    aria-disabled=maybe(move || unfinished().then(|| "true".to_owned()))
                    on:click=sends(widget, (asked.happens)(Rated::Sent))
                >
                    {phrase(widget, Phrase::SendFeedback)}
                </button>
                {button(widget, "text-button", phrase(widget, Phrase::Skip), (asked.happens)(Rated::Skipped))}
            </div>
        </div>
    }
    .draw()
}

fn star(widget: Widget, asked: Asked, stars: u8) -> Drawn {
    let checked = move || flag(move || (asked.stars)(widget) == Some(stars));
    let lit = flag(move || (asked.stars)(widget).is_some_and(|chosen| chosen >= stars));
    view! {
        <label class="star" class:lit=lit>
            <input
                type="radio"
                name=format!("{}-stars", asked.question)
                aria-label=words(move || widget.fill(Phrase::Stars, "count", &stars.to_string()))
                prop:checked=checked()
                checked=checked()
                on:change=move |_| widget.dispatch((asked.happens)(Rated::Starred(stars)))
            />
            <Glyph icon=Icon::Star/>
        </label>
    }
    .draw()
}

/// What could be better.
fn wish(widget: Widget, asked: Asked) -> Drawn {
    let written = words(move || (asked.words)(widget).unwrap_or_default());
    let id = format!("{}-words", asked.question);
    comment(widget, id, Phrase::RatingWords, written, move |words| (asked.happens)(Rated::Worded(words)))
}
