//! The composer's draft, its events, and what waits to be sent.

use super::later::{Later, Task};
use super::upload::Outgoing;
use super::{Change, Client, Command, Screen, Slot, TimerKey};
use crate::livechat::Happening;
use crate::transcript::{MessageKey, Status};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::host_line::CommandError;
use std::collections::VecDeque;

/// A pause this long ends a burst of typing (`events.md`, `typingStop`), in milliseconds.
const TYPING_PAUSE: u64 = 1_000;

/// A message that waits for the start or for the reply before it.
#[derive(Debug)]
struct Queued {
    outgoing: Outgoing,
    /// The page's command that asked for it.
    id: Option<u64>,
}

/// The draft and the queue.
#[derive(Debug, Default)]
pub(super) struct Composer {
    pub draft: String,
    /// The one that came from another tab last.
    pub taken: String,
    pub typing: bool,
    /// Whether the stored draft has more than the field: what could not be sent.
    pub unsent_kept: bool,
    queue: VecDeque<Queued>,
}

impl Client {
    pub(super) fn on_typed(&mut self, text: String) {
        if text == self.composer.draft {
            return;
        }
        self.end_dictation();
        self.composer.draft = text;
        self.composer.typing = true;
        self.services.choices.gestured = true;
        self.leave_forms();
        self.session.interacted = true;
        self.change(Change::Composer);
        self.want_later();
        let (text, length) = (self.composer.draft.clone(), self.composer.draft.chars().count() as u64);
        self.raise(Event::Typing { text, length });
        self.livechat_happens(Happening::Typed { empty: length == 0 });
        self.command(Command::Start { key: TimerKey::TypingPause, after: TYPING_PAUSE });
    }

    pub(super) fn on_typing_pause(&mut self) {
        if std::mem::take(&mut self.composer.typing) {
            self.command(Command::Stop(TimerKey::TypingPause));
            self.raise(Event::TypingStop { final_text: self.composer.draft.clone() });
            self.save_draft();
        }
    }

    /// Sends the draft. While a reply streams, Enter does nothing and the draft stays (F33); twice is once (F34),
    /// because the draft is gone with the first.
    pub(super) fn on_submitted(&mut self) {
        if !self.can_send() {
            return;
        }
        self.end_dictation();
        self.on_typing_pause();
        let text = std::mem::take(&mut self.composer.draft);
        let outgoing = Outgoing { files: self.take_files(), ..Outgoing::text(&text) };
        self.change(Change::Composer);
        self.save_draft();
        self.enqueue(outgoing, None);
    }

    /// A start prompt or quick reply sends its words; the draft stays as it is.
    pub(super) fn on_chosen(&mut self, text: &str) {
        if !self.is_answering() && self.screen == Screen::Ready {
            self.services.choices.gestured = true;
            self.raise(Event::QuickReply { label: text.to_owned() });
            self.queue(text, None);
        }
    }

    /// Takes a message to be sent as soon as that is possible, in order.
    pub(super) fn queue(&mut self, text: &str, id: Option<u64>) {
        self.enqueue(Outgoing::text(text), id);
    }

    fn enqueue(&mut self, outgoing: Outgoing, id: Option<u64>) {
        if outgoing.is_empty() {
            self.answer(id, Some((CommandError::Invalid, "`message` is empty")));
            return;
        }
        if matches!(self.screen, Screen::Ended | Screen::Unavailable { .. }) {
            self.put_back_outgoing(outgoing);
            self.answer(
                id,
                Some((CommandError::Unavailable, "the chat cannot send now; the text is in the composer")),
            );
            return;
        }
        self.composer.queue.push_back(Queued { outgoing, id });
        self.send_queued();
    }

    /// Sends the next message, once nothing stands before it.
    pub(super) fn send_queued(&mut self) {
        if !self.composer.queue.is_empty() || self.later() == Later::Here {
            self.leave(Task::SendQueued);
        }
    }

    pub(super) fn send_next(&mut self) {
        self.on_turn_over();
        if self.screen != Screen::Ready || self.notice.is_gated(self.now) || self.is_busy() {
            return;
        }
        while self.talks_to_agent()
            && let Some(Queued { outgoing, id }) = self.composer.queue.pop_front()
        {
            self.send_to_agent(&outgoing);
            self.answer(id, None);
        }
        if self.is_answering() {
            return;
        }
        if let Some(Queued { outgoing, id }) = self.composer.queue.pop_front() {
            self.begin_turn(&outgoing);
            self.answer(id, None);
        }
    }

    /// The start failed: what waited goes back into the composer, so that nothing typed is lost.
    pub(super) fn refuse_queued(&mut self) {
        self.cancel_wish();
        while let Some(Queued { outgoing, id }) = self.composer.queue.pop_front() {
            self.put_back_outgoing(outgoing);
            self.answer(
                id,
                Some((CommandError::Unavailable, "the chat is not available; the text is in the composer")),
            );
        }
    }

    /// What waited is another visitor's, and goes with them.
    pub(super) fn drop_queued(&mut self) {
        while let Some(Queued { outgoing, id }) = self.composer.queue.pop_front() {
            self.forget_outgoing(&outgoing);
            self.refuse(id, "the visitor has changed");
        }
    }

    /// Puts text back into the composer, in front of what is there.
    pub(super) fn put_back(&mut self, text: &str) {
        let draft = std::mem::take(&mut self.composer.draft);
        self.composer.draft =
            if draft.trim().is_empty() { text.to_owned() } else { format!("{text}\n{draft}") };
        self.change(Change::Composer);
        self.save_draft();
    }

    /// The page goes: what could not be sent, and what waits to be, is in the field of the next visit, in front of what
    /// stands there now.
    pub(super) fn keep_unsent(&mut self) {
        let unsent = |key: &&MessageKey| {
            self.transcript.entry(**key).is_some_and(|entry| matches!(entry.status, Status::Unsent(_)))
        };
        let unsent = self.transcript.order().iter().filter(unsent).map(|key| self.outgoing_of(*key).text);
        let queued = self.composer.queue.iter().map(|queued| queued.outgoing.text.clone());
        let mut words: Vec<String> = unsent.chain(queued).filter(|words| !words.is_empty()).collect();
        if words.is_empty() || !self.may_store() {
            return;
        }
        self.composer.unsent_kept = true;
        words.extend((!self.composer.draft.is_empty()).then(|| self.composer.draft.clone()));
        let (scope, value) = (self.storage_scope(), Some(words.join("\n")));
        self.command(Command::Save { scope, slot: Slot::Draft, value });
    }

    /// A rejected message is to be edited: it leaves the transcript and its words return to the composer.
    pub(super) fn on_edited(&mut self, key: MessageKey) {
        if matches!(self.transcript.entry(key).map(|entry| &entry.status), Some(Status::Unsent(_))) {
            self.take_back(key);
            self.drop_refusal();
            self.command(Command::Focus(super::FocusTarget::Composer));
        }
    }

    pub(super) fn on_copied(&mut self, key: MessageKey) {
        let content = self.transcript.plain_text(key);
        let message_id = self.transcript.entry(key).and_then(|entry| entry.message_id.clone());
        self.command(Command::Copy(content.clone()));
        self.raise(Event::Copy { content, message_id });
        let words = self.locale.text(crate::locale::Phrase::Copied).to_owned();
        self.announce(words);
    }
}
