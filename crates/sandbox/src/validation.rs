//! Strict reading of requests: every wrong input is named by its path, such as `message.parts.0.text`.

use crate::errors::Failure;
use chatlet_protocol::error::ErrorParam;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// Collects what is wrong with one request.
#[derive(Default)]
pub(crate) struct Problems(RefCell<Vec<ErrorParam>>);

impl Problems {
    /// Notes that `field` is wrong.
    pub(crate) fn add(&self, field: &str, message: &str) {
        let field = if field.is_empty() { "body" } else { field };
        self.0.borrow_mut().push(ErrorParam { field: field.into(), message: message.into() });
    }

    /// `value`, unless something was wrong.
    pub(crate) fn verdict<T>(self, value: T) -> Result<T, Failure> {
        let params = self.0.into_inner();
        if params.is_empty() { Ok(value) } else { Err(Failure::validation(params)) }
    }
}

/// One value of a request body, with its path.
pub(crate) struct Input<'a> {
    path: String,
    value: &'a Value,
    problems: &'a Problems,
}

impl<'a> Input<'a> {
    /// The whole body.
    pub(crate) fn body(value: &'a Value, problems: &'a Problems) -> Self {
        Self { path: String::new(), value, problems }
    }

    fn child(&self, step: &str, value: &'a Value) -> Self {
        let path = if self.path.is_empty() { step.to_owned() } else { format!("{}.{step}", self.path) };
        Self { path, value, problems: self.problems }
    }

    /// Notes that this value is wrong.
    pub(crate) fn wrong(&self, message: &str) {
        self.problems.add(&self.path, message);
    }

    /// The members, when this is an object.
    pub(crate) fn object(&self) -> Option<&'a Map<String, Value>> {
        let object = self.value.as_object();
        if object.is_none() {
            self.wrong("Must be an object.");
        }
        object
    }

    /// A member that may be absent. `null` is a value, and a wrong one unless the caller allows it.
    pub(crate) fn optional(&self, name: &str) -> Option<Self> {
        self.value.as_object()?.get(name).map(|value| self.child(name, value))
    }

    /// A member that has to be there.
    pub(crate) fn required(&self, name: &str) -> Option<Self> {
        let found = self.optional(name);
        if found.is_none() && self.value.is_object() {
            self.child(name, self.value).wrong("Is missing.");
        }
        found
    }

    /// The text, when this is one.
    pub(crate) fn text(&self) -> Option<&'a str> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong("Must be text.");
        }
        text
    }

    /// The truth value, when this is one.
    pub(crate) fn flag(&self) -> Option<bool> {
        let flag = self.value.as_bool();
        if flag.is_none() {
            self.wrong("Must be true or false.");
        }
        flag
    }

    /// The text, when this is one that is not empty.
    pub(crate) fn filled(&self, message: &str) -> Option<&'a str> {
        let text = self.text()?;
        if text.is_empty() {
            self.wrong(message);
        }
        (!text.is_empty()).then_some(text)
    }

    /// The text, when this is one of at most `limit` characters.
    pub(crate) fn at_most(&self, limit: usize) -> Option<&'a str> {
        let text = self.text()?;
        // Bytes bound characters from above, so that long base64 need not be counted.
        let fits = text.len() <= limit || text.chars().count() <= limit;
        if !fits {
            self.wrong("Is too large.");
        }
        fits.then_some(text)
    }

    /// The entries, when this is a list.
    pub(crate) fn list(&self) -> Option<Vec<Self>> {
        let Some(items) = self.value.as_array() else {
            self.wrong("Must be a list.");
            return None;
        };
        Some(items.iter().enumerate().map(|(index, item)| self.child(&index.to_string(), item)).collect())
    }

    /// The members as inputs of their own, when this is an object.
    pub(crate) fn members(&self) -> Option<Vec<(&'a str, Self)>> {
        let object = self.object()?;
        Some(object.iter().map(|(name, value)| (name.as_str(), self.child(name, value))).collect())
    }

    /// The whole number, when this is one; JSON Schema counts `4.0` as one.
    pub(crate) fn whole_number(&self) -> Option<i64> {
        let number = self.value.as_i64().or_else(|| {
            #[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
            self.value
                .as_f64()
                .filter(|float| float.fract() == 0.0 && float.abs() < 1e15)
                .map(|float| float as i64)
        });
        if number.is_none() {
            self.wrong("Must be a whole number.");
        }
        number
    }
}
