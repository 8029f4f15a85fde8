//! Streams of replies: one network read is one input. A stream that is dropped is aborted.

use super::{Report, calls};
use chatlet_core::client::{Answer, Input, Request, TurnId};
use js_sys::{Promise, Uint8Array};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, ReadableStreamDefaultReader, ReadableStreamReadResult};

/// Bytes handled at a time: a burst takes no more memory than this much of it.
const PIECE: u32 = 1 << 16;

/// The streams that are open.
pub(super) struct Streams {
    report: Report,
    open: Rc<RefCell<Vec<(TurnId, AbortOnDrop)>>>,
}

struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Streams {
    pub(super) fn new(report: Report) -> Self {
        Self { report, open: Rc::default() }
    }

    /// Opens the stream of a turn.
    pub(super) fn open(&self, turn: TurnId, request: Request) {
        let Ok(controller) = AbortController::new() else {
            (self.report)(Input::StreamRefused { turn, answer: Answer::NoAnswer });
            return;
        };
        let signal = controller.signal();
        self.open.borrow_mut().push((turn, AbortOnDrop(controller)));
        let (report, open) = (self.report.clone(), self.open.clone());
        spawn_local(async move {
            match calls::send(&request, "text/event-stream", Some(&signal)).await {
                None => report(Input::StreamRefused { turn, answer: Answer::NoAnswer }),
                Some(response) if !response.ok() => {
                    let answer = calls::read(response).await;
                    report(Input::StreamRefused { turn, answer });
                }
                Some(response) => {
                    let content_type = response.headers().get("Content-Type").unwrap_or_default();
                    report(Input::StreamOpened { turn, content_type });
                    if let Some(reader) = response.body().and_then(|body| body.get_reader().dyn_into().ok()) {
                        let report = report.clone();
                        read_all(reader, move |bytes| report(Input::StreamBytes { turn, bytes })).await;
                    }
                    report(Input::StreamEnded { turn });
                }
            }
            drop(take(&open, turn));
        });
    }

    /// Aborts the stream of a turn.
    pub(super) fn close(&self, turn: TurnId) {
        drop(take(&self.open, turn));
    }
}

/// Taken out before it is dropped: aborting may run code that looks at the list.
fn take(open: &RefCell<Vec<(TurnId, AbortOnDrop)>>, turn: TurnId) -> Option<(TurnId, AbortOnDrop)> {
    let mut open = open.borrow_mut();
    let position = open.iter().position(|(known, _)| *known == turn)?;
    Some(open.swap_remove(position))
}

/// Reads until the body ends or breaks; the next read is asked for only when the last has been handled. A reply may be
/// read token by token: one callback serves all reads, where a future for each would make two and forget them.
async fn read_all(reader: ReadableStreamDefaultReader, on_bytes: impl Fn(Vec<u8>) + 'static) {
    let next = Rc::new(OnceCell::<Closure<dyn FnMut(JsValue)>>::new());
    let mut first = Some((reader, on_bytes, Rc::downgrade(&next)));
    let ended = Promise::new(&mut |end, _| {
        let Some((reader, on_bytes, again)) = first.take() else { return };
        let read = reader.read();
        let callback = Closure::new(move |read: JsValue| {
            // A broken body is answered with an error, which has no value either, or in WebKit with nothing at all.
            let value =
                read.is_object().then(|| read.unchecked_into::<ReadableStreamReadResult>().get_value());
            let bytes = value.and_then(|value| value.dyn_into().ok());
            match (bytes, again.upgrade().as_ref().and_then(|again| again.get())) {
                (Some(bytes), Some(again)) => {
                    hand_over(&bytes, &on_bytes);
                    let _waits = reader.read().then2(again, again);
                }
                _ => drop(end.call0(&JsValue::UNDEFINED)),
            }
        });
        let callback = next.get_or_init(|| callback);
        let _waits = read.then2(callback, callback);
    });
    let _ended = JsFuture::from(ended).await;
}

fn hand_over(bytes: &Uint8Array, on_bytes: &impl Fn(Vec<u8>)) {
    let length = bytes.length();
    if length <= PIECE {
        return on_bytes(bytes.to_vec());
    }
    for start in (0..length).step_by(PIECE as usize) {
        on_bytes(bytes.subarray(start, start + PIECE).to_vec());
    }
}
