//! Random walks: whatever happens in whatever order, this holds.

use super::*;
use crate::ids::Ids;
use std::collections::BTreeSet;

/// What a watcher of the steps knows.
#[derive(Default)]
struct Watcher {
    timers: BTreeSet<LivechatTimer>,
    out: Option<(u32, Ask)>,
    status: Option<S>,
    agent: Option<String>,
    agent_types: bool,
    visitor_types: bool,
    contends: bool,
}

impl Watcher {
    fn see(&mut self, step: &Step) {
        match step {
            Step::Read { generation, ask } => {
                assert!(self.out.is_none(), "two reads at once");
                self.out = Some((*generation, ask.clone()));
            }
            Step::Cancel => assert!(self.out.take().is_some(), "nothing to cancel"),
            Step::Start(timer, after) => {
                assert!(*after > 0, "a timer that spins");
                self.timers.insert(*timer);
            }
            Step::Stop(timer) => {
                self.timers.remove(timer);
            }
            Step::Contend(contends) => {
                assert_ne!(self.contends, *contends, "said twice");
                self.contends = *contends;
            }
            Step::Moved { previous, status } => {
                assert_ne!(previous, status);
                assert_eq!(self.status.unwrap_or(S::Inactive), *previous, "a move from elsewhere");
                self.status = Some(*status);
            }
            Step::Joined(agent) => {
                assert!(self.agent.replace(agent.agent_id.clone()).is_none(), "joined twice");
            }
            Step::Departed(agent) => {
                assert_eq!(self.agent.take().as_ref(), Some(&agent.agent_id), "left without having joined");
            }
            Step::AgentTyping(types) => {
                assert_ne!(self.agent_types, *types, "said twice");
                self.agent_types = *types;
            }
            Step::Typing(types) => {
                assert!(!*types || !self.visitor_types, "told twice");
                self.visitor_types = *types;
            }
            Step::Apply { messages, .. } => assert!(!messages.is_empty()),
            Step::Known(_) | Step::Unknown | Step::Changed | Step::Ticked => {}
        }
    }
}

fn any(dice: &mut Ids, choices: &[S]) -> S {
    choices[usize::try_from(dice.below(choices.len() as u64)).unwrap()]
}

fn any_state(dice: &mut Ids, version: &mut u64) -> LivechatState {
    let status = any(dice, &[S::Inactive, S::Waiting, S::Active, S::Active, S::Closed]);
    *version += dice.below(3);
    let shown = match dice.below(4) {
        0 => None,
        1 => Some(version.saturating_sub(dice.below(4))),
        _ => Some(*version),
    };
    let mut state = state(status, shown);
    state.is_agent_typing = dice.below(2) == 0;
    if dice.below(3) == 0 {
        state.active_agent = None;
    }
    state
}

fn any_reading(dice: &mut Ids, version: &mut u64, ask: Option<&Ask>) -> Reading {
    let from = dice.below(12);
    let numbers: Vec<u64> = (from..from + dice.below(4)).map(|number| number + 1).collect();
    if dice.below(6) == 0 {
        return if dice.below(3) == 0 { Reading::Unsupported } else { Reading::Failed };
    }
    let state = any_state(dice, version);
    let has_more = dice.below(3) == 0;
    match ask {
        Some(Ask::State) => Reading::State(state),
        Some(Ask::Messages(_)) => Reading::Messages(page(&numbers, has_more)),
        Some(Ask::Sync(..)) | None => {
            let mut sync = sync(state, &numbers, (dice.below(2) == 0).then_some("c"));
            sync.has_more = has_more;
            Reading::Sync(sync)
        }
    }
}

