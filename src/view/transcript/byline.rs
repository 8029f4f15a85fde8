//! Who said it and when. Always in the reading order (A9); seen only where a new voice begins.

use crate::state::{Thread, Widget};
use crate::view::avatar::Avatar;
use crate::view::format::Formats;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
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
    let author = Memo::new(move |_| thread.author(key));
    let at = Memo::new(move |_| thread.at(key));
    let time = move || {
        at.get().map(|at| {
            let shown = (formats.time)(at, &widget.language());
            view! { <time datetime=chatlet_core::time::format(at)>{shown}</time> }
        })
    };
    let face = move || match author.get()? {
        Author::Assistant => {
            let (url, name) =
                widget.config(|config| (config.display.avatar_url.clone(), config.display.name.clone()));
            Some(view! { <Avatar url name/> })
        }
        Author::Agent(Some(agent)) => Some(view! { <Avatar url=agent.avatar_url name=agent.display_name/> }),
        Author::Agent(None) | Author::Visitor | Author::System => None,
    };
    view! {
        <p class="byline">
            {face}
            <bdi class="name">{move || name(widget, author.get())}</bdi>
            " "
            {time}
        </p>
    }
}

fn name(widget: Widget, author: Option<Author>) -> String {
    let (own, phrase) = match author {
        Some(Author::Visitor) => (None, Phrase::You),
        Some(Author::Assistant) => {
            (Some(widget.config(|config| config.display.name.clone())), Phrase::Assistant)
        }
        Some(Author::Agent(agent)) => (agent.map(|agent| agent.display_name), Phrase::Agent),
        Some(Author::System) | None => (None, Phrase::System),
    };
    let own = own.map(|own| display_text(own.trim()).into_owned()).filter(|own| !own.is_empty());
    own.unwrap_or_else(|| widget.text(phrase))
}
