//! Two agents: they take sessions, write, type and close, and get in each other's way.

use crate::world::{Event, World};

impl World {
    pub(crate) fn agent_acts(&mut self, who: usize) {
        if self.resting {
            return;
        }
        let act = match self.dice.below(20) {
            0..=5 => 0,
            6 => 1,
            _ => 2,
        };
        self.texts += 1;
        let text = format!("agent {who} says {}", self.texts);
        self.backend.age();
        let before = self.backend.messages.len();
        self.backend.agent_acts(self.now, who, act, &text);
        self.report.agent_messages += self.backend.messages.len() - before;
        self.server_changed();
        let pause = self.dice.between(300, 9_000);
        self.later(pause, Event::Agent(who));
    }
}
