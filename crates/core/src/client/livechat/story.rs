//! What the session's course means to the page, to those who listen, and to the badge.

use super::super::calls::Purpose;
use super::{LivechatCall, LivechatChange};
use crate::client::{Change, Client, Method};
use crate::display::display_text;
use crate::livechat::{Ending, Happening};
use crate::locale::Phrase;
use crate::transcript::MessageKey;
use chatlet_protocol::catalogue::{EndReason, Event};
use chatlet_protocol::livechat::{LivechatStatus, Typing};
use chatlet_protocol::message::Agent;

impl Client {
    pub(super) fn on_livechat_moved(&mut self, previous: LivechatStatus, status: LivechatStatus) {
        self.raise(Event::LivechatState { status, previous_status: previous });
        self.reset_rating();
        self.human.notice = None;
        self.show_livechat(LivechatChange::State);
        self.change(Change::Composer);
        // What was closed before this visit is not news.
        let was_open = matches!(previous, LivechatStatus::Waiting | LivechatStatus::Active);
        self.human.fresh_end = was_open && status == LivechatStatus::Closed;
        if !self.human.machine.is_open() {
            self.human.first_key = None;
        }
        if previous == LivechatStatus::Waiting {
            self.close_waiting_form();
        }
        match status {
            LivechatStatus::Waiting => {
                self.open_waiting_form();
                let words = self.locale.text(Phrase::HumanWaiting).to_owned();
                let hint = self.locale.text(Phrase::HumanWaitingHint);
                let words = format!("{words}. {hint}");
                self.human.words.push(words);
            }
            LivechatStatus::Active => {
                self.pump_outbox();
                self.send_queued();
            }
            LivechatStatus::Closed => {
                let ended = self.human.machine.ending().and_then(|ending| ending.at.as_deref());
                if ended.is_some() && ended == self.session.unrated.as_deref() {
                    self.livechat_happens(Happening::Skipped);
                }
                if !was_open {
                    return;
                }
                let words = self.ending_words();
                self.human.words.push(words);
                if let Some(conversation) = &self.session.conversation {
                    let duration = self.now.saturating_sub(conversation.started);
                    let message_count = self.transcript.order().len() as u64;
                    self.raise(Event::SessionEnd { duration, message_count, reason: EndReason::Closed });
                }
            }
            LivechatStatus::Inactive => {}
        }
    }

    /// By whom the last session was ended, in words; the agent's name is made harmless.
    pub fn ending_words(&self) -> String {
        let ending = self.human.machine.ending().cloned().unwrap_or_default();
        self.words_of(&Ending { agent: self.last_agent(), ..ending })
    }

    /// The same of any session.
    pub(super) fn words_of(&self, ending: &Ending) -> String {
        let name = ending.agent.as_deref().map(|name| display_text(name.trim()));
        match (ending.by_agent, name.filter(|name| !name.is_empty())) {
            (true, Some(name)) => self.locale.fill(Phrase::HumanEnded, "name", &name),
            (true, None) => self.locale.text(Phrase::HumanEndedUnnamed).to_owned(),
            (false, _) => self.locale.text(Phrase::YouEnded).to_owned(),
        }
    }

    pub(super) fn on_agent_joined(&mut self, agent: Agent) {
        let name = self.agent_label(&agent);
        let words = self.locale.fill(Phrase::HumanJoined, "name", &name);
        self.human.words.push(words);
        self.raise(Event::AgentJoin { agent_id: agent.agent_id, display_name: agent.display_name });
    }

    pub(super) fn on_agent_left(&mut self, agent: Agent) {
        self.raise(Event::AgentLeave { agent_id: agent.agent_id, display_name: agent.display_name });
    }

    pub(super) fn on_agent_typing(&mut self, is_typing: bool) {
        self.raise(Event::AgentTyping { is_typing });
        self.show_livechat(LivechatChange::Typing);
    }

    /// What an agent is called: their name, made harmless, else what they are.
    pub fn agent_label(&self, agent: &Agent) -> String {
        match display_text(agent.display_name.trim()).as_ref() {
            "" => self.locale.text(Phrase::Agent).to_owned(),
            name => name.to_owned(),
        }
    }

    /// An agent's message is told once: to the page, to those who listen, and to the badge when nobody looks.
    pub(super) fn on_agent_message(&mut self, key: MessageKey, agent: Option<Agent>) {
        let message = self.transcript.plain_text(key);
        let name = match &agent {
            Some(agent) => self.agent_label(agent),
            None => self.locale.text(Phrase::Agent).to_owned(),
        };
        let heard = if message.is_empty() {
            // A picture or a file; its name is in its part.
            format!("{name}: {}", self.locale.text(Phrase::Image))
        } else {
            format!("{name}: {message}")
        };
        self.human.words.push(heard);
        let message_id = self.transcript.entry(key).and_then(|entry| entry.message_id.clone());
        self.raise(Event::MessageReceived {
            message,
            message_id: message_id.unwrap_or_default(),
            agent_id: agent.map(|agent| agent.agent_id),
        });
        if !self.window_open || !self.birth.visible {
            self.set_unread(self.unread + 1);
        }
        self.chime();
    }

    pub(super) fn tell_typing(&mut self, is_typing: bool) {
        self.human.typings += 1;
        let body = serde_json::to_string(&Typing { is_typing }).unwrap_or_default();
        let request = self.request(Method::Post, "/livechat/typing", Some(body));
        self.call(Purpose::Livechat(LivechatCall::Typing(self.human.typings)), request);
    }

    /// Says everything that one happening led to, in one go: a second announcement would replace the first.
    pub(super) fn say_words(&mut self) {
        if !self.human.words.is_empty() {
            let words = std::mem::take(&mut self.human.words).join("\n");
            self.announce(words);
        }
    }
}
