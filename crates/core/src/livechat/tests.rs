//! The transition table of the machine, its cadence, and what no order of happenings may break.

mod cadence;
mod table;
mod walk;

use super::*;
use Happening as H;
use LivechatStatus as S;
use chatlet_protocol::livechat::{LivechatMessage, LivechatMessagePage, LivechatSync};
use chatlet_protocol::message::{Message, Role};

/// A machine with its last steps.
pub(super) struct Bench {
    pub machine: Livechat,
    pub now: Millis,
    pub steps: Vec<Step>,
}

impl Bench {
    /// A machine that is looked at, and has read that there is no session.
    pub(super) fn new() -> Self {
        let mut bench = Self { machine: Livechat::default(), now: 1_000_000, steps: vec![] };
        bench.on(H::Opened(true));
        bench.on(H::Enabled);
        bench.read(Reading::State(state(S::Inactive, None)));
        bench
    }

    /// A machine in a state, reading for all; the last read has been answered, in plain mode.
    pub(super) fn plain(status: S) -> Self {
        let mut bench = Self::new();
        if status == S::Inactive {
            return bench;
        }
        bench.on(H::Began(session(S::Waiting, Some(1))));
        bench.on(H::Leads(true));
        bench.read(Reading::Unsupported);
        let version = if status == S::Waiting { 1 } else { 2 };
        bench.read(Reading::State(state(status, Some(version))));
        bench.read(Reading::Messages(page(&[], false)));
        assert_eq!(bench.machine.status(), status);
        bench
    }

    /// The same where the server can wait.
    pub(super) fn waits(status: S) -> Self {
        let mut bench = Self::new();
        bench.on(H::Began(session(S::Waiting, Some(1))));
        bench.on(H::Leads(true));
        bench.read(Reading::Sync(sync(state(status, Some(2)), &[], Some("c1"))));
        bench
    }

    pub(super) fn on(&mut self, happening: Happening) -> &[Step] {
        self.steps = self.machine.handle(self.now, happening);
        &self.steps
    }

    pub(super) fn read(&mut self, reading: Reading) -> &[Step] {
        let generation = self.machine.generation;
        self.on(H::Read { generation, reading })
    }

    pub(super) fn elapse(&mut self, timer: LivechatTimer, after: Millis) -> &[Step] {
        self.now += after;
        self.on(H::Elapsed(timer))
    }

    /// What the last happening wants to be read.
    pub(super) fn asked(&self) -> Option<String> {
        self.steps.iter().find_map(|step| match step {
            Step::Read { ask, .. } => Some(ask.path()),
            _ => None,
        })
    }

    /// When the last happening wants the next read.
    pub(super) fn pause(&self) -> Option<Millis> {
        let mut pause = None;
        for step in &self.steps {
            match step {
                Step::Start(LivechatTimer::Poll, after) => pause = Some(*after),
                Step::Stop(LivechatTimer::Poll) => pause = None,
                _ => {}
            }
        }
        pause
    }

    pub(super) fn has(&self, wanted: &Step) -> bool {
        self.steps.contains(wanted)
    }
}

pub(super) fn mette() -> Agent {
    Agent { agent_id: "a1".into(), display_name: "Mette".into(), avatar_url: None }
}

pub(super) fn state(status: S, version: Option<u64>) -> LivechatState {
    LivechatState {
        status,
        active_agent: (status == S::Active).then(mette),
        is_agent_typing: false,
        feedback: if status == S::Closed { FeedbackStatus::Pending } else { FeedbackStatus::NotAvailable },
        updated_at: None,
        agent_joined_at: None,
        closed_at: None,
        closed_by: (status == S::Closed).then(|| "agent".into()),
        closed_by_agent_id: None,
        close_reason: None,
        state_version: version,
    }
}

pub(super) fn session(status: S, version: Option<u64>) -> LivechatSession {
    LivechatSession {
        livechat_session_id: "s1".into(),
        status,
        language: None,
        requested_at: None,
        state_version: version,
    }
}

