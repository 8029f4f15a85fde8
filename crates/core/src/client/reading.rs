//! Where the reader is: whether the end is followed, how much is new below, and which entries are drawn at all.
//!
//! A conversation can have ten thousand entries; the document never has. Entries are drawn in a window that grows
//! where the reader goes and shrinks behind them, so that the cost of a token does not depend on what lies above.

use super::{Change, Client, Command, Older, ScrollPosition};
use crate::transcript::{MessageKey, TranscriptChange};

/// Entries drawn at most, where they fill the screen and what is near. An entry is about thirty nodes, and a document of
/// some three thousand stays quick.
const WINDOW: usize = 60;
/// Entries drawn at most on any screen: short ones, which have few nodes, on a tall one.
const WINDOW_LIMIT: usize = 200;
/// Entries by which the window moves.
const STEP: usize = 30;
/// Entries drawn at the end while nobody looks further back: a screen and what a scroll reaches at once.
const LATEST: usize = 30;
/// Nearer than this to the end counts as being there, in CSS pixels.
const NEAR_END: f64 = 24.0;
/// Nearer than this to an edge of the window moves it, in CSS pixels.
const NEAR_EDGE: f64 = 600.0;

/// The reader's place.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Whether the end is kept in view.
    pub follows: bool,
    /// Entries that came since the reader left the end.
    pub new_below: usize,
    /// First entry drawn.
    start: usize,
    /// Behind the last entry drawn.
    end: usize,
    /// Entries drawn at the end.
    latest: usize,
    last: ScrollPosition,
    known: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            follows: true,
            new_below: 0,
            start: 0,
            end: 0,
            latest: LATEST,
            last: ScrollPosition::default(),
            known: 0,
        }
    }
}

impl Reading {
    /// The part of `order` that is drawn.
    pub fn window<'a>(&self, order: &'a [MessageKey]) -> &'a [MessageKey] {
        let end = self.end.min(order.len());
        &order[self.start.min(end)..end]
    }

    /// The places of the entries that are drawn, among `count`; at least one where there is any.
    pub(super) fn drawn(&self, count: usize) -> std::ops::Range<usize> {
        let end = self.end.min(count).max(1);
        self.start.min(end - 1)..end
    }

    /// The end was brought into view. A reader who goes up before the next frame is told of with one move for both, which
    /// can end below where the end was before.
    pub(super) fn followed(&mut self, position: ScrollPosition) {
        self.last = position;
    }

    /// Whether the newest entry is drawn.
    pub fn shows_latest(&self, count: usize) -> bool {
        self.end >= count
    }

    /// Entries were put in front: the window stays on the entries it shows.
    pub(super) fn prepended(&mut self, count: usize) {
        self.start += count;
        self.end += count;
        self.known += count;
    }

    /// Entries drawn at most: what is taken away at one edge, by a step at the other, must be neither seen nor near.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count of entries is small, and the cast saturates"
    )]
    fn most(&self) -> usize {
        let drawn = self.end.saturating_sub(self.start) as f64;
        let entries = (self.last.view + 2.0 * NEAR_EDGE) * drawn / self.last.height.max(1.0);
        (entries as usize + 1 + STEP).clamp(WINDOW, WINDOW_LIMIT)
    }

    fn show_end(&mut self, count: usize) {
        self.end = count;
        self.start = count.saturating_sub(self.latest);
    }
}

impl Client {
    /// Entries came or went at the end.
    pub(super) fn on_messages_changed(&mut self) {
        let count = self.transcript.order().len();
        let added = count.saturating_sub(self.reading.known);
        let at_end = self.reading.end >= self.reading.known;
        self.reading.known = count;
        if self.reading.follows {
            self.reading.show_end(count);
        } else if at_end {
            // The reader looks at the last window: it grows at its end, as far as it may, and they stay where they are.
            if count.saturating_sub(self.reading.start) <= self.reading.most() + STEP {
                self.reading.end = count;
            }
            self.keep_place();
        }
        self.reading.end = self.reading.end.min(count);
        if !self.reading.follows && added > 0 {
            self.reading.new_below += added;
            self.change(Change::Viewport);
        }
    }

