//! The world of one visit: what is due when, and to whom.

mod commands;
mod page;
mod requests;

use crate::backend::Backend;
use crate::dice::Dice;
use crate::network::Network;
use crate::report::Report;
use crate::tab::{Browser, Tab};
use chatlet_core::client::{Answer, Birth, CallId, Client, Input, Later, Request, Screen, TimerKey, TurnId};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

pub(crate) use commands::is_image;
pub(crate) use page::opened;

/// When a visit begins, in milliseconds since the epoch.
const START: u64 = 1_772_636_400_000;
/// How long people act, in milliseconds.
const ACTING: u64 = 240_000;
/// What failed is tried again so many times after that, in pauses of so many milliseconds.
const TRIES: u32 = 3;
const PAUSE: u64 = 45_000;

/// Something that is due.
#[derive(Debug)]
pub(crate) enum Event {
    /// For the page that was loaded in this tab as the one of this number.
    Page(usize, u32, PageEvent),
    Visitor,
    Agent(usize),
    Surroundings,
    SecondTab,
    Rest(u32),
    End,
}

/// Something that is due for a page.
#[derive(Debug)]
pub(crate) enum PageEvent {
    Timer(TimerKey, u64),
    Arrives(CallId, Request),
    Answered(CallId, Answer),
    /// An answer comes once more.
    Doubled(CallId, Answer),
    Waited(CallId),
    Asked(TurnId, Request),
    Stream(TurnId, Vec<Input>),
    Input(Input),
    /// The frame starts anew.
    Restart,
    Granted(u32),
}

struct Due {
    at: u64,
    order: u64,
    event: Event,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

pub(crate) struct World {
    pub tabs: Vec<Tab>,
    pub browser: Browser,
    pub backend: Backend,
    pub dice: Dice,
    pub now: u64,
    pub clock_offset: i64,
    pub online: bool,
    pub resting: bool,
    pub texts: u64,
    pub files: u32,
    pub failure: Option<String>,
    pub report: Report,
    pub trace: bool,
    network: Network,
    queue: BinaryHeap<Reverse<Due>>,
    order: u64,
    waiters: Vec<(usize, CallId, Request)>,
    seed: u64,
    /// Requests of the livechat in this ten-second stretch.
    stretch: (u64, usize),
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut network = Network::draw(&mut dice);
        let backend = Backend::new(dice.chance(300), dice.chance(700));
        if backend.renames {
            // With states that go back as well, nothing could tell an echo from words that were said before.
            network.stale = 0;
        }
        Self {
            tabs: Vec::new(),
            browser: Browser::default(),
            backend,
            dice,
            now: START,
            clock_offset: 0,
            online: true,
            resting: false,
            texts: 0,
            files: 0,
            failure: None,
            report: Report::default(),
            trace: false,
            network,
            queue: BinaryHeap::new(),
            order: 0,
            waiters: Vec::new(),
            seed,
            stretch: (0, 0),
        }
    }

    pub(crate) fn play(mut self) -> Result<Report, String> {
        self.open_tab();
        self.later(500, Event::Visitor);
        self.later(2_000, Event::Agent(0));
        self.later(4_000, Event::Agent(1));
        let first = self.dice.between(5_000, 60_000);
        self.later(first, Event::Surroundings);
        if self.dice.chance(400) {
            let second = self.dice.between(1_000, 120_000);
            self.later(second, Event::SecondTab);
        }
        self.later(ACTING, Event::Rest(0));
        while let Some(Reverse(Due { at, event, .. })) = self.queue.pop() {
            self.now = at;
            if matches!(event, Event::End) {
                self.judge_rest();
                break;
            }
            self.happen(event);
            if self.failure.is_some() {
                break;
            }
        }
        if self.trace {
            self.tell_transcripts();
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.report),
        }
    }

    pub(crate) fn later(&mut self, after: u64, event: Event) -> u64 {
        self.order += 1;
        self.queue.push(Reverse(Due { at: self.now + after, order: self.order, event }));
        self.order
    }

    /// Something is due for the page that a tab shows now.
    pub(crate) fn later_for(&mut self, tab: usize, after: u64, event: PageEvent) -> u64 {
        let life = self.tabs[tab].life;
        self.later(after, Event::Page(tab, life, event))
    }

    fn happen(&mut self, event: Event) {
        self.report.happenings += 1;
        match event {
            Event::Page(tab, life, event) => {
                if self.tabs[tab].life == life {
                    self.happen_to(tab, event);
                }
            }
            Event::Visitor => self.visitor_acts(),
            Event::Agent(who) => self.agent_acts(who),
            Event::Surroundings => self.surroundings_change(),
            Event::SecondTab => self.open_tab(),
            Event::Rest(tries) => self.rest(tries),
            Event::End => {}
        }
    }

    /// People and faults stop; what failed is tried again, and then nothing may be left on its way.
    fn rest(&mut self, tries: u32) {
        if tries == 0 {
            self.resting = true;
            self.network = Network::good();
            self.settle_surroundings();
        }
        for tab in 0..self.tabs.len() {
            match self.tabs[tab].client.screen() {
                Screen::Ended => self.input(tab, Input::StartedOver),
                Screen::Unavailable { .. } => self.input(tab, Input::StartRetried),
                _ => {}
            }
            if self.tabs[tab].client.later() == Later::Missing {
                self.input(tab, Input::LaterRetried);
            }
            self.try_again(tab);
        }
        self.later(PAUSE, if tries < TRIES { Event::Rest(tries + 1) } else { Event::End });
    }

    fn open_tab(&mut self) {
        let tab = self.tabs.len();
        self.tabs.push(Tab::new(Client::new(Birth::default(), self.clock())));
        self.load(tab);
    }

    pub(crate) fn clock(&self) -> u64 {
        self.now.saturating_add_signed(self.clock_offset)
    }

    pub(crate) fn input(&mut self, tab: usize, input: Input) {
        if self.trace {
            println!("{:>9} {tab} <- {}", self.now - START, short(&input));
        }
        let clock = self.clock();
        let outcome = self.tabs[tab].client.handle(clock, input);
        for command in outcome.commands {
            if self.trace {
                println!("{:>9} {tab} -> {}", self.now - START, short(&command));
            }
            self.command(tab, command);
        }
    }
}

impl World {
    fn tell_transcripts(&self) {
        for (number, tab) in self.tabs.iter().enumerate() {
            let transcript = tab.client.transcript();
            for key in transcript.order() {
                let Some(entry) = transcript.entry(*key) else { continue };
                let place = entry.place_in_log.map(|place| (place.session, place.number));
                let text = transcript.plain_text(*key);
                println!(
                    "tab {number}: {key:?} {:?} {place:?} {:?} {text:?}",
                    entry.message_id, entry.status
                );
            }
        }
    }
}

fn short(what: &impl std::fmt::Debug) -> String {
    let mut text = format!("{what:?}");
    text.truncate(text.char_indices().nth(400).map_or(text.len(), |(at, _)| at));
    text
}
