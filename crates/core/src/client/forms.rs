//! The forms of the conversation: which can be filled in, what stands in them, and how they are sent (`chat-api.md` §7).
//!
//! A form of the newest reply gets a card, which is all there is to know about it. Older ones have none and can only be
//! read.

mod build;
mod card;
mod definition;
mod files;
mod memory;
mod send;
mod verdict;
mod waiting;

pub use card::{Card, FormKey, Stage, Title};
pub(super) use files::WayBack;

use super::{Change, Client, Screen};
use crate::form::Problem;
use crate::locale::Phrase;
use crate::transcript::{Content, MessageKey, PartKey};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::part::Part;
use memory::Memory;
use waiting::Waiting;

/// What a call about a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormCall {
    /// Its fields.
    Definition(FormKey),
    /// What the session has collected, to fill in beforehand.
    Session,
    /// Its answers.
    Answers(FormKey),
}

/// A timer of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormTimer {
    /// The visitor stopped typing: what stands in the forms is to be kept.
    Pause,
    /// The server has not answered a submission for long.
    Answer(FormKey),
}

/// Something that happened to a form.
#[derive(Debug, Clone, PartialEq)]
pub enum FormInput {
    /// What was stored of the forms.
    Restored(Option<String>),
    /// An answer is now this.
    Changed {
        /// Which form.
        form: FormKey,
        /// Place of the field.
        field: usize,
        /// The answer.
        value: String,
    },
    /// The form is to be sent.
    Submitted(FormKey),
    /// The fields are to be loaded again.
    Reloaded(FormKey),
}

/// The forms.
#[derive(Debug, Default)]
pub(super) struct Forms {
    cards: Vec<Card>,
    memory: Memory,
    waiting: Waiting,
    /// The host has been asked for a new token, because a definition could not be read with the old one.
    renewing: bool,
    /// The form whose submission the visitor is attending to; typing elsewhere ends that.
    attended: Option<FormKey>,
}

impl Forms {
    fn card_mut(&mut self, key: FormKey) -> Option<&mut Card> {
        self.cards.iter_mut().find(|card| card.key == key)
    }
}

impl Client {
    /// What is known of a form that can be, or could be, filled in.
    pub fn form(&self, key: FormKey) -> Option<&Card> {
        self.forms.cards.iter().find(|card| card.key == key)
    }

    /// The card of a form shown by a part.
    pub fn form_of(&self, part: PartKey) -> Option<&Card> {
        self.form(FormKey::Part(part))
    }

    pub(super) fn on_form(&mut self, input: FormInput) {
        match input {
            FormInput::Restored(record) => self.on_forms_restored(record.as_deref()),
            FormInput::Changed { form, field, value } => {
                self.fill_in(form, |card| card.form.set(field, value));
            }
            FormInput::Submitted(form) => self.on_form_submitted(form),
            FormInput::Reloaded(form) => self.reload_definition(form),
        }
    }

    /// Lets the visitor fill something in, where that is possible.
    fn fill_in(&mut self, key: FormKey, change: impl FnOnce(&mut Card)) {
        let Some(card) = self.forms.card_mut(key).filter(|card| card.can_be_filled_in()) else { return };
        change(card);
        self.session.interacted = true;
        self.change(Change::Form(key));
        self.remember_soon();
    }

    /// Entries or parts have changed: forms come, are replaced, are passed by, or go.
    pub(super) fn on_parts_changed(&mut self) {
        let latest = self.transcript.latest_reply();
        let (transcript, outcome) = (&self.transcript, &mut self.outcome);
        let mut is_passed_by = false;
        self.forms.cards.retain_mut(|card| {
            let FormKey::Part(part) = card.key else { return true };
            let is_current = card.message == latest;
            if card.is_current != is_current {
                card.is_current = is_current;
                outcome.changes.push(Change::Form(card.key));
                is_passed_by = true;
            }
            let stays = transcript.content(part).is_some();
            if !stays {
                outcome.commands.extend(card.forget_files());
            }
            stays
        });
        if is_passed_by {
            self.save_files();
        }
        let Some(entry) = latest.and_then(|latest| self.transcript.entry(latest)) else { return };
        let mut found: Vec<(PartKey, Part)> = Vec::new();
        for key in &entry.parts {
            let Some(Content::Part(part)) = self.transcript.content(*key) else { continue };
            let known = self.form_of(*key).map(|card| card.revision);
            if build::is_form(part) && known != Some(self.transcript.revision(*key)) {
                found.push((*key, part.clone()));
            }
        }
        for (key, part) in found {
            self.make_card(key, part, latest);
        }
    }

    /// Forms can be seen now: the window is open, and the conversation is there.
    pub(super) fn on_forms_seen(&mut self) {
        if !self.window_open || !self.birth.visible || self.screen != Screen::Ready {
            return;
        }
        let now = self.now;
        let mut shown = Vec::new();
        for card in self.forms.cards.iter_mut().filter(|card| card.stage() == Stage::Open) {
            if !std::mem::replace(&mut card.is_seen, true) {
                card.seen_at = now;
            }
            if !std::mem::replace(&mut card.was_shown, true) {
                shown.push(card.key);
            }
        }
        if !shown.is_empty() {
            self.save_forms();
        }
        for key in shown {
            let Some(card) = self.form(key) else { continue };
            let (form_type, form_id, part_id) = card.names();
            self.raise(Event::FormShown { form_type, form_id, part_id });
        }
    }

    /// The words of a reply with the headings of its forms, for those who listen: a form may be all there is (A6).
    pub(super) fn with_forms(&self, reply: MessageKey, mut words: String) -> String {
        let cards = self.forms.cards.iter().filter(|card| card.message == Some(reply));
        for card in cards.filter(|card| matches!(card.stage(), Stage::Open | Stage::Loading)) {
            let title = match &card.title {
                Title::Own(title) => crate::display::display_text(title),
                Title::Phrase(phrase) => self.locale.text(*phrase).into(),
            };
            let form = self.locale.fill(Phrase::FormNamed, "name", &title);
            words = if words.is_empty() { form } else { [words, form].join("\n") };
        }
        words
    }

    /// The window was closed, or another tab is in front: what appears again later appears anew (S56).
    pub(super) fn on_forms_hidden(&mut self) {
        if !self.forms.cards.is_empty() {
            self.forms.cards.iter_mut().for_each(|card| card.is_seen = false);
            self.save_forms();
        }
    }

    /// The conversation has ended: nothing can be sent any more, and what was written can still be read.
    pub(super) fn on_forms_ended(&mut self) {
        self.close_waiting_form();
        let mut changed = Vec::new();
        for card in &mut self.forms.cards {
            card.close(Stage::Closed);
            changed.push(card.key);
        }
        for key in changed {
            self.change(Change::Form(key));
        }
        self.save_files();
    }

    /// The visitor turned to something else: a late answer does not take the keyboard away.
    pub(super) fn leave_forms(&mut self) {
        self.forms.attended = None;
    }

    fn set_problem(&mut self, key: FormKey, problem: Problem) {
        if let Some(card) = self.forms.card_mut(key) {
            card.form.problem = Some(problem);
            self.change(Change::Form(key));
        }
    }
}
