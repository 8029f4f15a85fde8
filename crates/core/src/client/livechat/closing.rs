//! The end of a session, and what the visitor thinks of it.

use super::super::calls::Purpose;
use super::{LivechatCall, LivechatChange, LivechatNotice};
use crate::client::{Answer, Client, Command, FocusTarget, Method};
use crate::livechat::Happening;
use crate::locale::Phrase;
use chatlet_protocol::catalogue::{ErrorType, Event, RatingScope};
use chatlet_protocol::livechat::LivechatStatus;
use chatlet_protocol::send::Rating;

/// Up to so many stars the visitor is asked what was wrong (`experience.md`).
const WORDS_UP_TO: u8 = 3;
/// Characters of a comment that are sent; more is cut.
const WORDS_LIMIT: usize = 2_000;

/// The rating of a session, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LivechatRating {
    /// 1 to 5, once chosen.
    pub stars: Option<u8>,
    /// What was wrong.
    pub words: String,
    /// On its way.
    pub sends: bool,
    /// It could not be stored.
    pub failed: bool,
}

impl LivechatRating {
    /// Whether the visitor is asked for words.
    pub fn wants_words(&self) -> bool {
        self.stars.is_some_and(|stars| stars <= WORDS_UP_TO)
    }
}

impl Client {
    /// The rating of the last session.
    pub fn livechat_rating(&self) -> &LivechatRating {
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
        self.human.rating = LivechatRating::default();
        self.show_livechat(LivechatChange::Rating);
    }

    pub(super) fn on_human_starred(&mut self, stars: u8) {
        if (1..=5).contains(&stars) && !self.human.rating.sends {
            self.human.rating.stars = Some(stars);
            self.human.rating.failed = false;
            self.show_livechat(LivechatChange::Rating);
        }
    }

    pub(super) fn on_human_rating_worded(&mut self, words: String) {
        if !self.human.rating.sends {
            self.human.rating.words = words;
            self.show_livechat(LivechatChange::Rating);
        }
    }

    pub(super) fn on_human_rating_sent(&mut self) {
        let (Some(rating), false) = (self.human.rating.stars, self.human.rating.sends) else { return };
        if !self.human.machine.asks_rating() {
            return;
        }
        let feedback = self.rating_words();
        let body = serde_json::to_string(&Rating { rating, feedback }).unwrap_or_default();
        self.human.rating.sends = true;
        self.human.rating.failed = false;
        self.show_livechat(LivechatChange::Rating);
        let request = self.request(Method::Post, "/livechat/feedback", Some(body));
        self.call(Purpose::Livechat(LivechatCall::Feedback), request);
    }

    /// Words that go with few stars; those written before more were given are not sent.
    fn rating_words(&self) -> Option<String> {
        let words = self.human.rating.words.trim();
        let wanted = self.human.rating.wants_words() && !words.is_empty();
        wanted.then(|| words.chars().take(WORDS_LIMIT).collect())
    }

    pub(super) fn on_feedback_answer(&mut self, answer: &Answer) {
        self.human.rating.sends = false;
        match (answer.status(), self.human.rating.stars) {
            (200..=299, Some(stars)) => {
                let comment = self.rating_words();
                self.raise(Event::Rating { rating: stars.into(), comment, scope: RatingScope::Livechat });
                self.livechat_happens(Happening::Rated);
                self.share_news();
                let words = self.locale.text(Phrase::RatingThanks).to_owned();
                self.announce(words);
            }
            // Rated already, or not to be rated: done either way (`chat-api.md` §9).
            (409, _) => self.livechat_happens(Happening::Rated),
            _ => {
                self.human.rating.failed = true;
                let words = self.locale.text(Phrase::RatingFailed).to_owned();
                self.alarm(words);
            }
        }
        self.show_livechat(LivechatChange::Rating);
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
