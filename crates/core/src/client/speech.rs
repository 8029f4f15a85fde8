//! Speech: messages read aloud, and a message dictated. One thing speaks or listens at a time.

use super::service::{ServiceChange, ServiceTask};
use super::{Change, Client};
use crate::locale::Phrase;
use crate::time::Millis;
use crate::transcript::MessageKey;
use chatlet_protocol::catalogue::{ErrorType, Event};

/// Characters of one utterance: engines cut long ones off.
const UTTERANCE: usize = 200;

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

#[derive(Debug)]
struct Aloud {
    run: u32,
    key: MessageKey,
    message_id: Option<String>,
    text: String,
    began: Option<Millis>,
}

#[derive(Debug)]
struct Dictation {
    run: u32,
    /// The draft before anything was said.
    before: String,
    heard: String,
    began: Option<Millis>,
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
    /// Whether messages can be read aloud.
    pub fn can_speak(&self) -> bool {
        self.services.speech.speaks
    }

    /// Whether a message can be dictated.
    pub fn can_listen(&self) -> bool {
        self.services.speech.listens
    }

    /// The message that is being read aloud.
    pub fn aloud(&self) -> Option<MessageKey> {
        self.services.speech.aloud.as_ref().map(|aloud| aloud.key)
    }

    /// Whether the microphone is on.
    pub fn is_dictating(&self) -> bool {
        self.services.speech.dictation.is_some()
    }

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

    fn toggle_aloud(&mut self, key: MessageKey) {
        let same = self.aloud() == Some(key);
        self.hush();
        let text = self.transcript.plain_text(key);
        if same || text.trim().is_empty() || !self.services.speech.speaks {
            return;
        }
        // A voice that speaks into an open microphone dictates.
        self.end_dictation();
        let run = self.next_run();
        let message_id = self.transcript.entry(key).and_then(|entry| entry.message_id.clone());
        let (pieces, language) = (pieces(&text), self.locale.tag().to_owned());
        self.services.speech.aloud = Some(Aloud { run, key, message_id, text, began: None });
        self.services.choices.gestured = true;
        self.task(ServiceTask::Speech(SpeechTask::Speak { run, pieces, language }));
        self.show_service(ServiceChange::Speech);
    }

    fn next_run(&mut self) -> u32 {
        self.services.speech.next += 1;
        self.services.speech.next
    }

    fn on_aloud_began(&mut self, run: u32) {
        let now = self.now;
        let Some(aloud) = self.services.speech.aloud.as_mut().filter(|aloud| aloud.run == run) else {
            return;
        };
        if aloud.began.is_none() {
            aloud.began = Some(now);
            let (text, message_id) = (aloud.text.clone(), aloud.message_id.clone());
            self.raise(Event::TtsStart { text, message_id });
        }
    }

    /// Stops whatever is being read aloud.
    pub(super) fn hush(&mut self) {
        if self.services.speech.aloud.is_some() {
            self.task(ServiceTask::Speech(SpeechTask::Hush));
            self.finish_aloud();
        }
    }

    fn finish_aloud(&mut self) {
        let Some(aloud) = self.services.speech.aloud.take() else { return };
        if let Some(began) = aloud.began {
            let duration = self.now.saturating_sub(began);
            self.raise(Event::TtsEnd { duration, message_id: aloud.message_id });
        }
        self.show_service(ServiceChange::Speech);
    }

    fn toggle_dictation(&mut self) {
        if self.services.speech.dictation.is_some() {
            return self.end_dictation();
        }
        if !self.services.speech.listens {
            return;
        }
        self.hush();
        self.drop_refusal();
        let run = self.next_run();
        let before = self.composer.draft.clone();
        self.services.speech.dictation = Some(Dictation { run, before, heard: String::new(), began: None });
        self.services.choices.gestured = true;
        let language = self.locale.tag().to_owned();
        self.task(ServiceTask::Speech(SpeechTask::Listen { run, language }));
        self.show_service(ServiceChange::Speech);
    }

