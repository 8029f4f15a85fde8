//! The frame's document: its title, language and direction, and where the keyboard is.

use super::keyboard::first_control;
use chatlet_core::client::FocusTarget;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Describes the document (A2), and gives it its size of text: everything is measured in the root's.
pub(super) fn describe(title: &str, language: &str, direction: &str, text: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    document.set_title(title);
    if let Some(root) = document.document_element() {
        for (name, value) in [("lang", language), ("dir", direction), ("data-text", text)] {
            let _invalid = root.set_attribute(name, value);
        }
    }
}

/// The element a focus target stands for.
pub(super) fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the keyboard.
pub(super) fn focus(target: FocusTarget) {
    if !take_focus(target) {
        // What is to be focused may be drawn only after this command.
        leptos::prelude::request_animation_frame(move || {
            take_focus(target);
        });
    }
}

/// Opens an address in a new context, without opener or referrer.
pub(super) fn open(url: &str) {
    if let Some(window) = web_sys::window() {
        let _blocked = window.open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
    }
}

fn take_focus(target: FocusTarget) -> bool {
    let found = element(&target.id());
    let found = match target {
        FocusTarget::Inside(_) => found.and_then(|message| first_control(&message)?.dyn_into().ok()),
        _ => found,
    };
    found.is_some_and(|element: HtmlElement| element.focus().is_ok())
}

/// Tells the boot script that the app runs.
pub(crate) fn mark_ready() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        let _invalid = root.set_attribute("data-chatlet", "ready");
    }
}

/// Path of the folder the app is served from, without a slash at its end; the router's base.
pub(crate) fn base() -> String {
    let path = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .and_then(|base| web_sys::Url::new(&base).ok())
        .map(|base| base.pathname())
        .unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.to_owned()
}

/// The path of the page that is asked for.
pub(crate) fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Starts the frame anew, with the page and the assets that the server has now.
pub(super) fn restart() {
    if let Some(window) = web_sys::window() {
        let _refused = window.location().reload();
    }
}
