//! Whole visits without a browser: the real client in one tab or two, a visitor, two agents, a modelled backend, a network
//! that loses, delays and breaks things, and a clock that jumps. Everything follows from one seed, so that what fails can
//! be replayed (`cargo xtask simulate --tell --seed S`).

mod agents;
mod backend;
mod dice;
mod judge;
mod network;
mod report;
mod surroundings;
mod tab;
mod visitor;
mod world;

pub use dice::Dice;
pub use report::Report;

/// Plays the visit of a seed to its end, and says what it came to.
///
/// # Errors
/// Something happened that must never happen; in words.
pub fn play(seed: u64) -> Result<Report, String> {
    world::World::new(seed).play()
}

/// The same, telling everything that happens.
///
/// # Errors
/// As of [`play`].
pub fn tell(seed: u64) -> Result<Report, String> {
    let mut world = world::World::new(seed);
    world.trace = true;
    world.play()
}
