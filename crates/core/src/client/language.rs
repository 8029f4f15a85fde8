//! Language, colours and the clicks on links.

use super::{Change, Client, Command};
use crate::links::{Link, booking_provider};
use crate::locale::{Locale, Phrase};
use crate::theme::{Scheme, Tokens, tokens};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::config::StartPrompt;
use chatlet_protocol::host_line::AppMessage;
use chatlet_protocol::service_line::ServiceMessage;

impl Client {
    pub(super) fn choose_language(&mut self, wanted: &str) {
        let tag = crate::locale::best_match(wanted);
        if tag == crate::locale::ENGLISH {
            self.locale = Locale::default();
            self.on_language_changed();
        } else if tag != self.locale.tag() {
            self.command(Command::LoadLanguage(tag.to_owned()));
        }
    }

    pub(super) fn on_language_loaded(&mut self, tag: &str, words: Option<&str>) {
        if let Some(locale) = words.and_then(|words| Locale::read(tag, words)) {
            self.locale = locale;
            self.on_language_changed();
        }
    }

    fn on_language_changed(&mut self) {
        self.change(Change::Language);
        self.describe_document();
        self.tell_labels();
    }

    /// The loader has room for few languages; once the app speaks another, so does the launcher.
    fn tell_labels(&mut self) {
        if self.locale == Locale::default() && !self.services.told_labels {
            return;
        }
        self.services.told_labels = true;
        let labels = [Phrase::OpenChat, Phrase::Close, Phrase::Unread, Phrase::Unavailable];
        let labels = labels.map(|phrase| self.locale.text(phrase).to_owned());
        self.tell(AppMessage::Service(ServiceMessage::Labels(labels)));
    }

    pub(super) fn describe_document(&mut self) {
        let title = match self.config.display.name.trim() {
            "" => self.locale.text(crate::locale::Phrase::Chat).to_owned(),
            name => name.to_owned(),
        };
        let direction = self.direction();
        let language = self.locale.tag().to_owned();
        self.command(Command::Document { title, language, direction });
    }

    /// The brand colour and what is readable on it, for the launcher.
    pub(super) fn accent(&self) -> (String, String) {
        let tokens = self.tokens();
        let value = |wanted: &str| {
            tokens
                .iter()
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        (value("--chatlet-accent"), value("--chatlet-on-accent"))
    }

    /// Start prompts of this page (`chat-api.md` §3): those whose pattern the page has, else those without one; none
    /// after the first visitor turn.
    pub fn start_prompts(&self) -> Vec<StartPrompt> {
        if self.transcript.has_visitor_turn() {
            return Vec::new();
        }
        let page = self.options.page.as_deref().unwrap_or_default();
        let prompts = &self.config.start_prompts;
        let here = |prompt: &StartPrompt| {
            prompt.url_pattern.as_deref().is_some_and(|pattern| contains(page, pattern))
        };
        let some_here = prompts.iter().any(here);
        let fits =
            |prompt: &&StartPrompt| if some_here { here(prompt) } else { prompt.url_pattern.is_none() };
        prompts.iter().filter(fits).cloned().collect()
    }

    /// Colours as custom properties, each validated; none before the configuration is there.
    pub fn tokens(&self) -> Tokens {
        let scheme = if self.is_dark() { Scheme::Dark } else { Scheme::Light };
        let theme = match (&self.config.dark_theme, scheme) {
            (Some(dark), Scheme::Dark) => dark,
            _ => &self.config.theme,
        };
        tokens(theme, scheme)
    }

    /// Direction of writing of the interface: that of its language where it runs from right to left, else the page's.
    pub fn direction(&self) -> &'static str {
        match self.options.direction.as_deref() {
            Some("rtl") => "rtl",
            _ => self.locale.direction(),
        }
    }

    /// A link was clicked. The browser opens what the policy allowed; the page hears of it here.
    pub(super) fn on_link_clicked(&mut self, href: String, text: String) {
        match self.policy.link(&href) {
            Link::Blocked => {}
            Link::Event { scheme, params } => {
                self.raise(Event::LinkClick { href, text, protocol: scheme + ":", params, host: None });
            }
            Link::Open { url, host, .. } => {
                if let Some(provider) = booking_provider(&url) {
                    self.raise(Event::BookingLinkClick { url: provider.to_owned() });
                }
                let protocol = url.split(':').next().unwrap_or_default().to_owned() + ":";
                self.raise(Event::LinkClick { href: url, text, protocol, params: Vec::new(), host });
            }
        }
    }
}

/// Whether `text` contains `part`: the short way, as addresses are short and the clever way is 3 kB of code.
fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}
