//! Keeps what the reader looks at where it is while something changes above it. Not every engine does so by itself, and
//! none does at the very top.

use super::document::element;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// Keeps the reader's place.
#[derive(Default)]
pub(super) struct Place {
    /// What is held until the next frame: what changes meanwhile changes above the same message.
    held: Rc<RefCell<Option<Held>>>,
}

/// A message, and where it is to stay.
struct Held {
    message: Element,
    /// Where it began, in the view.
    before: f64,
    /// How far the conversation was scrolled then.
    scrolled: i32,
}

impl Place {
    /// Notes the first message in view; puts it back after everything has been drawn, and before it is painted.
    pub(super) fn keep(&self) {
        let Some(scroller) = element("transcript") else { return };
        let mut held = self.held.borrow_mut();
        let waits = held.is_some();
        // Frames can be long: a reader who has gone on meanwhile looks at something else, and what they looked at before may
        // be about to go.
        if held.as_ref().is_some_and(|held| held.scrolled == scroller.scroll_top()) {
            return;
        }
        *held = first_in_view(&scroller);
        if waits || held.is_none() {
            return;
        }
        let held = self.held.clone();
        leptos::prelude::request_animation_frame(move || {
            let Some(Held { message, before, .. }) = held.take() else { return };
            let moved = message.get_bounding_client_rect().top() - before;
            if message.is_connected() && moved != 0.0 {
                scroller.scroll_by_with_x_and_y(0.0, moved);
            }
        });
    }
}

/// The first message whose end is in view.
fn first_in_view(scroller: &Element) -> Option<Held> {
    let top = scroller.get_bounding_client_rect().top();
    let mut next = scroller.query_selector(".messages").ok()??.first_element_child();
    while let Some(message) = next {
        let place = message.get_bounding_client_rect();
        if place.bottom() > top {
            return Some(Held { message, before: place.top(), scrolled: scroller.scroll_top() });
        }
        next = message.next_element_sibling();
    }
    None
}
