//! The chat cannot be had: what that means, and what can be done.

use crate::state::Widget;
use crate::view::button::{button_for, makes};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{either, phrase, place, when, words};
use crate::view::icon::Icon;
use crate::view::link::glyph;
use chatlet_core::client::{Input, Screen};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// Why there is no conversation.
#[component]
pub(crate) fn Apology() -> Drawn {
    let widget = expect_context::<Widget>();
    let refused = move || widget.screen() == Screen::Refused;
    let retryable = move || widget.screen() == Screen::Unavailable { retryable: true };
    let title = words(move || widget.text(if refused() { Phrase::Refused } else { Phrase::Unavailable }));
    let hint = place(move || {
        let hint = match widget.screen() {
            Screen::Refused => Phrase::RefusedHint,
            Screen::Unavailable { retryable: true } => Phrase::UnavailableHint,
            Screen::Unavailable { retryable: false } | Screen::Loading | Screen::Ready | Screen::Ended => {
                return None;
            }
        };
        Some(view! { <p>{phrase(widget, hint)}</p> }.draw())
    });
    let retry = move || {
        let retry = makes(widget, || Input::StartRetried);
        button_for("button", phrase(widget, Phrase::TryAgain), Box::new(retry))
    };
    view! {
        <section class="apology">
            <span class="apology-mark">{either(refused, || glyph(Icon::Lock), || glyph(Icon::Warning))}</span>
            <h2>{title}</h2>
            {hint}
            {when(retryable, retry)}
        </section>
    }
    .draw()
}