    fn dictation(&mut self, run: u32) -> Option<&mut Dictation> {
        self.services.speech.dictation.as_mut().filter(|dictation| dictation.run == run)
    }

    fn on_dictation_began(&mut self, run: u32) {
        let now = self.now;
        let Some(dictation) = self.dictation(run).filter(|dictation| dictation.began.is_none()) else {
            return;
        };
        dictation.began = Some(now);
        let language = self.locale.tag().to_owned();
        self.raise(Event::VoiceStart { language });
        let words = self.locale.text(Phrase::Listening).to_owned();
        self.announce(words);
    }

    /// What is said stands behind what was written before.
    fn on_heard(&mut self, run: u32, text: &str) {
        let Some(dictation) = self.dictation(run) else { return };
        text.trim().clone_into(&mut dictation.heard);
        let before = dictation.before.trim_end();
        let gap = if before.is_empty() { "" } else { " " };
        self.composer.draft = format!("{before}{gap}{}", dictation.heard);
        self.session.interacted = true;
        self.change(Change::Composer);
    }

    /// Takes the microphone away; what was understood stays in the draft.
    pub(super) fn end_dictation(&mut self) {
        if self.services.speech.dictation.is_some() {
            self.task(ServiceTask::Speech(SpeechTask::Deafen));
            self.finish_dictation();
        }
    }

    fn finish_dictation(&mut self) {
        let Some(dictation) = self.services.speech.dictation.take() else { return };
        if let Some(began) = dictation.began {
            let duration = self.now.saturating_sub(began);
            self.raise(Event::VoiceEnd { transcript: dictation.heard, duration });
        }
        self.save_draft();
        self.show_service(ServiceChange::Speech);
    }

    fn on_dictation_ended(&mut self, run: u32, fault: Option<SpeechFault>) {
        if self.dictation(run).is_none() {
            return;
        }
        self.finish_dictation();
        let (phrase, code) = match fault {
            None | Some(SpeechFault::Aborted) => return,
            Some(SpeechFault::Refused) => (Phrase::MicrophoneRefused, "microphone_refused"),
            Some(SpeechFault::NoMicrophone) => (Phrase::NoMicrophone, "no_microphone"),
            Some(SpeechFault::Silence) => (Phrase::NothingHeard, "nothing_heard"),
            Some(SpeechFault::Failed) => (Phrase::DictationFailed, "dictation_failed"),
        };
        self.report(ErrorType::Unknown, code, "speech recognition ended without words", true);
        let words = self.locale.text(phrase).to_owned();
        self.notice.refused(words.clone());
        self.change(Change::Notice);
        self.alarm(words);
    }

    /// Nothing speaks or listens any more.
    pub(super) fn end_speech(&mut self) {
        self.hush();
        self.end_dictation();
    }
}

/// The text in pieces of a length that engines read to their end: cut behind a sentence, else between words.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    let mut length = 0;
    // Where the piece can be cut: behind a sentence, or behind a word.
    let (mut sentence, mut word) = (0, 0);
    for letter in text.chars() {
        piece.push(letter);
        length += 1;
        match letter {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '\n' => sentence = piece.len(),
            _ if letter.is_whitespace() => word = piece.len(),
            _ => {}
        }
        if length < UTTERANCE {
            continue;
        }
        let cut = [sentence, word].into_iter().find(|cut| *cut > 0).unwrap_or(piece.len());
        let rest = piece.split_off(cut);
        pieces.push(std::mem::replace(&mut piece, rest));
        length = piece.chars().count();
        (sentence, word) = (0, 0);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_where_a_reader_would_breathe_and_loses_nothing() {
        let text = "A short one. ".repeat(40) + &"word ".repeat(100) + &"x".repeat(500) + &"字".repeat(450);
        let pieces = pieces(&text);
        assert!(pieces.iter().all(|piece| piece.chars().count() <= UTTERANCE), "{pieces:?}");
        assert_eq!(pieces.concat(), text);
        assert!(pieces[0].ends_with('.'), "{}", pieces[0]);
    }
}
