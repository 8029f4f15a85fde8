//! Words of a language, from the app's own folder.

use super::Report;
use chatlet_core::client::Input;
use gloo_net::http::Request;
use wasm_bindgen_futures::spawn_local;

/// Fetches a language's file and reports it.
pub(super) fn load(report: Report, tag: String) {
    spawn_local(async move {
        let words = own_file(&format!("locales/{tag}.json")).await;
        report(Input::LanguageLoaded { tag, words });
    });
}

/// The text of a file beside the app.
pub(super) async fn own_file(path: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    // The routes of the app are below its folder, whose address the document's base names.
    let url = web_sys::Url::new_with_base(path, &base).ok()?.href();
    let response = Request::get(&url).send().await.ok()?;
    if response.ok() { response.text().await.ok() } else { None }
}
