//! A form as the visitor fills it in: fields, answers, which fields are visible, and what is wrong with them
//! (`chat-api.md` §7).
//!
//! It knows neither where the form came from nor how its answers are sent, so that contact forms, tickets, forms of the
//! operator's and the waiting-room form are one thing here. Total: a field that does not exist is never changed, and
//! whatever is typed is kept.

mod autocomplete;
mod check;
mod files;
mod problem;
mod rejection;
mod visible;

pub use autocomplete::autocomplete;
pub use check::is_email;
pub use problem::Problem;

use crate::attachment::{Rules, Tray};
use chatlet_protocol::form::{FieldType, FormField};

/// Fields that are shown at most; the rest of a longer form is left out (S54).
const FIELDS: usize = 100;
/// Choices and conditions of a field at most (S54).
const CHOICES: usize = 500;
/// Characters of an e-mail address at most (`chat-api.md` §7).
pub const EMAIL_LIMIT: usize = 254;
/// The key under which a ticket's attachments stand beside its fields; it is not sent.
pub const ATTACHMENTS: &str = "attachments";

/// One field with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What is asked. Its label is untrusted text.
    pub asked: FormField,
    /// The answer as it was typed or chosen; empty for a file.
    pub value: String,
    /// The files that were chosen, those that were refused included.
    pub tray: Tray,
    /// How many files of which size the field takes; none for a field of text.
    pub rules: Option<Rules>,
    /// What is wrong with the answer, as far as it has been judged.
    pub problem: Option<Problem>,
}

impl Field {
    fn new(mut asked: FormField) -> Self {
        asked.options.retain(|option| !option.trim().is_empty());
        asked.options.truncate(CHOICES);
        asked.visible_when.truncate(CHOICES);
        if asked.kind == FieldType::Dropdown && asked.options.is_empty() {
            // A required field without choices could never be answered.
            asked.kind = FieldType::Text;
        }
        let rules = (asked.kind == FieldType::File).then(files::of_a_field);
        Self { asked, value: String::new(), tray: Tray::default(), rules, problem: None }
    }

    /// Whether files are asked for.
    pub fn takes_files(&self) -> bool {
        self.rules.is_some()
    }

    /// The answer without space around it.
    pub fn answer(&self) -> &str {
        self.value.trim()
    }

    /// Whether there is an answer.
    pub fn is_filled(&self) -> bool {
        if self.takes_files() { self.tray.ready().next().is_some() } else { !self.answer().is_empty() }
    }
}

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    fields: Vec<Field>,
    min_filled: usize,
    /// What is wrong with the form as a whole.
    pub problem: Option<Problem>,
}

impl Form {
    /// A form of fields of text: file fields exist in forms of the operator's only. A second field of the same key is
    /// left out, because an answer is sent by its key.
    pub fn of_text(fields: Vec<FormField>, min_filled: u64) -> Self {
        Self::new(fields.into_iter().filter(|field| field.kind != FieldType::File).collect(), min_filled)
    }

    /// A form with every field there is.
    pub fn new(fields: Vec<FormField>, min_filled: u64) -> Self {
        let mut known: Vec<Field> = Vec::new();
        for field in fields {
            if known.len() < FIELDS && known.iter().all(|other| other.asked.key != field.key) {
                known.push(Field::new(field));
            }
        }
        Self { fields: known, min_filled: usize::try_from(min_filled).unwrap_or(usize::MAX), problem: None }
    }

    /// A support ticket: it has room for name, e-mail address and message, so these are asked in any case, under the
    /// given labels; and for files of at most `attachment_bytes` each.
    pub fn ticket(fields: Vec<FormField>, labels: [String; 4], attachment_bytes: Option<u64>) -> Self {
        let [name, email, message, attachments] = labels;
        let mut form = Self::of_text(fields, 0);
        form.need("name", name, FieldType::Text, false);
        form.need("email", email, FieldType::Email, true);
        form.need("message", message, FieldType::Textarea, true);
        if let Some(bytes) = attachment_bytes {
            let mut field = Field::new(asked(ATTACHMENTS, attachments, FieldType::File, false));
            field.rules = Some(files::of_a_ticket(bytes));
            form.fields.push(field);
        }
        form
    }

    /// Sees to it that a field of this key is asked for, whatever the others say.
    fn need(&mut self, key: &str, label: String, kind: FieldType, required: bool) {
        match self.fields.iter_mut().find(|field| field.asked.key == key) {
            Some(field) => {
                field.asked.required |= required;
                field.asked.visible_when.clear();
                if kind == FieldType::Email {
                    field.asked.kind = kind;
                }
            }
            None => self.fields.push(Field::new(asked(key, label, kind, required))),
        }
    }

    /// The fields, visible or not, in order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// A field by its place.
    pub fn field(&self, place: usize) -> Option<&Field> {
        self.fields.get(place)
    }

    /// Whether it asks anything.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Which fields are visible now, by place.
    pub fn visible(&self) -> Vec<bool> {
        visible::visible(&self.fields)
    }

    /// Changes an answer. What was wrong with it goes as soon as it is right; the server's word on it goes at once.
    pub fn set(&mut self, place: usize, value: String) {
        let Some(field) = self.fields.get_mut(place).filter(|field| !field.takes_files()) else { return };
        if field.value == value {
            return;
        }
        field.value = value;
        self.reconsider(place);
    }

    fn reconsider(&mut self, place: usize) {
        self.problem = None;
        let field = &mut self.fields[place];
        if field.problem.is_some() {
            field.problem = check::problem(field);
        }
    }

    /// Fills in what is known by key, where nothing stands.
    pub fn prefill(&mut self, known: &[(String, String)]) {
        for field in self.fields.iter_mut().filter(|field| !field.takes_files() && field.value.is_empty()) {
            if let Some((_, value)) = known.iter().rev().find(|(key, _)| *key == field.asked.key) {
                let choices = &field.asked.options;
                if field.asked.kind != FieldType::Dropdown || choices.contains(value) {
                    field.value.clone_from(value);
                }
            }
        }
    }

    /// Takes over what was filled in into an earlier version of the form.
    pub fn take_over(&mut self, earlier: Form) {
        for other in earlier.fields {
            let same = |field: &&mut Field| {
                field.asked.key == other.asked.key && field.takes_files() == other.takes_files()
            };
            if let Some(field) = self.fields.iter_mut().find(same) {
                field.value = other.value;
                field.tray = other.tray;
            }
        }
    }

    /// What would be sent: visible, non-blank answers of text by key, without space around them.
    pub fn answers(&self) -> Vec<(String, String)> {
        let answers = self.shown().filter(|field| !field.takes_files() && field.is_filled());
        answers.map(|field| (field.asked.key.clone(), field.answer().to_owned())).collect()
    }

    /// The visible fields.
    pub fn shown(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().zip(self.visible()).filter_map(|(field, shown)| shown.then_some(field))
    }

    /// Everything that was typed, by key, hidden fields included: what hides can come back.
    pub fn typed(&self) -> Vec<(String, String)> {
        let fields = self.fields.iter().filter(|field| !field.value.is_empty());
        fields.map(|field| (field.asked.key.clone(), field.value.clone())).collect()
    }
}

fn asked(key: &str, label: String, kind: FieldType, required: bool) -> FormField {
    FormField {
        key: key.into(),
        label,
        placeholder: None,
        kind,
        required,
        options: Vec::new(),
        visible_when: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
