//! A new chat: the host replaces the token by one of a fresh conversation, and the old one leaves the screen
//! (`chat-api.md` §2.6).
//!
//! The old conversation stays until the new token is there, so that a host that fails costs nothing.

use super::{Change, Client, Screen};
use crate::locale::Phrase;
use chatlet_protocol::catalogue::{EndReason, ErrorType, Event};

/// A new chat that waits for its token.
#[derive(Debug)]
pub(super) struct Renewal {
    /// The page's command that asked for it.
    id: Option<u64>,
    /// Where to go back to when it fails.
    before: Screen,
}

impl Client {
    /// The visitor wants a new chat; the old one may be rated first.
    pub(super) fn on_new_chat_wanted(&mut self) {
        if !self.ask_for_rating(super::rating::After::NewChat) {
            self.begin_renewal(None);
        }
    }

    pub(super) fn begin_renewal(&mut self, id: Option<u64>) {
        if self.is_renewing() || self.is_deleting() || !matches!(self.screen, Screen::Ready | Screen::Ended) {
            return self.refuse(id, "the chat is not ready for a new conversation");
        }
        self.on_stopped();
        self.forget_calls();
        self.give_up_settling();
        if self.session.token.is_none() {
            self.answer(id, None);
            return self.on_started_over();
        }
        self.services.renewal = Some(Renewal { id, before: self.screen });
        self.show(Screen::Loading);
        self.ask_for_token();
    }

    /// Whether there is anything a new chat would leave behind.
    pub fn can_begin_anew(&self) -> bool {
        match self.screen {
            Screen::Ready => self.transcript.has_visitor_turn(),
            Screen::Ended => true,
            Screen::Loading | Screen::Refused | Screen::Unavailable { .. } => false,
        }
    }

    /// Whether a new chat waits for its token.
    pub(super) fn is_renewing(&self) -> bool {
        self.services.renewal.is_some()
    }

    /// The token that the host is to replace.
    pub(super) fn token_to_replace(&self) -> Option<String> {
        self.session.token.clone().filter(|_| self.is_renewing())
    }

    /// The host has answered. The same token again would bring the old conversation back.
    pub(super) fn on_renewed(&mut self, token: Option<String>) {
        let Some(Renewal { id, before }) = self.services.renewal.take() else { return };
        let Some(token) = token.filter(|token| self.session.token.as_ref() != Some(token)) else {
            self.report(
                ErrorType::Backend,
                "reset_failed",
                "the host delivered no token for a new chat",
                true,
            );
            self.show(before);
            let words = self.locale.text(Phrase::NewChatFailed).to_owned();
            self.notice.refused(words.clone());
            self.change(Change::Notice);
            self.alarm(words);
            self.refuse_queued();
            return self.refuse(id, "the host delivered no token for a new chat");
        };
        let message_count = self.transcript.order().len() as u64;
        self.tell_tabs(super::tabs::Signal::Over(EndReason::Reset));
        // Before the end, as what is cleared has no id after it.
        if message_count > 0 {
            self.raise(Event::SessionClear { message_count });
        }
        self.end_conversation(EndReason::Reset);
        self.clear_conversation();
        self.services.ended = None;
        self.session.token = Some(token);
        self.answer(id, None);
        self.start();
    }
}
