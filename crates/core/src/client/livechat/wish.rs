//! The wish for a human: from the header, the assistant's offer, a form, or the page.

use super::super::calls::Purpose;
use super::{LivechatCall, LivechatChange};
use crate::client::tabs::Signal;
use crate::client::{Answer, Client, Method, Screen};
use crate::livechat::Happening;
use crate::locale::Phrase;
use crate::transcript::PartKey;
use chatlet_protocol::catalogue::{ErrorType, Event, Priority};
use chatlet_protocol::host_line::CommandError;
use chatlet_protocol::livechat::{ClientContext, Handover, LivechatSession};
use serde_json::Value;

/// UTF-16 units that a value of the client's context may have, and the page's address (`chat-api.md` §9).
const CONTEXT_LIMIT: usize = 255;
const ADDRESS_LIMIT: usize = 2_048;

/// Whether a human can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HumanOffer {
    /// Not in this chatbot, or not now that one is asked for or there.
    None,
    /// Now.
    Here,
    /// Not now; the control may explain itself.
    Away,
}

/// What is said about a wish that was not granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LivechatNotice {
    /// Outside working hours.
    AwayByHours,
    /// Nobody is there.
    Away,
    /// The wish did not arrive; it can be made again.
    Failed,
    /// The session could not be ended; it goes on.
    StillHere,
}

/// A wish that waits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    reason: String,
    priority: Priority,
    metadata: Option<Value>,
    source: String,
    part_id: Option<String>,
    /// The page's command that asked for it.
    id: Option<u64>,
}

impl Client {
    /// Whether a human can be asked for now.
    pub fn human_offer(&self) -> HumanOffer {
        let livechat = &self.config.livechat;
        let machine = &self.human.machine;
        if !livechat.enabled
            || machine.is_open()
            || self.is_asking_for_human()
            || self.screen != Screen::Ready
        {
            HumanOffer::None
        } else if livechat.live {
            HumanOffer::Here
        } else {
            HumanOffer::Away
        }
    }

    /// Whether the wish for a human is on its way.
    pub fn is_asking_for_human(&self) -> bool {
        self.human.machine.is_requesting() || self.human.wish.is_some()
    }

    /// What is said about a wish that was not granted.
    pub fn livechat_notice(&self) -> Option<LivechatNotice> {
        self.human.notice
    }

    pub(super) fn on_human_wanted(&mut self, part: Option<PartKey>) {
        let part_id = part.and_then(|part| self.transcript.part_id(part)).map(str::to_owned);
        let source = if part_id.is_some() { "assistant_marker" } else { "manual_button" };
        self.ask_for_human(None, String::new(), Priority::Normal, None, source, part_id);
    }

    /// Asks for a human. `source` is what wanted it: `manual_button`, `assistant_marker`, `api`, or another word; `id`
    /// is the page's command, answered when the server has taken the wish, or cannot.
    pub(in crate::client) fn ask_for_human(
        &mut self,
        id: Option<u64>,
        reason: String,
        priority: Priority,
        metadata: Option<Value>,
        source: &str,
        part_id: Option<String>,
    ) {
        let wish = Wish { reason, priority, metadata, source: source.to_owned(), part_id, id };
        if let Some(earlier) = self.human.wish.take() {
            self.answer(earlier.id, None);
        }
        self.human.wish = Some(wish);
        self.ensure_started();
        self.flush_wish();
    }

    /// Makes the wish that waits, once nothing stands before it: a token that the first reply is about to bind must be
    /// the bound one, or session and conversation would be two.
    pub(in crate::client) fn flush_wish(&mut self) {
        if self.human.wish.is_none() || matches!(self.screen, Screen::Loading) {
            return;
        }
        if self.turns.current.is_some() && !self.human.bound {
            self.show_livechat(LivechatChange::State);
            return;
        }
        let Some(wish) = self.human.wish.take() else { return };
        self.human.notice = None;
        self.show_livechat(LivechatChange::State);
        if self.human.machine.is_open() || self.human.machine.is_requesting() {
            return self.answer(wish.id, None);
        }
        match self.human_offer() {
            HumanOffer::Here => self.make_wish(wish),
            HumanOffer::Away => {
                self.answer(wish.id, Some((CommandError::Unavailable, "nobody is available now")));
                self.say_away();
            }
            HumanOffer::None => {
                self.answer(wish.id, Some((CommandError::Unavailable, "this chatbot has no livechat")));
            }
        }
    }

