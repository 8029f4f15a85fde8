//! Reading aloud.

use super::{call, global, make, on};
use crate::effects::Report;
use chatlet_core::client::{ServiceInput, SpeechInput};
use gloo_events::EventListener;
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// What is being read: the utterances must live until they have been spoken.
#[derive(Default)]
pub(super) struct Voice(RefCell<Vec<(JsValue, Vec<EventListener>)>>);

/// What speaks, in browsers that have it.
pub(super) fn engine() -> Option<JsValue> {
    global("speechSynthesis")
}

/// Whether a voice can say something: an engine without voices says nothing, and does not say so.
pub(super) fn is_there() -> bool {
    let voices = engine().filter(|_| global("SpeechSynthesisUtterance").is_some());
    voices
        .and_then(|voice| call(&voice, "getVoices", None))
        .is_some_and(|list| Array::from(&list).length() > 0)
}

impl Voice {
    /// Reads the pieces instead of whatever is being read; none where the browser will not.
    pub(super) fn speak(&self, report: &Report, run: u32, pieces: &[String], language: &str) -> Option<()> {
        self.hush();
        let (voice, constructor) = (engine()?, global("SpeechSynthesisUtterance")?);
        for (index, piece) in pieces.iter().enumerate() {
            let utterance = make(&constructor, &Array::of1(&piece.into()))?;
            Reflect::set(&utterance, &"lang".into(), &language.into()).ok()?;
            let reports = |name, input: SpeechInput| {
                let report = report.clone();
                on(&utterance, name, move |_| report(ServiceInput::Speech(input.clone()).into()))
            };
            let mut listeners = vec![reports("error", SpeechInput::AloudEnded(run))?];
            if index == 0 {
                listeners.push(reports("start", SpeechInput::AloudBegan(run))?);
            }
            if index + 1 == pieces.len() {
                listeners.push(reports("end", SpeechInput::AloudEnded(run))?);
            }
            call(&voice, "speak", Some(&utterance))?;
            self.0.borrow_mut().push((utterance, listeners));
        }
        Some(())
    }

    /// Stops.
    pub(super) fn hush(&self) {
        // Without its listeners, a voice that is cut off has nothing more to say.
        self.0.borrow_mut().clear();
        if let Some(voice) = engine() {
            let _nothing = call(&voice, "cancel", None);
        }
    }
}
