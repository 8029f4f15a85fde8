//! What is remembered of the forms: which were answered, and what was typed into the others, so that a reload loses
//! neither (`chat-api.md` §7). Kept like the draft, where the page and the visitor allow; files are kept elsewhere
//! (`client/upload/kept.rs`).

use super::FormTimer;
use super::card::{Card, FormKey, Stage};
use crate::client::{Client, Command, Slot, TimerKey};
use crate::form::autocomplete;
use crate::transcript::PartKey;
use serde_json::{Map, Value, json};

/// Shape of the stored record; one of another shape is discarded (F46).
const RECORD: u64 = 1;
/// Forms that are remembered; older ones go first.
const FORMS: usize = 50;
/// Bytes of the record at most.
const LARGEST: usize = 65_536;
/// A pause this long keeps what was typed, in milliseconds.
const PAUSE: u64 = 500;

/// What is remembered of one form.
#[derive(Debug, Clone, PartialEq, Default)]
struct Remembered {
    part_id: String,
    /// How it ended: `Answered` or `Closed`; none while it can be filled in.
    ended: Option<Stage>,
    values: Vec<(String, String)>,
}

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Memory {
    forms: Vec<Remembered>,
    /// Who the visitor is, by field key, from the forms of this conversation: nobody types their address twice
    /// (WCAG 3.3.7).
    person: Vec<(String, String)>,
}

impl Memory {
    fn of(&mut self, part_id: &str) -> &mut Remembered {
        let place = self.forms.iter().position(|form| form.part_id == part_id).unwrap_or_else(|| {
            if self.forms.len() >= FORMS {
                self.forms.remove(0);
            }
            self.forms.push(Remembered { part_id: part_id.to_owned(), ..Remembered::default() });
            self.forms.len() - 1
        });
        &mut self.forms[place]
    }

    /// Reads a stored record of this conversation; whatever is not exactly right is as if it were not there (S51).
    fn read(record: &str, session: &str) -> Option<Self> {
        if record.len() > LARGEST {
            return None;
        }
        let record: Value = serde_json::from_str(record).ok()?;
        let is = record.get("version").and_then(Value::as_u64) == Some(RECORD)
            && record.get("session").and_then(Value::as_str) == Some(session);
        let texts = |value: Option<&Value>| -> Option<Vec<(String, String)>> {
            let pairs = value?.as_object()?.iter();
            pairs.map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
        };
        let form = |value: &Value| -> Option<Remembered> {
            Some(Remembered {
                part_id: value.get("part")?.as_str().filter(|part| !part.is_empty())?.to_owned(),
                ended: match value.get("stands")?.as_str()? {
                    "open" => None,
                    "answered" => Some(Stage::Answered),
                    "closed" => Some(Stage::Closed),
                    _ => return None,
                },
                values: texts(value.get("values"))?,
            })
        };
        let forms: Option<Vec<_>> = record.get("forms")?.as_array()?.iter().map(form).collect();
        let forms = forms.filter(|forms| is && forms.len() <= FORMS)?;
        Some(Self { forms, person: texts(record.get("person"))? })
    }

    /// The record; forms in front, which are the oldest, are left out until it is small enough.
    fn write(&self, session: &str) -> Option<String> {
        for skipped in 0..=self.forms.len() {
            let forms: Vec<Value> = self.forms[skipped..].iter().map(Remembered::write).collect();
            if forms.is_empty() && self.person.is_empty() {
                return None;
            }
            let record = json!({
                "version": RECORD,
                "session": session,
                "forms": forms,
                "person": object(&self.person),
            });
            let record = record.to_string();
            if record.len() <= LARGEST {
                return Some(record);
            }
        }
        None
    }
}

impl Remembered {
    fn write(&self) -> Value {
        let stands = match self.ended {
            None => "open",
            Some(Stage::Answered) => "answered",
            Some(_) => "closed",
        };
        json!({ "part": self.part_id, "stands": stands, "values": object(&self.values) })
    }
}

