//! One of the visitor's tabs: a client, and what it waits for.

use crate::judge::Ears;
use chatlet_core::client::{CallId, Client, Request, TimerKey, TurnId};
use std::collections::{BTreeMap, HashMap};

#[allow(clippy::struct_excessive_bools, reason = "independent facts of a tab, in any combination")]
pub(crate) struct Tab {
    pub client: Client,
    /// Counts the pages that were loaded here; what happens for an earlier one is nobody's.
    pub life: u32,
    pub timers: BTreeMap<TimerKey, u64>,
    pub calls: BTreeMap<CallId, Request>,
    pub streams: Vec<TurnId>,
    pub visible: bool,
    pub open: bool,
    /// The browser remembers the page, which stands still.
    pub parked: bool,
    /// What came due meanwhile.
    pub frozen: Vec<super::world::PageEvent>,
    /// Whether it listens to the signals of other tabs.
    pub signals: bool,
    /// The livechat that it hears of from other tabs.
    pub channel: Option<String>,
    /// Counts its wishes to read for all.
    pub lead_wish: u32,
    pub ears: Ears,
    /// What the visitor said here, until it is on the server for sure.
    pub said: Vec<String>,
}

impl Tab {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            life: 0,
            timers: BTreeMap::new(),
            calls: BTreeMap::new(),
            streams: Vec::new(),
            visible: true,
            open: true,
            parked: false,
            frozen: Vec::new(),
            signals: false,
            channel: None,
            lead_wish: 0,
            ears: Ears::default(),
            said: Vec::new(),
        }
    }

    /// The page goes, and with it everything that was under way.
    pub(crate) fn unload(&mut self) {
        self.life += 1;
        self.timers.clear();
        self.calls.clear();
        self.streams.clear();
        self.frozen.clear();
        self.parked = false;
        self.signals = false;
        self.channel = None;
        self.lead_wish += 1;
        self.ears = Ears::default();
    }
}

/// What all tabs of a browser share.
#[derive(Default)]
pub(crate) struct Browser {
    pub storage: HashMap<chatlet_core::client::Slot, String>,
    /// Who reads for all, or waits to: tab, wish, name. The first one of a name has the lock.
    pub locks: Vec<(usize, u32, String)>,
}

impl Browser {
    /// Who gets a lock now that `tab` lets go of what it holds or waits for.
    pub(crate) fn let_go(&mut self, tab: usize) -> Option<(usize, u32)> {
        let place = self.locks.iter().position(|(who, ..)| *who == tab)?;
        let (_, _, name) = self.locks.remove(place);
        let held = !self.locks[..place].iter().any(|(_, _, other)| *other == name);
        let next = self.locks.iter().find(|(_, _, other)| *other == name);
        next.filter(|_| held).map(|(who, wish, _)| (*who, *wish))
    }

    /// Queues for a lock; whether it is had at once.
    pub(crate) fn queue(&mut self, tab: usize, wish: u32, name: String) -> bool {
        let free = !self.locks.iter().any(|(_, _, other)| *other == name);
        self.locks.push((tab, wish, name));
        free
    }

    pub(crate) fn holds(&self, tab: usize, wish: u32) -> bool {
        let Some((_, _, name)) = self.locks.iter().find(|(who, number, _)| (*who, *number) == (tab, wish))
        else {
            return false;
        };
        self.locks
            .iter()
            .find(|(_, _, other)| other == name)
            .is_some_and(|(who, number, _)| (*who, *number) == (tab, wish))
    }
}
