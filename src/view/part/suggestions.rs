//! Cards that send a follow-up question.

use crate::state::{Thread, Widget};
use crate::view::picture::Picture;
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::Suggestion;
use leptos::prelude::*;

/// A row of suggestions.
#[component]
pub(crate) fn SuggestionsPart(
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let cards = move || {
        let revision = thread.revision(part);
        let cards = thread.part(part, |part| match part {
            Part::Suggestions { suggestions, .. } => Some(suggestions.clone()),
            _ => None,
        });
        cards
            .unwrap_or_default()
            .into_iter()
            .enumerate()
            .map(|(index, card)| (revision, index, card))
            .collect::<Vec<_>>()
    };
    // Cards stand in line: where one has a picture, each has a place for one.
    let pictured = Memo::new(move |_| {
        let pictured = thread.part(part, |part| match part {
            Part::Suggestions { suggestions, .. } => {
                Some(suggestions.iter().any(|card| !card.image_url.is_empty()))
            }
            _ => None,
        });
        pictured.unwrap_or_default()
    });
    view! {
        <ul class="cards suggestions" role="list" aria-label=move || widget.text(Phrase::Suggestions)>
            <For each=cards key=|(revision, index, _)| (*revision, *index) let((_, _, card))>
                <SuggestionCard card pictured/>
            </For>
        </ul>
    }
}

/// One suggestion.
#[component]
fn SuggestionCard(
    /// What it offers.
    card: Suggestion,
    /// Whether the row has pictures.
    pictured: Memo<bool>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let source = card.image_url.clone();
    let picture = move || pictured.get().then(|| view! { <Picture sources=vec![source.clone()]/> });
    let description = card.description.as_deref().map(|words| display_text(words).into_owned());
    let title = display_text(&card.title).into_owned();
    let choose = move |_| widget.dispatch(Input::Chosen(card.prompt_text.clone()));
    view! {
        <li>
            <button type="button" class="card" on:click=choose>
                {picture}
                <span class="card-title"><bdi>{title}</bdi></span>
                {description.map(|words| view! { <span class="card-words"><bdi>{words}</bdi></span> })}
            </button>
        </li>
    }
}
