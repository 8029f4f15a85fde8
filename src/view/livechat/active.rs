//! A person is there.

use crate::state::Widget;
use crate::view::avatar::avatar;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{flag, maybe, phrase, place, press, when, words};
use chatlet_core::client::{Input, LivechatChange, LivechatInput};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Who it is, and the way out: pressed once it asks, pressed again it ends the chat.
pub(super) fn active(widget: Widget) -> Drawn {
    let asks = RwSignal::new(false);
    let name = move || widget.agent_name().unwrap_or_else(|| widget.text(Phrase::Agent));
    let face = place(move || {
        let agent = widget.agent();
        let (url, name) = agent.map(|agent| (agent.avatar_url, agent.display_name)).unwrap_or_default();
        Some(avatar(widget, url, name))
    });
    let leaves = move || widget.livechat(LivechatChange::State, |client| client.livechat().is_leaving());
    let hint = words(move || {
        if leaves() {
            widget.text(Phrase::EndingTalk)
        } else if asks.get() {
            widget.fill(Phrase::EndTalkQuestion, "name", &name())
        } else {
            widget.text(Phrase::Agent)
        }
    });
    let end = move |event: leptos::ev::MouseEvent| {
        // The second half of a double click was meant to ask, not to end (S56).
        if event.detail() < 2 {
            if asks.get_untracked() {
                widget.dispatch(Input::Livechat(LivechatInput::Left));
            }
            asks.update(|asks| *asks = !*asks);
        }
    };
    let keep = move || {
        view! {
            <button type="button" class="text-button" on:click=press(move || asks.set(false))>
                {phrase(widget, Phrase::KeepTalking)}
            </button>
        }
        .draw()
    };
    view! {
        <div class="talk-row">
            <span class="talk-face">{face}</span>
            <div class="talk-words">
                <p class="talk-title"><bdi>{words(name)}</bdi></p>
                <p id="talk-hint" class="talk-hint">{hint}</p>
            </div>
            {when(move || asks.get(), keep)}
            <button
                type="button"
                class="text-button"
                class:danger=flag(move || asks.get())
                aria-describedby="talk-hint"
                aria-disabled=maybe(move || leaves().then(|| "true".to_owned()))
                on:click=end
            >
                {phrase(widget, Phrase::EndTalk)}
            </button>
        </div>
    }
    .draw()
}
