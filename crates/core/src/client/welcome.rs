//! What stands before the first message: words to accept, buttons, and what depends on the page.

use super::calls::Purpose;
use super::service::ServiceChange;
use super::{Change, Client};
use crate::address::encode_component;
use crate::transcript::MessageKey;
use chatlet_protocol::banner::Banner;
use chatlet_protocol::catalogue::{Event, Nullable};
use chatlet_protocol::config::StartPrompt;
use chatlet_protocol::host_line::AppMessage;
use chatlet_protocol::part::Part;
use chatlet_protocol::service_line::ServiceMessage;
use chatlet_protocol::welcome::{Disclaimer, WelcomeAction, WelcomeDeed};
use serde_json::Value;

/// The key of a `custom` part that carries a classification. The API documents no way for one; a backend that has one
/// can use the way that is open to it (`chat-api.md` §7, §13).
pub(super) const CLASSIFICATION: &str = "conversation_classified";

impl Client {
    /// The words to accept before the first message, until they are.
    pub fn disclaimer(&self) -> Option<&Disclaimer> {
        let disclaimer = self.options.disclaimer.as_ref()?;
        let accepted = self.services.choices.accepted.as_ref() == Some(&disclaimer.id);
        (!accepted && !self.transcript.has_visitor_turn()).then_some(disclaimer)
    }

    pub(super) fn on_disclaimer_accepted(&mut self) {
        let Some(id) = self.disclaimer().map(|disclaimer| disclaimer.id.clone()) else { return };
        self.services.choices.accepted = Some(id.clone());
        self.note_choice();
        self.raise(Event::DisclaimerAccept { experience_id: id });
        self.change(Change::Composer);
        self.command(super::Command::Focus(super::FocusTarget::Composer));
        self.send_queued();
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

    /// The greeting: the page's, else the backend's; untrusted.
    pub fn greeting(&self) -> Option<&str> {
        self.options.welcome_message.as_deref().or(self.config.display.welcome_message.as_deref())
    }

    /// Buttons of the welcome; none after the first visitor turn.
    pub fn welcome_actions(&self) -> &[WelcomeAction] {
        if self.transcript.has_visitor_turn() { &[] } else { &self.options.welcome_actions }
    }

    /// A link is opened by the browser; everything else happens here.
    pub(super) fn on_welcome_chosen(&mut self, index: usize) {
        let Some(action) = self.welcome_actions().get(index).cloned() else { return };
        self.services.choices.gestured = true;
        let action_type = action.kind().to_owned();
        match action.deed {
            WelcomeDeed::Send(text) => self.queue(&text, None),
            WelcomeDeed::Open(_) => {}
            WelcomeDeed::Handover { reason, priority, metadata } => {
                self.request_handover(reason, priority, metadata, "welcome");
            }
            WelcomeDeed::Custom { name, data } => self.raise(Event::CustomAction {
                event_name: name,
                event_data: data,
                action_id: action.id,
                action_type,
            }),
        }
    }

    /// Start prompts and banners depend on the page.
    pub(super) fn on_page_changed(&mut self) {
        if self.screen == super::Screen::Ready {
            self.change(Change::Screen);
            self.read_banners();
        }
    }

    pub(super) fn read_banners(&mut self) {
        let page = encode_component(self.options.page.as_deref().unwrap_or_default());
        self.read(Purpose::Banners, &format!("/banners?url={page}"));
    }

    pub(super) fn tell_teasers(&mut self) {
        if std::mem::take(&mut self.services.wants_teasers) {
            let teasers = self.config.popup_messages.clone();
            self.tell(AppMessage::Service(ServiceMessage::Teasers(teasers)));
        }
    }

    /// A reply may carry what the backend took the conversation to be about.
    pub(super) fn tell_classification(&mut self, reply: MessageKey) {
        let Some(entry) = self.transcript.entry(reply) else { return };
        let found = entry.parts.iter().find_map(|part| match self.transcript.content(*part)? {
            crate::transcript::Content::Part(Part::Custom { key, payload, .. }) if key == CLASSIFICATION => {
                Some(
                    payload
                        .as_ref()
                        .and_then(|value| value.get("classification")?.as_str())
                        .map(str::to_owned),
                )
            }
            _ => None,
        });
        if let Some(classification) = found {
            self.raise(Event::Classification { classification: Nullable(classification) });
        }
        self.show_service(ServiceChange::Rating);
    }
}

/// Whether two banners show the same: a dismissal is remembered by content, not by id (`chat-api.md` §3).
pub(super) fn is_same_banner(one: &Banner, other: &Banner) -> bool {
    Banner { id: String::new(), ..one.clone() } == Banner { id: String::new(), ..other.clone() }
}

/// A text field of an untrusted object.
pub(super) fn text_of(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// Whether `text` contains `part`: the short way, as addresses are short and the clever way is 3 kB of code.
fn contains(text: &str, part: &str) -> bool {
    part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}
