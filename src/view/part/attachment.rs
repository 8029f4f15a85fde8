//! Pictures and files.

use crate::state::{Thread, Widget};
use crate::view::format::Formats;
use crate::view::icon::{Glyph, Icon};
use crate::view::link::Outbound;
use crate::view::picture::{Origin, Picture, allowed};
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

/// A picture with its words; it opens where its address may be opened.
#[component]
pub(crate) fn ImagePart(
    /// Which part.
    part: PartKey,
    /// Whether it is the visitor's own: only those may come as `data:`.
    own: bool,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    move || {
        let image = attachment(thread, part)?;
        let caption = image
            .caption
            .as_deref()
            .map(|words| display_text(words).into_owned())
            .filter(|words| !words.is_empty());
        let name = caption.clone().unwrap_or_else(|| widget.text(Phrase::Image));
        let origin = if own { Origin::Own } else { Origin::Attachment };
        let shown = allowed(widget, &image.url, origin).is_some();
        let url = address(widget, &image.url).filter(|_| shown);
        let sources = image.thumbnail_url.into_iter().chain([image.url]).collect();
        let picture = view! { <Picture sources origin alt=name.clone().into()/> };
        let picture = match url {
            Some(url) => {
                view! { <Outbound url label=name class="frame-link">{picture}</Outbound> }.into_any()
            }
            None => picture.into_any(),
        };
        let caption = caption.map(|words| view! { <figcaption><bdi>{words}</bdi></figcaption> });
        Some(view! { <figure class="image">{picture}{caption}</figure> })
    }
}

/// A file: name, type and size, and the way to fetch it.
#[component]
pub(crate) fn FilePart(
    /// Which part.
    part: PartKey,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let formats = Formats::here();
    move || {
        let file = attachment(thread, part)?;
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
        Some(match address(widget, &file.url) {
            Some(url) => view! {
                <Outbound url label class="file"><Glyph icon=Icon::File/>{words}<Glyph icon=Icon::Download/></Outbound>
            }
            .into_any(),
            None => view! { <div class="file"><Glyph icon=Icon::File/>{words}</div> }.into_any(),
        })
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
