//! Requests with files in them. `fetch` does not say how much of a body has left; the older interface does. What comes
//! back is a response as `fetch` gives it, so that whoever reads it needs to know nothing of this.

use super::{Report, fill};
use chatlet_core::attachment::{FileId, Piece, UploadInput, pieces};
use chatlet_core::client::{Input, Request};
use gloo_events::EventListener;
use gloo_net::http::Response;
use js_sys::{Function, JsString, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Headers, ProgressEvent, ResponseInit, TransformStream, Url, WritableStreamDefaultWriter,
    XmlHttpRequest,
};

type Sent = Pin<Box<dyn Future<Output = Option<Response>>>>;
type Send = Rc<dyn Fn(Request, String, Option<AbortSignal>) -> Sent>;

thread_local! {
    static SEND: RefCell<Option<Send>> = const { RefCell::new(None) };
}

/// From now on requests with files can be sent. Only the second part may call this: a first screen has no files.
pub(crate) fn start(report: &Report) {
    let report = report.clone();
    let send: Send =
        Rc::new(move |request, accept, signal| Box::pin(post(report.clone(), request, accept, signal)));
    SEND.set(Some(send));
}

/// Sends a request with files in it; nothing when no answer came.
pub(crate) async fn send(request: &Request, accept: &str, signal: Option<&AbortSignal>) -> Option<Response> {
    let send = SEND.with_borrow(Clone::clone)?;
    send(request.clone(), accept.to_owned(), signal.cloned()).await
}

/// Without cookies, as a request to another origin; a redirect is no answer (F16).
async fn post(
    report: Report,
    request: Request,
    accept: String,
    signal: Option<AbortSignal>,
) -> Option<Response> {
    let body = request.body?;
    let carried = pieces(&body).find_map(|piece| match piece {
        Piece::File(id) => Some(id),
        Piece::Text(_) => None,
    })?;
    let filled = fill(&body, signal.as_ref()).await?;
    if signal.as_ref().is_some_and(AbortSignal::aborted) {
        return None;
    }
    let call = XmlHttpRequest::new().ok()?;
    call.open("POST", &request.url).ok()?;
    call.set_request_header("Accept", &accept).ok()?;
    call.set_request_header("Content-Type", "application/json").ok()?;
    if let Some(token) = &request.token {
        call.set_request_header("Authorization", &format!("Bearer {token}")).ok()?;
    }
    let stream = TransformStream::new().ok()?;
    let writer = stream.writable().get_writer().ok()?;
    let relay = Rc::new(Relay { call: call.clone(), writer, passed: Cell::new(0) });
    let mut listeners = vec![tells(report, carried, &call)?];
    if let Some(signal) = &signal {
        let call = call.clone();
        listeners.push(EventListener::new(signal, "abort", move |_| {
            let _done = call.abort();
        }));
    }
    let passing = relay.clone();
    listeners.push(EventListener::new(&call, "progress", move |_| passing.pass()));
    let (answered, ended) = (happens(&call, "readystatechange"), happens(&call, "loadend"));
    call.send_with_opt_blob(Some(&filled)).ok()?;
    spawn_local(async move {
        let _ended = JsFuture::from(ended).await;
        relay.end();
        drop(listeners);
    });
    // The first change after sending is that the answer's head is there, or that none will come.
    let _answered = JsFuture::from(answered).await;
    let status = call.status().ok().filter(|status| *status >= 200)?;
    let asked = Url::new(&request.url).ok()?.href();
    if call.response_url() != asked {
        let _done = call.abort();
        return None;
    }
    let init = ResponseInit::new();
    init.set_status(status);
    init.set_headers(&headers(&call)?.into());
    let bodiless = matches!(status, 204 | 205 | 304);
    let body = (!bodiless).then(|| stream.readable());
    let response = web_sys::Response::new_with_opt_readable_stream_and_init(body.as_ref(), &init).ok()?;
    Some(response.into())
}

/// Reports each hundredth of the body that leaves.
fn tells(report: Report, carried: FileId, call: &XmlHttpRequest) -> Option<EventListener> {
    // A second try begins anew.
    report(Input::Upload(UploadInput::Left { id: carried, percent: 0 }));
    let told = Cell::new(Some(0));
    let upload = call.upload().ok()?;
    Some(EventListener::new(&upload, "progress", move |event| {
        let Some(event) = event.dyn_ref::<ProgressEvent>().filter(|event| event.length_computable()) else {
            return;
        };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let percent = (event.loaded() / event.total() * 100.0) as u8;
        if told.replace(Some(percent)) != Some(percent) {
            report(Input::Upload(UploadInput::Left { id: carried, percent }));
        }
    }))
}

/// The next time something happens to a call.
fn happens(call: &XmlHttpRequest, name: &str) -> Promise {
    let target: &web_sys::EventTarget = call;
    Promise::new(&mut |resolve: Function, _| {
        let _refused = target.add_event_listener_with_callback(name, &resolve);
    })
}

/// The headers that the server lets be read; asking for others by name would be reported as a fault.
fn headers(call: &XmlHttpRequest) -> Option<Headers> {
    let headers = Headers::new().ok()?;
    for line in call.get_all_response_headers().ok()?.lines() {
        if let Some((name, value)) = line.split_once(':') {
            let _odd = headers.append(name.trim(), value.trim());
        }
    }
    Some(headers)
}

/// Passes the answer on as it comes.
struct Relay {
    call: XmlHttpRequest,
    writer: WritableStreamDefaultWriter,
    /// Characters that were passed on.
    passed: Cell<u32>,
}

impl Relay {
    fn pass(&self) {
        let text = Reflect::get(&self.call, &"responseText".into()).unwrap_or_default();
        let Ok(text) = text.dyn_into::<JsString>() else { return };
        let (from, to) = (self.passed.get(), text.length());
        if to > from {
            self.passed.set(to);
            let bytes = String::from(text.substring(from, to)).into_bytes();
            settle(self.writer.write_with_chunk(&js_sys::Uint8Array::from(bytes.as_slice())));
        }
    }

    fn end(&self) {
        // A call that broke off has no status.
        if self.call.status().unwrap_or_default() == 0 {
            settle(self.writer.abort());
        } else {
            self.pass();
            settle(self.writer.close());
        }
    }
}

/// That nobody reads any more is no fault.
fn settle(promise: Promise) {
    spawn_local(async move {
        let _nobody: Result<JsValue, JsValue> = JsFuture::from(promise).await;
    });
}
