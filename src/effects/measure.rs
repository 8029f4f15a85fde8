//! Tells how high the content is, where the page gives it the room it needs.

use super::Report;
use super::document::element;
use chatlet_core::client::Input;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::JsValue;
use web_sys::{HtmlElement, ResizeObserver};

/// Watches, once there is something to watch.
#[derive(Default)]
pub(super) struct Measure {
    observer: Rc<RefCell<Option<Observer>>>,
}

struct Observer {
    observer: ResizeObserver,
    content: HtmlElement,
    _callback: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Measure {
    /// Watches the content, which may be drawn only after this.
    pub(super) fn start(&self, report: Report) {
        let observer = self.observer.clone();
        leptos::prelude::request_animation_frame(move || attach(report, &observer));
    }
}

fn attach(report: Report, watching: &RefCell<Option<Observer>>) {
    let Some(content) = element("transcript-content") else { return };
    if watching.borrow().as_ref().is_some_and(|observer| observer.content == content) {
        return;
    }
    // Otherwise the content would be as high as the room it has, and never need less.
    let _refused = content.style().set_property("min-block-size", "0");
    let told = Cell::new(0);
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        if let Some(height) = needed().filter(|height| told.replace(*height) != *height) {
            report(Input::Measured(height));
        }
    });
    if let Ok(observer) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(&content);
        // What stands around it, such as a banner, takes its height from the scroller's.
        if let Some(scroller) = element("transcript") {
            observer.observe(&scroller);
        }
        *watching.borrow_mut() = Some(Observer { observer, content, _callback: callback });
    }
}

/// Everything around the transcript, and all of what is in it, in CSS pixels.
fn needed() -> Option<u32> {
    let room = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let around = room - f64::from(element("transcript")?.client_height());
    let height = around + f64::from(element("transcript-content")?.offset_height());
    // A cast saturates, and what is no number becomes nothing.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a height is small")]
    Some(height as u32)
}
