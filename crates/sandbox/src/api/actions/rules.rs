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
    pub(super) fn new(fields: Vec<FormField>, values: BTreeMap<String, String>) -> Self {
        let (files, too_large) = (Vec::new(), Vec::new());
        Self { fields, values, files, too_large, min_filled_fields: 0, confirmation_text: None }
    }

    /// A ticket has its three fields, whatever the marker asks: answers to others have no slot.
    pub(super) fn ticket(name: &str, email: &str, message: &str) -> Self {
        let field = |key: &str, label: &str, kind| FormField {
            key: key.into(),
            label: label.into(),
            placeholder: None,
            kind,
            required: true,
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
        let answers = self.visible().into_iter().map(|field| (field, self.value(&field.key)));
        answers.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Names what is wrong by field key.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let problems = Problems::default();
        for field in self.visible() {
            if let Some(message) = self.problem(field) {
                problems.add(&field.key, message);
            }
        }
        for index in &self.too_large {
            problems.add(&format!("attachments.{index}"), "Is too large.");
        }
        let filled = self.filled().len() + self.files.len();
        if (filled as u64) < self.min_filled_fields {
            problems.add("values", "Fill in more fields.");
        }
        problems.verdict(())
    }

    fn problem(&self, field: &FormField) -> Option<&'static str> {
        let value = self.value(&field.key);
        if field.kind == FieldType::File {
            return (field.required && !self.files.contains(&field.key)).then_some("Choose a file.");
        }
        if value.is_empty() {
            return field.required.then_some("Fill this in.");
        }
        match field.kind {
            FieldType::Email if value.chars().count() > EMAIL_LIMIT || !is_email(value) => {
                Some("Not a valid address.")
            }
            FieldType::Dropdown if !field.options.iter().any(|option| option == value) => {
                Some("Choose one of the list.")
            }
            _ => None,
        }
    }
}
