//! The second part of the app: what a first screen does not need.
//!
//! It is fetched when something of it is about to be shown. Where that fails, the visitor finds words and a way on in the
//! place of what is missing, and everything else goes on.

use super::{Change, Client, Command};

/// Whether the second part of the app is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Later {
    /// Nobody has asked for it yet.
    #[default]
    Away,
    /// It is on its way.
    Coming,
    /// It is there.
    Here,
    /// It could not be had.
    Missing,
}

impl Client {
    /// Whether the second part of the app is there.
    pub fn later(&self) -> Later {
        self.later
    }

    /// Fetches the second part, unless it has been asked for; what could not be had is asked for by the visitor only.
    pub(super) fn want_later(&mut self) {
        if self.later == Later::Away {
            self.fetch_later();
        }
    }

    /// The visitor tries again.
    pub(super) fn retry_later(&mut self) {
        if self.later == Later::Missing {
            self.fetch_later();
        }
    }

    fn fetch_later(&mut self) {
        self.later = Later::Coming;
        self.command(Command::FetchLater);
        self.change(Change::Later);
    }

    pub(super) fn on_later_fetched(&mut self, here: bool) {
        self.later = if here { Later::Here } else { Later::Missing };
        self.change(Change::Later);
    }
}
