//! What the view reads of the client as a whole; what belongs to one thought is read where that thought is.

use super::{Client, Notice, Older, Reading, Screen};
use crate::links::LinkPolicy;
use crate::locale::Locale;
use crate::transcript::Transcript;
use chatlet_protocol::banner::Banner;
use chatlet_protocol::config::Config;
use chatlet_protocol::options::FrameOptions;

impl Client {
    /// Which screen is shown.
    pub fn screen(&self) -> Screen {
        self.screen
    }

    /// The chatbot's configuration; empty until it is there.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Banners that have not been dismissed.
    pub fn banners(&self) -> &[Banner] {
        &self.banners
    }

    /// The conversation.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Older messages.
    pub fn older(&self) -> &Older {
        &self.older
    }

    /// The composer's draft.
    pub fn draft(&self) -> &str {
        &self.composer.draft
    }

    /// Whether the draft could be sent now.
    pub fn can_send(&self) -> bool {
        self.has_input()
            && (!self.is_answering() || self.talks_to_agent())
            && !self.notice.is_gated(self.now)
            && !self.is_busy()
            && !matches!(self.screen, Screen::Refused | Screen::Ended | Screen::Unavailable { .. })
    }

    /// Whether a reply is on its way, so that it could be stopped.
    pub fn is_answering(&self) -> bool {
        self.turns.current.is_some() || self.interceptions.is_waiting()
    }

    /// Where the reader is.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The notice above the composer.
    pub fn notice(&self) -> Option<Notice> {
        self.notice.current(self.now)
    }

    /// The link policy of this page.
    pub fn policy(&self) -> &LinkPolicy {
        &self.policy
    }

    /// Words and direction.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// What is announced politely.
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// What is announced urgently.
    pub fn alert(&self) -> &str {
        &self.alert
    }

    /// The options of the page.
    pub fn options(&self) -> &FrameOptions {
        &self.options
    }

    /// `light`, `dark` or `auto`, as chosen.
    pub fn theme(&self) -> &str {
        &self.theme
    }

    /// Whether the dark colours are shown.
    pub fn is_dark(&self) -> bool {
        match self.theme.as_str() {
            "dark" => true,
            "light" => false,
            _ => self.birth.prefers_dark,
        }
    }

    /// The address of the chat API, without a slash at its end.
    pub fn api(&self) -> &str {
        let allowed = self.deployment.page_may_set.iter().any(|option| option == "api");
        let chosen = self.options.api.as_deref().filter(|_| allowed || self.deployment.api.is_none());
        chosen.or(self.deployment.api.as_deref()).unwrap_or_default().trim_end_matches('/')
    }
}