pub(super) fn page(numbers: &[u64], has_more: bool) -> LivechatMessagePage {
    let entry = |number: &u64| LivechatMessage {
        message: Message {
            message_id: format!("l{number}"),
            role: Role::Agent,
            parts: vec![],
            created_at: None,
            agent: Some(mette()),
        },
        sequence_number: *number,
    };
    LivechatMessagePage { messages: numbers.iter().map(entry).collect(), has_more }
}

pub(super) fn sync(state: LivechatState, numbers: &[u64], cursor: Option<&str>) -> LivechatSync {
    LivechatSync {
        state,
        messages: page(numbers, false).messages,
        has_more: false,
        sync_cursor: cursor.map(str::to_owned),
    }
}

/// Another tab has read this, behind that number.
pub(super) fn heard(after: Option<u64>, reading: Reading) -> Happening {
    H::Heard { after, reading }
}

/// Lets something happen to a machine.
type Act<'a> = &'a dyn Fn(&mut Bench);

/// Every state against everything that can move it, and where that leads.
#[test]
fn the_transition_table() {
    let read = |status| {
        move |bench: &mut Bench| {
            bench.elapse(LivechatTimer::Poll, 3_000);
            bench.read(Reading::State(state(status, Some(9))));
        }
    };
    let began = |status| {
        move |bench: &mut Bench| {
            bench.on(H::Requested);
            bench.on(H::Began(session(status, Some(1))));
        }
    };
    let left = |bench: &mut Bench| {
        bench.on(H::Leaving);
        bench.on(H::Left);
        bench.read(Reading::State(state(S::Closed, Some(9))));
    };
    let assumed = |bench: &mut Bench| {
        bench.on(H::Leaving);
        bench.on(H::Left);
        bench.read(Reading::Failed);
        bench.read(Reading::Failed);
    };
    let not_left = |bench: &mut Bench| {
        bench.on(H::Leaving);
        bench.on(H::NotLeft);
    };
    let ended = |bench: &mut Bench| {
        bench.on(H::Ended);
    };
    let refused = |bench: &mut Bench| {
        bench.on(H::Requested);
        bench.on(H::NotBegun { unknown: false });
    };
    let conflict = |status| {
        move |bench: &mut Bench| {
            bench.on(H::Conflict);
            bench.read(Reading::State(state(status, Some(1))));
        }
    };
    let told = |status| {
        move |bench: &mut Bench| {
            bench.on(H::News);
            bench.on(heard(None, Reading::State(state(status, Some(1)))));
        }
    };
    let table: &[(&str, Act<'_>, [S; 4])] = &[
        // What happens, and where it leads from inactive, waiting, active, closed.
        ("handover: waiting", &began(S::Waiting), [S::Waiting, S::Waiting, S::Waiting, S::Waiting]),
        ("handover: active", &began(S::Active), [S::Active, S::Active, S::Active, S::Active]),
        ("handover refused", &refused, [S::Inactive, S::Waiting, S::Active, S::Closed]),
        ("read: inactive", &read(S::Inactive), [S::Inactive, S::Inactive, S::Inactive, S::Closed]),
        ("read: active", &read(S::Active), [S::Inactive, S::Active, S::Active, S::Closed]),
        ("read: closed", &read(S::Closed), [S::Inactive, S::Closed, S::Closed, S::Closed]),
        ("visitor leaves", &left, [S::Inactive, S::Closed, S::Closed, S::Closed]),
        ("state unknown after leaving", &assumed, [S::Inactive, S::Closed, S::Closed, S::Closed]),
        ("leaving failed", &not_left, [S::Inactive, S::Waiting, S::Active, S::Closed]),
        ("conflict: active", &conflict(S::Active), [S::Active, S::Active, S::Active, S::Active]),
        ("conflict: inactive", &conflict(S::Inactive), [S::Inactive, S::Inactive, S::Inactive, S::Inactive]),
        ("another tab: waiting", &told(S::Waiting), [S::Waiting, S::Waiting, S::Waiting, S::Waiting]),
        ("reset, delete or 401", &ended, [S::Inactive, S::Inactive, S::Inactive, S::Inactive]),
    ];
    for (what, act, ends) in table {
        for (from, to) in [S::Inactive, S::Waiting, S::Active, S::Closed].into_iter().zip(ends) {
            let mut bench = Bench::plain(from);
            act(&mut bench);
            // A session that never was is closed by nobody: what the server says then is the truth.
            let to = if from == S::Inactive && *what == "visitor leaves" { &S::Closed } else { to };
            assert_eq!(bench.machine.status(), *to, "{what}, from {from:?}");
        }
    }
}

#[test]
fn a_session_tells_its_story_in_order() {
    let mut bench = Bench::new();
    bench.on(H::Requested);
    bench.on(H::Began(session(S::Waiting, Some(1))));
    assert!(bench.has(&Step::Moved { previous: S::Inactive, status: S::Waiting }));
    assert!(bench.has(&Step::Contend(true)));
    bench.on(H::Leads(true));
    bench.read(Reading::Sync(sync(state(S::Active, Some(2)), &[1], Some("c"))));
    let story: Vec<_> = bench.steps.iter().filter(|step| tells(step)).cloned().collect();
    assert_eq!(story, [Step::Moved { previous: S::Waiting, status: S::Active }, Step::Joined(mette())]);
    bench.elapse(LivechatTimer::Poll, 250);
    let mut closed = state(S::Closed, Some(3));
    closed.close_reason = Some("Løst".into());
    bench.read(Reading::Sync(sync(closed, &[2], None)));
    let story: Vec<_> = bench.steps.iter().filter(|step| tells(step)).cloned().collect();
    assert_eq!(story, [Step::Departed(mette()), Step::Moved { previous: S::Active, status: S::Closed }]);
    assert!(bench.machine.asks_rating());
    let ending = bench.machine.ending().unwrap();
    assert!(ending.by_agent);
    assert_eq!((ending.agent.as_deref(), ending.reason.as_deref()), (Some("Mette"), Some("Løst")));
    assert_eq!(bench.pause(), None, "a closed session is not polled");
    assert!(bench.has(&Step::Contend(false)));
}

pub(super) fn tells(step: &Step) -> bool {
    matches!(step, Step::Moved { .. } | Step::Joined(_) | Step::Departed(_) | Step::AgentTyping(_))
}

#[test]
fn f56_an_older_state_is_dropped_with_its_messages() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Sync(sync(state(S::Waiting, Some(1)), &[1], Some("c2"))));
    assert_eq!(bench.machine.status(), S::Active);
    assert!(!bench.steps.iter().any(|step| matches!(step, Step::Apply { .. })));
    assert_eq!(bench.pause(), Some(3_000));
    // An answer without a version always applies.
    bench.elapse(LivechatTimer::Poll, 3_000);
    bench.read(Reading::State(state(S::Closed, None)));
    assert_eq!(bench.machine.status(), S::Closed);
}

