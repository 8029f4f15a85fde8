//! Chips that answer the newest reply.

use crate::state::{Thread, Widget};
use crate::view::button::chip;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, when};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{MessageKey, PartKey};
use chatlet_protocol::part::Part;
use leptos::prelude::*;

/// Quick replies of a message: only under the newest reply, and not while one is on its way (`chat-api.md` §4).
pub(crate) fn quick_replies(widget: Widget, message: MessageKey, part: PartKey) -> Drawn {
    let thread = Thread::new(widget);
    let chips = move || {
        let replies = thread.part(part, |part| match part {
            Part::QuickReplies { replies, .. } => Some(replies.clone()),
            _ => None,
        });
        let replies = replies.unwrap_or_default().into_iter().filter(|reply| !reply.trim().is_empty());
        let chips: Vec<Drawn> = replies.map(|reply| chip(widget, reply)).collect();
        view! {
            <ul class="quick-replies chips" role="list" aria-label=phrase(widget, Phrase::QuickReplies)>{chips}</ul>
        }
        .draw()
    };
    when(move || thread.is_latest_reply(message) && !widget.is_answering(), chips).draw()
}
