//! The world of one visit: what is due when, and everything that the client asks of it.

mod requests;

use crate::backend::Backend;
use crate::dice::Dice;
use crate::network::Network;
use crate::report::Report;
use crate::surroundings::opened;
use chatlet_core::client::{
    Answer, Birth, CallId, Client, Command, Input, LivechatCommand, Request, Screen, Slot, TimerKey, TurnId,
};
use chatlet_protocol::host_line::{AppMessage, HostCommand, event_object};
use chatlet_protocol::options::{Deployment, FrameOptions};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

const PAGE: &str = "https://shop.example";
const CONFIG: &str = r#"{"display":{"name":"Freja"},"theme":{},
    "livechat":{"enabled":true,"availability_status":"live"}}"#;
/// When a visit begins, in milliseconds since the epoch.
const START: u64 = 1_772_636_400_000;
/// How long people act, in milliseconds, and how long everything may take to come to rest after that.
const ACTING: u64 = 240_000;
const REST: u64 = 180_000;

/// Something that is due.
#[derive(Debug)]
pub(crate) enum Event {
    Timer(TimerKey, u64),
    Arrives(CallId, Request),
    Answered(CallId, Answer),
    /// An answer comes once more.
    Doubled(CallId, Answer),
    Waited(CallId),
    Asked(TurnId, Request),
    Stream(TurnId, Vec<Input>),
    Visitor,
    Agent(usize),
    Surroundings,
    Granted(u32),
    Token(String),
    Rest,
    End,
}

