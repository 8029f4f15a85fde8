//! Who said it and when. Always in the reading order (A9); seen only where a new voice begins.

use crate::state::{Thread, Widget};
use crate::view::avatar::avatar;
use crate::view::drawn::Draw;
use crate::view::dynamic::{phrase, place, when, words};
use crate::view::format::Formats;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::time;
use chatlet_core::transcript::{Author, MessageKey};
use leptos::prelude::*;

/// Author and time of a message.
#[component]
pub(crate) fn Byline(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let formats = Formats::here();
    let written = move || {
        let at = move || thread.at(key).unwrap_or_default();
        let exact = words(move || time::format(at()));
        let shown = words(move || (formats.time)(at(), &widget.language()));
        view! { <time datetime=exact>{shown}</time> }.draw()
    };
    // Who speaks does not change, so that nothing but the configuration draws a face anew.
    let author = untrack(|| thread.author(key));
    let speaker = author.clone();
    let face = place(move || match speaker.clone()? {
        Author::Assistant => {
            let (url, name) =
                widget.config(|config| (config.display.avatar_url.clone(), config.display.name.clone()));
            Some(avatar(widget, url, name))
        }
        Author::Agent(Some(agent)) => Some(avatar(widget, agent.avatar_url, agent.display_name)),
        Author::Agent(None) | Author::Visitor | Author::System => None,
    });
    // An agent is told apart from the assistant by more than a name.
    let role = matches!(author, Some(Author::Agent(Some(_))))
        .then(|| view! { <span class="role">{phrase(widget, Phrase::Agent)}</span> }.draw());
    view! {
        <p class="byline">
            {face}
            <bdi class="name">{words(move || name(widget, author.as_ref()))}</bdi>
            {role}
            " "
            {when(move || thread.at(key).is_some(), written)}
        </p>
    }
}

fn name(widget: Widget, author: Option<&Author>) -> String {
    let (own, phrase) = match author {
        Some(Author::Visitor) => (None, Phrase::You),
        Some(Author::Assistant) => {
            (Some(widget.config(|config| config.display.name.clone())), Phrase::Assistant)
        }
        Some(Author::Agent(agent)) => (agent.as_ref().map(|agent| agent.display_name.clone()), Phrase::Agent),
        Some(Author::System) | None => (None, Phrase::System),
    };
    let own = own.map(|own| display_text(own.trim()).into_owned()).filter(|own| !own.is_empty());
    own.unwrap_or_else(|| widget.text(phrase))
}
