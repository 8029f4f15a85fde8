//! One entry of the transcript.

mod actions;
mod judge;
mod typing;

use super::byline::Byline;
use super::day::Day;
use super::status::StatusLine;
use super::trace::{arrival, end};
use crate::state::{PartKind, Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{fact, flag, remembered, when, words};
use crate::view::later::later_in;
use crate::view::part::{is_written, part, quick_replies};
use crate::view::rows::rows;
use crate::view::upload::share;
use actions::{actions, on_its_way, reply_actions};
use chatlet_core::client::FocusTarget;
use chatlet_core::client::{Change, ServiceChange};
use chatlet_core::transcript::{Author, MessageKey, PartKey, Status};
pub(crate) use judge::{judge, opinion};
use leptos::prelude::*;
use typing::typing;

/// One message with its parts, in order of arrival.
#[component]
pub(crate) fn Message(
    /// Which message.
    key: MessageKey,
) -> Drawn {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let is = move |wanted: fn(&Status) -> bool| fact(move || thread.status(key).as_ref().is_some_and(wanted));
    let pending = is(|status| matches!(status, Status::Waiting | Status::Streaming));
    let sending = is(|status| *status == Status::Sending);
    // Once something is written it stays so; asking on would cost at every token.
    let written = remembered(move |before| {
        let parts = thread.parts(key);
        before && !parts.is_empty() || parts.into_iter().any(|part| is_written(thread, part))
    });
    let settled = fact(move || !pending.get() && written.get());
    let speaker = untrack(|| thread.author(key));
    let own = speaker == Some(Author::Visitor);
    let judged = speaker == Some(Author::Assistant);
    let parts = rows(
        move || thread.parts(key).into_iter().map(|part| (part.0, thread.kind(part) as u32)).collect(),
        move |(number, _)| part(widget, PartKey(number), own),
    );
    let replies = rows(
        move || {
            let replies =
                thread.parts(key).into_iter().filter(|part| thread.kind(*part) == PartKind::QuickReplies);
            replies.map(|part| (part.0, 0)).collect()
        },
        move |(number, _)| quick_replies(widget, key, PartKey(number)),
    );
    let author = words(move || author_word(thread.author(key).as_ref()).to_owned());
    let status = words(move || status_word(thread.status(key).as_ref()).to_owned());
    view! {
        <li class="message" class:continues=flag(move || thread.continues(key)) data-author=author data-status=status
            id=FocusTarget::Message(key).id()
            tabindex="-1">
            <Day key/>
            {arrival(widget, key)}
            <Byline key/>
            <div class="body">
                <div class=if own { "parts own" } else { "parts" }>
                    {parts}
                    {when(move || pending.get() && !written.get(), move || typing(widget))}
                </div>
                {when(move || sending.get(), move || on_its_way(widget))}
                {when(move || own && settled.get() && !sending.get(), move || actions(widget, key))}
            </div>
            <div class="foot">
                {when(move || sending.get(), move || share(widget, move || left(widget, key)).draw())}
                <StatusLine key/>
                {when(move || !own && settled.get(), move || if judged { reply_actions(widget, key) } else { actions(widget, key) })}
            </div>
            {when(move || judged && asks_words(widget, key), move || later_in(widget, move |views| (views.opinion)(widget, key)).draw())}
            {replies}
            {end(widget, key)}
        </li>
    }
    .draw()
}

/// How much of its files has left.
fn left(widget: Widget, key: MessageKey) -> Option<u8> {
    widget.read(Change::Uploads, |client| client.upload_share(key))
}

fn asks_words(widget: Widget, key: MessageKey) -> bool {
    let change = Change::Service(ServiceChange::Opinion(key));
    widget.read(change, |client| client.opinion(key).is_some_and(|opinion| opinion.asks))
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
        Some(Status::Interrupted { settled: false }) => "unclear",
        Some(Status::Interrupted { settled: true }) => "interrupted",
        Some(Status::Failed { .. }) => "failed",
        Some(Status::Empty) => "empty",
    }
}
