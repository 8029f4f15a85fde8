//! Pictures: only from addresses the policy allows, each in a box whose size is known before it arrives.

use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A picture, or a quiet tile where none can be had.
#[component]
pub(crate) fn Picture(
    /// Addresses to try in turn; untrusted.
    sources: Vec<String>,
    /// Whether it is the visitor's own upload, which history gives back as `data:`.
    #[prop(optional)]
    own: bool,
    /// What it shows; none when words beside it say so already.
    #[prop(optional_no_strip)]
    alt: Option<String>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let sources: Vec<String> = sources.iter().filter_map(|url| widget.image(url)).filter(|url| own || !url.starts_with("data:")).collect();
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
            None => view! { <span class="picture missing" aria-hidden="true"><Glyph icon=Icon::Image/></span> }.into_any(),
        },
    }
}
