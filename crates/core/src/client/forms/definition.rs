//! Forms whose fields have to be fetched (`chat-api.md` §2, §7).

use super::card::{FormKey, Stage};
use super::{Card, FormCall};
use crate::address::encode_component;
use crate::client::calls::Purpose;
use crate::client::{Answer, Change, Client, Command, Screen, TimerKey};
use crate::form::Form;
use chatlet_protocol::form::FormDefinition;

impl Client {
    /// Asks for every definition that is wanted; one that is on its way is not asked for again.
    pub(in crate::client) fn load_definitions(&mut self) {
        if self.screen != Screen::Ready || self.forms.renewing {
            return;
        }
        let wanted = self.forms.cards.iter().filter(|card| card.stage == Stage::Loading);
        let wanted: Vec<(FormKey, String)> =
            wanted.filter_map(|card| Some((card.key, card.form_id.clone()?))).collect();
        for (key, form_id) in wanted {
            self.read_definition(key, &form_id);
        }
    }

    pub(super) fn read_definition(&mut self, key: FormKey, form_id: &str) {
        let path = format!("/forms/{}", encode_component(form_id));
        self.read(Purpose::Form(FormCall::Definition(key)), &path);
    }

    pub(super) fn reload_definition(&mut self, key: FormKey) {
        if let Some(card) = self.forms.card_mut(key).filter(|card| card.stage() == Stage::NotLoaded) {
            card.stage = Stage::Loading;
            card.renewed = false;
            self.change(Change::Form(key));
            self.load_definitions();
        }
    }

    pub(super) fn on_definition_answer(&mut self, key: FormKey, answer: &Answer) {
        if key == FormKey::Waiting {
            return self.on_waiting_definition(answer);
        }
        let Some(card) = self.forms.card_mut(key).filter(|card| card.stage == Stage::Loading) else { return };
        match (answer.status(), answer.json::<FormDefinition>()) {
            (_, Some(definition)) => {
                let min_filled = card.min_filled.max(definition.min_filled_fields);
                card.form = Form::new(definition.fields, min_filled);
                card.edition += 1;
                let name = definition.name.filter(|name| !name.trim().is_empty());
                if let (false, Some(name)) = (card.is_named, name) {
                    card.title = super::Title::Own(name);
                }
                card.stage = if card.form.is_empty() { Stage::Missing } else { Stage::Open };
                self.recall_values(key);
            }
            (401, None) if !card.renewed => {
                card.renewed = true;
                self.renew_token_for_forms();
            }
            (401 | 403 | 404, None) => card.stage = Stage::Missing,
            (_, None) => card.stage = Stage::NotLoaded,
        }
        self.change(Change::Form(key));
        self.return_files_of_forms();
        self.on_forms_seen();
    }

    /// A definition is not bound to the conversation: with a spent token the host is asked once for another, by one
    /// request for all who wait (`chat-api.md` §2).
    fn renew_token_for_forms(&mut self) {
        if !self.has_token_source() {
            self.on_token_for_forms(None);
        } else if !std::mem::replace(&mut self.forms.renewing, true) {
            self.ask_for_token();
        }
    }

    /// Whether the token that the host delivers is meant for the definitions.
    pub(in crate::client) fn is_renewing_for_forms(&self) -> bool {
        self.forms.renewing
    }

    /// The host's answer: each definition is tried once more, or none can be had.
    pub(in crate::client) fn on_token_for_forms(&mut self, token: Option<String>) {
        self.forms.renewing = false;
        self.command(Command::Stop(TimerKey::Token));
        if let Some(token) = token {
            self.adopt_token(token);
            self.load_definitions();
        } else {
            let waiting = |card: &&mut Card| card.stage == Stage::Loading;
            let mut changed = Vec::new();
            for card in self.forms.cards.iter_mut().filter(waiting) {
                card.stage = Stage::NotLoaded;
                changed.push(card.key);
            }
            for key in changed {
                self.change(Change::Form(key));
            }
        }
    }
}
