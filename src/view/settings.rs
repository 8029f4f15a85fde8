//! The settings: language and appearance.

use super::drawn::{Draw, Drawn};
use super::dynamic::{Words, flag, phrase, words};
use super::go::{Go, open};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::ev::KeyboardEvent;
use leptos::html::H1;
use leptos::prelude::*;

/// Languages by the name their speakers use.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("da", "Dansk")];
const THEMES: [(&str, Phrase); 3] =
    [("auto", Phrase::Auto), ("light", Phrase::Light), ("dark", Phrase::Dark)];

/// The settings page, over the conversation.
pub(crate) fn draw() -> Drawn {
    let widget = expect_context::<Widget>();
    let languages = LANGUAGES.map(|(tag, name)| {
        let choice = Choice {
            value: tag,
            language: Some(tag),
            chosen: Widget::language,
            input: Input::LanguageChosen,
        };
        choice.draw(widget, "language", words(move || name.to_owned()))
    });
    let themes = THEMES.map(|(theme, name)| {
        let choice =
            Choice { value: theme, language: None, chosen: Widget::theme, input: Input::ThemeChosen };
        choice.draw(widget, "theme", phrase(widget, name))
    });
    // Whoever opened the page goes on from its heading.
    let heading = NodeRef::<H1>::new();
    heading.on_load(|heading| {
        let _refused = heading.focus();
    });
    let leave = open("");
    let keys = move |event: KeyboardEvent| {
        // Escape closes what lies on top, not the window under it.
        if event.key() == "Escape" {
            event.stop_propagation();
            leave();
        }
    };
    view! {
        <main class="page" on:keydown=keys>
            <header class="header">
                <Go page="" name=Phrase::Back icon=Icon::Back/>
                <h1 node_ref=heading tabindex="-1">{phrase(widget, Phrase::Settings)}</h1>
            </header>
            <div class="settings">
                {choices(widget, Phrase::Language, languages.into())}
                {choices(widget, Phrase::Theme, themes.into())}
            </div>
        </main>
    }
    .draw()
}

/// What can be chosen, under its name.
fn choices(widget: Widget, name: Phrase, choices: Vec<Drawn>) -> Drawn {
    view! { <fieldset class="choices"><legend>{phrase(widget, name)}</legend>{choices}</fieldset> }.draw()
}

/// One of a group that excludes the others.
#[derive(Clone, Copy)]
struct Choice {
    /// What is chosen with it.
    value: &'static str,
    /// The language of its label, where it is not that of the page.
    language: Option<&'static str>,
    /// Reads what is chosen now.
    chosen: fn(Widget) -> String,
    /// What happens when it is chosen.
    input: fn(String) -> Input,
}

impl Choice {
    fn draw(self, widget: Widget, group: &'static str, label: Words) -> Drawn {
        let checked = move || flag(move || (self.chosen)(widget) == self.value);
        view! {
            <label class="choice" lang=self.language>
                <input
                    type="radio"
                    name=group
                    prop:checked=checked()
                    checked=checked()
                    on:change=move |_| widget.dispatch((self.input)(self.value.to_owned()))
                />
                <span>{label}</span>
                <Glyph icon=Icon::Check/>
            </label>
        }
        .draw()
    }
}
