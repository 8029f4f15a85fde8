//! Parts whose meaning is the page's: a button, where the part has words for one.

use crate::state::{Thread, Widget};
use crate::view::button::sends;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::place;
use crate::view::link::isolated;
use chatlet_core::client::{Input, PartInput};
use chatlet_core::display::display_text;
use chatlet_core::transcript::PartKey;
use leptos::prelude::*;

/// A custom part.
pub(crate) fn custom(widget: Widget, part: PartKey) -> Drawn {
    place(move || {
        Thread::new(widget).part(part, |_| Some(()))?;
        let label = widget.peek(|client| client.custom_label(part))?;
        let label = isolated(display_text(&label).into_owned());
        let input = Input::Part(PartInput::CustomUsed(part));
        Some(view! { <button type="button" class="button quiet" on:click=sends(widget, input)>{label}</button> }.draw())
    })
    .draw()
}
