//! What must be known before writing on: no network, a pause, a refusal.

use crate::state::Widget;
use crate::view::drawn::Draw;
use crate::view::dynamic::place;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Notice;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The row above the field.
#[component]
pub(crate) fn NoticeRow() -> impl IntoView {
    let widget = expect_context::<Widget>();
    place(move || {
        let (class, icon, words) = match widget.notice()? {
            Notice::Offline => ("notice", Icon::Offline, widget.text(Phrase::Offline)),
            Notice::Pause(seconds) => {
                ("notice", Icon::Clock, widget.fill(Phrase::Pause, "seconds", &seconds.to_string()))
            }
            Notice::Refused(words) => ("notice fault", Icon::Warning, display_text(&words).into_owned()),
        };
        Some(view! { <p class=class><Glyph icon/><bdi>{words}</bdi></p> }.draw())
    })
}