fn any_happening(dice: &mut Ids, version: &mut u64, watcher: &mut Watcher, machine: &Livechat) -> Happening {
    match dice.below(30) {
        0 => H::Enabled,
        1 => H::Requested,
        2 => H::Began(session(any(dice, &[S::Waiting, S::Active, S::Closed]), Some(1))),
        3 => H::NotBegun { unknown: dice.below(2) == 0 },
        4 => heard(Some(dice.below(12)).filter(|after| *after > 0), any_reading(dice, version, None)),
        5 => H::News,
        6 => H::Conflict,
        7 => H::Uncertain,
        8 => H::Leaving,
        9 if machine.leaving => H::Left,
        10 if machine.leaving => H::NotLeft,
        11 => H::Rated,
        12 => H::Skipped,
        13 | 14 => H::Typed { empty: dice.below(3) == 0 },
        15 => H::Sent,
        16 => H::Visible(dice.below(3) > 0),
        17 => H::Opened(dice.below(3) > 0),
        18 => H::Online,
        19 | 20 => H::Leads(true),
        21 => H::Leads(dice.below(2) == 0),
        22 if dice.below(8) == 0 => H::Ended,
        23 => {
            // A late answer to a read of another time.
            let reading = any_reading(dice, version, None);
            H::Read { generation: machine.generation.wrapping_sub(1), reading }
        }
        24..=26 => match watcher.timers.pop_first() {
            Some(timer) => H::Elapsed(timer),
            None => H::Sent,
        },
        _ => match watcher.out.take() {
            Some((generation, ask)) => {
                H::Read { generation, reading: any_reading(dice, version, Some(&ask)) }
            }
            None => H::Leads(true),
        },
    }
}

#[test]
fn f59_no_order_of_happenings_breaks_an_invariant() {
    for seed in 0..2_000 {
        let walk = std::panic::catch_unwind(|| walk(seed));
        assert!(walk.is_ok(), "the walk of seed {seed} failed");
    }
}

fn walk(seed: u64) {
    let mut dice = Ids::new(seed);
    let mut machine = Livechat::default();
    let mut watcher = Watcher::default();
    let mut version = 1;
    let mut now = 1_000_000;
    for _ in 0..200 {
        now += dice.below(4_000);
        let happening = any_happening(&mut dice, &mut version, &mut watcher, &machine);
        let (generation, known) = (machine.generation, machine.version);
        let timer = if let H::Elapsed(timer) = happening { Some(timer) } else { None };
        if timer == Some(LivechatTimer::Overdue) {
            assert!(watcher.out.is_some(), "nothing is overdue");
        }
        let once = machine.poller.reads_once();
        let mut asks = false;
        for step in machine.handle(now, happening.clone()) {
            asks |= matches!(step, Step::Read { .. });
            watcher.see(&step);
        }
        let told = format!("after {happening:?}");
        assert_eq!(watcher.status.unwrap_or(S::Inactive), machine.status(), "{told}");
        assert_eq!(watcher.agent_types, machine.is_agent_typing(), "{told}");
        assert_eq!(watcher.out.is_some(), watcher.timers.contains(&LivechatTimer::Overdue), "{told}");
        if machine.generation == generation && machine.version.is_some() {
            assert!(machine.version >= known, "an older state was applied, {told}");
        }
        if !machine.is_open() {
            for timer in [LivechatTimer::Clock, LivechatTimer::VisitorTyping, LivechatTimer::AgentTyping] {
                assert!(!watcher.timers.contains(&timer), "{timer:?} runs {told}");
            }
            assert!(!watcher.contends && machine.agent().is_none(), "{told}");
            // What is out may come home, and the rest of a log that has just been closed is read to its end; nothing
            // else is asked for.
            let rest = machine.status() == S::Closed && !matches!(watcher.out, Some((_, Ask::State)));
            if !once && !machine.poller.reads_once() {
                assert!(!asks || rest, "something is asked {told}");
                assert!(!watcher.timers.contains(&LivechatTimer::Poll), "a read is due {told}");
            }
        }
        if machine.status() != S::Active {
            watcher.visitor_types = false;
        }
    }
}
