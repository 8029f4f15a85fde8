//! An even pace: text that arrives in bursts is spread over a moment, never more than a tenth of a second behind.
//!
//! Frames are held, not text, so that what is shown is always a state the stream really had. A reader who asked for
//! reduced motion, and a frame nobody sees, get everything at once.

use super::{Client, Command, TimerKey};
use crate::time::Millis;
use chatlet_protocol::stream::Frame;

/// Between two steps, in milliseconds.
const STEP: Millis = 24;
/// Steps a burst is spread over: with `STEP`, under the 100 ms that text may lag (`experience.md`).
const STEPS: usize = 4;
/// A read of this many frames or fewer is shown at once.
const SMALL: usize = 4;

impl Client {
    /// Shows what has just arrived: all of it when it is little or ends the reply, else a part now and the rest in
    /// steps.
    pub(super) fn pace(&mut self) {
        let Some(turn) = &mut self.turns.current else { return };
        // An end among the frames shows everything: nothing may lag behind a finished reply.
        let ends = matches!(turn.held.back(), Some(Frame::Done { .. } | Frame::Error(_)));
        let at_once = self.birth.reduced_motion || !self.birth.visible || !self.window_open;
        // The first words must not wait.
        if turn.held.len() <= SMALL || ends || at_once || turn.first_at.is_none() {
            self.release_held();
        } else {
            turn.steps = STEPS;
            self.on_pace();
        }
    }

    /// Shows everything that is held.
    pub(super) fn release_held(&mut self) {
        let held = self.turns.current.as_ref().map_or(0, |turn| turn.held.len());
        self.apply_held(held);
    }

    /// Shows the next part; with the last step nothing is held any more.
    pub(super) fn on_pace(&mut self) {
        let Some(turn) = &mut self.turns.current else { return };
        let part = turn.held.len().div_ceil(turn.steps.max(1));
        turn.steps = turn.steps.saturating_sub(1);
        self.apply_held(part);
        if self.turns.current.as_ref().is_some_and(|turn| !turn.held.is_empty()) {
            self.command(Command::Start { key: TimerKey::Pace, after: STEP });
        }
    }
}
