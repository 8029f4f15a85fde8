//! Pictures and files.

use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::place;
use crate::view::format::Formats;
use crate::view::icon::Icon;
use crate::view::link::{glyph, isolated, outbound};
use crate::view::picture::picture;
use chatlet_core::client::PictureSource;
use chatlet_core::display::display_text;
use chatlet_core::links::Link;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::{Attachment, Part};
use leptos::prelude::*;

fn attachment(thread: Thread, part: PartKey) -> Option<Attachment> {
    thread.part(part, |part| match part {
        Part::Image(attachment) | Part::File(attachment) => Some(attachment.clone()),
        _ => None,
    })
}

fn address(widget: Widget, url: &str) -> Option<String> {
    match widget.peek(|client| client.policy().attachment(url)) {
        Link::Open { url, .. } => Some(url),
        Link::Event { .. } | Link::Blocked => None,
    }
}

/// A picture with its words; it opens where its address may be opened. Only the visitor's `own` may come as `data:`.
pub(crate) fn image(widget: Widget, part: PartKey, own: bool) -> Drawn {
    place(move || {
        let image = attachment(Thread::new(widget), part)?;
        let caption = image
            .caption
            .as_deref()
            .map(|words| display_text(words).into_owned())
            .filter(|words| !words.is_empty());
        let name = caption.clone().unwrap_or_else(|| widget.text(Phrase::Image));
        let origin = if own { PictureSource::Own } else { PictureSource::Attachment };
        let shown = widget.image(&image.url, origin).is_some();
        let url = address(widget, &image.url).filter(|_| shown);
        let sources = image.thumbnail_url.into_iter().chain([image.url]).collect();
        let picture = picture(widget, sources, origin, Some(&name));
        let picture = match url {
            Some(url) => outbound(url, name, "frame-link", vec![picture]),
            None => picture,
        };
        let caption = caption.map(|words| view! { <figcaption>{isolated(words)}</figcaption> }.draw());
        Some(view! { <figure class="image">{picture}{caption}</figure> }.draw())
    })
    .draw()
}

/// A file: name, type and size, and the way to fetch it.
pub(crate) fn file(widget: Widget, part: PartKey) -> Drawn {
    let formats = Formats::here();
    place(move || {
        let file = attachment(Thread::new(widget), part)?;
        let name = display_text(file.filename.as_deref().unwrap_or_default()).into_owned();
        let label = name.clone();
        let size = file.size_bytes.map(|bytes| (formats.size)(bytes, &widget.language()));
        let facts: Vec<String> = kind(&file).into_iter().chain(size).collect();
        let words = view! {
            <span class="file-words">
                <bdi class="file-name">{name}</bdi>
                <span class="file-facts">{facts.join(" · ")}</span>
            </span>
        };
        let mut content = vec![glyph(Icon::File), words.draw()];
        Some(match address(widget, &file.url) {
            Some(url) => {
                content.push(glyph(Icon::Download));
                outbound(url, label, "file", content)
            }
            None => view! { <div class="file">{content}</div> }.draw(),
        })
    })
    .draw()
}

/// The type of a file as people call it: the ending of its name, else of its media type.
fn kind(file: &Attachment) -> Option<String> {
    let ending = file.filename.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let media = || file.mime_type.as_deref().and_then(|mime| mime.rsplit_once('/')).map(|(_, kind)| kind);
    let short =
        |word: &&str| (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ending.filter(short).or_else(|| media().filter(short)).map(str::to_ascii_uppercase)
}
