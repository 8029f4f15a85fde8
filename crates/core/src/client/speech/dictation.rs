//! A message dictated.

use super::{Client, ServiceChange, ServiceTask, SpeechFault, SpeechTask};
use crate::client::Change;
use crate::locale::Phrase;
use crate::time::Millis;
use chatlet_protocol::catalogue::{ErrorType, Event};

/// A message that is being dictated.
#[derive(Debug)]
pub(super) struct Dictation {
    run: u32,
    /// The draft before anything was said.
    before: String,
    heard: String,
    began: Option<Millis>,
}

impl Client {
    /// Whether a message can be dictated.
    pub fn can_listen(&self) -> bool {
        self.services.speech.listens
    }

    /// Whether the microphone is on.
    pub fn is_dictating(&self) -> bool {
        self.services.speech.dictation.is_some()
    }

    pub(super) fn toggle_dictation(&mut self) {
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

    pub(super) fn dictation(&mut self, run: u32) -> Option<&mut Dictation> {
        self.services.speech.dictation.as_mut().filter(|dictation| dictation.run == run)
    }

    pub(super) fn on_dictation_began(&mut self, run: u32) {
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
    pub(super) fn on_heard(&mut self, run: u32, text: &str) {
        let Some(dictation) = self.dictation(run) else { return };
        text.trim().clone_into(&mut dictation.heard);
        let before = dictation.before.trim_end();
        let gap = if before.is_empty() { "" } else { " " };
        self.composer.draft = format!("{before}{gap}{}", dictation.heard);
        self.session.interacted = true;
        self.change(Change::Composer);
    }

    /// Takes the microphone away; what was understood stays in the draft.
    pub(in crate::client) fn end_dictation(&mut self) {
        if self.services.speech.dictation.is_some() {
            self.task(ServiceTask::Speech(SpeechTask::Deafen));
            self.finish_dictation();
        }
    }

    pub(super) fn finish_dictation(&mut self) {
        let Some(dictation) = self.services.speech.dictation.take() else { return };
        if let Some(began) = dictation.began {
            let duration = self.now.saturating_sub(began);
            self.raise(Event::VoiceEnd { transcript: dictation.heard, duration });
        }
        self.save_draft();
        self.show_service(ServiceChange::Speech);
    }

    pub(super) fn on_dictation_ended(&mut self, run: u32, fault: Option<SpeechFault>) {
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
}
