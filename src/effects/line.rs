//! The private line to the loader, and the one-way line to a page that embeds the bare frame.
//!
//! The first message is checked for source, origin and trust (S2, S5–S7); after it there is only the port.

use super::{Report, deployment};
use chatlet_core::client::Input;
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::host_line::{AppMessage, HostCommand, Stamp, hello, read_welcome};
use gloo_events::EventListener;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, MessagePort, Url, UrlSearchParams, Window};

/// The line.
pub(super) struct Line {
    port: Rc<RefCell<Option<Port>>>,
    _hello: Option<EventListener>,
}

struct Port {
    port: MessagePort,
    _messages: EventListener,
}

impl Line {
    /// Greets the loader, or starts at once when the frame's address names a chatbot.
    pub(super) fn open(report: Report) -> Self {
        let port = Rc::default();
        let Some(window) = web_sys::window() else { return Self { port, _hello: None } };
        let embedded = parent(&window).is_some();
        if let Some(chatbot_id) = chatbot_in_address(&window).or_else(|| (!embedded).then(String::new)) {
            let origin = embedded.then(|| parent_origin(&window)).flatten();
            spawn_local(async move {
                let deployment = Box::new(deployment::load().await);
                report(Input::Bare { chatbot_id, deployment, origin });
            });
            return Self { port, _hello: None };
        }
        let hello = listen(&window, report, Rc::clone(&port));
        post_hello(&window);
        Self { port, _hello: Some(hello) }
    }

    /// Tells the loader; before the handshake there is nobody to tell.
    pub(super) fn tell(&self, message: &AppMessage) {
        if let Some(port) = &*self.port.borrow() {
            let _closed = port.port.post_message(&to_js(&message.write()));
        }
    }
}

/// Tells the page around a bare frame, at exactly its origin (S3).
pub(super) fn tell_bare(origin: &str, stamp: &Stamp, event: &Event) {
    if let Some(parent) = web_sys::window().as_ref().and_then(parent) {
        let _closed = parent.post_message(&to_js(&AppMessage::bare_event(stamp, event)), origin);
    }
}

fn parent(window: &Window) -> Option<Window> {
    window.parent().ok().flatten().filter(|parent| parent != window)
}

fn chatbot_in_address(window: &Window) -> Option<String> {
    let search = window.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("id").filter(|id| !id.is_empty())
}

/// The origin of the page around the frame, on the browser's word only (S5): Firefox has no `ancestorOrigins`, but
/// its referrer names the origin.
fn parent_origin(window: &Window) -> Option<String> {
    let ancestors = js_sys::Reflect::get(&window.location(), &"ancestorOrigins".into()).ok();
    let ancestor = ancestors
        .filter(JsValue::is_object)
        .and_then(|list| js_sys::Reflect::get_u32(&list, 0).ok()?.as_string());
    ancestor.or_else(|| Some(Url::new(&window.document()?.referrer()).ok()?.origin()))
}

fn post_hello(window: &Window) {
    if let Some(parent) = parent(window) {
        // The one message without a known receiver; it holds no data.
        let _closed = parent.post_message(&to_js(&hello()), "*");
    }
}

fn listen(window: &Window, report: Report, port: Rc<RefCell<Option<Port>>>) -> EventListener {
    EventListener::new(window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let from_parent = web_sys::window().as_ref().and_then(parent).is_some_and(|parent| {
            event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(parent))
        });
        if !event.is_trusted() || !from_parent || port.borrow().is_some() {
            return;
        }
        let (Some(options), Ok(offered)) =
            (from_js(&event.data()).and_then(read_welcome), event.ports().get(0).dyn_into())
        else {
            return;
        };
        *port.borrow_mut() = Some(connect(offered, report.clone()));
        let (report, origin) = (report.clone(), event.origin());
        spawn_local(async move {
            let deployment = Box::new(deployment::load().await);
            report(Input::Welcomed { options: Box::new(options), deployment, origin });
        });
    })
}

fn connect(port: MessagePort, report: Report) -> Port {
    let messages = EventListener::new(&port, "message", move |event| {
        let message = event.dyn_ref::<MessageEvent>().and_then(|event| from_js(&event.data()));
        if let Some((id, command)) = message.and_then(HostCommand::read) {
            report(Input::Host { id, command });
        }
    });
    port.start();
    Port { port, _messages: messages }
}

/// Values cross as objects, never as text: a page that patches `toJSON` changes nothing here (F73).
fn to_js(value: &Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap_or(JsValue::NULL)
}

fn from_js(value: &JsValue) -> Option<Value> {
    let text = js_sys::JSON::stringify(value).ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}
