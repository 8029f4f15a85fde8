//! What stands beside a message: what can be done with it, or that it is on its way. Neither moves anything when it
//! comes or goes.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{either, phrase, press};
use crate::view::icon::{Glyph, Icon};
use crate::view::later::later_in;
use crate::view::link::glyph;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::MessageKey;
use leptos::prelude::*;

/// What can be done with a reply: besides copying it, hearing and judging it.
pub(crate) fn reply_actions(widget: Widget, key: MessageKey) -> Drawn {
    let judge = later_in(widget, move |views| (views.judge)(widget, key)).draw();
    acts(widget, key, Some(judge))
}

/// What can be done with a message. That it was copied is seen until the pointer or the keyboard goes elsewhere, and
/// heard from the announcer; the button's name stays.
pub(crate) fn actions(widget: Widget, key: MessageKey) -> Drawn {
    acts(widget, key, None)
}

fn acts(widget: Widget, key: MessageKey, more: Option<Drawn>) -> Drawn {
    let copied = RwSignal::new(false);
    let copy = press(move || {
        widget.dispatch(Input::Copied(key));
        copied.set(true);
    });
    view! {
        <div class="actions">
            <button
                type="button"
                class="icon-button small"
                aria-label=phrase(widget, Phrase::Copy)
                title=phrase(widget, Phrase::Copy)
                on:click=copy
                on:blur=move |_| copied.set(false)
                on:pointerleave=move |event| {
                    if event.pointer_type() == "mouse" {
                        copied.set(false);
                    }
                }
            >
                {either(move || copied.get(), || glyph(Icon::Check), || glyph(Icon::Copy))}
            </button>
            {more}
        </div>
    }
    .draw()
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
