//! One field: its label, its control, and what is to be known about the answer (A18).

use super::dropdown::dropdown;
use super::file::{file, limit};
use super::line::line;
use super::paragraph::paragraph;
use crate::state::Widget;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{Flag, Words, flag, maybe, when, words};
use crate::view::icon::{Glyph, Icon};
use chatlet_core::client::{Card, FormInput, FormKey, Input, Stage};
use chatlet_core::display::display_text;
use chatlet_core::form::Field;
use chatlet_protocol::form::FieldType;
use leptos::prelude::*;

/// A field by its place in a form: what its views have in common.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) widget: Widget,
    pub(super) form: FormKey,
    pub(super) place: usize,
}

impl Asked {
    /// Reads the field, or a default when it is gone.
    pub(super) fn read<T: Default>(self, read: impl FnOnce(&Field) -> T) -> T {
        let field = self.widget.form(self.form, |card| card.form.field(self.place).map(read));
        field.flatten().unwrap_or_default()
    }

    /// Id of the control.
    pub(super) fn id(self) -> String {
        self.form.control(self.place)
    }

    fn error_id(self) -> String {
        self.id() + "-error"
    }

    fn hint_id(self) -> String {
        self.id() + "-hint"
    }

    /// The answer as it stands.
    pub(super) fn value(self) -> Words {
        words(move || self.read(|field| field.value.clone()))
    }

    /// Lets the answer be `value`.
    pub(super) fn change(self, value: String) {
        let (form, field) = (self.form, self.place);
        self.widget.dispatch(Input::Form(FormInput::Changed { form, field, value }));
    }

    fn is_wrong(self) -> bool {
        self.read(|field| field.problem.is_some())
    }

    /// `aria-invalid`
    pub(super) fn invalid(self) -> crate::view::changing::Changing<Option<String>> {
        maybe(move || self.is_wrong().then(|| "true".to_owned()))
    }

    /// `aria-required`
    pub(super) fn required(self) -> Option<&'static str> {
        self.read(|field| field.asked.required).then_some("true")
    }

    /// `aria-describedby`: the hint, and what is wrong.
    pub(super) fn description(self) -> crate::view::changing::Changing<Option<String>> {
        let hint = untrack(|| self.read(Field::takes_files));
        maybe(move || match (hint, self.is_wrong()) {
            (false, false) => None,
            (true, false) => Some(self.hint_id()),
            (false, true) => Some(self.error_id()),
            (true, true) => Some(self.hint_id() + " " + &self.error_id()),
        })
    }

    /// Whether the answer is on its way and cannot be changed.
    pub(super) fn is_fixed(self) -> Flag {
        flag(move || self.widget.form(self.form, Card::stage) == Some(Stage::Sending))
    }
}

/// A field with everything around its control.
pub(super) fn field(widget: Widget, form: FormKey, place: usize) -> Drawn {
    let asked = Asked { widget, form, place };
    let (kind, label, required, is_file) = asked.read(|field| {
        let label = display_text(&field.asked.label).into_owned();
        (Some(field.asked.kind), label, field.asked.required, field.takes_files())
    });
    let control = match kind {
        Some(FieldType::Text | FieldType::Email | FieldType::Tel) => line(asked, kind),
        Some(FieldType::Textarea) => paragraph(asked),
        Some(FieldType::Dropdown) => dropdown(asked),
        Some(FieldType::File) => file(asked),
        None => nothing(),
    };
    let mark = required.then(|| view! { <span class="field-mark" aria-hidden="true">" *"</span> }.draw());
    let hint = is_file.then(|| view! { <p class="field-hint" id=asked.hint_id()>{limit(asked)}</p> }.draw());
    let problem = move || {
        let words = words(move || widget.field_problem(form, place).unwrap_or_default());
        view! {
            <p class="field-error" id=asked.error_id()><Glyph icon=Icon::Warning/><bdi>{words}</bdi></p>
        }
        .draw()
    };
    view! {
        <div class="field" class:wrong=flag(move || asked.is_wrong())>
            <label class="field-label" for=asked.id()><bdi>{label}</bdi>{mark}</label>
            {control}
            {hint}
            {when(move || asked.is_wrong(), problem)}
        </div>
    }
    .draw()
}
