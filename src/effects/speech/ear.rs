//! Understanding what is said.

use super::{call, global, make, on};
use crate::effects::Report;
use chatlet_core::client::{ServiceInput, SpeechFault, SpeechInput};
use gloo_events::EventListener;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// What listens now.
#[derive(Default)]
pub(super) struct Ear(RefCell<Option<(JsValue, Vec<EventListener>)>>);

/// The constructor; Chromium and WebKit have it under a name of their own.
fn engine() -> Option<JsValue> {
    global("SpeechRecognition").or_else(|| global("webkitSpeechRecognition"))
}

/// Whether the browser can listen.
pub(super) fn is_there() -> bool {
    engine().is_some()
}

impl Ear {
    /// Listens instead of whatever listens now; none where the browser will not.
    pub(super) fn listen(&self, report: &Report, run: u32, language: &str) -> Option<()> {
        self.deafen();
        let ear = make(&engine()?, &Array::new())?;
        let wishes: [(&str, JsValue); 3] =
            [("lang", language.into()), ("interimResults", true.into()), ("continuous", true.into())];
        for (name, wish) in wishes {
            Reflect::set(&ear, &name.into(), &wish).ok()?;
        }
        let reports = |name, read: fn(u32, &Event) -> SpeechInput| {
            let report = report.clone();
            on(&ear, name, move |event| report(ServiceInput::Speech(read(run, event)).into()))
        };
        let listeners = vec![
            reports("start", |run, _| SpeechInput::DictationBegan(run))?,
            reports("result", |run, event| SpeechInput::Heard { run, text: words(event) })?,
            reports("error", |run, event| SpeechInput::DictationFailed { run, fault: fault(event) })?,
            reports("end", |run, _| SpeechInput::DictationEnded(run))?,
        ];
        *self.0.borrow_mut() = Some((ear.clone(), listeners));
        call(&ear, "start", None).map(|_| ())
    }

    /// Stops listening.
    pub(super) fn deafen(&self) {
        // Taken first: what the browser reports of the end is no news.
        let heard = self.0.borrow_mut().take();
        if let Some((ear, listeners)) = heard {
            drop(listeners);
            let _nothing = call(&ear, "abort", None);
        }
    }
}

/// Everything that was understood so far.
fn words(event: &Event) -> String {
    let results = Reflect::get(event, &"results".into()).unwrap_or_default();
    let length =
        Reflect::get(&results, &"length".into()).ok().and_then(|length| length.as_f64()).unwrap_or(0.0);
    let mut words = String::new();
    let mut index = 0;
    while f64::from(index) < length {
        let best = Reflect::get_u32(&results, index).and_then(|result| Reflect::get_u32(&result, 0));
        let text = best.and_then(|best| Reflect::get(&best, &"transcript".into())).ok();
        words += &text.and_then(|text| text.as_string()).unwrap_or_default();
        index += 1;
    }
    words
}

fn fault(event: &Event) -> SpeechFault {
    let code = Reflect::get(event, &"error".into()).ok().and_then(|code| code.as_string());
    match code.as_deref() {
        Some("not-allowed" | "service-not-allowed") => SpeechFault::Refused,
        Some("audio-capture") => SpeechFault::NoMicrophone,
        Some("no-speech") => SpeechFault::Silence,
        Some("aborted") => SpeechFault::Aborted,
        _ => SpeechFault::Failed,
    }
}
