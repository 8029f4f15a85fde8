//! Form definitions and their fields (`chat-api.md` §7).

use crate::json::{Decode, Fields};
use crate::words::words;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

words! {
    /// Kind of a form field. `phone` reads as `tel`; missing or unknown reads as `text`.
    FieldType {
        /// One line of text.
        Text = "text",
        /// E-mail address.
        Email = "email",
        /// Telephone number.
        Tel = "tel",
        /// Several lines of text.
        Textarea = "textarea",
        /// A file; only `show_form` offers it.
        File = "file",
        /// One choice of `options`.
        Dropdown = "dropdown",
    }
}

/// A field is visible only while every condition holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// Key of a field earlier in the list.
    pub field: String,
    /// `equals`, or a word of a later version, which counts as satisfied.
    pub operator: String,
    /// Compared with the trimmed answer, exactly.
    pub value: String,
}

impl Decode for Condition {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            field: fields.text("field")?,
            operator: fields.text("operator").unwrap_or_else(|| "equals".into()),
            value: fields.text("value")?,
        })
    }
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormField {
    /// Sent back verbatim, whatever its case.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Example of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// What is asked for.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether an answer is needed.
    pub required: bool,
    /// Choices of a dropdown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Conditions of its being shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visible_when: Vec<Condition>,
}

impl Decode for FormField {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let kind = match fields.text("type").as_deref() {
            Some("phone") => FieldType::Tel,
            Some(word) => FieldType::from_word(word).unwrap_or(FieldType::Text),
            None => FieldType::Text,
        };
        Some(Self {
            key: fields.text("key").filter(|key| !key.is_empty())?,
            label: fields.text("label")?,
            placeholder: fields.text("placeholder"),
            kind,
            required: fields.flag("required", false),
            options: fields.list("options"),
            visible_when: fields.list("visible_when"),
        })
    }
}

/// What the server does with a submission; only `start_livechat` shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SubmitAction {
    /// The word for it.
    #[serde(rename = "type")]
    pub kind: String,
}

impl Decode for SubmitAction {
    fn decode(value: Value) -> Option<Self> {
        Some(Self { kind: Fields::of(value)?.text("type")? })
    }
}

/// Row of `config.forms`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormReference {
    /// Id for `GET forms/{id}`.
    pub form_id: String,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where the form belongs: `session_start`, `livechat_waiting`, `llm`, `manual`, or a later word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// Routing on the server.
    pub submit_actions: Vec<SubmitAction>,
}

impl Decode for FormReference {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            form_id: fields.text("form_id")?,
            name: fields.text("name"),
            trigger: fields.text("trigger"),
            submit_actions: fields.list("submit_actions"),
        })
    }
}

/// `GET forms/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormDefinition {
    /// Its id.
    pub form_id: String,
    /// `live` or `test`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<String>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// Its fields.
    pub fields: Vec<FormField>,
    /// Visible answers needed at least.
    pub min_filled_fields: u64,
    /// Routing on the server.
    pub submit_actions: Vec<SubmitAction>,
}

impl Decode for FormDefinition {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            form_id: fields.text("form_id")?,
            environment: fields.text("environment"),
            name: fields.text("name"),
            trigger: fields.text("trigger"),
            fields: fields.list("fields"),
            min_filled_fields: fields.count("min_filled_fields").unwrap_or(0),
            submit_actions: fields.list("submit_actions"),
        })
    }
}

/// One value the session has collected.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SessionValue {
    /// Field key.
    pub key: String,
    /// Field label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Field type word.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Never empty.
    pub value: String,
    /// When it was last set, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
}

impl Decode for SessionValue {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            key: fields.text("key")?,
            label: fields.text("label"),
            kind: fields.text("type"),
            value: fields.text("value")?,
            updated_at: fields.text("updated_at"),
        })
    }
}

/// `GET session`.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SessionState {
    /// Values collected so far.
    pub values: Vec<SessionValue>,
}

impl Decode for SessionState {
    fn decode(value: Value) -> Option<Self> {
        Some(Self { values: Fields::of(value)?.list("values") })
    }
}

/// Body of `PATCH forms/{id}/values`: visible, non-blank text answers by key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormValues {
    /// Answers.
    pub values: BTreeMap<String, String>,
}
