//! Language, colours and the clicks on links.

use super::{Change, Client, Command};
use crate::links::{Link, booking_provider};
use crate::locale::Locale;
use chatlet_protocol::catalogue::Event;
use std::collections::BTreeMap;

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
    }

    pub(super) fn describe_document(&mut self) {
        let title = match self.config.display.name.trim() {
            "" => self.locale.text(crate::locale::Phrase::Chat).to_owned(),
            name => name.to_owned(),
        };
        let direction = match self.options.direction.as_deref() {
            Some("rtl") => "rtl",
            Some("ltr") => "ltr",
            _ => self.locale.direction(),
        };
        let language = self.locale.tag().to_owned();
        self.command(Command::Document { title, language, direction });
    }

    /// The brand colour and what is readable on it, for the launcher.
    pub(super) fn accent(&self) -> (String, String) {
        (self.config.theme.primary.clone().unwrap_or_default(), String::new())
    }

    /// Direction of writing of the interface.
    pub fn direction(&self) -> &'static str {
        match self.options.direction.as_deref() {
            Some("rtl") => "rtl",
            Some("ltr") => "ltr",
            _ => self.locale.direction(),
        }
    }

    /// A link was clicked. The browser opens what the policy allowed; the page hears of it here.
    pub(super) fn on_link_clicked(&mut self, href: String, text: String) {
        match self.policy.link(&href) {
            Link::Blocked => {}
            Link::Event { scheme, params } => self.raise(Event::LinkClick {
                href,
                text,
                protocol: scheme,
                params: params.into_iter().collect(),
                host: None,
            }),
            Link::Open { url, host, .. } => {
                if let Some(provider) = booking_provider(&url) {
                    self.raise(Event::BookingLinkClick { url: provider.to_owned() });
                }
                let protocol = url.split(':').next().unwrap_or_default().to_owned();
                self.raise(Event::LinkClick { href: url, text, protocol, params: BTreeMap::new(), host });
            }
        }
    }
}
