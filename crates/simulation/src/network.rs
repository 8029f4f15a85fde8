//! The network: how long things take, and what becomes of them.

use crate::dice::Dice;

/// How bad a visit's network is; times of a thousand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Network {
    /// A request does not arrive.
    pub lost_request: u64,
    /// An answer does not arrive.
    pub lost_answer: u64,
    /// A server in between fails.
    pub failing: u64,
    /// An answer comes twice.
    pub doubled: u64,
    /// A stream is cut.
    pub cut: u64,
    /// The server shows an older state.
    pub stale: u64,
    /// A token is spent all of a sudden.
    pub spent: u64,
    /// Longest usual way, in milliseconds.
    pub slow: u64,
    /// Now and then a way takes this long, in milliseconds.
    pub very_slow: u64,
}

impl Network {
    /// One in four visits has a good network, the others are ever worse.
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        let bad = [0, 15, 60, 150][usize::try_from(dice.below(4)).unwrap_or_default()];
        Self {
            lost_request: bad,
            lost_answer: bad,
            failing: bad,
            doubled: bad,
            cut: bad,
            stale: bad,
            spent: if dice.chance(60) { 4 } else { 0 },
            slow: 50 + bad * 8,
            very_slow: if bad > 0 { 40_000 } else { 500 },
        }
    }

    /// Nothing goes wrong any more.
    pub(crate) fn good() -> Self {
        Self {
            lost_request: 0,
            lost_answer: 0,
            failing: 0,
            doubled: 0,
            cut: 0,
            stale: 0,
            spent: 0,
            slow: 50,
            very_slow: 50,
        }
    }

    /// How long something is on its way, in milliseconds.
    pub(crate) fn delay(&self, dice: &mut Dice) -> u64 {
        if dice.chance(20) { dice.between(1, self.very_slow) } else { dice.between(1, self.slow) }
    }
}
