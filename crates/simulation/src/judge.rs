//! What must hold at any time.

mod rest;

use crate::world::World;
use chatlet_protocol::catalogue::Event;
use std::collections::HashSet;

/// What a page has been told.
pub(crate) struct Ears {
    received: HashSet<String>,
    status: String,
    agent: Option<String>,
    typing: bool,
}

impl Default for Ears {
    fn default() -> Self {
        Self { received: HashSet::new(), status: "inactive".into(), agent: None, typing: false }
    }
}

impl World {
    pub(crate) fn blame(&mut self, what: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(what.into());
        }
    }

    /// An event that the page hears.
    pub(crate) fn judge_event(&mut self, tab: usize, event: &Event) {
        if let Err(failure) = self.tabs[tab].ears.hear(event) {
            self.blame(failure);
        }
    }
}

impl Ears {
    #[allow(clippy::collapsible_match, reason = "a guard that changes what it looks at surprises")]
    fn hear(&mut self, event: &Event) -> Result<(), String> {
        match event {
            Event::MessageReceived { message_id, .. } => {
                if !self.received.insert(message_id.clone()) {
                    return Err(format!("the page heard of message {message_id} twice"));
                }
            }
            Event::LivechatState { status, previous_status } => {
                let (status, previous) = (status.word(), previous_status.word());
                if previous != self.status {
                    return Err(format!("told of a move from {previous} while {}", self.status));
                }
                if status == self.status {
                    return Err("told of a move to the same state".into());
                }
                status.clone_into(&mut self.status);
            }
            Event::AgentJoin { agent_id, .. } => {
                if self.agent.replace(agent_id.clone()).is_some() {
                    return Err("an agent joined while one was there".into());
                }
            }
            Event::AgentLeave { agent_id, .. } => {
                if self.agent.take().as_ref() != Some(agent_id) {
                    return Err("an agent left who was not there".into());
                }
            }
            Event::AgentTyping { is_typing } => {
                if *is_typing == self.typing {
                    return Err("told of the agent's typing twice".into());
                }
                self.typing = *is_typing;
            }
            _ => {}
        }
        Ok(())
    }
}
