//! When reads are made.

use super::*;

#[test]
fn without_a_session_the_state_is_read_once() {
    let mut bench = Bench { machine: Livechat::default(), now: 5, steps: vec![] };
    bench.on(H::Enabled);
    assert_eq!(bench.asked().as_deref(), Some("/livechat/state"), "also while nobody looks");
    bench.read(Reading::State(state(S::Inactive, None)));
    assert_eq!((bench.asked(), bench.pause()), (None, None));
    bench.on(H::Opened(true));
    assert_eq!(bench.asked(), None);
}

#[test]
fn a_session_found_at_the_start_is_read_from_its_first_message() {
    let mut bench = Bench { machine: Livechat::default(), now: 5, steps: vec![] };
    bench.on(H::Opened(true));
    bench.on(H::Enabled);
    bench.read(Reading::State(state(S::Active, Some(4))));
    assert_eq!(bench.asked().as_deref(), Some("/livechat/sync"));
    bench.read(Reading::Sync(sync(state(S::Active, Some(4)), &[1, 2], Some("c"))));
    assert!(bench.steps.iter().any(|step| matches!(step, Step::Apply { quiet: true, .. })));
    bench.on(H::Leads(true));
    assert_eq!(
        bench.asked().as_deref(),
        Some("/livechat/sync?wait_ms=20000&sync_cursor=c&after_sequence_number=2")
    );
    bench.read(Reading::Sync(sync(state(S::Active, Some(5)), &[3], Some("d"))));
    assert!(bench.steps.iter().any(|step| matches!(step, Step::Apply { quiet: false, .. })));
    assert_eq!(bench.pause(), Some(250));
}

#[test]
fn plain_reads_pause_two_seconds_while_waiting_and_three_while_active() {
    for (status, pause) in [(S::Waiting, 2_000), (S::Active, 3_000)] {
        let mut bench = Bench::plain(status);
        assert_eq!(bench.pause(), Some(pause));
        bench.elapse(LivechatTimer::Poll, pause);
        assert_eq!(bench.asked().as_deref(), Some("/livechat/state"));
        bench.read(Reading::State(state(status, Some(2))));
        assert_eq!(bench.asked().as_deref(), Some("/livechat/messages"), "the first read omits the number");
        bench.read(Reading::Messages(page(&[1, 2], true)));
        assert_eq!(bench.asked().as_deref(), Some("/livechat/messages?after_sequence_number=2"));
        bench.read(Reading::Messages(page(&[3], false)));
        assert_eq!((bench.asked(), bench.pause()), (None, Some(pause)), "measured from the end");
    }
}

#[test]
fn a_server_that_cannot_wait_is_asked_at_the_plain_pace() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Sync(sync(state(S::Active, Some(2)), &[], None)));
    assert_eq!(bench.pause(), Some(3_000));
}

#[test]
fn further_pages_are_read_at_once_and_without_waiting() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    let mut more = sync(state(S::Active, Some(2)), &[1], Some("c"));
    more.has_more = true;
    bench.read(Reading::Sync(more.clone()));
    assert_eq!(bench.asked().as_deref(), Some("/livechat/sync?after_sequence_number=1"));
    // A server that says so without giving anything does not keep the client busy.
    bench.read(Reading::Sync(more));
    assert_eq!((bench.asked(), bench.pause()), (None, Some(250)));
}

#[test]
fn failures_space_the_reads_and_a_success_resets_them() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    for seconds in [2, 4, 8, 16, 30, 30] {
        bench.read(Reading::Failed);
        assert_eq!(bench.pause(), Some(seconds * 1_000));
        bench.elapse(LivechatTimer::Poll, seconds * 1_000);
    }
    bench.read(Reading::Sync(sync(state(S::Active, Some(2)), &[], Some("c"))));
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Failed);
    assert_eq!(bench.pause(), Some(2_000));
}

#[test]
fn a_network_that_is_back_ends_the_pause() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Failed);
    bench.on(H::Online);
    assert!(bench.asked().is_some());
}

