//! The top of the transcript: earlier messages on their way, or not to be had.

use crate::state::Widget;
use crate::view::button::button;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place};
use chatlet_core::client::{Input, Older};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The row above the first message.
pub(crate) fn older(widget: Widget) -> Drawn {
    place(move || match widget.older() {
        Older::None | Older::More(_) => None,
        Older::Loading(_) => {
            Some(view! { <p class="older">{phrase(widget, Phrase::LoadingOlder)}</p> }.draw())
        }
        Older::Failed(_) => {
            let retry = button(widget, "text-button", phrase(widget, Phrase::TryAgain), Input::OlderRetried);
            Some(
                view! { <p class="older"><span>{phrase(widget, Phrase::OlderFailed)}</span>{retry}</p> }
                    .draw(),
            )
        }
    })
    .draw()
}
