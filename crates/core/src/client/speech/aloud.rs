//! Messages read aloud.

use super::{Client, ServiceChange, ServiceTask, SpeechTask};
use crate::time::Millis;
use crate::transcript::MessageKey;
use chatlet_protocol::catalogue::Event;

/// Characters of one utterance: engines cut long ones off.
const UTTERANCE: usize = 200;

/// A message that is being read aloud.
#[derive(Debug)]
pub(super) struct Aloud {
    pub(super) run: u32,
    key: MessageKey,
    message_id: Option<String>,
    text: String,
    began: Option<Millis>,
}

impl Client {
    /// Whether messages can be read aloud.
    pub fn can_speak(&self) -> bool {
        self.services.speech.speaks
    }

    /// The message that is being read aloud.
    pub fn aloud(&self) -> Option<MessageKey> {
        self.services.speech.aloud.as_ref().map(|aloud| aloud.key)
    }

    pub(super) fn toggle_aloud(&mut self, key: MessageKey) {
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

    pub(super) fn on_aloud_began(&mut self, run: u32) {
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
    pub(in crate::client) fn hush(&mut self) {
        if self.services.speech.aloud.is_some() {
            self.task(ServiceTask::Speech(SpeechTask::Hush));
            self.finish_aloud();
        }
    }

    pub(super) fn finish_aloud(&mut self) {
        let Some(aloud) = self.services.speech.aloud.take() else { return };
        if let Some(began) = aloud.began {
            let duration = self.now.saturating_sub(began);
            self.raise(Event::TtsEnd { duration, message_id: aloud.message_id });
        }
        self.show_service(ServiceChange::Speech);
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
