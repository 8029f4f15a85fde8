//! Hearing a reply, and saying what one thinks of it.

use crate::state::Widget;
use crate::view::button::{button, icon_button, sends, toggle_button};
use crate::view::comment::comment;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{either, fact, phrase, when, words};
use crate::view::icon::Icon;
use crate::view::link::glyph;
use chatlet_core::client::{Change, Client, Opinion, ServiceChange, ServiceInput, SpeechInput};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

const SPEECH: Change = Change::Service(ServiceChange::Speech);

/// Reading aloud, where the browser can, and thumbs.
pub(crate) fn judge(widget: Widget, key: MessageKey) -> Drawn {
    view! {
        <div class="judge">
            {when(move || widget.read(SPEECH, Client::can_speak), move || voice(widget, key))}
            {thumb(widget, key, true)}
            {thumb(widget, key, false)}
        </div>
    }
    .draw()
}

fn voice(widget: Widget, key: MessageKey) -> Drawn {
    let speaks = fact(move || widget.read(SPEECH, Client::aloud) == Some(key));
    let icon = either(move || speaks.get(), || glyph(Icon::Stop), || glyph(Icon::Speaker)).draw();
    let names = (Phrase::ReadAloud, Phrase::StopReading);
    let toggle = sends(widget, ServiceInput::Speech(SpeechInput::AloudToggled(key)).into());
    toggle_button(widget, "icon-button small", icon, names, speaks, Box::new(toggle))
}

fn opinion_of(widget: Widget, key: MessageKey) -> Option<Opinion> {
    widget.read(Change::Service(ServiceChange::Opinion(key)), |client| client.opinion(key))
}

fn thumb(widget: Widget, key: MessageKey, up: bool) -> Drawn {
    let (name, icon) =
        if up { (Phrase::GoodAnswer, Icon::ThumbUp) } else { (Phrase::BadAnswer, Icon::ThumbDown) };
    let pressed = move || opinion_of(widget, key).is_some_and(|opinion| opinion.up == up).to_string();
    view! {
        <button
            type="button"
            class="icon-button small thumb"
            aria-pressed=words(pressed)
            aria-label=phrase(widget, name)
            title=phrase(widget, name)
            on:click=sends(widget, ServiceInput::Opined { key, up }.into())
        >
            {glyph(icon)}
        </button>
    }
    .draw()
}

/// Words about a reply, for those who want to add some.
pub(crate) fn opinion(widget: Widget, key: MessageKey) -> Drawn {
    let change = Change::Service(ServiceChange::Opinion(key));
    let written = words(move || widget.read(change, |client| client.opinion_words().to_owned()));
    let wrote = |words| ServiceInput::OpinionWorded(words).into();
    view! {
        <div class="opinion">
            {comment(widget, format!("opinion-{}", key.0), Phrase::FeedbackWords, written, wrote)}
            <div class="button-row">
                {button(widget, "button", phrase(widget, Phrase::SendFeedback), ServiceInput::OpinionSent.into())}
                {icon_button(widget, "icon-button", Icon::Close, Phrase::Dismiss, ServiceInput::OpinionClosed.into())}
            </div>
        </div>
    }
    .draw()
}