#[test]
fn f56_a_server_that_stays_behind_has_begun_another_session() {
    let mut bench = Bench::plain(S::Active);
    let mut reads = 0;
    while bench.machine.status() == S::Active && reads < 10 {
        bench.elapse(LivechatTimer::Poll, 3_000);
        bench.read(Reading::State(state(S::Waiting, Some(1))));
        reads += 1;
    }
    assert_eq!((bench.machine.status(), reads), (S::Waiting, 5));
}

#[test]
fn an_answer_of_an_earlier_generation_changes_nothing() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    let generation = bench.machine.generation;
    bench.on(H::Leaving);
    assert!(bench.has(&Step::Cancel));
    bench.on(H::Read { generation, reading: Reading::State(state(S::Waiting, Some(99))) });
    assert_eq!((bench.machine.status(), bench.steps.len()), (S::Active, 0));
}

#[test]
fn a_rating_is_asked_once_and_a_new_session_asks_again() {
    for answer in [H::Rated, H::Skipped] {
        let mut bench = Bench::plain(S::Closed);
        assert!(bench.machine.asks_rating());
        bench.on(answer.clone());
        assert!(!bench.machine.asks_rating());
        bench.on(H::Began(session(S::Waiting, Some(1))));
        assert_eq!(bench.machine.ending(), None);
        bench.read(Reading::State(state(S::Closed, Some(2))));
        assert!(bench.machine.asks_rating(), "{answer:?}");
    }
}

