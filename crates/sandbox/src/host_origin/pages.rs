//! Pages that a test puts on the host origin, with any status and headers.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A page of a test's own.
#[derive(Debug, Clone)]
pub struct Page {
    /// Status of the answer.
    pub status: u16,
    /// Headers; `content-type` is HTML when absent.
    pub headers: Vec<(String, String)>,
    /// Content.
    pub body: String,
}

impl Page {
    /// An HTML page.
    pub fn html(body: impl Into<String>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into() }
    }

    /// The same with a header more, such as a content security policy.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = (status, self.body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let mut given: Vec<HeaderName> = Vec::new();
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
                // The first replaces what is usual, more of the same name join it.
                if given.contains(&name) {
                    headers.append(name, value);
                } else {
                    headers.insert(name.clone(), value);
                    given.push(name);
                }
            }
        }
        response
    }
}

/// The pages of a test.
#[derive(Default)]
pub(crate) struct Pages(Mutex<HashMap<String, Page>>);

impl Pages {
    /// Serves `page` at `path` from now on.
    pub(crate) fn put(&self, path: &str, page: Page) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), page);
    }

    /// The answer at `path`, if a page was put there.
    pub(crate) fn response(&self, path: &str) -> Option<Response> {
        let page = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        page.map(IntoResponse::into_response)
    }
}
