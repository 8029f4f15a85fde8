//! One entry of the transcript.

mod actions;
mod typing;

use super::byline::Byline;
use super::day::Day;
use super::status::StatusLine;
use crate::state::Thread;
use crate::view::part::{Part, QuickReplies, is_written};
use actions::{Actions, OnItsWay};
use chatlet_core::transcript::{Author, MessageKey, PartKey, Status};
use leptos::prelude::*;
use typing::Typing;

/// One message with its parts, in order of arrival.
#[component]
pub(crate) fn Message(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let parts = Memo::new(move |_| thread.parts(key));
    let status = Memo::new(move |_| thread.status(key));
    let is = move |wanted: fn(&Status) -> bool| {
        Memo::new(move |_| status.with(|status| status.as_ref().is_some_and(wanted)))
    };
    let pending = is(|status| matches!(status, Status::Waiting | Status::Streaming));
    let sending = is(|status| *status == Status::Sending);
    // Once something is written it stays so; asking on would cost at every token.
    let written = Memo::new(move |before: Option<&bool>| {
        let parts = parts.get();
        before == Some(&true) && !parts.is_empty() || parts.into_iter().any(|part| is_written(thread, part))
    });
    let settled = Memo::new(move |_| !pending.get() && written.get());
    let replies = move || {
        parts.get().into_iter().filter(|part| thread.kind(*part) == "quick_replies").collect::<Vec<PartKey>>()
    };
    let own = untrack(|| thread.author(key)) == Some(Author::Visitor);
    view! {
        <li
            class="message"
            class:continues=move || thread.continues(key)
            data-author=move || author_word(thread.author(key).as_ref())
            data-status=move || status.with(|status| status_word(status.as_ref()))
        >
            <Day key/>
            <Byline key/>
            <div class="body">
                <div class="parts">
                    <For each=move || parts.get() key=|part| *part let:part><Part part own/></For>
                    <Show when=move || pending.get() && !written.get()><Typing/></Show>
                </div>
                <Show when=move || sending.get()><OnItsWay/></Show>
                <Show when=move || own && settled.get() && !sending.get()><Actions key/></Show>
            </div>
            <div class="foot">
                <StatusLine key/>
                <Show when=move || !own && settled.get()><Actions key/></Show>
            </div>
            <For each=replies key=|part| *part let:part><QuickReplies message=key part/></For>
        </li>
    }
    .into_any()
}

fn author_word(author: Option<&Author>) -> &'static str {
    match author {
        Some(Author::Visitor) => "visitor",
        Some(Author::Assistant) => "assistant",
        Some(Author::Agent(_)) => "agent",
        Some(Author::System) | None => "system",
    }
}

fn status_word(status: Option<&Status>) -> &'static str {
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
