//! Chips that answer the newest reply.

use crate::state::{Thread, Widget};
use chatlet_core::client::Input;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{MessageKey, PartKey};
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// Quick replies: only under the newest reply, and not while one is on its way (`chat-api.md` §4).
#[component]
pub(crate) fn QuickReplies(
    /// The message they belong to.
    message: MessageKey,
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let open = Memo::new(move |_| thread.is_latest_reply(message) && !widget.is_answering());
    let replies = move || {
        thread.part(part, |part| match part {
            Part::QuickReplies { replies, .. } => Some(replies.clone()),
            _ => None,
        })
    };
    let chips = move || {
        replies()
            .unwrap_or_default()
            .into_iter()
            .filter(|reply| !reply.trim().is_empty())
            .map(chip(widget))
            .collect::<Vec<_>>()
    };
    view! {
        <Show when=move || open.get()>
            <ul class="quick-replies chips" role="list" aria-label=move || widget.text(Phrase::QuickReplies)>{chips}</ul>
        </Show>
    }
}

fn chip(widget: Widget) -> impl Fn(String) -> AnyView {
    move |reply| {
        let words = display_text(&reply).into_owned();
        let choose = move |_| widget.dispatch(Input::Chosen(reply.clone()));
        view! { <li><button type="button" class="chip" dir="auto" on:click=choose>{words}</button></li> }
            .into_any()
    }
}
