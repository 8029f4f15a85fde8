//! One form of the conversation and where it stands.

use crate::form::Form;
use crate::locale::Phrase;
use crate::time::Millis;
use crate::transcript::{MessageKey, PartKey};
use chatlet_protocol::catalogue::FormType;

/// Names a form for as long as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FormKey {
    /// The form that a part of the transcript shows.
    Part(PartKey),
    /// The waiting-room form of the livechat.
    Waiting,
}

impl FormKey {
    /// Begins the ids of everything that is drawn of it.
    pub fn id(self) -> String {
        match self {
            Self::Part(part) => format!("form-{}", part.0),
            Self::Waiting => "form-waiting".to_owned(),
        }
    }

    /// Id of the control of a field.
    pub fn control(self, field: usize) -> String {
        format!("{}-{field}", self.id())
    }
}

/// The heading of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// The operator's words, untrusted.
    Own(String),
    /// Our own.
    Phrase(Phrase),
}

/// Where a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its fields are on their way.
    Loading,
    /// Its fields could not be had; the visitor can try again.
    NotLoaded,
    /// It can be filled in.
    Open,
    /// Its answers are on their way.
    Sending,
    /// It was answered.
    Answered,
    /// It can no longer be answered: the conversation went on, or the server says so.
    Closed,
    /// The server forbids to answer it.
    Forbidden,
    /// The server does not know it.
    Missing,
}

/// A form of the conversation.
#[allow(clippy::struct_excessive_bools, reason = "independent facts, each asked for by itself")]
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Names it.
    pub key: FormKey,
    /// Its heading.
    pub title: Title,
    /// Its fields and answers.
    pub form: Form,
    /// Rises when the fields are replaced, so that a view knows to draw them anew.
    pub edition: u32,
    /// What to say after it was answered: the server's words, else the marker's; untrusted.
    pub confirmation: Option<String>,
    pub(super) kind: FormType,
    pub(super) form_id: Option<String>,
    pub(super) part_id: Option<String>,
    pub(super) message: Option<MessageKey>,
    /// Of the part it was made from.
    pub(super) revision: u32,
    pub(super) stage: Stage,
    /// Whether it belongs to the newest reply.
    pub(super) is_current: bool,
    /// Whether an earlier submission may have arrived although no answer to it did.
    pub(super) is_uncertain: bool,
    /// Whether a new token was asked for on its behalf.
    pub(super) renewed: bool,
    pub(super) was_shown: bool,
    pub(super) is_seen: bool,
    pub(super) seen_at: Millis,
    pub(super) min_filled: u64,
    /// Whether the marker names it; else its definition may.
    pub(super) is_named: bool,
}

impl Card {
    pub(super) fn new(key: FormKey, kind: FormType, title: Title, form: Form) -> Self {
        Self {
            key,
            title,
            form,
            edition: 0,
            confirmation: None,
            kind,
            form_id: None,
            part_id: None,
            message: None,
            revision: 0,
            stage: Stage::Open,
            is_current: true,
            is_uncertain: false,
            renewed: false,
            was_shown: false,
            is_seen: false,
            seen_at: 0,
            min_filled: 0,
            is_named: true,
        }
    }

    /// Where it stands. A form that the conversation has passed by is closed, and opens again when the reply that
    /// passed it by fails.
    pub fn stage(&self) -> Stage {
        match self.stage {
            Stage::Loading | Stage::NotLoaded | Stage::Open if !self.is_current => Stage::Closed,
            stage => stage,
        }
    }

    /// Whether the visitor can fill it in now.
    pub fn can_be_filled_in(&self) -> bool {
        self.stage() == Stage::Open
    }

    /// Ends it, unless it has ended already.
    pub(super) fn close(&mut self, stage: Stage) {
        if matches!(self.stage, Stage::Loading | Stage::NotLoaded | Stage::Open | Stage::Sending) {
            self.stage = stage;
            self.form.problem = None;
        }
    }

    /// What every event about it tells: kind, form and part.
    pub(super) fn names(&self) -> (FormType, Option<String>, Option<String>) {
        (self.kind, self.form_id.clone(), self.part_id.clone())
    }
}
