//! Network, visibility and the system's wishes.

use super::Report;
use chatlet_core::client::{Input, ServiceInput};
use gloo_events::EventListener;
use web_sys::{Document, MediaQueryList, VisibilityState, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn media(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok()?
}

/// Whether the browser believes that there is a network.
pub(crate) fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the frame can be seen.
pub(crate) fn is_visible() -> bool {
    document().is_none_or(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Whether the system prefers dark.
pub(crate) fn prefers_dark() -> bool {
    media("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Whether the visitor asked for less motion.
pub(crate) fn prefers_reduced_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

/// The listeners; dropping them stops listening.
pub(super) struct Surroundings {
    _listeners: Vec<EventListener>,
    _dark: Option<MediaQueryList>,
}

impl Surroundings {
    pub(super) fn watch(report: &Report) -> Self {
        let mut listeners = Vec::new();
        if let Some(window) = window() {
            for name in ["online", "offline"] {
                let report = report.clone();
                listeners
                    .push(EventListener::new(&window, name, move |_| report(Input::Online(is_online()))));
            }
            for name in ["pagehide", "pageshow"] {
                let report = report.clone();
                listeners.push(EventListener::new(&window, name, move |event| {
                    let persisted = js_sys::Reflect::get(event, &"persisted".into());
                    if name == "pagehide" {
                        report(ServiceInput::PageLeft.into());
                    } else if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
                        report(ServiceInput::PageReturned.into());
                    }
                }));
            }
        }
        if let Some(document) = document() {
            let report = report.clone();
            listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
                report(Input::Visible(is_visible()));
            }));
        }
        let dark = media("(prefers-color-scheme: dark)");
        if let Some(query) = &dark {
            let report = report.clone();
            listeners.push(EventListener::new(query, "change", move |_| {
                report(Input::PrefersDark(prefers_dark()))
            }));
        }
        Self { _listeners: listeners, _dark: dark }
    }
}
