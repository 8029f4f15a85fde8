//! The rating of the conversation: asked for once, when the visitor leaves or begins a new chat, and never in the way
//! (`chat-api.md` §7).

mod sheet;

pub use sheet::RatingSheet;
pub(super) use sheet::{Verdict, comment, told};

use super::service::{ServiceChange, ServicePurpose};
use super::{Answer, Client, Command, FocusTarget, Method, Screen};
use crate::locale::Phrase;
use crate::transcript::{Author, Status};
use chatlet_protocol::catalogue::{ErrorType, RatingScope};
use chatlet_protocol::host_line::AppMessage;

/// What the visitor was about to do when the rating was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing but rate.
    Stay,
    /// Leave.
    Close,
    /// Begin a new chat.
    NewChat,
}

/// The rating, as far as it has come.
#[derive(Debug, Default)]
pub(super) struct RatingDesk {
    sheet: Option<(RatingSheet, After)>,
}

impl Client {
    /// The question, while it is asked.
    pub fn rating_sheet(&self) -> Option<&RatingSheet> {
        self.services.rating.sheet.as_ref().map(|(sheet, _)| sheet)
    }

    /// Whether the conversation can be rated: once, after a question and its answer, and not when a human was there.
    pub fn may_rate(&self) -> bool {
        self.screen == Screen::Ready
            && self.session.conversation.is_some()
            && !self.session.rated
            && !self.livechat_was_there()
            && self.has_answer()
    }

    fn has_answer(&self) -> bool {
        let is = |author: &Author| {
            self.transcript.order().iter().rev().any(|key| {
                self.transcript
                    .entry(*key)
                    .is_some_and(|entry| entry.author == *author && entry.status == Status::Settled)
            })
        };
        is(&Author::Visitor) && is(&Author::Assistant)
    }

    /// Asks, when it may be asked; whether it does.
    pub(super) fn ask_for_rating(&mut self, after: After) -> bool {
        if !self.may_rate() || self.services.rating.sheet.is_some() || self.turns.current.is_some() {
            return false;
        }
        self.services.rating.sheet = Some((RatingSheet::default(), after));
        self.show_service(ServiceChange::Rating);
        self.command(Command::Focus(FocusTarget::Sheet));
        true
    }

    /// The header's button leaves; the second press does in any case.
    pub(super) fn on_leave_wanted(&mut self) {
        if self.services.rating.sheet.is_some() {
            return self.on_rating_skipped();
        }
        if !self.ask_for_rating(After::Close) {
            self.tell(AppMessage::Close);
        }
    }

    pub(super) fn on_rating_wanted(&mut self) {
        self.ask_for_rating(After::Stay);
    }

    /// Changes what is given; whether that can be is the sheet's to say.
    fn fill_in_sheet(&mut self, change: impl FnOnce(&mut RatingSheet) -> bool) {
        if self.services.rating.sheet.as_mut().is_some_and(|(sheet, _)| change(sheet)) {
            self.show_service(ServiceChange::Rating);
        }
    }

    pub(super) fn on_starred(&mut self, stars: u8) {
        self.fill_in_sheet(|sheet| sheet.choose(stars));
    }

    pub(super) fn on_rating_worded(&mut self, words: String) {
        self.fill_in_sheet(|sheet| sheet.write(words));
    }

    pub(super) fn on_rating_sent(&mut self) {
        let Some(body) = self.services.rating.sheet.as_mut().and_then(|(sheet, _)| sheet.send()) else {
            return;
        };
        self.show_service(ServiceChange::Rating);
        let request = self.request(Method::Post, "/rate", Some(body));
        self.call(Self::service_purpose(ServicePurpose::Rate), request);
    }

    pub(super) fn on_rate_answer(&mut self, answer: &Answer) {
        let Some((sheet, after)) = &mut self.services.rating.sheet else { return };
        let after = *after;
        match sheet.on_answer(answer) {
            Verdict::Stored(rating) => {
                self.raise(told(rating, RatingScope::Conversation));
                let words = self.locale.text(Phrase::RatingThanks).to_owned();
                self.announce(words);
            }
            Verdict::Closed => {}
            Verdict::Failed => {
                self.show_service(ServiceChange::Rating);
                self.report(ErrorType::Feedback, "rating_failed", "the rating could not be stored", true);
                let words = self.locale.text(Phrase::RatingFailed).to_owned();
                return self.alarm(words);
            }
        }
        self.services.rating.sheet = None;
        self.settle_rating(after);
    }

    pub(super) fn on_rating_skipped(&mut self) {
        // One that is on its way is not waited for.
        if let Some((_, after)) = self.services.rating.sheet.take() {
            self.settle_rating(after);
        }
    }

    /// Asked once, whatever the answer; then goes on with what the visitor was about to do.
    fn settle_rating(&mut self, after: After) {
        self.session.rated = true;
        self.save_session();
        self.show_service(ServiceChange::Rating);
        match after {
            After::Stay => self.command(Command::Focus(FocusTarget::Composer)),
            After::Close => self.tell(AppMessage::Close),
            After::NewChat => self.begin_renewal(None),
        }
    }
}
