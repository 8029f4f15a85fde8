//! The browser's voice and ear, as far as it has them.

mod ear;
mod voice;

use super::Report;
use chatlet_core::client::{ServiceInput, SpeechFault, SpeechInput, SpeechTask};
use ear::Ear;
use gloo_events::EventListener;
use js_sys::{Array, Function, Reflect};
use voice::Voice;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// Voice and ear.
pub(super) struct Speech {
    report: Report,
    voice: Voice,
    ear: Ear,
    _voices: Option<EventListener>,
}

impl Speech {
    /// Tells what there is, again when voices have come.
    pub(super) fn start(report: Report) -> Self {
        let told = report.clone();
        let tell = move || {
            let offered = SpeechInput::Offered { speaks: voice::is_there(), listens: ear::is_there() };
            told(ServiceInput::Speech(offered).into());
        };
        tell();
        let voices = voice::engine().and_then(|voice| on(&voice, "voiceschanged", move |_| tell()));
        Self { report, voice: Voice::default(), ear: Ear::default(), _voices: voices }
    }

    pub(super) fn run(&self, task: SpeechTask) {
        match task {
            SpeechTask::Speak { run, pieces, language } => {
                if self.voice.speak(&self.report, run, &pieces, &language).is_none() {
                    self.tell(SpeechInput::AloudEnded(run));
                }
            }
            SpeechTask::Hush => self.voice.hush(),
            SpeechTask::Listen { run, language } => {
                if self.ear.listen(&self.report, run, &language).is_none() {
                    self.tell(SpeechInput::DictationFailed { run, fault: SpeechFault::Failed });
                }
            }
            SpeechTask::Deafen => self.ear.deafen(),
        }
    }

    fn tell(&self, input: SpeechInput) {
        (self.report)(ServiceInput::Speech(input).into());
    }
}

fn global(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &name.into())
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}

fn call(object: &JsValue, name: &str, argument: Option<&JsValue>) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    match argument {
        Some(argument) => method.call1(object, argument).ok(),
        None => method.call0(object).ok(),
    }
}

fn make(constructor: &JsValue, arguments: &Array) -> Option<JsValue> {
    Reflect::construct(constructor.dyn_ref::<Function>()?, arguments).ok()
}

fn on(target: &JsValue, name: &'static str, act: impl Fn(&Event) + 'static) -> Option<EventListener> {
    Some(EventListener::new(target.dyn_ref::<EventTarget>()?, name, move |event| act(event)))
}
