//! Files of a message.

use super::attachment;
use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{flag, maybe, words};
use crate::view::format::Formats;
use crate::view::icon::Icon;
use crate::view::link::glyph;
use chatlet_core::client::{Availability, Change, Input, PartInput};
use chatlet_core::display::display_text;
use chatlet_core::links::Link;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::{PartKey, TranscriptChange};
use chatlet_protocol::part::Attachment;
use leptos::prelude::*;

/// A file: name, type and size, and the way to fetch it. It stays one element whatever becomes of its address, so that
/// the keyboard stays with it.
pub(crate) fn file(widget: Widget, part: PartKey) -> Drawn {
    let formats = Formats::here();
    let read = move || attachment(Thread::new(widget), part).unwrap_or_default();
    let name = move || display_text(read().filename.as_deref().unwrap_or_default()).into_owned();
    let stands = move || {
        let change = Change::Transcript(TranscriptChange::Part(part));
        widget.read(change, |client| client.availability(part))
    };
    let url = move || address(widget, &read().url).filter(|_| stands() != Availability::Gone);
    let facts = move || match stands() {
        Availability::Gone => widget.text(Phrase::FileGone),
        Availability::Renewing => widget.text(Phrase::FileRenewing),
        Availability::Renewed => widget.text(Phrase::FileRenewed),
        Availability::Here => {
            let file = read();
            let size = file.size_bytes.map(|bytes| (formats.size)(bytes, &widget.language()));
            kind(&file).into_iter().chain(size).collect::<Vec<_>>().join(" · ")
        }
    };
    let content = view! {
        <span class="file-words">
            <bdi class="file-name">{words(name)}</bdi>
            <span class="file-facts">{words(facts)}</span>
        </span>
    };
    let content = vec![glyph(Icon::File), content.draw()];
    if address(widget, &read().url).is_none() {
        return view! { <div class="file" class:gone=flag(move || stands() == Availability::Gone)>{content}</div> }.draw();
    }
    view! {
        <a
            class="file"
            class:gone=flag(move || stands() == Availability::Gone)
            href=maybe(url)
            target="_blank"
            rel="noopener noreferrer"
            referrerpolicy="no-referrer"
            data-label=words(name)
            aria-disabled=maybe(move || url().is_none().then(|| "true".to_owned()))
            tabindex="0"
            on:click=move |event| {
                // What has expired is fetched anew first, and then opened.
                if widget.peek(|client| client.renews_first(part)) {
                    event.prevent_default();
                }
                widget.dispatch(Input::Part(PartInput::FileOpened(part)));
            }
        >
            {content}
            {glyph(Icon::Download)}
        </a>
    }
    .draw()
}

fn address(widget: Widget, url: &str) -> Option<String> {
    match widget.peek(|client| client.policy().attachment(url)) {
        Link::Open { url, .. } => Some(url),
        Link::Event { .. } | Link::Blocked => None,
    }
}

/// The type of a file as people call it: the ending of its name, else of its media type.
fn kind(file: &Attachment) -> Option<String> {
    let ending = file.filename.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let media = || file.mime_type.as_deref().and_then(|mime| mime.rsplit_once('/')).map(|(_, kind)| kind);
    let short =
        |word: &&str| (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ending.filter(short).or_else(|| media().filter(short)).map(str::to_ascii_uppercase)
}
