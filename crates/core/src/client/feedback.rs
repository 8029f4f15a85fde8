//! What the visitor thinks of a message: thumbs, and words where they want to add some. The API has no place for it, so
//! the page hears of it (`events.md`, `feedback`), and the thumbs are kept with the session, where that is.

use super::rating::comment;
use super::service::ServiceChange;
use super::{Client, Command, FocusTarget};
use crate::locale::Phrase;
use crate::transcript::{Author, MessageKey};
use chatlet_protocol::catalogue::Event;

/// Opinions that are kept; older ones go first.
const OPINIONS: usize = 200;

/// What is thought of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opinion {
    /// Thumbs up.
    pub up: bool,
    /// Whether the visitor is asked for words.
    pub asks: bool,
}

/// What was thought of the messages.
#[derive(Debug, Default)]
pub(super) struct FeedbackBook {
    /// The message whose words are being written, and the words.
    open: Option<(MessageKey, String)>,
}

impl Client {
    /// What is thought of a message.
    pub fn opinion(&self, key: MessageKey) -> Option<Opinion> {
        let id = self.transcript.entry(key)?.message_id.as_deref()?;
        let mark = self.session.opinions.iter().find(|opinion| opinion.get(1..) == Some(id))?;
        let asks = self.services.feedback.open.as_ref().is_some_and(|(open, _)| *open == key);
        Some(Opinion { up: mark.starts_with('+'), asks })
    }

    /// The words that are being written about a message.
    pub fn opinion_words(&self) -> &str {
        self.services.feedback.open.as_ref().map_or("", |(_, words)| words)
    }

    pub(super) fn on_opined(&mut self, key: MessageKey, up: bool) {
        if self.opinion(key).is_some_and(|opinion| opinion.up == up) || !self.can_be_judged(key) {
            return;
        }
        self.on_opinion_closed();
        self.keep_opinion(key, up);
        self.services.feedback.open = Some((key, String::new()));
        self.show_service(ServiceChange::Opinion(key));
        self.tell_opinion(key, up, None);
        let words = self.locale.text(Phrase::FeedbackThanks).to_owned();
        self.announce(words);
    }

    fn keep_opinion(&mut self, key: MessageKey, up: bool) {
        let entry = self.transcript.entry(key);
        let Some(id) = entry.and_then(|entry| entry.message_id.clone()) else { return };
        let opinions = &mut self.session.opinions;
        opinions.retain(|opinion| opinion.get(1..) != Some(id.as_str()));
        if opinions.len() >= OPINIONS {
            opinions.remove(0);
        }
        opinions.push(format!("{}{id}", if up { '+' } else { '-' }));
        self.save_session();
    }

    /// Only what the assistant has said, and the server has stored.
    fn can_be_judged(&self, key: MessageKey) -> bool {
        self.transcript
            .entry(key)
            .is_some_and(|entry| entry.author == Author::Assistant && entry.message_id.is_some())
    }

    fn tell_opinion(&mut self, key: MessageKey, up: bool, comment: Option<String>) {
        let message_id = self.transcript.entry(key).and_then(|entry| entry.message_id.clone());
        let rating = if up { 1.0 } else { -1.0 };
        self.raise(Event::Feedback { rating, message_id: message_id.unwrap_or_default(), comment });
    }

    pub(super) fn on_opinion_worded(&mut self, words: String) {
        if let Some((key, open)) = &mut self.services.feedback.open {
            *open = words;
            let key = *key;
            self.show_service(ServiceChange::Opinion(key));
        }
    }

    /// The words go out with the opinion they belong to.
    pub(super) fn on_opinion_sent(&mut self) {
        let Some((key, words)) = self.services.feedback.open.take() else { return };
        self.show_service(ServiceChange::Opinion(key));
        if let (Some(opinion), Some(words)) = (self.opinion(key), comment(&words)) {
            self.tell_opinion(key, opinion.up, Some(words));
            let thanks = self.locale.text(Phrase::FeedbackThanks).to_owned();
            self.announce(thanks);
        }
        self.command(Command::Focus(FocusTarget::Composer));
    }

    pub(super) fn on_opinion_closed(&mut self) {
        if let Some((key, _)) = self.services.feedback.open.take() {
            self.show_service(ServiceChange::Opinion(key));
        }
    }
}
