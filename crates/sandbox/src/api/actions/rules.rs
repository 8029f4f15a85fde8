//! What makes the answers to a form good (`chat-api.md` §7).

use super::read::{EMAIL_LIMIT, is_email};
use crate::errors::Failure;
use crate::validation::Problems;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_protocol::action::AttachmentInput;
use chatlet_protocol::form::{FieldType, FormField};
use std::collections::BTreeMap;

/// Answers beside the fields they belong to.
pub(super) struct Answer {
    fields: Vec<FormField>,
    values: BTreeMap<String, String>,
    /// Keys of fields that came with a file.
    pub(super) files: Vec<String>,
    /// Numbers of attachments that are larger than the marker allows.
    too_large: Vec<usize>,
    /// Visible answers needed at least.
    pub(super) min_filled_fields: u64,
    /// What the marker says after a submission.
    pub(super) confirmation_text: Option<String>,
}

impl Answer {
    /// Answers to a form of the operator's. There is one answer per key, so that a second field of a key is none.
    pub(super) fn new(fields: Vec<FormField>, values: BTreeMap<String, String>) -> Self {
        let mut known: Vec<FormField> = Vec::new();
        for field in fields {
            if known.iter().all(|other| other.key != field.key) {
                known.push(field);
            }
        }
        let (files, too_large) = (Vec::new(), Vec::new());
        Self { fields: known, values, files, too_large, min_filled_fields: 0, confirmation_text: None }
    }

    /// Answers to a form without files.
    pub(super) fn of_text(fields: Vec<FormField>, values: BTreeMap<String, String>) -> Self {
        Self::new(fields.into_iter().filter(|field| field.kind != FieldType::File).collect(), values)
    }

    /// A ticket has its three fields, whatever the marker asks: answers to others have no slot. Without an address or a
    /// message nobody could answer; a name is needed where the marker says so.
    pub(super) fn ticket(asked: &[FormField], name: &str, email: &str, message: &str) -> Self {
        let needs_name = asked.iter().any(|field| field.key == "name" && field.required);
        let field = |key: &str, label: &str, kind| FormField {
            key: key.into(),
            label: label.into(),
            placeholder: None,
            kind,
            required: key != "name" || needs_name,
            options: Vec::new(),
            visible_when: Vec::new(),
        };
        let fields = vec![
            field("name", "Name", FieldType::Text),
            field("email", "E-mail", FieldType::Email),
            field("message", "Message", FieldType::Textarea),
        ];
        let values = [("name", name), ("email", email), ("message", message)];
        Self::new(fields, values.map(|(key, value)| (key.to_owned(), value.to_owned())).into())
    }

    pub(super) fn with_attachments(mut self, attachments: &[AttachmentInput], limit: u64) -> Self {
        let size = |attachment: &AttachmentInput| {
            STANDARD.decode(&attachment.data_base64).map_or(0, |data| data.len())
        };
        let too_large = |(index, attachment)| (size(attachment) as u64 > limit).then_some(index);
        self.too_large = attachments.iter().enumerate().filter_map(too_large).collect();
        self
    }

    pub(super) fn values(&self) -> &BTreeMap<String, String> {
        &self.values
    }

    fn value(&self, key: &str) -> &str {
        self.values.get(key).map(|value| value.trim()).unwrap_or_default()
    }

    /// The fields that are visible: every condition names a field that is visible itself and has the value.
    fn visible(&self) -> Vec<&FormField> {
        let mut visible: Vec<&FormField> = Vec::new();
        for field in &self.fields {
            let holds = field.visible_when.iter().all(|condition| {
                let shown = visible.iter().any(|other| other.key == condition.field);
                shown && (condition.operator != "equals" || self.value(&condition.field) == condition.value)
            });
            if holds {
                visible.push(field);
            }
        }
        visible
    }

    /// Visible fields with a text answer.
    pub(super) fn filled(&self) -> Vec<(&FormField, &str)> {
        let texts = self.visible().into_iter().filter(|field| field.kind != FieldType::File);
        let answers = texts.map(|field| (field, self.value(&field.key)));
        answers.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// What is wrong with each visible field, by key.
    pub(super) fn wrong(&self) -> Vec<(&str, &'static str)> {
        let judged = self.visible().into_iter().map(|field| (field.key.as_str(), self.problem(field)));
        judged.filter_map(|(key, problem)| Some((key, problem?))).collect()
    }

    /// Whether as many visible fields have an answer as the form wants; it never wants more than it shows.
    pub(super) fn has_enough(&self) -> bool {
        let visible = self.visible();
        let files = visible.iter().filter(|field| self.has_file(field)).count();
        let filled = self.filled().len() + files;
        filled as u64 >= self.min_filled_fields.min(visible.len() as u64)
    }

    fn has_file(&self, field: &FormField) -> bool {
        field.kind == FieldType::File && self.files.contains(&field.key)
    }

    /// Names what is wrong by field key.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let problems = Problems::default();
        for (key, message) in self.wrong() {
            problems.add(key, message);
        }
        for index in &self.too_large {
            problems.add(&format!("attachments.{index}"), "Is too large.");
        }
        if !self.has_enough() {
            problems.add("values", "Fill in more fields.");
        }
        problems.verdict(())
    }

    fn problem(&self, field: &FormField) -> Option<&'static str> {
        let value = self.value(&field.key);
        if field.kind == FieldType::File {
            return (field.required && !self.has_file(field)).then_some("Choose a file.");
        }
        if value.is_empty() {
            return field.required.then_some("Fill this in.");
        }
        match field.kind {
            FieldType::Email if value.chars().count() > EMAIL_LIMIT || !is_email(value) => {
                Some("Not a valid address.")
            }
            // A list without choices can only be answered by words.
            FieldType::Dropdown
                if field.options.iter().any(|option| !option.trim().is_empty())
                    && !field.options.iter().any(|option| option.trim() == value) =>
            {
                Some("Choose one of the list.")
            }
            _ if field.key == "orderNumber" && !is_order_number(value) => {
                Some("We find no order with this number. It looks like SO-10423.")
            }
            _ => None,
        }
    }
}

/// What only the shop can know: its numbers are letters, a dash and digits.
fn is_order_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(letters, digits)| {
        letters.chars().all(|letter| letter.is_ascii_alphabetic())
            && !digits.is_empty()
            && digits.chars().all(|digit| digit.is_ascii_digit())
    })
}