fn object(pairs: &[(String, String)]) -> Value {
    let mut object = Map::new();
    for (key, value) in pairs {
        object.insert(key.clone(), value.clone().into());
    }
    Value::Object(object)
}

impl Client {
    /// Asks for what is stored, as soon as the conversation it belongs to is known.
    pub(in crate::client) fn restore_forms(&mut self) {
        let scope = self.storage_scope();
        self.command(Command::RestoreForms { scope });
    }

    pub(super) fn on_forms_restored(&mut self, record: Option<&str>) {
        let session = self.session.conversation.as_ref().map(|conversation| conversation.id.as_str());
        let memory = record.zip(session).and_then(|(record, session)| Memory::read(record, session));
        if let Some(memory) = memory.filter(|_| self.forms.memory.forms.is_empty()) {
            self.forms.memory = memory;
        }
    }

    /// Puts into a new card what is remembered of it.
    pub(super) fn recall(&mut self, card: &mut Card) {
        let part_id = card.part_id.as_deref().unwrap_or_default();
        if let Some(known) = self.forms.memory.forms.iter().find(|form| form.part_id == part_id) {
            card.stage = known.ended.unwrap_or(card.stage);
            // It was shown before the reload; the page has heard of it.
            card.was_shown = true;
            card.form.prefill(&known.values);
        }
        card.form.prefill(&self.forms.memory.person);
    }

    /// The same, when the fields have come later.
    pub(super) fn recall_values(&mut self, key: FormKey) {
        if let Some(mut card) = self.form(key).cloned() {
            let stage = card.stage;
            self.recall(&mut card);
            card.stage = stage;
            if let Some(known) = self.forms.card_mut(key) {
                *known = card;
            }
        }
    }

    /// Whether the form of a part is remembered as answered.
    pub fn was_answered(&self, part: PartKey) -> bool {
        let Some(part_id) = self.transcript.part_id(part) else { return false };
        self.forms
            .memory
            .forms
            .iter()
            .any(|form| form.ended == Some(Stage::Answered) && form.part_id == part_id)
    }

    pub(super) fn remember_soon(&mut self) {
        self.command(Command::Start { key: TimerKey::Form(FormTimer::Pause), after: PAUSE });
    }

    /// Remembers that a form takes no more answers, and who the visitor said they are.
    pub(super) fn remember_end(&mut self, key: FormKey) {
        let Some(card) = self.forms.cards.iter().find(|card| card.key == key) else { return };
        let Some(part_id) = card.part_id.clone() else { return };
        if card.stage == Stage::Answered {
            for field in card.form.shown().filter(|field| field.is_filled() && autocomplete(field).is_some())
            {
                let (key, value) = (field.asked.key.clone(), field.answer().to_owned());
                self.forms.memory.person.retain(|(known, _)| *known != key);
                self.forms.memory.person.push((key, value));
            }
        }
        let stage = card.stage;
        let known = self.forms.memory.of(&part_id);
        known.ended = Some(stage);
        known.values.clear();
        self.save_forms();
    }

    /// Keeps what stands in the forms.
    pub(in crate::client) fn save_forms(&mut self) {
        let memory = &mut self.forms.memory;
        for card in self.forms.cards.iter().filter(|card| card.was_shown) {
            let Some(part_id) = card.part_id.as_deref() else { continue };
            let known = memory.of(part_id);
            if known.ended.is_none() {
                known.values = card.form.typed();
            }
        }
        if self.may_store() {
            let session = self.session.conversation.as_ref();
            let value = session.and_then(|session| self.forms.memory.write(&session.id));
            let scope = self.storage_scope();
            self.command(Command::Save { scope, slot: Slot::Forms, value });
        }
    }

    /// The conversation has ended: nothing of its forms stays in the storage.
    pub(in crate::client) fn forget_forms(&mut self) {
        self.command(Command::Stop(TimerKey::Form(FormTimer::Pause)));
        self.forms.memory = Memory::default();
        self.forms.renewing = false;
        if self.options.persist {
            let scope = self.storage_scope();
            self.command(Command::Save { scope, slot: Slot::Forms, value: None });
        }
    }
}
