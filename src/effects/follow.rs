//! Keeps the end of the transcript in view while the client says so.
//!
//! The content's size is observed rather than polled: the observer runs after layout and before paint, so that
//! following costs no layout of its own and shows no frame in which the end is cut off.

use super::Report;
use super::document::element;
use chatlet_core::client::{Input, ScrollPosition};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ResizeObserver;

/// Follows, or does not.
pub(super) struct Follow {
    report: Report,
    follows: Rc<Cell<bool>>,
    observer: Rc<RefCell<Option<Observer>>>,
}

struct Observer {
    observer: ResizeObserver,
    observed: web_sys::HtmlElement,
    _callback: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Follow {
    pub(super) fn new(report: Report) -> Self {
        Self { report, follows: Rc::default(), observer: Rc::default() }
    }

    pub(super) fn set(&self, follows: bool) {
        self.follows.set(follows);
        if !follows {
            return;
        }
        scroll_to_end();
        let (report, follows, observer) = (self.report.clone(), self.follows.clone(), self.observer.clone());
        // What is to be followed may be drawn only after this command; the frame that shows it is early enough.
        leptos::prelude::request_animation_frame(move || {
            attach(&report, &follows, &observer);
            if let Some(scroller) = element("transcript").filter(|_| follows.get()) {
                follow(&scroller, &report);
            }
        });
    }
}

fn attach(report: &Report, follows: &Rc<Cell<bool>>, observer: &RefCell<Option<Observer>>) {
    let (Some(content), Some(scroller)) = (element("transcript-content"), element("transcript")) else {
        return;
    };
    if observer.borrow().as_ref().is_some_and(|observer| observer.observed == content) {
        return;
    }
    // It comes once per frame of a reply: what it needs is at hand, and only what it needs is asked for.
    let (report, follows, height, held) = (report.clone(), follows.clone(), Cell::new(0), scroller.clone());
    let callback = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        if follows.get() {
            follow(&held, &report);
        }
        // Where nothing can be scrolled, nothing else tells how much is seen.
        let view = held.client_height();
        if height.replace(view) != view {
            let position = position(&held);
            // In the next frame: what it draws may change the size observed here, and an observer that does so is an error.
            let report = report.clone();
            leptos::prelude::request_animation_frame(move || report(Input::Scrolled(position)));
        }
    });
    if let Ok(created) = ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        created.observe(&content);
        // The window shrinking, as under a phone's keyboard, moves the end as well.
        created.observe(&scroller);
        *observer.borrow_mut() = Some(Observer { observer: created, observed: content, _callback: callback });
    }
}

/// Shows the end and says where that is. Nothing is drawn by that report, so that an observer may make it.
fn follow(scroller: &web_sys::HtmlElement, report: &Report) {
    scroller.set_scroll_top(i32::MAX);
    report(Input::Followed(position(scroller)));
}

fn scroll_to_end() {
    if let Some(scroller) = element("transcript") {
        scroller.set_scroll_top(i32::MAX);
    }
}

fn position(scroller: &web_sys::HtmlElement) -> ScrollPosition {
    ScrollPosition {
        top: f64::from(scroller.scroll_top()),
        height: f64::from(scroller.scroll_height()),
        view: f64::from(scroller.client_height()),
    }
}
