//! What is said above the composer: no network, a pause the server asked for, a refused message.

use super::{Change, Client, Command, TimerKey};
use crate::time::Millis;

/// The one notice that matters most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The browser has no network.
    Offline,
    /// The server asked for a pause; seconds that are left.
    Pause(u64),
    /// The server's words about a refused message, shown as text.
    Refused(String),
}

/// All that could be said.
#[derive(Debug)]
pub(super) struct Notices {
    pub online: bool,
    gate: Option<Millis>,
    refusal: Option<String>,
}

impl Notices {
    pub(super) fn new(online: bool) -> Self {
        Self { online, gate: None, refusal: None }
    }

    /// Whether the server has asked for a pause that is not over.
    pub(super) fn is_gated(&self, now: Millis) -> bool {
        self.gate.is_some_and(|until| now < until)
    }

    pub(super) fn refused(&mut self, words: String) {
        self.refusal = Some(words);
    }

    pub(super) fn clear_refusal(&mut self) {
        self.refusal = None;
    }

    pub(super) fn current(&self, now: Millis) -> Option<Notice> {
        if !self.online {
            return Some(Notice::Offline);
        }
        if let Some(until) = self.gate.filter(|until| now < *until) {
            return Some(Notice::Pause((until - now).div_ceil(1_000)));
        }
        self.refusal.clone().map(Notice::Refused)
    }
}

impl Client {
    /// Holds every message back until the server's pause is over (F12).
    pub(super) fn gate(&mut self, wait: Millis) {
        self.notice.gate = Some(self.now + wait);
        self.tick_gate();
    }

    /// What was refused has been edited, sent again or passed over by the next message.
    pub(super) fn drop_refusal(&mut self) {
        self.notice.clear_refusal();
        self.change(Change::Notice);
    }

    pub(super) fn on_gate(&mut self) {
        if self.notice.is_gated(self.now) {
            self.tick_gate();
        } else {
            self.notice.gate = None;
            self.notice.clear_refusal();
            self.change(Change::Notice);
            self.change(Change::Composer);
            self.send_queued();
        }
    }

    /// Computed from the end, not counted: a hidden frame's timers are slow.
    fn tick_gate(&mut self) {
        let left = self.notice.gate.unwrap_or(self.now).saturating_sub(self.now);
        let after = if left.is_multiple_of(1_000) { left.min(1_000) } else { left % 1_000 };
        self.command(Command::Start { key: TimerKey::Gate, after });
        self.change(Change::Notice);
        self.change(Change::Composer);
    }
}