    /// Something the visitor did should be seen: the end is followed again.
    pub(super) fn follow_latest(&mut self) {
        let count = self.transcript.order().len();
        self.reading.follows = true;
        self.reading.new_below = 0;
        self.reading.known = count;
        self.reading.show_end(count);
        self.change(Change::Viewport);
        self.change(Change::Transcript(TranscriptChange::Messages));
        self.command(Command::Follow(true));
    }

    /// What the reader looks at now must not move: the end is no longer followed.
    pub(super) fn stop_following(&mut self) {
        if std::mem::replace(&mut self.reading.follows, false) {
            self.reading.new_below = 0;
            self.change(Change::Viewport);
            self.command(Command::Follow(false));
        }
    }

    pub(super) fn on_jumped_to_latest(&mut self) {
        self.follow_latest();
        self.command(Command::Focus(super::FocusTarget::Transcript));
    }

    /// The view was scrolled, by whatever means. Text that grows below moves nothing, so only a move towards the
    /// start is the reader leaving the end.
    pub(super) fn on_scrolled(&mut self, position: ScrollPosition) {
        let last = std::mem::replace(&mut self.reading.last, position);
        let count = self.transcript.order().len();
        let below = position.height - position.top - position.view;
        let at_end = below <= NEAR_END && self.reading.shows_latest(count);
        let moved_up = position.top < last.top - 1.0 && position.height >= last.height;
        if at_end && !self.reading.follows {
            self.follow_latest();
        } else if !at_end && moved_up && self.reading.follows {
            self.reading.follows = false;
            self.reading.new_below = 0;
            self.change(Change::Viewport);
            self.command(Command::Follow(false));
        }
        self.move_window();
    }

    /// What is drawn above the reader is about to change: they stay where they are.
    pub(super) fn keep_place(&mut self) {
        if !self.reading.follows {
            self.command(Command::KeepPlace);
        }
    }

    /// Draws the entry at `place` and some beyond it.
    pub(super) fn reveal(&mut self, place: usize) {
        let count = self.transcript.order().len();
        let most = self.reading.most();
        let reading = &mut self.reading;
        if place < reading.start {
            reading.start = place.saturating_sub(STEP);
            reading.end = reading.end.min(reading.start + most);
        } else if place >= reading.end {
            reading.end = (place + STEP).min(count);
            reading.start = reading.start.max(reading.end.saturating_sub(most));
        } else {
            return;
        }
        self.keep_place();
        self.change(Change::Transcript(TranscriptChange::Messages));
        self.tell_drawn_products();
    }

    /// Draws what the reader is about to reach, and fetches what is not there yet.
    pub(super) fn move_window(&mut self) {
        let position = self.reading.last;
        let count = self.transcript.order().len();
        let below = position.height - position.top - position.view;
        let most = self.reading.most();
        let reading = &mut self.reading;
        let before = (reading.start, reading.end);
        if reading.follows {
            // A screen that is taller than what is drawn could not even be scrolled.
            if position.view > 0.0 && position.top < NEAR_EDGE && reading.start > 0 {
                reading.latest = most;
                reading.show_end(count);
            }
        } else if position.top < NEAR_EDGE && reading.start > 0 {
            reading.start = reading.start.saturating_sub(STEP);
            reading.end = reading.end.min(reading.start + most);
        } else if below < NEAR_EDGE && reading.end < count {
            reading.end = (reading.end + STEP).min(count);
            reading.start = reading.start.max(reading.end.saturating_sub(most));
        }
        if (reading.start, reading.end) != before {
            self.keep_place();
            self.change(Change::Transcript(TranscriptChange::Messages));
            self.tell_drawn_products();
        }
        if position.top < NEAR_EDGE && self.reading.start == 0 && matches!(self.older, Older::More(_)) {
            self.load_older();
        }
    }
}
