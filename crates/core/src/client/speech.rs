//! Speech: messages read aloud, and a message dictated. One thing speaks or listens at a time.

mod aloud;
mod dictation;

use super::Client;
use super::service::{ServiceChange, ServiceTask};
use crate::transcript::MessageKey;
use aloud::Aloud;
use dictation::Dictation;

/// Why the microphone heard nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeechFault {
    /// The visitor, the page or the system does not allow the microphone.
    Refused,
    /// There is no microphone.
    NoMicrophone,
    /// Nobody spoke.
    Silence,
    /// It was ended on purpose.
    Aborted,
    /// Anything else, such as no network.
    Failed,
}

/// Something that happened to speech. A number names the run it belongs to; a late one finds none.
#[derive(Debug, Clone, PartialEq)]
pub enum SpeechInput {
    /// What the browser can do.
    Offered {
        /// Read aloud.
        speaks: bool,
        /// Understand what is said.
        listens: bool,
    },
    /// A message is to be read aloud, or is to stop.
    AloudToggled(MessageKey),
    /// The voice has begun.
    AloudBegan(u32),
    /// The voice has ended, or broke off.
    AloudEnded(u32),
    /// The microphone is to be used, or is to stop.
    DictationToggled,
    /// The microphone is on.
    DictationBegan(u32),
    /// What has been understood so far, all of it.
    Heard {
        /// Which run.
        run: u32,
        /// The words.
        text: String,
    },
    /// The microphone is off.
    DictationEnded(u32),
    /// The microphone heard nothing, and is off.
    DictationFailed {
        /// Which run.
        run: u32,
        /// Why.
        fault: SpeechFault,
    },
}

/// Something to do about speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpeechTask {
    /// Read these pieces aloud, one after the other, instead of whatever is being read.
    Speak {
        /// Names the run.
        run: u32,
        /// The words.
        pieces: Vec<String>,
        /// BCP 47.
        language: String,
    },
    /// Stop reading aloud.
    Hush,
    /// Listen.
    Listen {
        /// Names the run.
        run: u32,
        /// BCP 47.
        language: String,
    },
    /// Stop listening.
    Deafen,
}

/// Speech.
#[derive(Debug, Default)]
pub(super) struct Speech {
    speaks: bool,
    listens: bool,
    next: u32,
    aloud: Option<Aloud>,
    dictation: Option<Dictation>,
}

impl Client {
    pub(super) fn on_speech(&mut self, input: SpeechInput) {
        match input {
            SpeechInput::Offered { speaks, listens } => {
                self.services.speech.speaks = speaks;
                self.services.speech.listens = listens;
                self.show_service(ServiceChange::Speech);
            }
            SpeechInput::AloudToggled(key) => self.toggle_aloud(key),
            SpeechInput::AloudBegan(run) => self.on_aloud_began(run),
            SpeechInput::AloudEnded(run) => {
                if self.services.speech.aloud.as_ref().is_some_and(|aloud| aloud.run == run) {
                    self.finish_aloud();
                }
            }
            SpeechInput::DictationToggled => self.toggle_dictation(),
            SpeechInput::DictationBegan(run) => self.on_dictation_began(run),
            SpeechInput::Heard { run, text } => self.on_heard(run, &text),
            SpeechInput::DictationEnded(run) => self.on_dictation_ended(run, None),
            SpeechInput::DictationFailed { run, fault } => self.on_dictation_ended(run, Some(fault)),
        }
    }

    fn next_run(&mut self) -> u32 {
        self.services.speech.next += 1;
        self.services.speech.next
    }

    /// Nothing speaks or listens any more.
    pub(super) fn end_speech(&mut self) {
        self.hush();
        self.end_dictation();
    }
}
