//! The end of a conversation, and the way on.

use crate::state::Widget;
use crate::view::button::{button_for, makes};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, words};
use chatlet_core::client::{Change, Input};
use chatlet_core::locale::Phrase;
use chatlet_protocol::catalogue::EndReason;
use leptos::prelude::*;

/// Why it has ended, as far as the visitor cares.
fn why(widget: Widget) -> Phrase {
    let (reason, elsewhere) =
        widget.read(Change::Screen, |client| (client.end_reason(), client.ended_elsewhere()));
    match reason {
        Some(EndReason::Deleted) => Phrase::Deleted,
        Some(EndReason::Reset) if elsewhere => Phrase::EndedElsewhere,
        _ => Phrase::Ended,
    }
}

/// Stands where the composer was.
#[component]
pub(crate) fn Ended() -> Drawn {
    let widget = expect_context::<Widget>();
    view! {
        <footer class="ended">
            <p>{words(move || widget.text(why(widget)))}</p>
            {button_for("button", phrase(widget, Phrase::StartAgain), Box::new(makes(widget, || Input::StartedOver)))}
        </footer>
    }
    .draw()
}
