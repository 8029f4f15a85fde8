//! Pictures of a message.

use super::attachment;
use crate::state::{Thread, Widget};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{place, press, when, words};
use crate::view::lightbox::lightbox;
use crate::view::link::isolated;
use crate::view::picture::picture_of;
use chatlet_core::client::{Availability, PictureSource};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use leptos::prelude::*;

/// A picture with its words; pressing it shows it large. Only the visitor's `own` may come as `data:`.
pub(crate) fn image(widget: Widget, part: PartKey, own: bool) -> Drawn {
    let open = RwSignal::new(false);
    place(move || {
        let image = attachment(Thread::new(widget), part)?;
        let shown = |words: Option<String>| {
            words.map(|words| display_text(&words).into_owned()).filter(|words| !words.trim().is_empty())
        };
        let caption = shown(image.caption);
        let name =
            caption.clone().or_else(|| shown(image.filename)).unwrap_or_else(|| widget.text(Phrase::Image));
        let origin = if own { PictureSource::Own } else { PictureSource::Attachment };
        let large = widget.image(&image.url, origin);
        let gone = widget.peek(|client| client.availability(part)) == Availability::Gone;
        let sources =
            if gone { Vec::new() } else { image.thumbnail_url.into_iter().chain([image.url]).collect() };
        let picture = picture_of(widget, sources, origin, Some(&name), Some(part));
        let picture = match large.filter(|_| !gone) {
            Some(large) => enlarging(widget, picture, large, name, open),
            None => picture,
        };
        let caption = caption.map(|words| view! { <figcaption>{isolated(words)}</figcaption> }.draw());
        let lost = gone.then(|| view! { <figcaption>{widget.text(Phrase::FileGone)}</figcaption> }.draw());
        Some(view! { <figure class="image">{picture}{caption}{lost}</figure> }.draw())
    })
    .draw()
}

/// A picture as a button, and the large one while it is open.
fn enlarging(widget: Widget, picture: Drawn, large: String, name: String, open: RwSignal<bool>) -> Drawn {
    let spoken = name.clone();
    let shown = move || lightbox(widget, large.clone(), name.clone(), open);
    view! {
        <div>
            <button
                type="button"
                class="enlarge"
                aria-haspopup="dialog"
                aria-label=words(move || widget.fill(Phrase::EnlargeImage, "name", &spoken))
                on:click=press(move || open.set(true))
            >
                {picture}
            </button>
            {when(move || open.get(), shown)}
        </div>
    }
    .draw()
}
