//! A form that needs nothing more, or can have nothing more: what became of it, and what was answered.

use super::answers::answers;
use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{place, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{FormKey, Stage};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The outcome of a form with a card.
pub(super) fn outcome(widget: Widget, key: FormKey) -> Drawn {
    let text = move || {
        let (stage, own) = widget.form(key, |card| (card.stage(), card.confirmation.clone()))?;
        let own = own.filter(|_| stage == Stage::Answered).map(|words| display_text(&words).into_owned());
        Some(own.unwrap_or_else(|| {
            widget.text(match stage {
                Stage::Answered => Phrase::FormThanks,
                Stage::Forbidden => Phrase::FormForbidden,
                Stage::Missing => Phrase::FormMissing,
                _ => Phrase::FormClosed,
            })
        }))
    };
    let is_answered = move || widget.form(key, |card| card.stage() == Stage::Answered).unwrap_or_default();
    let sign = place(move || {
        let icon = if is_answered() { Icon::Check } else { Icon::Lock };
        Some(view! { <Glyph icon/> }.draw())
    });
    let class = words(move || if is_answered() { "form-outcome done" } else { "form-outcome" }.to_owned());
    view! {
        <div>
            <p class=class>{sign}<span dir="auto">{words(move || text().unwrap_or_default())}</span></p>
            {place(move || answers(widget, key))}
        </div>
    }
    .draw()
}
