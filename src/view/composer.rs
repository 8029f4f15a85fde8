//! Where the visitor writes.

mod attach;
mod notice;

use super::button::{makes, toggle_button};
use super::drawn::{Draw, Drawn};
use super::dynamic::{either, fact, flag, maybe, phrase, when, words};
use super::icon::Icon;
use super::later::later_in;
use super::link::glyph;
use crate::state::Widget;
use attach::{attach, drop_place};
use chatlet_core::attachment::TrayName;
use chatlet_core::client::{Change, Client, Input, ServiceChange, ServiceInput, SpeechInput};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;
use notice::NoticeRow;

/// The field and its button. It grows to six lines by style alone.
#[component]
pub fn Composer() -> Drawn {
    let widget = expect_context::<Widget>();
    // An empty field has no letters to tell its direction by; it follows the interface, as its placeholder does.
    let direction = maybe(move || (!widget.draft().is_empty()).then(|| "auto".to_owned()));
    view! {
        <footer class="composer-area" data-drop=drop_place(widget)>
            <NoticeRow/>
            {later_in(widget, move |views| (views.tray)(widget, TrayName::Composer))}
            <div class="composer">
                {attach(widget)}
                <div class="composer-field">
                    <textarea
                        id="composer"
                        rows="1"
                        dir=direction
                        enterkeyhint="send"
                        aria-label=phrase(widget, Phrase::Message)
                        aria-describedby="composer-hint"
                        placeholder=words(move || placeholder(widget))
                        prop:value=words(move || widget.draft())
                        on:input:target=move |event| widget.dispatch(Input::Typed(event.target().value()))
                        on:keydown=move |event| {
                            // Enter that ends the composition of a character is not meant for us (A11).
                            let composing = event.is_composing() || event.key_code() == 229;
                            if event.key() == "Enter" && !event.shift_key() && !composing {
                                event.prevent_default();
                                widget.dispatch(Input::Submitted);
                            }
                        }
                    ></textarea>
                    // Gives the field its height where style cannot measure a field's content.
                    <div class="composer-mirror" aria-hidden="true">{words(move || widget.draft())}" "</div>
                </div>
                {when(move || widget.read(SPEECH, Client::can_listen), move || microphone(widget))}
                <SendButton/>
                <p id="composer-hint" class="hidden">{phrase(widget, Phrase::ComposerHint)}</p>
            </div>
        </footer>
    }
    .draw()
}

/// To whom it goes.
fn placeholder(widget: Widget) -> String {
    match widget.agent_name() {
        Some(name) => widget.fill(Phrase::WriteTo, "name", &name),
        None => widget.text(Phrase::Placeholder),
    }
}

const SPEECH: Change = Change::Service(ServiceChange::Speech);

/// Listens, where the browser can.
fn microphone(widget: Widget) -> Drawn {
    let listens = fact(move || widget.read(SPEECH, Client::is_dictating));
    let names = (Phrase::Dictate, Phrase::StopDictating);
    let toggle = makes(widget, || ServiceInput::Speech(SpeechInput::DictationToggled).into());
    toggle_button(widget, "icon-button microphone", glyph(Icon::Microphone), names, listens, Box::new(toggle))
}

/// Sends; while a reply is on its way, stops. One element, so that the keyboard stays where it is.
#[component]
fn SendButton() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let answering = fact(move || widget.is_answering());
    let name = move || words(move || widget.text(if answering.get() { Phrase::Stop } else { Phrase::Send }));
    view! {
        <button
            type="button"
            class="send"
            class:stop=flag(move || answering.get())
            aria-label=name()
            title=name()
            aria-disabled=maybe(move || (!widget.is_answering() && !widget.can_send()).then(|| "true".to_owned()))
            on:click=move |event| {
                // The second half of a double click was meant to send, not to stop what it sent (F34).
                if event.detail() < 2 {
                    let stop = widget.peek(Client::is_answering);
                    widget.dispatch(if stop { Input::Stopped } else { Input::Submitted });
                }
            }
        >
            {either(move || answering.get(), || glyph(Icon::Stop), || glyph(Icon::Send))}
        </button>
    }
}