#[test]
fn f37_what_nobody_sees_is_read_seldom_and_one_read_follows_on_return() {
    for (away, back) in [(H::Visible(false), H::Visible(true)), (H::Opened(false), H::Opened(true))] {
        let mut bench = Bench::waits(S::Active);
        bench.on(away);
        assert!(bench.has(&Step::Contend(false)));
        bench.elapse(LivechatTimer::Poll, 250);
        assert!(bench.asked().is_some(), "what was due");
        bench.read(Reading::Sync(sync(state(S::Active, Some(3)), &[2], Some("c"))));
        assert_eq!(bench.pause(), Some(2_000));
        bench.elapse(LivechatTimer::Poll, 2_000);
        bench.read(Reading::Sync(sync(state(S::Active, Some(4)), &[], None)));
        assert_eq!(bench.pause(), Some(10_000), "the server does not wait");
        bench.now += 3_600_000;
        bench.on(back);
        assert!(bench.has(&Step::Contend(true)) && bench.has(&Step::Stop(LivechatTimer::Poll)));
        assert_eq!(bench.asked(), None, "not before it reads for all");
        bench.on(H::Leads(true));
        assert!(bench.asked().is_some());
        bench.on(H::Leads(true));
        assert_eq!(bench.asked(), None, "one, not two");
    }
}

#[test]
fn f59_a_tab_that_nobody_sees_leaves_the_reading_to_one_that_is_seen() {
    let mut bench = Bench::waits(S::Active);
    bench.on(H::Leads(false));
    bench.on(H::Visible(false));
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Sync(sync(state(S::Active, Some(3)), &[], Some("c"))));
    bench.now += 9_000;
    bench.on(heard(None, Reading::Sync(sync(state(S::Active, Some(4)), &[1], Some("c")))));
    assert!(bench.has(&Step::Stop(LivechatTimer::Poll)));
    assert_eq!((bench.asked(), bench.pause()), (None, Some(10_000)), "another one reads");
}

#[test]
fn f38_a_read_from_before_the_sleep_is_given_up() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.on(H::Visible(false));
    bench.now += 600_000;
    bench.on(H::Visible(true));
    bench.on(H::Leads(true));
    assert!(bench.has(&Step::Cancel) && bench.asked().is_some());
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.elapse(LivechatTimer::Overdue, 35_000);
    assert!(bench.has(&Step::Cancel));
    assert_eq!(bench.pause(), Some(2_000));
}

#[test]
fn f59_no_second_read_while_one_is_out() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    for happening in
        [H::Elapsed(LivechatTimer::Poll), H::Leads(true), H::Opened(true), H::Typed { empty: false }]
    {
        bench.on(happening);
        assert_eq!(bench.asked(), None);
    }
}

#[test]
fn a_tab_that_does_not_lead_reads_nothing_and_takes_what_it_hears() {
    let mut bench = Bench::new();
    bench.on(H::Began(session(S::Waiting, Some(1))));
    bench.read(Reading::Sync(sync(state(S::Waiting, Some(1)), &[], Some("c"))));
    assert_eq!((bench.asked(), bench.pause()), (None, None));
    bench.on(heard(None, Reading::Sync(sync(state(S::Active, Some(2)), &[1], Some("c")))));
    assert_eq!(bench.machine.status(), S::Active);
    assert!(bench.steps.iter().any(|step| matches!(step, Step::Apply { .. })));
    assert_eq!(bench.asked(), None);
    // It has missed number 2, and there is nothing behind that.
    bench.on(heard(Some(2), Reading::Sync(sync(state(S::Active, Some(3)), &[], Some("c")))));
    assert_eq!(bench.asked().as_deref(), Some("/livechat/sync?after_sequence_number=1"));
}

#[test]
fn f10_a_conflict_is_looked_into_and_answered() {
    let mut bench = Bench::new();
    bench.on(H::Conflict);
    assert_eq!(bench.asked().as_deref(), Some("/livechat/state"));
    let read = bench.machine.reads();
    bench.read(Reading::State(state(S::Active, Some(3))));
    assert_eq!(bench.asked().as_deref(), Some("/livechat/sync"));
    bench.read(Reading::Sync(sync(state(S::Active, Some(3)), &[], Some("c"))));
    assert!(bench.has(&Step::Known(read)));
    let mut bench = Bench::new();
    bench.on(H::Conflict);
    bench.read(Reading::Failed);
    assert!(bench.has(&Step::Unknown));
}

#[test]
fn f07_nothing_is_read_after_the_end() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.on(H::Ended);
    assert!(bench.has(&Step::Cancel) && bench.has(&Step::Contend(false)));
    for happening in [H::Visible(true), H::Online, H::Elapsed(LivechatTimer::Poll), H::News, H::Leads(true)] {
        bench.on(happening);
        assert_eq!(bench.asked(), None);
    }
}
