//! Keeps what the reader looks at where it is while something changes above it. Not every engine does so by itself, and
//! none does at the very top.

use super::document::element;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::Element;

/// Keeps the reader's place.
#[derive(Default)]
pub(super) struct Place {
    /// A place is held until the next frame: what changes meanwhile changes above the same message.
    holds: Rc<Cell<bool>>,
}

impl Place {
    /// Notes the first message in view; puts it back after everything has been drawn, and before it is painted.
    pub(super) fn keep(&self) {
        let Some((message, before)) = first_in_view().filter(|_| !self.holds.replace(true)) else { return };
        let holds = self.holds.clone();
        leptos::prelude::request_animation_frame(move || {
            holds.set(false);
            let moved = message.get_bounding_client_rect().top() - before;
            if let Some(scroller) = element("transcript").filter(|_| message.is_connected() && moved != 0.0) {
                scroller.scroll_by_with_x_and_y(0.0, moved);
            }
        });
    }
}

/// The first message whose end is in view, and where it begins.
fn first_in_view() -> Option<(Element, f64)> {
    let scroller = element("transcript")?;
    let top = scroller.get_bounding_client_rect().top();
    let mut next = scroller.query_selector(".messages").ok()??.first_element_child();
    while let Some(message) = next {
        let place = message.get_bounding_client_rect();
        if place.bottom() > top {
            return Some((message, place.top()));
        }
        next = message.next_element_sibling();
    }
    None
}
