//! Two agents: they take sessions, write, type, hand over to each other and close, and get in each other's way.

use crate::backend::{AgentAct, Attached, Said};
use crate::world::{Event, World};

impl World {
    pub(crate) fn agent_acts(&mut self, who: usize) {
        if self.resting {
            return;
        }
        let act = match self.dice.below(40) {
            0..=11 => AgentAct::Types,
            12 | 13 => AgentAct::Closes,
            14 => AgentAct::Transfers(1 - who),
            chance => {
                self.texts += 1;
                let text = format!("agent {who} says {}", self.texts);
                let attached = if chance < 18 { vec![Attached::File] } else { Vec::new() };
                AgentAct::Says(Said { text, attached })
            }
        };
        self.backend.age();
        let before = self.backend.messages.len();
        self.backend.agent_acts(self.now, who, act);
        self.report.agent_messages += self.backend.messages.len() - before;
        self.server_changed();
        let pause = self.dice.between(300, 9_000);
        self.later(pause, Event::Agent(who));
    }
}
