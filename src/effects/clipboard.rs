//! The clipboard.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Puts text on the clipboard.
pub(super) fn copy(text: &str) {
    let Some(window) = web_sys::window() else { return };
    let clipboard = window.navigator().clipboard();
    // Outside a secure context there is none, whatever the binding's type says.
    if clipboard.is_undefined() {
        return;
    }
    let written = clipboard.write_text(text);
    spawn_local(async move {
        let _refused = JsFuture::from(written).await;
    });
}
