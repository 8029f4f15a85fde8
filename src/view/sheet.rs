//! Questions that come up in the place of the composer: they are answered, or passed over, and the composer is back.

use super::button::button;
use super::drawn::{Draw, Drawn};
use super::dynamic::{phrase, words};
use super::rating::{self, Asked, Rated};
use crate::state::Widget;
use chatlet_core::client::{Change, Input, RatingSheet, ServiceChange, ServiceInput};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

fn read<T>(widget: Widget, read: impl FnOnce(&RatingSheet) -> T) -> Option<T> {
    widget.read(Change::Service(ServiceChange::Rating), |client| client.rating_sheet().map(read))
}

/// Asks how the chat was.
pub(crate) fn rating(widget: Widget) -> Drawn {
    let asked = Asked {
        question: "sheet-title",
        stars: |widget| read(widget, |sheet| sheet.stars).flatten(),
        words: |widget| read(widget, |sheet| sheet.wants_words().then(|| sheet.words.clone())).flatten(),
        sends: |widget| read(widget, |sheet| sheet.sends) != Some(false),
        failed: |widget| read(widget, |sheet| sheet.failed) == Some(true),
        happens: |rated| {
            Input::from(match rated {
                Rated::Starred(stars) => ServiceInput::Starred(stars),
                Rated::Worded(words) => ServiceInput::RatingWorded(words),
                Rated::Sent => ServiceInput::RatingSent,
                Rated::Skipped => ServiceInput::RatingSkipped,
            })
        },
    };
    view! {
        <footer id="sheet" class="sheet" role="group" aria-labelledby="sheet-title" tabindex="-1">
            <h2 id="sheet-title">{phrase(widget, Phrase::RatingQuestion)}</h2>
            {rating::rating(widget, asked)}
        </footer>
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
            <div class="button-row">
                {button(widget, "button", accept, ServiceInput::DisclaimerAccepted.into())}
            </div>
        </footer>
    }
    .draw()
}
