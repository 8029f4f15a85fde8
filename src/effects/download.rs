//! Files for the visitor, made here.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// How long a browser may take to begin a download, in milliseconds.
const PATIENCE: u32 = 60_000;

/// Hands the visitor a file.
pub(super) fn save(name: &str, media_type: &str, text: &str) {
    let _refused = offer(name, media_type, text);
}

fn offer(name: &str, media_type: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", &url).ok()?;
    link.set_attribute("download", name).ok()?;
    link.dyn_into::<HtmlElement>().ok()?.click();
    Timeout::new(PATIENCE, move || {
        let _gone = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}
