//! Who is on the other side, and whether they type.

use super::{Livechat, LivechatTimer, Step};
use crate::time::Millis;
use chatlet_protocol::message::Agent;

/// An agent types no longer when nobody has said so for this long, in milliseconds.
const TYPING_LIMIT: Millis = 5_000;

impl Livechat {
    pub(super) fn set_agent(&mut self, agent: Option<Agent>) {
        let same =
            self.agent.as_ref().map(|agent| &agent.agent_id) == agent.as_ref().map(|agent| &agent.agent_id);
        if same {
            if self.agent != agent {
                self.agent = agent;
                self.step(Step::Changed);
            }
            return;
        }
        if let Some(gone) = std::mem::replace(&mut self.agent, agent) {
            self.set_agent_typing(false);
            self.step(Step::Departed(gone));
        }
        if let Some(here) = self.agent.clone() {
            self.step(Step::Joined(here));
        }
        self.step(Step::Changed);
    }

    pub(super) fn set_agent_typing(&mut self, types: bool) {
        if types {
            self.step(Step::Start(LivechatTimer::AgentTyping, TYPING_LIMIT));
        }
        if self.agent_types != types {
            self.agent_types = types;
            if !types {
                self.step(Step::Stop(LivechatTimer::AgentTyping));
            }
            self.step(Step::AgentTyping(types));
        }
    }
}
