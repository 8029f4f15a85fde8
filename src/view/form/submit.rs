//! The end of a form: what is wrong with it as a whole, and the button.

use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{maybe, phrase, place, when, words};
use crate::view::icon::{Glyph, Icon};
use crate::view::upload::share;
use chatlet_core::client::{Card, Change, FormKey, Notice, Stage};
use chatlet_core::locale::Phrase;
use leptos::prelude::*;

/// The button. It is never taken out of reach: pressed too early, it does nothing.
pub(super) fn submit(widget: Widget, key: FormKey) -> Drawn {
    let is_sending = move || widget.form(key, Card::stage) == Some(Stage::Sending);
    let failed = move || widget.form(key, |card| card.form.problem.is_some()).unwrap_or_default();
    let label = words(move || {
        widget.text(match (is_sending(), failed()) {
            (true, _) => Phrase::Sending,
            (false, true) => Phrase::TryAgain,
            (false, false) => Phrase::FormSend,
        })
    });
    let disabled = maybe(move || (!widget.can_submit(key)).then(|| "true".to_owned()));
    let marked = move || {
        widget.form(key, |card| card.form.shown().any(|field| field.asked.required)).unwrap_or_default()
    };
    let note =
        move || view! { <span class="field-hint">{phrase(widget, Phrase::RequiredFields)}</span> }.draw();
    view! {
        <div class="form-end">
            {place(move || wrong(widget, key))}
            {share(widget, move || if is_sending() { left(widget, key) } else { None })}
            <div class="form-foot">
                <button type="submit" class="button" aria-disabled=disabled>{label}</button>
                {when(marked, note)}
            </div>
        </div>
    }
    .draw()
}

/// How much of its files has left.
fn left(widget: Widget, key: FormKey) -> Option<u8> {
    widget.read(Change::Uploads, |client| client.form_share(key))
}

/// What keeps the form from being sent, besides its fields.
fn wrong(widget: Widget, key: FormKey) -> Option<Drawn> {
    let (icon, words) = match (widget.form_problem(key), widget.notice()) {
        (Some(words), _) => (Icon::Warning, words),
        (None, Some(Notice::Pause(seconds))) => {
            (Icon::Clock, widget.fill(Phrase::Pause, "seconds", &seconds.to_string()))
        }
        (None, _) => return None,
    };
    Some(view! { <p class="field-error"><Glyph icon/><bdi>{words}</bdi></p> }.draw())
}
