//! A rating as the visitor gives it: of the conversation with the assistant, or of a session with a person. It knows
//! neither what is rated nor where it is sent.

use crate::client::Answer;
use chatlet_protocol::catalogue::{Event, RatingScope};
use chatlet_protocol::send::Rating;

/// Up to so many stars the visitor is asked what was wrong (`chat-api.md` §7, `experience.md`).
const WORDS_UP_TO: u8 = 3;
/// Characters of a comment that are sent; more is cut.
const COMMENT_LIMIT: usize = 2_000;

/// Stars and words, and how far they have come.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RatingSheet {
    /// 1 to 5, once chosen.
    pub stars: Option<u8>,
    /// What was wrong.
    pub words: String,
    /// On its way.
    pub sends: bool,
    /// It could not be stored.
    pub failed: bool,
    /// What was sent first and got no answer: the server may have it.
    unanswered: Option<Rating>,
}

/// What the server makes of a rating.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::client) enum Verdict {
    /// It has stored this one.
    Stored(Rating),
    /// It takes none any more, and has none of this visitor's that is known here.
    Closed,
    /// It has none; trying again may help.
    Failed,
}

impl RatingSheet {
    /// Whether the visitor is asked for words.
    pub fn wants_words(&self) -> bool {
        self.stars.is_some_and(|stars| stars <= WORDS_UP_TO)
    }

    /// So many stars are chosen; whether that can be.
    pub(in crate::client) fn choose(&mut self, stars: u8) -> bool {
        let may = (1..=5).contains(&stars) && !self.sends;
        if may {
            self.stars = Some(stars);
            self.failed = false;
        }
        may
    }

    /// The words are now these; whether they can be.
    pub(in crate::client) fn write(&mut self, words: String) -> bool {
        if !self.sends {
            self.words = words;
        }
        !self.sends
    }

    /// The body that is to be sent; none without stars, or while one is on its way.
    pub(in crate::client) fn send(&mut self) -> Option<String> {
        let rating = self.rating().filter(|_| !self.sends)?;
        self.sends = true;
        self.failed = false;
        serde_json::to_string(&rating).ok()
    }

    /// The server's answer. By 409 it says that there is a rating already (`chat-api.md` §9): the one whose answer was
    /// lost, where there is one.
    pub(in crate::client) fn on_answer(&mut self, answer: &Answer) -> Verdict {
        self.sends = false;
        let verdict = match (answer.status(), self.rating()) {
            (200..=299, Some(rating)) => Verdict::Stored(rating),
            (409, _) => self.take_unanswered().map_or(Verdict::Closed, Verdict::Stored),
            (0 | 500.., rating) => {
                self.unanswered = self.unanswered.take().or(rating);
                Verdict::Failed
            }
            _ => Verdict::Failed,
        };
        self.failed = verdict == Verdict::Failed;
        verdict
    }

    /// Whether the server may have one whose answer was lost.
    pub(in crate::client) fn is_uncertain(&self) -> bool {
        self.unanswered.is_some()
    }

    /// What was sent first and got no answer; asked for once it is known to have arrived.
    pub(in crate::client) fn take_unanswered(&mut self) -> Option<Rating> {
        self.unanswered.take()
    }

    /// Words go with few stars; those written before more were given are not sent.
    fn rating(&self) -> Option<Rating> {
        let feedback = comment(&self.words).filter(|_| self.wants_words());
        self.stars.map(|rating| Rating { rating, feedback })
    }
}

/// What the page hears of a rating that the server has.
pub(in crate::client) fn told(rating: Rating, scope: RatingScope) -> Event {
    Event::Rating { rating: rating.rating.into(), comment: rating.feedback, scope }
}

/// The words that are sent; none when they are blank.
pub(in crate::client) fn comment(words: &str) -> Option<String> {
    let words: String = words.trim().chars().take(COMMENT_LIMIT).collect();
    (!words.is_empty()).then_some(words)
}
