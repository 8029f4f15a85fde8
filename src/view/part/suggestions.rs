//! Cards that send a follow-up question.

use crate::state::{Thread, Widget};
use crate::view::button::sends;
use crate::view::carousel::carousel;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{fact, maybe, when};
use crate::view::link::isolated;
use crate::view::picture::picture;
use crate::view::rows::{counted, rows};
use chatlet_core::client::{Input, PartInput, PictureSource};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{PartKey, has_words};
use chatlet_protocol::part::Part;
use chatlet_protocol::product::Suggestion;
use leptos::prelude::*;

/// A row of suggestions.
#[component]
pub(crate) fn SuggestionsPart(
    /// Which part.
    part: PartKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    // Cards stand in line: where one has a picture, each has a place for one.
    let pictured = fact(move || {
        let pictured = |cards: &[Suggestion]| cards.iter().any(|card| !card.image_url.is_empty());
        suggestions(thread, part, pictured).unwrap_or_default()
    });
    let cards = rows(
        move || {
            counted(thread.revision(part), suggestions(thread, part, <[Suggestion]>::len).unwrap_or_default())
        },
        move |(_, index)| {
            let suggestion = suggestions(thread, part, |cards| cards.get(index as usize).cloned()).flatten();
            let input = Input::Part(PartInput::SuggestionChosen(part, index));
            suggestion
                .filter(has_words)
                .map_or_else(nothing, |suggestion| card(widget, suggestion, pictured, input))
        },
    );
    let length = move || suggestions(thread, part, <[Suggestion]>::len).unwrap_or_default();
    carousel(widget, "cards suggestions", Phrase::Suggestions, length, cards)
}

fn suggestions<T>(thread: Thread, part: PartKey, read: impl FnOnce(&[Suggestion]) -> T) -> Option<T> {
    thread.part(part, |part| match part {
        Part::Suggestions { suggestions, .. } => Some(read(suggestions)),
        _ => None,
    })
}

/// One suggestion; `pictured` when the row has pictures.
fn card(widget: Widget, card: Suggestion, pictured: Memo<bool>, input: Input) -> Drawn {
    let source = card.image_url;
    let shown = move || picture(widget, vec![source.clone()], PictureSource::Content, None);
    let description = card.description.map(|words| {
        view! { <span class="card-words">{isolated(display_text(&words).into_owned())}</span> }.draw()
    });
    let title = if card.title.trim().is_empty() { &card.prompt_text } else { &card.title };
    let title = isolated(display_text(title).into_owned());
    view! {
        <li>
            <button
                type="button"
                class="card"
                aria-disabled=maybe(move || widget.is_answering().then(|| "true".to_owned()))
                on:click=sends(widget, input)
            >
                {when(move || pictured.get(), shown)}
                <span class="card-title">{title}</span>
                {description}
            </button>
        </li>
    }
    .draw()
}
