//! Markers: what the assistant asks the client to do. They are readable here; what they start is drawn elsewhere.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// What is asked for, in words.
pub(crate) fn note(widget: Widget, icon: Icon, wish: Phrase) -> Drawn {
    view! { <p class="note"><Glyph icon/><span>{phrase(widget, wish)}</span></p> }.draw()
}
