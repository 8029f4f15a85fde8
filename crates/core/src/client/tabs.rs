//! Several tabs of one visitor: they tell each other that something has changed, and never what. The new state is read
//! where it lives, in the storage and at the API (F42, F80).

use super::privacy::Deletion;
use super::service::{ServicePurpose, ServiceTask};
use super::session::Session;
use super::{Answer, Change, Client, Command, Older, Screen};
use crate::livechat::Happening;
use chatlet_protocol::catalogue::EndReason;
use chatlet_protocol::message::MessagePage;
use serde_json::{Value, json};

/// Shape of a signal; one of another shape is ignored.
const SIGNAL: u64 = 1;

/// What a tab tells the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// The conversation has new entries, or a new token.
    News,
    /// The draft was stored, or is gone.
    Draft,
    /// The conversation is over.
    Over(EndReason),
}

/// What is known of the other tabs.
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default)]
pub(super) struct Tabs {
    listening: bool,
    /// The storage is being read because of a signal.
    joining: bool,
    /// News came while a reply was on its way here.
    stale: bool,
    /// The page was away: what is stored by now is what goes on.
    away: bool,
    /// The conversation ended in another tab, where a new one may have begun.
    elsewhere: bool,
}

impl Client {
    pub(super) fn listen_to_tabs(&mut self) {
        if !std::mem::replace(&mut self.services.tabs.listening, true) {
            let scope = self.storage_scope();
            self.task(ServiceTask::Listen(Some(scope)));
        }
    }

    pub(super) fn tell_tabs(&mut self, signal: Signal) {
        if !self.services.tabs.listening {
            return;
        }
        let (kind, reason) = match signal {
            Signal::News => ("news", None),
            // Said in so many words: what was stored may reach the others' storage later than this.
            Signal::Draft if self.composer.draft.is_empty() => ("sent", None),
            Signal::Draft => ("draft", None),
            Signal::Over(reason) => ("over", Some(reason.word())),
        };
        let session = self.session.conversation.as_ref().map(|conversation| conversation.id.as_str());
        let signal_text = json!({ "version": SIGNAL, "kind": kind, "session": session, "reason": reason });
        self.task(ServiceTask::Signal(signal_text.to_string()));
        if signal == Signal::News && std::mem::take(&mut self.services.tabs.stale) {
            self.read_storage_again();
        }
    }

    /// What another tab has stored since may be another conversation.
    fn read_storage_again(&mut self) {
        self.services.tabs.joining = true;
        let scope = self.storage_scope();
        self.command(Command::Restore { scope });
    }

    pub(super) fn on_signalled(&mut self, signal: &str) {
        let Ok(signal) = serde_json::from_str::<Value>(signal) else { return };
        let text = |name: &str| signal.get(name).and_then(Value::as_str);
        let known = signal.get("version").and_then(Value::as_u64) == Some(SIGNAL);
        if !known || !self.boot.has_started() || self.screen == Screen::Refused {
            return;
        }
        match text("kind") {
            // Where the conversation has ended, the visitor says when to go on.
            Some("news" | "draft") if !self.services.tabs.elsewhere => self.read_storage_again(),
            Some("sent") => self.take_draft(String::new()),
            Some("over") => {
                let reason = text("reason").and_then(EndReason::from_word).unwrap_or(EndReason::Expired);
                let mine = self.session.conversation.as_ref().map(|conversation| conversation.id.as_str());
                let is_mine = mine.is_some() && mine == text("session");
                self.over_elsewhere(reason, is_mine);
            }
            _ => {}
        }
    }

    /// The conversation ended in another tab. A visitor who is gone, or whose data is, is gone everywhere.
    fn over_elsewhere(&mut self, reason: EndReason, is_mine: bool) {
        if matches!(reason, EndReason::Deleted | EndReason::Identity) {
            self.forget_calls();
            self.end_here(reason);
        } else if is_mine {
            self.return_unanswered();
            self.cut_turn();
            self.forget_calls();
            self.end_livechat();
            self.session.token = None;
            self.session.conversation = None;
            self.services.ended = Some(reason);
            self.show(Screen::Ended);
            self.change(Change::Screen);
            self.refuse_queued();
        } else {
            return;
        }
        self.services.tabs.elsewhere = true;
    }

