//! What stands beside a message: what can be done with it, or that it is on its way. Neither moves anything when it
//! comes or goes.

use crate::state::Widget;
use crate::view::button::icon_button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::phrase;
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

/// What can be done with a message.
pub(crate) fn actions(widget: Widget, key: MessageKey) -> Drawn {
    let copy = icon_button(widget, "icon-button small", Icon::Copy, Phrase::Copy, Input::Copied(key));
    view! { <div class="actions">{copy}</div> }.draw()
}

/// A message on its way: a clock that comes only when that takes a while.
pub(crate) fn on_its_way(widget: Widget) -> Drawn {
    view! {
        <span class="on-its-way">
            <Glyph icon=Icon::Clock/>
            <span class="hidden">{phrase(widget, Phrase::Sending)}</span>
        </span>
    }
    .draw()
}
