//! A few visits of every kind in every run of the tests; `cargo xtask simulate` plays as many as one likes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[test]
fn f59_f60_nothing_is_lost_doubled_or_out_of_order_in_any_visit() {
    for seed in 0..300 {
        if let Err(failure) = chatlet_simulation::play(seed) {
            panic!("seed {seed}: {failure}");
        }
    }
}

#[test]
fn a_seed_always_plays_the_same_visit() {
    let one = chatlet_simulation::play(7).unwrap();
    let other = chatlet_simulation::play(7).unwrap();
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    assert!(one.happenings > 100 && one.visitor_messages > 5, "{one:?}");
}
