//! The second part of the app.

use super::Report;
use chatlet_core::client::Input;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Fetches the second part and says whether it came; given by the composition root.
pub(crate) type FetchLater = fn() -> Pin<Box<dyn Future<Output = bool>>>;

/// Fetches it and reports.
pub(super) fn fetch(report: Report, fetch: FetchLater) {
    spawn_local(async move {
        report(Input::LaterFetched { here: fetch().await });
    });
}
