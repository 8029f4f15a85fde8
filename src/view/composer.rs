//! Where the visitor writes.

mod notice;

use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::{Client, Input};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;
use notice::NoticeRow;

/// The field and its button. It grows to six lines by style alone.
#[component]
pub fn Composer() -> impl IntoView {
    let widget = expect_context::<Widget>();
    // An empty field has no letters to tell its direction by; it follows the interface, as its placeholder does.
    let written = Memo::new(move |_| !widget.draft().is_empty());
    let direction = move || written.get().then_some("auto");
    view! {
        <footer class="composer-area">
            <NoticeRow/>
            <div class="composer">
                <div class="composer-field">
                    <textarea
                        id="composer"
                        rows="1"
                        dir=direction
                        enterkeyhint="send"
                        aria-label=move || widget.text(Phrase::Message)
                        aria-describedby="composer-hint"
                        placeholder=move || widget.text(Phrase::Placeholder)
                        prop:value=move || widget.draft()
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
                    <div class="composer-mirror" aria-hidden="true">{move || widget.draft()}" "</div>
                </div>
                <SendButton/>
                <p id="composer-hint" class="hidden">{move || widget.text(Phrase::ComposerHint)}</p>
            </div>
        </footer>
    }
    .into_any()
}

/// Sends; while a reply is on its way, stops. One element, so that the keyboard stays where it is.
#[component]
fn SendButton() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let answering = Memo::new(move |_| widget.is_answering());
    let idle = Memo::new(move |_| !widget.is_answering() && !widget.can_send());
    let name = move || widget.text(if answering.get() { Phrase::Stop } else { Phrase::Send });
    view! {
        <button
            type="button"
            class="send"
            class:stop=move || answering.get()
            aria-label=name
            title=name
            aria-disabled=move || idle.get().then_some("true")
            on:click=move |event| {
                // The second half of a double click was meant to send, not to stop what it sent (F34).
                if event.detail() < 2 {
                    let stop = widget.peek(Client::is_answering);
                    widget.dispatch(if stop { Input::Stopped } else { Input::Submitted });
                }
            }
        >
            <Show when=move || answering.get() fallback=|| view! { <Glyph icon=Icon::Send/> }><Glyph icon=Icon::Stop/></Show>
        </button>
    }
}
