//! The browser's voice and ear, as far as it has them.

use super::Report;
use chatlet_core::client::{ServiceInput, SpeechFault, SpeechInput, SpeechTask};
use gloo_events::EventListener;
use js_sys::{Array, Function, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// Voice and ear.
pub(super) struct Speech {
    report: Report,
    /// What is being read: the utterances must live until they have been spoken.
    spoken: RefCell<Vec<(JsValue, Vec<EventListener>)>>,
    heard: RefCell<Option<(JsValue, Vec<EventListener>)>>,
    _voices: Option<EventListener>,
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

/// The constructor of the ear; Chromium and WebKit have it under a name of their own.
fn ear() -> Option<JsValue> {
    global("SpeechRecognition").or_else(|| global("webkitSpeechRecognition"))
}

/// A voice that can say something: an engine without voices says nothing, and does not say so.
fn has_voices() -> bool {
    let voices = global("speechSynthesis").filter(|_| global("SpeechSynthesisUtterance").is_some());
    voices
        .and_then(|voice| call(&voice, "getVoices", None))
        .is_some_and(|list| Array::from(&list).length() > 0)
}

fn on(target: &JsValue, name: &'static str, act: impl Fn(&Event) + 'static) -> Option<EventListener> {
    Some(EventListener::new(target.dyn_ref::<EventTarget>()?, name, move |event| act(event)))
}

impl Speech {
    /// Tells what there is, again when voices have come.
    pub(super) fn start(report: Report) -> Self {
        let told = report.clone();
        let tell = move || {
            let offered = SpeechInput::Offered { speaks: has_voices(), listens: ear().is_some() };
            told(ServiceInput::Speech(offered).into());
        };
        tell();
        let voices = global("speechSynthesis").and_then(|voice| on(&voice, "voiceschanged", move |_| tell()));
        Self { report, spoken: RefCell::default(), heard: RefCell::default(), _voices: voices }
    }

    pub(super) fn run(&self, task: SpeechTask) {
        match task {
            SpeechTask::Speak { run, pieces, language } => {
                self.hush();
                if self.speak(run, &pieces, &language).is_none() {
                    self.tell(SpeechInput::AloudEnded(run));
                }
            }
            SpeechTask::Hush => self.hush(),
            SpeechTask::Listen { run, language } => {
                if self.listen(run, &language).is_none() {
                    self.tell(SpeechInput::DictationFailed { run, fault: SpeechFault::Failed });
                }
            }
            SpeechTask::Deafen => self.deafen(),
        }
    }

    fn tell(&self, input: SpeechInput) {
        (self.report)(ServiceInput::Speech(input).into());
    }

    fn speak(&self, run: u32, pieces: &[String], language: &str) -> Option<()> {
        let (voice, constructor) = (global("speechSynthesis")?, global("SpeechSynthesisUtterance")?);
        for (index, piece) in pieces.iter().enumerate() {
            let utterance = make(&constructor, &Array::of1(&piece.into()))?;
            Reflect::set(&utterance, &"lang".into(), &language.into()).ok()?;
            let reports = |name, input: SpeechInput| {
                let report = self.report.clone();
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
            self.spoken.borrow_mut().push((utterance, listeners));
        }
        Some(())
    }

    fn hush(&self) {
        // Without its listeners, a voice that is cut off has nothing more to say.
        self.spoken.borrow_mut().clear();
        if let Some(voice) = global("speechSynthesis") {
            let _nothing = call(&voice, "cancel", None);
        }
    }

    fn listen(&self, run: u32, language: &str) -> Option<()> {
        self.deafen();
        let ear = make(&ear()?, &Array::new())?;
        let wishes: [(&str, JsValue); 3] =
            [("lang", language.into()), ("interimResults", true.into()), ("continuous", true.into())];
        for (name, wish) in wishes {
            Reflect::set(&ear, &name.into(), &wish).ok()?;
        }
        let reports = |name, read: fn(u32, &Event) -> SpeechInput| {
            let report = self.report.clone();
            on(&ear, name, move |event| report(ServiceInput::Speech(read(run, event)).into()))
        };
        let listeners = vec![
            reports("start", |run, _| SpeechInput::DictationBegan(run))?,
            reports("result", |run, event| SpeechInput::Heard { run, text: words(event) })?,
            reports("error", |run, event| SpeechInput::DictationFailed { run, fault: fault(event) })?,
            reports("end", |run, _| SpeechInput::DictationEnded(run))?,
        ];
        *self.heard.borrow_mut() = Some((ear.clone(), listeners));
        call(&ear, "start", None).map(|_| ())
    }

    fn deafen(&self) {
        // Taken first: what the browser reports of the end is no news.
        let heard = self.heard.borrow_mut().take();
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
