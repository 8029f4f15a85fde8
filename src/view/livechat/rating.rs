//! The rating of a session with a person.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use crate::view::rating::{self, Asked, Rated};
use chatlet_core::client::{Input, LivechatChange, LivechatInput, RatingSheet};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

fn read<T>(widget: Widget, read: impl FnOnce(&RatingSheet) -> T) -> T {
    widget.livechat(LivechatChange::Rating, |client| read(client.livechat_rating()))
}

/// Asks, once.
pub(super) fn rating(widget: Widget) -> Drawn {
    let asked = Asked {
        question: "talk-rating",
        stars: |widget| read(widget, |rating| rating.stars),
        words: |widget| read(widget, |rating| rating.wants_words().then(|| rating.words.clone())),
        sends: |widget| read(widget, |rating| rating.sends),
        failed: |widget| read(widget, |rating| rating.failed),
        happens: |rated| {
            Input::Livechat(match rated {
                Rated::Starred(stars) => LivechatInput::Starred(stars),
                Rated::Worded(words) => LivechatInput::RatingWorded(words),
                Rated::Sent => LivechatInput::RatingSent,
                Rated::Skipped => LivechatInput::RatingSkipped,
            })
        },
    };
    view! {
        <div class="talk-rating">
            <p id="talk-rating" class="talk-question">{phrase(widget, Phrase::RateHuman)}</p>
            {rating::rating(widget, asked)}
        </div>
    }
    .draw()
}
