//! The language of the interface, and who is told of it.

use super::{Change, Client, Command};
use crate::locale::{Locale, Phrase};
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
        let text = self.text_size().word();
        self.command(Command::Document { title, language, direction, text });
    }

    /// Direction of writing of the interface: that of its language where it runs from right to left, else the page's.
    pub fn direction(&self) -> &'static str {
        match self.options.direction.as_deref() {
            Some("rtl") => "rtl",
            _ => self.locale.direction(),
        }
    }
}
