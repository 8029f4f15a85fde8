//! The end of a session, and what the visitor thinks of it.

use super::super::calls::Purpose;
use super::{LivechatCall, LivechatChange, LivechatNotice};
use crate::client::rating::{RatingSheet, Verdict, told};
use crate::client::{Answer, Client, Command, FocusTarget, Method};
use crate::livechat::Happening;
use crate::locale::Phrase;
use chatlet_protocol::catalogue::{ErrorType, RatingScope};
use chatlet_protocol::livechat::LivechatStatus;
use chatlet_protocol::send::Rating;

impl Client {
    /// The rating of the last session.
    pub fn livechat_rating(&self) -> &RatingSheet {
        &self.human.rating
    }

    /// Whether the end of the last session is shown: until the visitor moves on, or has been asked for a rating.
    pub fn shows_ending(&self) -> bool {
        let machine = &self.human.machine;
        machine.ending().is_some() && (machine.asks_rating() || self.human.fresh_end)
    }

    /// The visitor talks to the assistant again: the end is behind them, and with it the question.
    pub(in crate::client) fn move_on(&mut self) {
        if self.shows_ending() {
            self.pass_rating_over();
        }
    }

    /// Name of who was there last; untrusted.
    pub fn last_agent(&self) -> Option<String> {
        let ending = self.human.machine.ending()?;
        let by_id = || self.transcript.agent_name(ending.agent_id.as_deref()?).map(str::to_owned);
        ending.agent.clone().or_else(by_id)
    }

    /// The visitor stops waiting, or ends the session.
    pub(super) fn on_human_left(&mut self) {
        if !self.human.machine.is_open() || self.human.machine.is_leaving() {
            return;
        }
        self.human.notice = None;
        self.livechat_happens(Happening::Leaving);
        let request = self.request(Method::Post, "/livechat/close", Some("{}".into()));
        self.call(Purpose::Livechat(LivechatCall::Close), request);
        self.await_answer();
        self.show_livechat(LivechatChange::State);
    }

    /// Closing is idempotent; without any session the server says 409, and the state is read all the same.
    pub(super) fn on_close_answer(&mut self, answer: &Answer) {
        if matches!(answer.status(), 200..=299 | 409) {
            self.livechat_happens(Happening::Left);
            self.share_news();
        } else {
            let kind = if answer.status() == 0 { ErrorType::Network } else { ErrorType::Backend };
            self.report(kind, "close_failed", "the livechat session could not be closed", true);
            self.human.notice = Some(LivechatNotice::StillHere);
            let words = self.locale.text(Phrase::HumanStillHere).to_owned();
            self.alarm(words);
            self.livechat_happens(Happening::NotLeft);
        }
        self.show_livechat(LivechatChange::State);
    }

    /// A session has closed or begun: its rating starts anew.
    pub(super) fn reset_rating(&mut self) {
        self.human.rating = RatingSheet::default();
        self.show_livechat(LivechatChange::Rating);
    }

    /// Changes what is given; whether that can be is the sheet's to say.
    fn fill_in_rating(&mut self, change: impl FnOnce(&mut RatingSheet) -> bool) {
        if change(&mut self.human.rating) {
            self.show_livechat(LivechatChange::Rating);
        }
    }

    pub(super) fn on_human_starred(&mut self, stars: u8) {
        self.fill_in_rating(|sheet| sheet.choose(stars));
    }

    pub(super) fn on_human_rating_worded(&mut self, words: String) {
        self.fill_in_rating(|sheet| sheet.write(words));
    }

    pub(super) fn on_human_rating_sent(&mut self) {
        if !self.human.machine.asks_rating() {
            return;
        }
        let Some(body) = self.human.rating.send() else { return };
        self.show_livechat(LivechatChange::Rating);
        let request = self.request(Method::Post, "/livechat/feedback", Some(body));
        self.call(Purpose::Livechat(LivechatCall::Feedback), request);
    }

    pub(super) fn on_feedback_answer(&mut self, answer: &Answer) {
        match self.human.rating.on_answer(answer) {
            Verdict::Stored(rating) => {
                self.tell_human_rating(rating);
                self.livechat_happens(Happening::Rated);
                self.share_news();
            }
            // Rated already, or not to be rated: done either way (`chat-api.md` §9).
            Verdict::Closed => self.livechat_happens(Happening::Rated),
            Verdict::Failed => {
                let words = self.locale.text(Phrase::RatingFailed).to_owned();
                self.alarm(words);
                if self.human.rating.is_uncertain() {
                    // The state says whether it arrived all the same.
                    self.livechat_happens(Happening::Uncertain);
                }
            }
        }
        self.show_livechat(LivechatChange::Rating);
    }

    /// The state may say that a rating has arrived whose answer was lost.
    pub(super) fn settle_human_rating(&mut self) {
        if self.human.machine.is_rated()
            && let Some(rating) = self.human.rating.take_unanswered()
        {
            self.tell_human_rating(rating);
        }
    }

    fn tell_human_rating(&mut self, rating: Rating) {
        self.raise(told(rating, RatingScope::Livechat));
        let words = self.locale.text(Phrase::RatingThanks).to_owned();
        self.announce(words);
    }

    /// Nothing is sent; nobody asks again.
    pub(super) fn on_human_rating_skipped(&mut self) {
        if self.human.machine.status() == LivechatStatus::Closed {
            self.pass_rating_over();
            self.command(Command::Focus(FocusTarget::Composer));
        }
    }

    fn pass_rating_over(&mut self) {
        self.human.fresh_end = false;
        if self.human.machine.asks_rating() {
            self.session.unrated = self.human.machine.ending().and_then(|ending| ending.at.clone());
            self.livechat_happens(Happening::Skipped);
            self.save_session();
        }
        self.show_livechat(LivechatChange::State);
        self.show_livechat(LivechatChange::Rating);
    }
}
