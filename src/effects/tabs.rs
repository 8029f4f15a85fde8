//! Other tabs of the same visitor. A browser without channels has one tab, as far as the chat knows.

use super::Report;
use chatlet_core::client::ServiceInput;
use gloo_events::EventListener;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel.
pub(super) struct Tabs {
    report: Report,
    open: RefCell<Option<(BroadcastChannel, EventListener)>>,
}

impl Tabs {
    pub(super) fn new(report: Report) -> Self {
        Self { report, open: RefCell::default() }
    }

    /// Listens under a name, or to nobody: an open channel keeps a page out of the browser's memory.
    pub(super) fn listen(&self, scope: Option<&str>) {
        if let Some((channel, _)) = self.open.take() {
            channel.close();
        }
        let Some(channel) = scope.and_then(|scope| BroadcastChannel::new(scope).ok()) else { return };
        let report = self.report.clone();
        let listener = EventListener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(text) = text {
                report(ServiceInput::Signalled(text).into());
            }
        });
        *self.open.borrow_mut() = Some((channel, listener));
    }

    pub(super) fn tell(&self, signal: &str) {
        if let Some((channel, _)) = &*self.open.borrow() {
            let _closed = channel.post_message(&signal.into());
        }
    }
}
