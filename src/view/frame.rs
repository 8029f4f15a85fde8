//! The root element: colours, direction, and what is said to those who listen rather than look.

mod announcer;
mod tokens;

use super::dynamic::words;
use crate::state::Widget;
use announcer::Announcer;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use chatlet_protocol::config::Config;
use leptos::prelude::*;
use tokens::Tokens;

/// The root of everything the visitor sees.
#[component]
pub fn Frame<Pages: IntoView + 'static>(
    /// The pages.
    children: TypedChildren<Pages>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let theme = words(move || if widget.is_dark() { "dark" } else { "light" }.to_owned());
    // Before the configuration is there, the style sheet's own calm colours stand; no brand but the customer's is shown.
    let tokens = move || {
        let tokens = widget.tokens();
        let plain = widget.peek(|client| *client.config() == Config::default());
        let mut shown = if plain { Vec::new() } else { tokens };
        shown.push(("--new-tab", spoken(&widget.text(Phrase::OpensNewTab))));
        Tokens(shown)
    };
    view! {
        <div
            class="frame"
            style=tokens
            data-theme=theme
            lang=words(move || widget.language())
            dir=words(move || widget.direction().to_owned())
            on:keydown=move |event| {
                // Escape that gives up a composition is not meant for us.
                if event.key() == "Escape" && !event.is_composing() {
                    widget.dispatch(Input::CloseRequested);
                }
            }
        >
            {children.into_inner()()}
            <Announcer/>
        </div>
    }
}

/// What the name of a link that leaves ends with, as the style sheet takes text (A17).
fn spoken(words: &str) -> String {
    let quoted: String = words.chars().filter(|letter| !matches!(letter, '"' | '\\' | '\n')).collect();
    format!("\" ({quoted})\"")
}
