//! Pictures: only from addresses the policy allows, each in a box whose size is known before it arrives.

use super::drawn::{Draw, Drawn};
use super::dynamic::{place, words};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::{Input, PartInput, PictureSource};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use leptos::prelude::*;

/// A picture, or a quiet tile where none can be had.
///
/// `sources` are addresses to try in turn, untrusted; `alt` says what it shows, or is missing when words beside it say
/// so already.
pub(crate) fn picture(
    widget: Widget,
    sources: Vec<String>,
    source: PictureSource,
    alt: Option<&str>,
) -> Drawn {
    picture_of(widget, sources, source, alt, None)
}

/// The same, of a part that is told when none of the sources can be loaded.
pub(crate) fn picture_of(
    widget: Widget,
    sources: Vec<String>,
    source: PictureSource,
    alt: Option<&str>,
    part: Option<PartKey>,
) -> Drawn {
    let sources: Vec<String> = sources.into_iter().filter_map(|url| widget.image(&url, source)).collect();
    let broken = RwSignal::new(0_usize);
    let alt = alt.map(|alt| display_text(alt).into_owned());
    let last = sources.len();
    let fail = move |_| {
        broken.update(|count| *count += 1);
        if let Some(part) = part.filter(|_| broken.get_untracked() == last) {
            widget.dispatch(Input::Part(PartInput::PictureFailed(part)));
        }
    };
    place(move || {
        Some(match sources.get(broken.get()) {
            Some(source) => view! {
                <img
                    class="picture"
                    src=source.clone()
                    alt=alt.clone().unwrap_or_default()
                    referrerpolicy="no-referrer"
                    loading="lazy"
                    decoding="async"
                    on:error=fail
                />
            }
            .draw(),
            None => missing(widget, alt.clone()),
        })
    })
    .draw()
}

/// The tile that stands for a picture.
fn missing(widget: Widget, alt: Option<String>) -> Drawn {
    match alt {
        Some(alt) => {
            let name = words(move || if alt.is_empty() { widget.text(Phrase::Image) } else { alt.clone() });
            view! { <span class="picture missing" role="img" aria-label=name><Glyph icon=Icon::Image/></span> }.draw()
        }
        None => {
            view! { <span class="picture missing" aria-hidden="true"><Glyph icon=Icon::Image/></span> }.draw()
        }
    }
}
