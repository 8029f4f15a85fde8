//! What the three origins were asked, so that a test can say what was and what was not sent.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use axum::http::Request;

/// Older entries make room for newer ones.
const KEPT: usize = 20_000;

/// Headers worth asserting on; the rest is noise of the browser's.
const HEADERS: [&str; 12] = [
    "accept",
    "authorization",
    "content-type",
    "cookie",
    "origin",
    "referer",
    "sec-fetch-dest",
    "sec-fetch-mode",
    "sec-fetch-site",
    "x-diverge-client-profile",
    "x-diverge-sdk-platform",
    "x-diverge-sdk-version",
];

/// Which of the three origins was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// The demo pages and the host's own backend.
    Host,
    /// The iframe app and the loader.
    Widget,
    /// The chat API.
    Api,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Who was asked.
    pub site: Site,
    /// `GET`, `POST`, …
    pub method: String,
    /// Without the query.
    pub path: String,
    /// Without the question mark; empty when there is none.
    pub query: String,
    /// Names in lower case. `authorization` is whole, so that a test can see which token was used (S13, S47).
    pub headers: BTreeMap<String, String>,
    /// The status that was answered; 0 until then.
    pub status: u16,
}

#[derive(Default)]
struct Entries {
    first: usize,
    list: VecDeque<Logged>,
}

/// The requests of all origins, oldest first.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<Entries>);

impl RequestLog {
    /// Notes a request and returns its number.
    pub(crate) fn request<B>(&self, site: Site, request: &Request<B>) -> usize {
        let headers = HEADERS
            .iter()
            .filter_map(|name| {
                let value = request.headers().get(*name)?;
                Some(((*name).to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            })
            .collect();
        let logged = Logged {
            site,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            headers,
            status: 0,
        };
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.list.len() == KEPT {
            entries.list.pop_front();
            entries.first += 1;
        }
        entries.list.push_back(logged);
        entries.first + entries.list.len() - 1
    }

    /// Notes the answer to request `number`.
    pub(crate) fn answer(&self, number: usize, status: u16) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let index = number.checked_sub(entries.first);
        if let Some(logged) = index.and_then(|index| entries.list.get_mut(index)) {
            logged.status = status;
        }
    }

    /// A copy of all entries.
    pub(crate) fn all(&self) -> Vec<Logged> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).list.iter().cloned().collect()
    }

    /// Forgets all entries.
    pub(crate) fn clear(&self) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.first += entries.list.len();
        entries.list.clear();
    }
}

/// Middleware that notes every request of one origin with its answer.
pub(crate) async fn log(
    axum::extract::State((state, site)): axum::extract::State<(std::sync::Arc<crate::state::State>, Site)>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> axum::response::Response {
    let number = state.log.request(site, &request);
    let response = next.run(request).await;
    state.log.answer(number, response.status().as_u16());
    response
}
