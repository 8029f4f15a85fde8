//! Where a message stands, when that is worth a word, and the way on.

use crate::state::{Thread, Widget};
use crate::view::button::button;
use crate::view::drawn::Draw;
use crate::view::dynamic::{phrase, when, words};
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{MessageKey, Status, Unsent};
use chatlet_protocol::livechat::LivechatStatus;
use leptos::prelude::*;

/// What a status line offers.
#[derive(Clone, Copy, Default)]
struct Offer {
    retry: bool,
    edit: bool,
}

/// The line under a message.
#[component]
pub(crate) fn StatusLine(
    /// Which message.
    key: MessageKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let status = move || thread.status(key).unwrap_or(Status::Settled);
    let offer = move || line(widget, &status()).unwrap_or_default().1;
    // A reply that is not the newest has been passed by; its question can be asked again in words.
    let retry = move || offer().retry && (offer().edit || thread.is_latest_reply(key));
    let act = move |name, input| button(widget, "text-button", phrase(widget, name), input);
    let shown = move || {
        let class = words(move || if is_fault(&status()) { "status fault" } else { "status" }.to_owned());
        view! {
            <p class=class>
                <span>{words(move || line(widget, &status()).unwrap_or_default().0)}</span>
                {when(retry, move || act(Phrase::TryAgain, Input::Retried(key)))}
                {when(move || offer().edit, move || act(Phrase::Edit, Input::Edited(key)))}
            </p>
        }
        .draw()
    };
    // The agent has it; said of the newest only.
    let delivered =
        move || widget.livechat_status() == LivechatStatus::Active && thread.is_newest_delivered(key);
    let received = move || view! { <p class="status">{phrase(widget, Phrase::Delivered)}</p> }.draw();
    view! {
        {when(move || line(widget, &status()).is_some(), shown)}
        {when(delivered, received)}
    }
}

fn line(widget: Widget, status: &Status) -> Option<(String, Offer)> {
    let (phrase, retry, edit) = match status {
        Status::Settled | Status::Waiting | Status::Streaming | Status::Sending => return None,
        Status::Unsent(Unsent::Rejected) => (Phrase::NotSent, false, true),
        Status::Unsent(Unsent::Offline | Unsent::Refused) => (Phrase::NotSent, true, true),
        Status::Stopped => (Phrase::Stopped, true, false),
        Status::Interrupted { settled: false } => (Phrase::Checking, false, false),
        Status::Interrupted { settled: true } => (Phrase::Interrupted, true, false),
        Status::Failed { message, retryable } => {
            let words = match display_text(message.trim()).as_ref() {
                "" => widget.text(Phrase::ReplyFailed),
                words => words.to_owned(),
            };
            return Some((words, Offer { retry: *retryable, edit: false }));
        }
        Status::Empty => (Phrase::EmptyReply, true, false),
    };
    Some((widget.text(phrase), Offer { retry, edit }))
}

fn is_fault(status: &Status) -> bool {
    matches!(status, Status::Unsent(_) | Status::Failed { .. } | Status::Interrupted { settled: true })
}
