//! The settings: language and appearance.

use super::go::Go;
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Languages by the name their speakers use.
const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("da", "Dansk")];
const THEMES: [(&str, Phrase); 3] =
    [("auto", Phrase::Auto), ("light", Phrase::Light), ("dark", Phrase::Dark)];

/// The settings page, over the conversation.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let back = Signal::derive(move || widget.text(Phrase::Back));
    view! {
        <main class="page">
            <header class="header">
                <Go href="" class="icon-button" label=back><Glyph icon=Icon::Back/></Go>
                <h1>{move || widget.text(Phrase::Settings)}</h1>
            </header>
            <div class="settings">
                <fieldset class="choices">
                    <legend>{move || widget.text(Phrase::Language)}</legend>
                    {LANGUAGES.map(|(tag, name)| view! {
                        <label class="choice" lang=tag>
                            <input
                                type="radio"
                                name="language"
                                prop:checked=move || widget.language() == tag
                                checked=move || widget.language() == tag
                                on:change=move |_| widget.dispatch(Input::LanguageChosen(tag.to_owned()))
                            />
                            <span>{name}</span>
                            <Glyph icon=Icon::Check/>
                        </label>
                    })}
                </fieldset>
                <fieldset class="choices">
                    <legend>{move || widget.text(Phrase::Theme)}</legend>
                    {THEMES.map(|(theme, phrase)| view! {
                        <label class="choice">
                            <input
                                type="radio"
                                name="theme"
                                prop:checked=move || widget.theme() == theme
                                checked=move || widget.theme() == theme
                                on:change=move |_| widget.dispatch(Input::ThemeChosen(theme.to_owned()))
                            />
                            <span>{move || widget.text(phrase)}</span>
                            <Glyph icon=Icon::Check/>
                        </label>
                    })}
                </fieldset>
            </div>
        </main>
    }
    .into_any()
}