    fn make_wish(&mut self, wish: Wish) {
        self.begin_conversation();
        // No reply will tell the other tabs of the conversation, nor may one have come to what was said before.
        self.tell_tabs(Signal::News);
        self.join_livechat();
        self.answer(wish.id, None);
        let browser = &self.human.browser;
        let (name, version) = browser.name().unzip();
        let platform = if self.options.full_screen { "mobile_web" } else { "website" };
        let body = Handover {
            platform: platform.into(),
            source: wish.source.clone(),
            part_id: wish.part_id,
            client_context: Some(ClientContext {
                browser: name.and_then(|name| cut(name, CONTEXT_LIMIT)),
                browser_version: version.and_then(|version| cut(version, CONTEXT_LIMIT)),
                browser_language: cut(&browser.language, CONTEXT_LIMIT),
                language: cut(self.locale.tag(), CONTEXT_LIMIT),
                current_page_url: self.options.page.as_deref().and_then(|page| cut(page, ADDRESS_LIMIT)),
                os: browser.system().map(str::to_owned),
            }),
        };
        self.raise(Event::Handover {
            reason: wish.reason,
            priority: wish.priority,
            metadata: wish.metadata,
            source: wish.source,
        });
        let body = serde_json::to_string(&body).unwrap_or_default();
        let request = self.request(Method::Post, "/livechat/handover", Some(body));
        // A message that is on its way may arrive after the wish.
        let turn = self.turns.current.as_ref().and_then(|turn| self.transcript.entry(turn.echo));
        let since = turn.map_or(self.transcript.next_key(), |echo| echo.sent);
        self.human.first_key.get_or_insert(since);
        self.livechat_happens(Happening::Requested);
        self.call(Purpose::Livechat(LivechatCall::Handover), request);
        self.await_answer();
        self.show_livechat(LivechatChange::State);
    }

    pub(super) fn on_handover_answer(&mut self, answer: &Answer) {
        if let Some(session) = answer.json::<LivechatSession>() {
            self.on_session_began(session);
            return;
        }
        let status = answer.status();
        let unknown = matches!(status, 0 | 200..=299 | 500..);
        if status == 409 || status == 404 {
            self.say_away();
        } else {
            self.human.notice = Some(LivechatNotice::Failed);
            let words = self.locale.text(Phrase::HumanFailed).to_owned();
            self.alarm(words);
        }
        let kind = if status == 0 { ErrorType::Network } else { ErrorType::Backend };
        self.report(kind, "handover_failed", "no human could be asked for", unknown || status == 429);
        self.livechat_happens(Happening::NotBegun { unknown });
        if unknown {
            self.share_news();
        }
        self.show_livechat(LivechatChange::State);
    }

    /// A session began, by a wish or by a form that routes to one; no wish is made for it (`chat-api.md` §7).
    pub(in crate::client) fn on_session_began(&mut self, session: LivechatSession) {
        self.human.notice = None;
        self.join_livechat();
        self.livechat_happens(Happening::Began(session));
        self.share_news();
    }

    fn say_away(&mut self) {
        let by_hours = self.config.livechat.reason.as_deref() == Some("outside_working_hours");
        let (notice, phrase) = if by_hours {
            (LivechatNotice::AwayByHours, Phrase::HumanAwayHours)
        } else {
            (LivechatNotice::Away, Phrase::HumanAway)
        };
        self.human.notice = Some(notice);
        self.show_livechat(LivechatChange::State);
        let words = format!("{} {}", self.locale.text(phrase), self.locale.text(Phrase::HumanAwayHint));
        self.announce(words);
    }

    pub(in crate::client) fn cancel_wish(&mut self) {
        if let Some(wish) = self.human.wish.take() {
            self.answer(wish.id, Some((CommandError::Unavailable, "the conversation has ended")));
        }
    }
}

/// A value of the client's context: trimmed, cut to so many UTF-16 units, none when blank.
fn cut(text: &str, limit: usize) -> Option<String> {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= limit
    };
    let cut: String = text.trim().chars().take_while(fits).collect();
    (!cut.is_empty()).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_value_is_cut_between_characters() {
        assert_eq!(cut("  da ", 255).as_deref(), Some("da"));
        assert_eq!(cut("ab👋c", 3).as_deref(), Some("ab"));
        assert_eq!(cut("ab👋c", 4).as_deref(), Some("ab👋"));
        assert_eq!(cut("   ", 255), None);
    }
}
