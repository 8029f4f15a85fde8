//! API errors, read leniently: the HTTP status decides where the body does not help (`chat-api.md` §10).

use crate::json::{Decode, Fields};
use serde::Serialize;
use serde_json::Value;

/// An input the server names as wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorParam {
    /// Dot-separated path of the input; for forms the field key.
    pub field: String,
    /// Why, in words for people.
    pub message: String,
}

impl Decode for ErrorParam {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self { field: fields.text("field")?, message: fields.text("message")? })
    }
}

/// The inside of the error envelope.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ApiError {
    /// A word of `ApiErrorCode`, a foreign one, or empty.
    pub code: String,
    /// Safe to show, as text; may be empty.
    pub message: String,
    /// Wrong inputs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<ErrorParam>,
}

impl ApiError {
    /// Reads an error body of any shape seen in the wild; what cannot be read is empty.
    pub fn read(body: &str) -> Self {
        let error = serde_json::from_str::<Value>(body).ok().and_then(Fields::of).and_then(|mut fields| {
            let error: Value = fields.read("error")?;
            match error {
                Value::String(message) => Some(Self { message, ..Self::default() }),
                other => {
                    let mut fields = Fields::of(other)?;
                    Some(Self {
                        code: fields.text_or_empty("code"),
                        message: fields.text_or_empty("message"),
                        params: fields.list("params"),
                    })
                }
            }
        });
        error.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_bodies_are_read() {
        assert_eq!(ApiError::read(r#"{"error":"Nobody is on duty"}"#).message, "Nobody is on duty");
        assert_eq!(ApiError::read(r#"{"error":{"code":"validation_error"}}"#).code, "validation_error");
        assert_eq!(ApiError::read("<html>"), ApiError::default());
        assert_eq!(ApiError::read("null"), ApiError::default());
    }
}