    /// The storage, read again because another tab has written there.
    pub(super) fn on_restored_again(&mut self, session: Option<&str>, draft: Option<String>) {
        if !std::mem::take(&mut self.services.tabs.joining) {
            return;
        }
        let away = std::mem::take(&mut self.services.tabs.away);
        let mut theirs = Session::default();
        theirs.restore(session);
        if theirs.identity.is_some() && theirs.identity != self.session.identity {
            return;
        }
        self.take_draft(draft.filter(|draft| draft.len() <= 65_536).unwrap_or_default());
        let Some(conversation) = theirs.conversation.clone() else { return };
        match &self.session.conversation {
            Some(mine) if mine.id == conversation.id => {
                self.session.token = theirs.token;
                self.session.rated |= theirs.rated;
                if !away {
                    self.ask_for_news();
                }
            }
            // Two tabs began at once: the one that began first is the conversation, for the other tab as well.
            Some(mine) if !away && (mine.started, &mine.id) < (conversation.started, &conversation.id) => {
                self.save_session();
                self.tell_tabs(Signal::News);
            }
            _ => self.join(theirs),
        }
    }

    /// What another tab has stored comes into a field that is empty, or still holds what came from there: sent in one tab,
    /// it is gone from all.
    fn take_draft(&mut self, draft: String) {
        let mine = &self.composer.draft;
        let is_mine = !mine.is_empty() && *mine != self.composer.taken;
        if !is_mine && *mine != draft {
            self.composer.draft.clone_from(&draft);
            self.composer.taken = draft;
            self.change(Change::Composer);
        }
    }

    fn join(&mut self, theirs: Session) {
        if self.turns.current.is_some() || self.is_renewing() {
            self.services.tabs.stale = true;
            return;
        }
        self.forget_calls();
        self.return_unanswered();
        self.clear_conversation();
        self.session = Session { identity: self.session.identity.take(), ..theirs };
        self.services.ended = None;
        self.services.tabs.elsewhere = false;
        self.start();
    }

    /// Whether the conversation ended in another tab, so that a new one may be found in the storage; asked once.
    pub(super) fn take_elsewhere(&mut self) -> bool {
        std::mem::take(&mut self.services.tabs.elsewhere) && self.services.tabs.listening
    }

    /// Whether it was another tab that ended the conversation.
    pub fn ended_elsewhere(&self) -> bool {
        self.services.tabs.elsewhere
    }

    fn ask_for_news(&mut self) {
        if self.turns.current.is_some() {
            self.services.tabs.stale = true;
        } else if self.screen == Screen::Ready {
            let page = super::boot::PAGE;
            let purpose = Self::service_purpose(ServicePurpose::News);
            self.read(purpose, &format!("/messages?limit={page}"));
        }
    }

    /// Nothing is lost by news that cannot be had: the next signal, or the next visit, asks again.
    pub(super) fn on_news_answer(&mut self, answer: &Answer) {
        let Some(page) = answer.json::<MessagePage>() else { return };
        if self.turns.current.is_some() {
            self.services.tabs.stale = true;
            return;
        }
        if self.transcript.order().is_empty() {
            self.older = Older::after(&page);
            self.change(Change::Older);
        }
        let changes = self.transcript.merge_newest(page.messages);
        self.changed(changes);
        self.change(Change::Composer);
    }

    /// The page goes: the stream is closed, and what it would have brought is asked for when the page comes back (F39).
    pub(super) fn on_page_left(&mut self) {
        self.on_typing_pause();
        self.end_speech();
        self.keep_unsent();
        self.park_turn();
        self.stop_listening_to_tabs();
    }

    /// Whoever listens keeps the browser from remembering the page; that it listened is not forgotten.
    pub(super) fn stop_listening_to_tabs(&mut self) {
        if self.services.tabs.listening {
            self.task(ServiceTask::Listen(None));
        }
    }

    pub(super) fn listen_to_tabs_again(&mut self) {
        if std::mem::take(&mut self.services.tabs.listening) {
            self.listen_to_tabs();
        }
    }

    pub(super) fn on_page_returned(&mut self) {
        self.listen_to_tabs_again();
        if std::mem::take(&mut self.composer.unsent_kept) {
            self.save_draft();
        }
        if self.services.tabs.listening && !self.services.tabs.elsewhere {
            self.services.tabs.away = true;
            self.read_storage_again();
        }
        if self.deletion() == Deletion::Running {
            self.deletion_failed();
        }
        if !self.ask_about_parked_turn() {
            self.ask_for_news();
        }
        // What other tabs said meanwhile was not heard.
        self.livechat_happens(Happening::News);
    }
}
