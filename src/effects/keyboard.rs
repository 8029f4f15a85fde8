//! The keyboard in the conversation: which keys are for its reader, and that Tab stops at it once.

use super::Report;
use chatlet_core::client::{Input, ReaderKey};
use chatlet_core::transcript::MessageKey;
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, KeyboardEvent};

/// What can be used in a message; what only scripts give the keyboard to is no control.
const CONTROLS: &str = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";
/// Everything that Tab would stop at: an engine also stops at a row that scrolls when nothing in it is a stop.
const STOPS: &str = "a[href], button, input, select, textarea, [tabindex], .cards";
/// The key of Tab by its number: WebKit on Linux has no name for it while Shift is held.
const TAB: u32 = 9;
/// What a control had for a `tabindex` before it was taken out of the order.
const KEPT: &str = "data-tabindex";

/// Listens before everybody else; dropping the listener ends it.
pub(super) fn watch(report: &Report) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let (target, report) = (document.clone(), report.clone());
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    Some(EventListener::new_with_options(&target, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.key_code() == TAB {
            order_stops(&document);
        } else if let Some(input) = pressed(event) {
            event.prevent_default();
            event.stop_propagation();
            report(input);
        }
    }))
}

/// What a key means, when it is pressed in the conversation.
fn pressed(event: &KeyboardEvent) -> Option<Input> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let held = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    let transcript = target.closest("#transcript").ok()??;
    if held || event.is_composing() || target.closest("dialog").ok()?.is_some() {
        return None;
    }
    let message = target.closest(".message").ok()?;
    let is_whole = target == transcript || message.as_ref() == Some(&target);
    let key = match (event.key().as_str(), is_whole) {
        ("Escape", _) => ReaderKey::Leave,
        ("ArrowUp", true) => ReaderKey::Previous,
        ("ArrowDown", true) => ReaderKey::Next,
        ("Home", true) => ReaderKey::First,
        ("End", true) => ReaderKey::Last,
        ("Enter", true) => ReaderKey::Into,
        _ => return None,
    };
    let at = message.and_then(|message| message.id().rsplit('-').next()?.parse().ok()).map(MessageKey);
    Some(Input::Reader { key, at })
}

/// Takes the controls of messages out of the order of Tab, but for those of the message that the keyboard is in.
fn order_stops(document: &Document) {
    let active = document.active_element();
    let Ok(messages) = document.query_selector_all(".message") else { return };
    for index in 0..messages.length() {
        let Some(message) = messages.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let is_entered =
            active.as_ref().is_some_and(|active| *active != message && message.contains(Some(active)));
        set_stops(&message, is_entered);
    }
}

fn set_stops(message: &Element, wanted: bool) {
    let Ok(controls) = message.query_selector_all(STOPS) else { return };
    for index in 0..controls.length() {
        let Some(control) = controls.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let kept = control.get_attribute(KEPT);
        let own = control.get_attribute("tabindex");
        let _invalid = match (wanted, kept) {
            (false, None) if own.as_deref() != Some("-1") => control
                .set_attribute(KEPT, own.as_deref().unwrap_or_default())
                .and_then(|()| control.set_attribute("tabindex", "-1")),
            (true, Some(kept)) => control.remove_attribute(KEPT).and_then(|()| match kept.as_str() {
                "" => control.remove_attribute("tabindex"),
                own => control.set_attribute("tabindex", own),
            }),
            _ => Ok(()),
        };
    }
}

/// The first control of a message.
pub(super) fn first_control(message: &Element) -> Option<Element> {
    set_stops(message, true);
    message.query_selector(CONTROLS).ok()?
}