#[allow(clippy::struct_excessive_bools, reason = "independent facts of a visit, in any combination")]
pub(crate) struct World {
    pub client: Client,
    pub backend: Backend,
    pub dice: Dice,
    pub now: u64,
    pub clock_offset: i64,
    network: Network,
    queue: BinaryHeap<Reverse<(u64, u64)>>,
    due: HashMap<u64, Event>,
    order: u64,
    timers: HashMap<TimerKey, u64>,
    calls: HashMap<CallId, Request>,
    streams: HashSet<TurnId>,
    waiters: Vec<(CallId, Request)>,
    storage: HashMap<Slot, String>,
    pub visible: bool,
    pub open: bool,
    pub online: bool,
    pub resting: bool,
    pub lead_wish: u32,
    pub texts: u64,
    pub said: Vec<String>,
    pub failure: Option<String>,
    pub received: HashMap<String, usize>,
    pub told_status: String,
    pub told_agent: Option<String>,
    pub told_typing: bool,
    pub report: Report,
    seed: u64,
    pub trace: bool,
    /// Requests of the livechat in this ten-second stretch.
    stretch: (u64, usize),
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut network = Network::draw(&mut dice);
        let backend =
            Backend { renames: dice.chance(300), has_sync: dice.chance(700), token: 1, ..Backend::default() };
        if backend.renames {
            // With states that go back as well, nothing could tell an echo from words that were said before.
            network.stale = 0;
        }
        Self {
            client: Client::new(Birth::default(), START),
            backend,
            dice,
            now: START,
            clock_offset: 0,
            network,
            queue: BinaryHeap::new(),
            due: HashMap::new(),
            order: 0,
            timers: HashMap::new(),
            calls: HashMap::new(),
            streams: HashSet::new(),
            waiters: Vec::new(),
            storage: HashMap::new(),
            visible: true,
            open: true,
            online: true,
            resting: false,
            lead_wish: 0,
            texts: 0,
            said: Vec::new(),
            failure: None,
            received: HashMap::new(),
            told_status: "inactive".into(),
            told_agent: None,
            told_typing: false,
            report: Report::default(),
            seed,
            trace: false,
            stretch: (0, 0),
        }
    }

    pub(crate) fn play(mut self) -> Result<Report, String> {
        self.load();
        self.later(500, Event::Visitor);
        self.later(2_000, Event::Agent(0));
        self.later(4_000, Event::Agent(1));
        let first = self.dice.between(5_000, 60_000);
        self.later(first, Event::Surroundings);
        self.later(ACTING, Event::Rest);
        while let Some(Reverse((at, order))) = self.queue.pop() {
            let Some(event) = self.due.remove(&order) else { continue };
            self.now = at;
            self.report.happenings += 1;
            if matches!(event, Event::End) {
                self.judge_rest();
                break;
            }
            self.happen(event);
            if self.failure.is_some() {
                break;
            }
        }
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(self.report),
        }
    }

    pub(crate) fn later(&mut self, after: u64, event: Event) -> u64 {
        self.order += 1;
        self.queue.push(Reverse((self.now + after, self.order)));
        self.due.insert(self.order, event);
        self.order
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Timer(key, order) => {
                if self.timers.get(&key) == Some(&order) {
                    self.timers.remove(&key);
                    self.input(Input::Elapsed(key));
                }
            }
            Event::Arrives(call, request) => self.arrive(call, &request, false),
            Event::Waited(call) => {
                if let Some(place) = self.waiters.iter().position(|(waiting, _)| *waiting == call) {
                    let (_, request) = self.waiters.remove(place);
                    self.arrive(call, &request, true);
                }
            }
            Event::Answered(call, answer) => {
                self.calls.remove(&call);
                self.input(Input::Answered { call, answer });
            }
            Event::Doubled(call, answer) => {
                if !self.calls.contains_key(&call) {
                    self.input(Input::Answered { call, answer });
                }
            }
            Event::Asked(turn, request) => self.assistant_hears(turn, &request),
            Event::Stream(turn, inputs) => {
                for input in inputs {
                    if self.streams.contains(&turn) {
                        self.input(input);
                    }
                }
            }
            Event::Visitor => self.visitor_acts(),
            Event::Agent(who) => self.agent_acts(who),
            Event::Surroundings => self.surroundings_change(),
            Event::Token(token) => {
                self.input(Input::Host { id: None, command: HostCommand::Token { token: Some(token) } });
            }
            Event::Granted(wish) => self.grant(wish),
            Event::Rest => self.rest(),
            Event::End => {}
        }
    }

    /// People and faults stop; what failed is tried once more, and then nothing may be left on its way.
    fn rest(&mut self) {
        if !self.resting {
            self.resting = true;
            self.network = Network::good();
            self.settle_surroundings();
            self.later(60_000, Event::Rest);
            self.later(REST, Event::End);
            return;
        }
        match self.client.screen() {
            Screen::Ended => self.input(Input::StartedOver),
            Screen::Unavailable { .. } => self.input(Input::StartRetried),
            _ => {}
        }
        self.try_again();
    }

    /// The page is loaded, or loaded again: what was stored is all that is left.
    fn load(&mut self) {
        let birth = Birth {
            seed: self.seed ^ self.now,
            started: self.now,
            online: self.online,
            visible: self.visible,
            ..Birth::default()
        };
        self.client = Client::new(birth, self.clock());
        let options = FrameOptions {
            chatbot_id: "shop-bot".into(),
            has_token_source: true,
            persist: true,
            consent: true,
            page: Some(format!("{PAGE}/tents")),
            ..FrameOptions::default()
        };
        let deployment = Deployment {
            api: Some("https://api.example".into()),
            allowed_origins: vec![PAGE.into()],
            ..Deployment::default()
        };
        self.input(Input::Welcomed {
            options: Box::new(options),
            deployment: Box::new(deployment),
            origin: PAGE.into(),
        });
        if self.open {
            self.input(Input::Host { id: None, command: opened() });
        }
    }

    pub(crate) fn reload(&mut self) {
        self.calls.clear();
        self.streams.clear();
        // Answers to the page before are nobody's.
        self.due.retain(|_, event| {
            !matches!(event, Event::Arrives(..) | Event::Answered(..) | Event::Doubled(..) | Event::Waited(_))
                && !matches!(event, Event::Asked(..) | Event::Stream(..) | Event::Token(_))
        });
        self.timers.clear();
        self.waiters.clear();
        self.lead_wish += 1;
        self.told_status = "inactive".into();
        self.told_agent = None;
        self.told_typing = false;
        // A new page hears of what is new to it. What had not got through is gone with the old one, as is what it had
        // not stored.
        self.received.clear();
        let stored = self.storage.get(&Slot::Draft).cloned().unwrap_or_default();
        let messages = &self.backend.messages;
        self.said.retain(|text| {
            stored.contains(text.as_str())
                || messages.iter().any(|message| message.text.contains(text.as_str()))
        });
        self.load();
    }

    fn clock(&self) -> u64 {
        self.now.saturating_add_signed(self.clock_offset)
    }

    pub(crate) fn input(&mut self, input: Input) {
        if self.trace {
            println!("{:>9} <- {}", self.now - START, short(&input));
        }
        let outcome = self.client.handle(self.clock(), input);
        for command in outcome.commands {
            if self.trace {
                println!("{:>9} -> {}", self.now - START, short(&command));
            }
            self.command(command);
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Call { call, request } => self.call(call, request),
            Command::Cancel(call) => {
                self.calls.remove(&call);
                self.waiters.retain(|(waiting, _)| *waiting != call);
            }
            Command::OpenStream { turn, request } => {
                self.streams.insert(turn);
                let delay = self.network.delay(&mut self.dice);
                let lost = !self.online || self.dice.chance(self.network.lost_request);
                let refused = Input::StreamRefused { turn, answer: Answer::NoAnswer };
                let event =
                    if lost { Event::Stream(turn, vec![refused]) } else { Event::Asked(turn, request) };
                self.later(delay, event);
            }
            Command::CloseStream(turn) => {
                self.streams.remove(&turn);
            }
            Command::Start { key, after } => {
                if after == 0 {
                    self.blame(format!("{key:?} spins"));
                }
                let order = self.order + 1;
                self.timers.insert(key, order);
                self.later(after, Event::Timer(key, order));
            }
            Command::Stop(key) => {
                self.timers.remove(&key);
            }
            Command::Tell(AppMessage::Event { stamp, event }) => {
                self.judge_event(&Value::Object(event_object(&stamp, &event)));
            }
            Command::Tell(AppMessage::TokenRequest { .. }) => {
                if self.backend.token == 0 || self.spent() {
                    self.backend.begin_anew();
                    self.said.clear();
                }
                self.later(5, Event::Token(self.token()));
            }
            Command::Restore { .. } => {
                let (session, draft) =
                    (self.storage.get(&Slot::Session).cloned(), self.storage.get(&Slot::Draft).cloned());
                self.input(Input::Restored { session, draft });
            }
            Command::Save { slot, value, .. } => {
                match value {
                    Some(value) => self.storage.insert(slot, value),
                    None => self.storage.remove(&slot),
                };
            }
            Command::Livechat(LivechatCommand::Lead { name }) => {
                self.lead_wish += 1;
                if name.is_some() {
                    let after = self.dice.between(1, 50);
                    self.later(after, Event::Granted(self.lead_wish));
                }
            }
            _ => {}
        }
    }
}

fn short(what: &impl std::fmt::Debug) -> String {
    let mut text = format!("{what:?}");
    text.truncate(text.char_indices().nth(400).map_or(text.len(), |(at, _)| at));
    text
}
