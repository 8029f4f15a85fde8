//! Pictures: only from addresses the policy allows, each in a box whose size is known before it arrives.

use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Where the address of a picture comes from, and with it what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Origin {
    /// Content: a whole address (corpora rule 7).
    #[default]
    Content,
    /// An attachment of a message: the API's host may be left out.
    Attachment,
    /// The visitor's own upload, which history gives back as `data:`.
    Own,
}

/// The address that may be loaded, if any.
pub(crate) fn allowed(widget: Widget, url: &str, origin: Origin) -> Option<String> {
    let starts = |scheme: &str| {
        url.trim_start().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let fits = match origin {
        Origin::Content => starts("https:") || starts("http:"),
        Origin::Attachment => !starts("data:"),
        Origin::Own => true,
    };
    fits.then(|| widget.image(url)).flatten()
}

/// A picture, or a quiet tile where none can be had.
#[component]
pub(crate) fn Picture(
    /// Addresses to try in turn; untrusted.
    sources: Vec<String>,
    /// Where the addresses come from.
    #[prop(optional)]
    origin: Origin,
    /// What it shows; none when words beside it say so already.
    #[prop(optional_no_strip)]
    alt: Option<String>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let sources: Vec<String> = sources.into_iter().filter_map(|url| allowed(widget, &url, origin)).collect();
    let broken = RwSignal::new(0_usize);
    let alt = alt.map(|alt| display_text(&alt).into_owned());
    move || match sources.get(broken.get()) {
        Some(source) => view! {
            <img
                class="picture"
                src=source.clone()
                alt=alt.clone().unwrap_or_default()
                referrerpolicy="no-referrer"
                loading="lazy"
                decoding="async"
                on:error=move |_| broken.update(|count| *count += 1)
            />
        }
        .into_any(),
        None => match alt.clone() {
            Some(alt) => {
                let name = move || if alt.is_empty() { widget.text(Phrase::Image) } else { alt.clone() };
                view! { <span class="picture missing" role="img" aria-label=name><Glyph icon=Icon::Image/></span> }.into_any()
            }
            None => {
                view! { <span class="picture missing" aria-hidden="true"><Glyph icon=Icon::Image/></span> }
                    .into_any()
            }
        },
    }
}
