//! What this is, and the service's privacy policy.

use super::section;
use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{place, words};
use crate::view::link::{isolated, outbound, web_address};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Names, version, policy.
pub(super) fn draw(widget: Widget) -> Drawn {
    let name = place(move || {
        let name = widget.config(|config| display_text(config.display.name.trim()).into_owned());
        (!name.is_empty()).then(|| view! { <p>{isolated(name)}</p> }.draw())
    });
    let policy = place(move || {
        let url = widget.config(|config| config.display.privacy_policy_url.clone())?;
        let (url, label) = (web_address(widget, &url)?, widget.text(Phrase::Privacy));
        let link = outbound(url, label.clone(), "link outward", vec![label.draw()]);
        Some(view! { <p>{link}</p> }.draw())
    });
    let made = words(move || widget.fill(Phrase::MadeWith, "version", env!("CARGO_PKG_VERSION")));
    let content =
        vec![view! { <div class="about">{name}{policy}<p class="about-made">{made}</p></div> }.draw()];
    section(widget, Phrase::About, "about", content)
}
