//! A few words of the visitor's own about something.

use super::drawn::{Draw, Drawn};
use super::dynamic::{Words, phrase};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// A field under its name. `wrote` says what happens with all that stands in it.
pub(crate) fn comment(
    widget: Widget,
    id: String,
    name: Phrase,
    written: Words,
    wrote: impl Fn(String) -> Input + 'static,
) -> Drawn {
    field(widget, id, name, written, Box::new(wrote))
}

fn field(
    widget: Widget,
    id: String,
    name: Phrase,
    written: Words,
    wrote: Box<dyn Fn(String) -> Input>,
) -> Drawn {
    view! {
        <div class="comment">
            <label for=id.clone()>{phrase(widget, name)}</label>
            <textarea
                id=id
                class="control"
                rows="2"
                dir="auto"
                maxlength="2000"
                prop:value=written
                on:input:target=move |event| widget.dispatch(wrote(event.target().value()))
            ></textarea>
        </div>
    }
    .draw()
}
