//! Clicks on links, heard once for all of them.

use super::Report;
use chatlet_core::client::Input;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// The button that opens a link beside the others.
const MIDDLE: i16 = 1;

/// Listens to the document; dropping the listeners ends it.
pub(super) fn watch(report: &Report) -> Vec<EventListener> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    let listen = |name: &'static str, counts: fn(&Event) -> bool| {
        let report = report.clone();
        EventListener::new(&document, name, move |event| {
            if let Some(input) = clicked(event).filter(|_| counts(event)) {
                report(input);
            }
        })
    };
    let is_middle =
        |event: &Event| event.dyn_ref::<MouseEvent>().is_some_and(|event| event.button() == MIDDLE);
    vec![listen("click", |_| true), listen("auxclick", is_middle)]
}

/// The link that was clicked, as it was allowed and by the words it has.
fn clicked(event: &Event) -> Option<Input> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let link = target.closest("a[target]").ok()??;
    let text = link.get_attribute("data-label").or_else(|| link.text_content());
    Some(Input::LinkClicked { href: link.get_attribute("href")?, text: text.unwrap_or_default() })
}
