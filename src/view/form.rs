//! Forms: what is asked, what was answered, and what became of it.

mod answers;
mod dropdown;
mod field;
mod file;
mod heading;
mod line;
mod outcome;
mod paragraph;
mod past;
mod submit;

use super::button::button;
use super::drawn::{Draw, Drawn};
use super::dynamic::{either, phrase, when};
use super::later::later_or;
use super::rows::rows;
use crate::state::Widget;
use chatlet_core::client::{Card, FormInput, FormKey, Input, Later, Stage};
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::PartKey;
use field::field;
use heading::{heading, title};
use leptos::prelude::*;
use outcome::outcome;
pub(super) use past::past;
use submit::submit;

/// The form of a part: a card that can be filled in, or, of an older reply, what it asked.
pub(crate) fn form_part(widget: Widget, part: PartKey) -> Drawn {
    let key = FormKey::Part(part);
    let old = move || later_or(widget, move |views| (views.past_form)(widget, part), meanwhile).draw();
    either(move || widget.has_form(key), move || form_card(widget, key), old).draw()
}

/// A form that has a card, wherever it stands. Its code comes with the second part of the app.
pub(crate) fn form_card(widget: Widget, key: FormKey) -> Drawn {
    later_or(widget, move |views| (views.form)(widget, key), meanwhile).draw()
}

/// What stands there before a form can be drawn.
fn meanwhile(widget: Widget) -> Drawn {
    let missing = move || widget.later() == Later::Missing;
    let retry = move || note(widget, Phrase::PartMissing, Input::LaterRetried);
    view! { <section class="form">{either(missing, retry, move || loading(widget))}</section> }.draw()
}

/// A form with its heading. The element stays while its content changes, so that it can take the keyboard when its
/// button goes.
pub(super) fn card(widget: Widget, key: FormKey) -> Drawn {
    let is = move |wanted: fn(Stage) -> bool| move || widget.form(key, Card::stage).is_some_and(wanted);
    let retry = move || note(widget, Phrase::FormNotLoaded, Input::Form(FormInput::Reloaded(key)));
    view! {
        <section id=key.id() class="form" tabindex="-1" aria-labelledby=title(key)>
            {heading(widget, key)}
            {when(is(|stage| stage == Stage::Loading), move || loading(widget))}
            {when(is(|stage| stage == Stage::NotLoaded), retry)}
            {when(is(|stage| matches!(stage, Stage::Open | Stage::Sending)), move || filling(widget, key))}
            {when(
                is(|stage| matches!(stage, Stage::Answered | Stage::Closed | Stage::Forbidden | Stage::Missing)),
                move || outcome(widget, key),
            )}
        </section>
    }
    .draw()
}

/// What could not be had, and the way on.
fn note(widget: Widget, words: Phrase, again: Input) -> Drawn {
    let again = button(widget, "text-button", phrase(widget, Phrase::TryAgain), again);
    view! { <p class="form-note"><span>{phrase(widget, words)}</span>{again}</p> }.draw()
}

/// The fields that are visible, and the button. Our own words say what is wrong, so the browser's are turned off.
fn filling(widget: Widget, key: FormKey) -> Drawn {
    let fields = rows(
        move || {
            let visible = widget.form(key, |card| (card.edition, card.form.visible()));
            let (edition, visible) = visible.unwrap_or_default();
            let places = (0..).zip(visible).filter(|(_, shown)| *shown);
            places.map(|(place, _)| (edition, place)).collect()
        },
        move |(_, place)| field(widget, key, place as usize),
    );
    view! {
        <form
            class="form-fields"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                widget.dispatch(Input::Form(FormInput::Submitted(key)));
            }
        >
            {fields}
            {submit(widget, key)}
        </form>
    }
    .draw()
}

/// Two fields' worth of nothing, in the place where they will be.
fn loading(widget: Widget) -> Drawn {
    view! {
        <p class="form-loading">
            <span class="hidden">{phrase(widget, Phrase::FormLoading)}</span>
            <i></i>
            <i></i>
        </p>
    }
    .draw()
}
