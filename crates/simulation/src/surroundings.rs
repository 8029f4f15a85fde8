//! What happens around the chat: tabs are hidden, windows closed, networks gone, clocks jump, pages are loaded again.

use crate::world::{Event, World};
use chatlet_core::client::{Input, LivechatInput};
use chatlet_protocol::host_line::HostCommand;

impl World {
    pub(crate) fn surroundings_change(&mut self) {
        if self.resting {
            return;
        }
        match self.dice.below(10) {
            0..=2 => {
                self.visible = !self.visible;
                self.input(Input::Visible(self.visible));
            }
            3 | 4 => {
                self.open = !self.open;
                let command = if self.open { opened() } else { HostCommand::Closed };
                self.input(Input::Host { id: None, command });
            }
            5 | 6 => {
                self.online = !self.online;
                self.input(Input::Online(self.online));
            }
            // The machine slept, or somebody set the clock.
            7 => self.clock_offset += i64::try_from(self.dice.below(7_200_000)).unwrap_or_default(),
            8 => self.clock_offset -= i64::try_from(self.dice.below(3_600_000)).unwrap_or_default(),
            _ => self.reload(),
        }
        let pause = self.dice.between(2_000, 40_000);
        self.later(pause, Event::Surroundings);
    }

    /// Nothing disturbs any more: the page is seen, the window open, the network good.
    pub(crate) fn settle_surroundings(&mut self) {
        self.visible = true;
        self.input(Input::Visible(true));
        self.online = true;
        self.input(Input::Online(true));
        self.open = true;
        self.input(Input::Host { id: None, command: opened() });
    }

    pub(crate) fn grant(&mut self, wish: u32) {
        if wish == self.lead_wish {
            self.input(Input::Livechat(LivechatInput::Leads(true)));
        }
    }
}

pub(crate) fn opened() -> HostCommand {
    HostCommand::Opened { by_visitor: true, full_screen: false }
}
