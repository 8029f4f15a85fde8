//! Visits of every kind wherever the tests are run, few enough for a development build; `cargo xtask simulate` plays as many
//! as one likes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicU64, Ordering};

const VISITS: u64 = 300;

#[test]
fn f59_f60_nothing_is_lost_doubled_or_out_of_order_in_any_visit() {
    let next = AtomicU64::new(0);
    let work = || {
        let seeds = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        for seed in seeds.take_while(|seed| *seed < VISITS) {
            if let Err(failure) = chatlet_simulation::play(seed) {
                panic!("seed {seed}: {failure}; `cargo xtask simulate --tell --seed {seed}` tells all of it");
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
}

#[test]
fn a_seed_always_plays_the_same_visit() {
    let one = chatlet_simulation::play(7).unwrap();
    let other = chatlet_simulation::play(7).unwrap();
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    assert!(one.happenings > 100 && one.visitor_messages > 5, "{one:?}");
}
