//! An even pace: text that arrives in bursts is spread over a moment, never more than a tenth of a second behind.
//!
//! Frames are held, not text, so that what is shown is always a state the stream really had. A reader who asked for
//! reduced motion, and a frame nobody sees, get everything at once.

use super::{Client, Command, TimerKey};
use crate::time::Millis;
use chatlet_protocol::stream::Frame;

/// Between two steps, in milliseconds.
const STEP: Millis = 24;
/// Steps a burst is spread over: with `STEP`, well under the 100 ms that text may lag (`experience.md`).
const STEPS: usize = 4;
/// A read of this many frames or fewer is shown at once.
const SMALL: usize = 4;

impl Client {
    /// Shows what has just arrived: all of it when it is little, when it ends the reply, or when older frames are
    /// still held; else a part now and the rest in steps.
    pub(super) fn pace(&mut self) {
        let Some(turn) = &self.turns.current else { return };
        let held = turn.held.len();
        // An end among the frames shows everything: nothing may lag behind a finished reply.
        let ends = matches!(turn.held.back(), Some(Frame::Done { .. } | Frame::Error(_)));
        let at_once = self.birth.reduced_motion || !self.birth.visible || !self.window_open;
        // The first words must not wait.
        if held <= SMALL || ends || at_once || turn.first_at.is_none() {
            self.release_held();
        } else {
            self.apply_held(held.div_ceil(STEPS));
            self.command(Command::Start { key: TimerKey::Pace, after: STEP });
        }
    }

    /// Shows everything that is held.
    pub(super) fn release_held(&mut self) {
        let held = self.turns.current.as_ref().map_or(0, |turn| turn.held.len());
        self.apply_held(held);
    }

    pub(super) fn on_pace(&mut self) {
        let held = self.turns.current.as_ref().map_or(0, |turn| turn.held.len());
        if held > 0 {
            self.apply_held(held.div_ceil(STEPS - 1).max(SMALL));
        }
        if self.turns.current.as_ref().is_some_and(|turn| !turn.held.is_empty()) {
            self.command(Command::Start { key: TimerKey::Pace, after: STEP });
        }
    }
}
