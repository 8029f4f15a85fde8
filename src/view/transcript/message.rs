//! One entry of the transcript.

use super::byline::Byline;
use super::day::Day;
use super::status::StatusLine;
use crate::state::{Thread, Widget};
use crate::view::icon::{Glyph, Icon};
use crate::view::part::{Part, is_written};
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{Author, MessageKey, Status};
use leptos::prelude::*;

/// One message with its parts, in order of arrival.
#[component]
pub(crate) fn Message(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let parts = Memo::new(move |_| thread.parts(key));
    let pending = Memo::new(move |_| matches!(thread.status(key), Some(Status::Waiting | Status::Streaming)));
    let written = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) && !parts.with(Vec::is_empty) || parts.get().into_iter().any(|part| is_written(thread, part))
    });
    let settled = Memo::new(move |_| !pending.get() && written.get());
    view! {
        <li
            class="message"
            class:continues=move || thread.continues(key)
            data-author=move || author(thread.author(key))
            data-status=move || status(thread.status(key))
        >
            <Day key/>
            <Byline key/>
            <div class="parts">
                <For each=move || parts.get() key=|part| *part let:part><Part message=key part/></For>
                <Show when=move || pending.get() && !written.get()><Typing/></Show>
            </div>
            <StatusLine key/>
            <Show when=move || settled.get()><Actions key/></Show>
        </li>
    }
    .into_any()
}

/// Shows that a reply is on its way.
#[component]
fn Typing() -> impl IntoView {
    let widget = expect_context::<Widget>();
    view! {
        <p class="bubble typing">
            <span class="hidden">{move || widget.text(Phrase::Answering)}</span>
            <i></i>
            <i></i>
            <i></i>
        </p>
    }
}

/// What can be done with a message.
#[component]
fn Actions(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let copy = move || widget.text(Phrase::Copy);
    view! {
        <div class="actions">
            <button
                type="button"
                class="icon-button small"
                aria-label=copy
                title=copy
                on:click=move |_| widget.dispatch(Input::Copied(key))
            >
                <Glyph icon=Icon::Copy/>
            </button>
        </div>
    }
}

fn author(author: Option<Author>) -> &'static str {
    match author {
        Some(Author::Visitor) => "visitor",
        Some(Author::Assistant) => "assistant",
        Some(Author::Agent(_)) => "agent",
        Some(Author::System) | None => "system",
    }
}

fn status(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Settled) | None => "settled",
        Some(Status::Sending) => "sending",
        Some(Status::Unsent(_)) => "unsent",
        Some(Status::Waiting) => "waiting",
        Some(Status::Streaming) => "streaming",
        Some(Status::Stopped) => "stopped",
        Some(Status::Interrupted { .. }) => "interrupted",
        Some(Status::Failed { .. }) => "failed",
        Some(Status::Empty) => "empty",
    }
}
