//! The waiting-room form of the livechat (`chat-api.md` §9): optional for the visitor, and saved by itself rather than
//! as the answer to a marker.

use super::FormCall;
use super::card::{Card, FormKey, Title};
use crate::client::calls::Purpose;
use crate::client::{Answer, Change, Client};
use crate::form::Form;
use chatlet_protocol::catalogue::FormType;
use chatlet_protocol::form::{FormDefinition, SessionState};

/// Its definition and the values to fill in beforehand, which come in any order.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    wanted: bool,
    definition: Option<FormDefinition>,
    values: Option<SessionState>,
}

impl Client {
    /// The visitor waits for an agent: fetches the form that is meant for it, once. Nothing is shown when there is
    /// none, when nothing of it remains without its file fields, or when a read fails.
    pub(in crate::client) fn open_waiting_form(&mut self) {
        let mut forms = self.config.forms.iter();
        let form = forms.find(|form| form.trigger.as_deref() == Some("livechat_waiting"));
        let Some(form_id) = form.map(|form| form.form_id.clone()) else { return };
        if std::mem::replace(&mut self.forms.waiting.wanted, true) {
            return;
        }
        self.read_definition(FormKey::Waiting, &form_id);
        self.read(Purpose::Form(FormCall::Session), "/session");
    }

    /// The visitor no longer waits: the form goes.
    pub(in crate::client) fn close_waiting_form(&mut self) {
        self.forms.waiting = Waiting::default();
        self.forget_call(Purpose::Form(FormCall::Definition(FormKey::Waiting)));
        self.forget_call(Purpose::Form(FormCall::Session));
        self.forget_call(Purpose::Form(FormCall::Answers(FormKey::Waiting)));
        self.forms.cards.retain(|card| card.key != FormKey::Waiting);
        self.change(Change::Form(FormKey::Waiting));
    }

    pub(super) fn on_waiting_definition(&mut self, answer: &Answer) {
        self.forms.waiting.definition = answer.json();
        self.show_waiting_form();
    }

    pub(super) fn on_waiting_values(&mut self, answer: &Answer) {
        self.forms.waiting.values = answer.json();
        self.show_waiting_form();
    }

    fn show_waiting_form(&mut self) {
        let waiting = &mut self.forms.waiting;
        if !waiting.wanted || waiting.definition.is_none() || waiting.values.is_none() {
            return;
        }
        let (Some(definition), Some(values)) = (waiting.definition.take(), waiting.values.take()) else {
            return;
        };
        let mut form = Form::of_text(definition.fields, definition.min_filled_fields);
        let known: Vec<_> = values.values.into_iter().map(|value| (value.key, value.value)).collect();
        form.prefill(&known);
        if form.is_empty() {
            return;
        }
        let name = definition.name.filter(|name| !name.trim().is_empty());
        let title = Title::Own(name.unwrap_or_else(|| definition.form_id.clone()));
        let mut card = Card::new(FormKey::Waiting, FormType::Waiting, title, form);
        card.form_id = Some(definition.form_id);
        self.forms.cards.push(card);
        self.change(Change::Form(FormKey::Waiting));
        self.on_forms_seen();
    }
}
