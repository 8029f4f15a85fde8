//! What happens around the chat: tabs are hidden, windows closed, networks gone, clocks jump, pages are loaded again or
//! remembered by the browser.

use crate::world::{Event, World, opened};
use chatlet_core::client::Input;
use chatlet_protocol::host_line::HostCommand;

impl World {
    pub(crate) fn surroundings_change(&mut self) {
        if self.resting {
            return;
        }
        let tab = self.any_tab();
        if self.tabs[tab].parked {
            self.unpark(tab);
        } else {
            self.change_around(tab);
        }
        let pause = self.dice.between(2_000, 40_000);
        self.later(pause, Event::Surroundings);
    }

    fn change_around(&mut self, tab: usize) {
        match self.dice.below(11) {
            0..=2 => self.show(tab, !self.tabs[tab].visible),
            3 | 4 => self.open(tab, !self.tabs[tab].open),
            5 | 6 => self.connect(!self.online),
            // The machine slept, or somebody set the clock.
            7 => self.clock_offset += i64::try_from(self.dice.below(7_200_000)).unwrap_or_default(),
            8 => self.clock_offset -= i64::try_from(self.dice.below(3_600_000)).unwrap_or_default(),
            9 => self.park(tab),
            _ => self.reload(tab),
        }
    }

    fn show(&mut self, tab: usize, visible: bool) {
        self.tabs[tab].visible = visible;
        self.input(tab, Input::Visible(visible));
    }

    fn open(&mut self, tab: usize, open: bool) {
        self.tabs[tab].open = open;
        let command = if open { opened() } else { HostCommand::Closed };
        self.input(tab, Input::Host { id: None, command });
    }

    fn connect(&mut self, online: bool) {
        self.online = online;
        for tab in 0..self.tabs.len() {
            if !self.tabs[tab].parked {
                self.input(tab, Input::Online(online));
            }
        }
    }

    /// Nothing disturbs any more: the pages are seen, the windows open, the network good.
    pub(crate) fn settle_surroundings(&mut self) {
        self.online = true;
        for tab in 0..self.tabs.len() {
            if self.tabs[tab].parked {
                self.unpark(tab);
            }
            self.show(tab, true);
            self.input(tab, Input::Online(true));
            self.open(tab, true);
        }
    }
}