#[test]
fn a_closed_session_at_the_start_asks_for_its_rating() {
    let mut bench = Bench { machine: Livechat::default(), now: 5, steps: vec![] };
    bench.on(H::Opened(true));
    bench.on(H::Enabled);
    assert_eq!(bench.asked().as_deref(), Some("/livechat/state"));
    bench.read(Reading::State(state(S::Closed, Some(5))));
    assert!(bench.machine.asks_rating());
    assert_eq!((bench.asked(), bench.pause()), (None, None));
}

#[test]
fn the_visitors_typing_is_told_at_the_start_and_the_end_of_a_burst() {
    let mut bench = Bench::waits(S::Active);
    bench.on(H::Typed { empty: false });
    assert!(bench.has(&Step::Typing(true)));
    bench.on(H::Typed { empty: false });
    assert!(!bench.has(&Step::Typing(true)), "once per burst");
    bench.elapse(LivechatTimer::VisitorTyping, 5_000);
    assert!(bench.has(&Step::Typing(false)));
    for end in [H::Sent, H::Typed { empty: true }, H::Opened(false), H::Visible(false), H::Leaving] {
        let mut bench = Bench::waits(S::Active);
        bench.on(H::Typed { empty: false });
        bench.on(end.clone());
        assert!(bench.has(&Step::Typing(false)), "{end:?}");
    }
    let mut bench = Bench::waits(S::Waiting);
    bench.on(H::Typed { empty: false });
    assert!(!bench.has(&Step::Typing(true)), "the assistant is not told");
}

#[test]
fn f58_nobody_is_told_of_typing_after_the_session() {
    let mut bench = Bench::waits(S::Active);
    bench.on(H::Typed { empty: false });
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Sync(sync(state(S::Closed, Some(3)), &[], None)));
    assert!(!bench.has(&Step::Typing(false)) && bench.has(&Step::Stop(LivechatTimer::VisitorTyping)));
    bench.on(H::Typed { empty: false });
    assert!(!bench.has(&Step::Typing(true)));
}

#[test]
fn an_agents_typing_ends_by_itself_when_nobody_confirms_it() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    let mut types = state(S::Active, Some(3));
    types.is_agent_typing = true;
    bench.read(Reading::Sync(sync(types.clone(), &[], Some("c"))));
    assert!(bench.has(&Step::AgentTyping(true)));
    assert!(bench.has(&Step::Start(LivechatTimer::AgentTyping, 5_000)));
    bench.elapse(LivechatTimer::Poll, 250);
    bench.read(Reading::Sync(sync(types, &[], Some("c"))));
    assert!(!bench.has(&Step::AgentTyping(true)), "said once");
    bench.elapse(LivechatTimer::AgentTyping, 5_000);
    assert!(bench.has(&Step::AgentTyping(false)) && !bench.machine.is_agent_typing());
}

#[test]
fn another_agent_takes_over() {
    let mut bench = Bench::waits(S::Active);
    bench.elapse(LivechatTimer::Poll, 250);
    let mut next = state(S::Active, Some(3));
    let jonas = Agent { agent_id: "a2".into(), display_name: "Jonas".into(), avatar_url: None };
    next.active_agent = Some(jonas.clone());
    bench.read(Reading::Sync(sync(next, &[], Some("c"))));
    let story: Vec<_> = bench.steps.iter().filter(|step| tells(step)).cloned().collect();
    assert_eq!(story, [Step::Departed(mette()), Step::Joined(jonas)]);
}

#[test]
fn how_long_the_visitor_waits_is_shown_where_somebody_sees_it() {
    let mut bench = Bench::new();
    bench.on(H::Began(session(S::Waiting, Some(1))));
    assert!(bench.has(&Step::Start(LivechatTimer::Clock, 1_000)));
    bench.elapse(LivechatTimer::Clock, 1_000);
    assert!(bench.has(&Step::Ticked) && bench.has(&Step::Start(LivechatTimer::Clock, 1_000)));
    assert_eq!(bench.machine.waited(bench.now), 1_000);
    bench.on(H::Visible(false));
    assert!(bench.has(&Step::Stop(LivechatTimer::Clock)));
}
