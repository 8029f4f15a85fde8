//! JSON bodies, read strictly.

use crate::errors::Failure;
use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;

/// Eight images of the largest size, and some room.
const LIMIT: usize = 64 * 1024 * 1024;

/// The JSON body of a request. Whatever is wrong with it is a 422, because the description knows no 415 or 413.
pub(super) struct Json(pub(super) Value);

impl<S: Sync> FromRequest<S> for Json {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let media_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Failure::invalid("body", "Must be application/json."));
        }
        let bytes = to_bytes(request.into_body(), LIMIT)
            .await
            .map_err(|_| Failure::invalid("body", "Is too large, or broke off."))?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| Failure::invalid("body", format!("Is not JSON: {error}.")))
    }
}

/// An answer of JSON.
pub(super) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => {
            let status = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
            Failure::new(status, format!("The answer could not be written: {error}.")).into_response()
        }
    }
}
