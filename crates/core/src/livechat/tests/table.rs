//! The whole table: every state against every happening, one step each. What needs several steps is in the table above it.

use super::*;

/// Every happening, each with what else it can bring.
fn all() -> Vec<Happening> {
    let mut all = vec![
        H::Enabled,
        H::Requested,
        H::NotBegun { unknown: false },
        H::NotBegun { unknown: true },
        heard(None, Reading::Messages(page(&[1, 2], true))),
        heard(Some(5), Reading::Messages(page(&[], false))),
        heard(None, Reading::Unsupported),
        heard(None, Reading::Failed),
        H::Read { generation: u32::MAX, reading: Reading::State(state(S::Active, None)) },
        H::News,
        H::Conflict,
        H::Uncertain,
        H::Leaving,
        H::Left,
        H::NotLeft,
        H::Rated,
        H::Skipped,
        H::Typed { empty: false },
        H::Typed { empty: true },
        H::Sent,
        H::Online,
        H::Ended,
    ];
    for status in STATES {
        all.push(H::Began(session(status, None)));
        all.push(heard(None, Reading::State(state(status, None))));
        all.push(heard(None, Reading::Sync(sync(state(status, None), &[1], Some("c")))));
    }
    for on in [true, false] {
        all.extend([H::Visible(on), H::Opened(on), H::Leads(on)]);
    }
    all.extend(TIMERS.map(H::Elapsed));
    all
}

const STATES: [S; 4] = [S::Inactive, S::Waiting, S::Active, S::Closed];
const TIMERS: [LivechatTimer; 7] = [
    LivechatTimer::Poll,
    LivechatTimer::Overdue,
    LivechatTimer::AgentTyping,
    LivechatTimer::VisitorTyping,
    LivechatTimer::Clock,
    LivechatTimer::Sending,
    LivechatTimer::Asking,
];

/// Where it leads. Without a wildcard, so that a new happening has to be thought of here; its place keeps [`all`] whole.
fn leads(from: S, happening: &Happening) -> (usize, S) {
    match happening {
        H::Began(session) if is_open(session.status) => (0, session.status),
        H::Began(_) => (0, from),
        H::Heard { reading: Reading::State(state), .. } => (1, state.status),
        H::Heard { reading: Reading::Sync(sync), .. } => (2, sync.state.status),
        H::Heard { reading: Reading::Messages(_), .. } => (3, from),
        H::Heard { reading: Reading::Unsupported, .. } => (4, from),
        H::Heard { reading: Reading::Failed, .. } => (5, from),
        H::Ended => (6, S::Inactive),
        // An answer to a read of another time, or to none.
        H::Read { .. } => (7, from),
        H::Enabled => (8, from),
        H::Requested => (9, from),
        H::NotBegun { .. } => (10, from),
        H::News => (11, from),
        H::Conflict => (12, from),
        H::Uncertain => (13, from),
        H::Leaving => (14, from),
        H::Left => (15, from),
        H::NotLeft => (16, from),
        H::Rated => (17, from),
        H::Skipped => (18, from),
        H::Typed { .. } => (19, from),
        H::Sent => (20, from),
        H::Visible(_) => (21, from),
        H::Opened(_) => (22, from),
        H::Online => (23, from),
        H::Leads(_) => (24, from),
        H::Elapsed(_) => (25, from),
    }
}

#[test]
fn every_happening_leads_somewhere_from_every_state() {
    let mut seen = std::collections::BTreeSet::new();
    for happening in all() {
        for from in STATES {
            let (place, to) = leads(from, &happening);
            seen.insert(place);
            let mut bench = Bench::plain(from);
            bench.on(happening.clone());
            assert_eq!(bench.machine.status(), to, "{happening:?}, from {from:?}");
            let moved = bench.steps.iter().filter(|step| matches!(step, Step::Moved { .. })).count();
            assert_eq!(moved, usize::from(from != to), "{happening:?}, from {from:?}: {:?}", bench.steps);
        }
    }
    assert_eq!(seen.len(), 26, "one is missing of the list");
}
