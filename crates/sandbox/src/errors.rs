//! Failures as the chat API answers them (`chat-api.md` §10).

use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use chatlet_protocol::error::{ApiError, ErrorParam};

/// A failure on its way to the caller.
#[derive(Debug)]
pub(crate) struct Failure(Box<Answer>);

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    error: ApiError,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Failure {
    /// A failure with the code that belongs to `status`.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let error = ApiError { code: code(status).into(), message: message.into(), params: Vec::new() };
        Self(Box::new(Answer { status, error, header: None }))
    }

    /// 401 for a call by token.
    pub(crate) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The token is missing, expired or invalid.")
            .with(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    /// 401 for a call of the integrator's backend.
    pub(crate) fn wrong_key() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The API key is missing or invalid.")
            .with(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"chat\""))
    }

    /// 404.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 409.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, message)
    }

    /// 422 that names the wrong inputs.
    pub(crate) fn validation(params: Vec<ErrorParam>) -> Self {
        let mut failure = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "Some input is not valid.");
        failure.0.error.params = params;
        failure
    }

    /// 422 with one wrong input.
    pub(crate) fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::validation(vec![ErrorParam { field: field.into(), message: message.into() }])
    }

    /// The same with a header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.header = Some((name, value));
        self
    }
}

/// The code of the envelope; statuses without one of their own borrow the nearest, because the list is closed.
fn code(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 => "unauthorized",
        403 => "forbidden",
        404 | 405 => "not_found",
        409 => "conflict",
        429 => "rate_limited",
        400..=499 => "validation",
        _ => "internal",
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Answer { status, error, header } = *self.0;
        let body = serde_json::json!({ "error": error }).to_string();
        let mut response = (status, [(CONTENT_TYPE, "application/json")], body).into_response();
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
