//! The wish is on its way.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Until the server has taken the wish.
pub(super) fn asking(widget: Widget) -> Drawn {
    view! {
        <div class="talk-row">
            <span class="talk-mark pulse"><Glyph icon=Icon::Person/></span>
            <p class="talk-title">{phrase(widget, Phrase::HumanAsking)}</p>
        </div>
    }
    .draw()
}
