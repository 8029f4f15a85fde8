//! What the visitor chose: language, appearance, size of text, sound, and the disclaimer they have accepted.

use super::service::ServiceChange;
use super::welcome::text_of;
use super::{Change, Client, Command, Slot};
use serde_json::{Map, Value};

/// Shape of the stored record; a record of another shape is discarded (F46).
const RECORD: u64 = 1;

/// How large text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// As the browser has it.
    #[default]
    Normal,
    /// An eighth larger.
    Large,
    /// A quarter larger.
    Larger,
}

impl TextSize {
    /// Every size, from small to large.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Larger];

    /// Its word in records and styles.
    pub fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Larger => "larger",
        }
    }
}

/// The choices.
#[derive(Debug)]
pub(super) struct Choices {
    /// Present when the visitor chose one.
    pub language: Option<String>,
    /// Present when the visitor chose one.
    pub theme: Option<String>,
    pub text_size: TextSize,
    pub sound: bool,
    /// Id of the disclaimer.
    pub accepted: Option<String>,
    /// Whether the visitor has done anything in this document: before that, browsers play no sound.
    pub gestured: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            language: None,
            theme: None,
            text_size: TextSize::Normal,
            sound: true,
            accepted: None,
            gestured: false,
        }
    }
}

impl Choices {
    fn record(&self) -> String {
        let mut record = Map::new();
        record.insert("version".into(), RECORD.into());
        for (name, value) in
            [("language", &self.language), ("theme", &self.theme), ("accepted", &self.accepted)]
        {
            if let Some(value) = value {
                record.insert(name.into(), value.clone().into());
            }
        }
        record.insert("text".into(), self.text_size.word().into());
        record.insert("sound".into(), self.sound.into());
        Value::Object(record).to_string()
    }
}

impl Client {
    /// Takes what was stored; what is not readable is as if it were not there (S51).
    pub(super) fn on_recalled(&mut self, record: Option<&str>) {
        let record = record.filter(|record| record.len() < 4_096);
        let Some(record) = record.and_then(|record| serde_json::from_str::<Value>(record).ok()) else {
            return;
        };
        if record.get("version").and_then(Value::as_u64) != Some(RECORD) {
            return;
        }
        let choices = &mut self.services.choices;
        choices.sound = record.get("sound").and_then(Value::as_bool).unwrap_or(true);
        choices.accepted = text_of(&record, "accepted");
        if let Some(word) = text_of(&record, "text") {
            choices.text_size =
                TextSize::ALL.into_iter().find(|size| size.word() == word).unwrap_or_default();
            self.describe_document();
        }
        self.show_service(ServiceChange::Choices);
        self.change(Change::Composer);
        if let Some(language) = text_of(&record, "language") {
            self.choose_language(&language);
            self.services.choices.language = Some(language);
        }
        if let Some(theme) = text_of(&record, "theme") {
            self.choose_theme(theme.clone());
            self.services.choices.theme = Some(theme);
        }
    }

    pub(super) fn save_choices(&mut self) {
        if self.may_store() {
            let (scope, record) = (self.storage_scope(), self.services.choices.record());
            self.command(Command::Save { scope, slot: Slot::Choices, value: Some(record) });
        }
    }

    /// The visitor chose something: that is a gesture, and it is remembered.
    pub(super) fn note_choice(&mut self) {
        self.services.choices.gestured = true;
        self.session.interacted = true;
        self.show_service(ServiceChange::Choices);
        self.save_choices();
    }

    pub(super) fn on_language_chosen(&mut self, tag: &str) {
        self.choose_language(tag);
        self.services.choices.language = Some(tag.to_owned());
        self.note_choice();
    }

    pub(super) fn on_theme_chosen(&mut self, theme: String) {
        self.choose_theme(theme.clone());
        self.services.choices.theme = Some(theme);
        self.note_choice();
    }

    pub(super) fn on_sound_chosen(&mut self, on: bool) {
        self.services.choices.sound = on;
        self.note_choice();
        if on {
            // Heard once, so that the visitor knows what they have switched on.
            self.task(super::ServiceTask::Chime);
        }
    }

    pub(super) fn on_text_size_chosen(&mut self, size: TextSize) {
        self.services.choices.text_size = size;
        self.describe_document();
        self.note_choice();
    }

    /// Whether messages that nobody sees come may sound.
    pub fn has_sound(&self) -> bool {
        self.services.choices.sound
    }

    /// How large text is.
    pub fn text_size(&self) -> TextSize {
        self.services.choices.text_size
    }
}
