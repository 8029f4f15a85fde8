//! The world of one visit: what is due when, and everything that the client asks of it.

use crate::backend::{Backend, Reply, message};
use crate::dice::Dice;
use crate::network::Network;
use crate::surroundings::opened;
use chatlet_core::client::{
    Answer, Birth, CallId, Client, Command, Input, LivechatCommand, Method, Request, Screen, Slot, TimerKey,
    TurnId,
};
use chatlet_protocol::host_line::{AppMessage, HostCommand, event_object};
use chatlet_protocol::options::{Deployment, FrameOptions};
use serde_json::{Value, json};
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

/// What a visit came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report {
    /// Things that happened.
    pub happenings: usize,
    /// Requests of the livechat.
    pub requests: usize,
    /// Messages of the visitor's.
    pub visitor_messages: usize,
    /// Messages of agents.
    pub agent_messages: usize,
    /// Sessions that began.
    pub sessions: usize,
}

impl Report {
    /// The sum of two.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            happenings: self.happenings + other.happenings,
            requests: self.requests + other.requests,
            visitor_messages: self.visitor_messages + other.visitor_messages,
            agent_messages: self.agent_messages + other.agent_messages,
            sessions: self.sessions + other.sessions,
        }
    }
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

    fn token(&self) -> String {
        format!("t{}", self.backend.token)
    }

    /// The conversation that the client gave up is over on the server, too.
    fn spent(&self) -> bool {
        !self.storage.contains_key(&Slot::Session) && !self.backend.messages.is_empty()
    }

    fn call(&mut self, call: CallId, request: Request) {
        if is_read(&request) && self.calls.values().any(is_read) {
            self.blame(format!("two reads at once: {}", request.url));
        }
        if request.url.contains("/livechat/") {
            self.report.requests += 1;
            let stretch = self.now / 10_000;
            self.stretch =
                if self.stretch.0 == stretch { (stretch, self.stretch.1 + 1) } else { (stretch, 1) };
            if self.stretch.1 > 150 {
                self.blame("more than 150 requests in ten seconds");
            }
        }
        self.calls.insert(call, request.clone());
        let delay = self.network.delay(&mut self.dice);
        let lost = !self.online || self.dice.chance(self.network.lost_request);
        let event =
            if lost { Event::Answered(call, Answer::NoAnswer) } else { Event::Arrives(call, request) };
        self.later(delay, event);
    }

    /// A request has arrived at the server.
    fn arrive(&mut self, call: CallId, request: &Request, waited: bool) {
        if !self.calls.contains_key(&call) {
            // Given up before it arrived.
            return;
        }
        let path = request.url.trim_start_matches("https://api.example/api/v1/chat");
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if self.dice.chance(self.network.failing) && !self.dice.chance(500) {
            return self.answer(call, 502, String::new());
        }
        if self.dice.chance(self.network.spent) && path.contains("livechat") {
            // The token ends here and now, for everything.
            self.backend.begin_anew();
            self.said.clear();
        }
        if request.token.as_deref() != Some(&self.token()) {
            return self.answer(call, 401, String::new());
        }
        let text = || {
            let body: Value = serde_json::from_str(request.body.as_deref()?).ok()?;
            body["message"]["parts"][0]["text"].as_str().map(str::to_owned)
        };
        let (status, body) = match (request.method, path) {
            (_, "/config") => (200, CONFIG.to_owned()),
            (Method::Get, "/messages") => (200, self.backend.history()),
            (Method::Post, "/livechat/handover") => {
                self.report.sessions += usize::from(!self.backend.is_open());
                let reply = self.backend.handover(self.now);
                self.server_changed();
                reply
            }
            (Method::Post, "/livechat/messages") => {
                self.backend.age();
                let reply = self.backend.hear(self.now, &text().unwrap_or_default());
                self.server_changed();
                reply
            }
            (Method::Post, "/livechat/close") => {
                let known = self.backend.session.is_some();
                self.backend.close("customer");
                self.server_changed();
                (if known { 200 } else { 409 }, "{}".to_owned())
            }
            (Method::Post, "/livechat/feedback") => (self.backend.rate(), "{}".to_owned()),
            (Method::Post, "/livechat/typing") => {
                (if self.backend.is_active() { 200 } else { 409 }, "{}".into())
            }
            (Method::Get, path) if path.starts_with("/livechat/") => {
                let stale = self.dice.chance(self.network.stale);
                match self.backend.read(path, query, stale, waited) {
                    Reply::Now(status, body) => (status, body),
                    Reply::Hold(wait) => {
                        self.waiters.push((call, request.clone()));
                        self.later(wait, Event::Waited(call));
                        return;
                    }
                }
            }
            _ => (404, String::new()),
        };
        self.answer(call, status, body);
    }

    /// Something changed on the server: whoever waits for that is answered.
    pub(crate) fn server_changed(&mut self) {
        for (call, request) in std::mem::take(&mut self.waiters) {
            self.arrive(call, &request, true);
        }
    }

    fn answer(&mut self, call: CallId, status: u16, body: String) {
        if !self.calls.contains_key(&call) {
            return;
        }
        let answer = if self.dice.chance(self.network.lost_answer) {
            Answer::NoAnswer
        } else if self.dice.chance(self.network.failing) {
            // It was done, and says that it failed.
            Answer::Response { status: 503, body: String::new(), retry_after: None }
        } else {
            Answer::Response { status, body, retry_after: None }
        };
        let delay = self.network.delay(&mut self.dice);
        if self.dice.chance(self.network.doubled) {
            self.later(delay + 500, Event::Doubled(call, answer.clone()));
        }
        self.later(delay, Event::Answered(call, answer));
    }

    /// `POST messages`: the question and the reply are stored, and the reply streamed.
    fn assistant_hears(&mut self, turn: TurnId, request: &Request) {
        let delay = self.network.delay(&mut self.dice);
        let refuse = |status| {
            let answer = Answer::Response { status, body: String::new(), retry_after: None };
            vec![Input::StreamRefused { turn, answer }]
        };
        if request.token.as_deref() != Some(&self.token()) {
            self.later(delay, Event::Stream(turn, refuse(401)));
            return;
        }
        if self.backend.is_active() {
            self.later(delay, Event::Stream(turn, refuse(409)));
            return;
        }
        let body: Value =
            serde_json::from_str(request.body.as_deref().unwrap_or_default()).unwrap_or_default();
        let text = body["message"]["parts"][0]["text"].as_str().unwrap_or_default().to_owned();
        self.backend.age();
        self.backend.store(self.now, "user", &text, None);
        let reply = self.backend.store(self.now, "assistant", &format!("reply to {text}"), None);
        self.server_changed();
        let opened = Input::StreamOpened { turn, content_type: "text/event-stream".into() };
        let frame = |name: &str, data: Value| Input::StreamBytes {
            turn,
            bytes: format!("event: {name}\ndata: {data}\n\n").into_bytes(),
        };
        self.later(delay, Event::Stream(turn, vec![opened, frame("status", json!({"status": "connected"}))]));
        let length = self.dice.between(100, 6_000);
        let end = if self.dice.chance(self.network.cut) {
            vec![Input::StreamEnded { turn }]
        } else {
            vec![frame("done", json!({"message": message(&reply), "visitor_token": self.token()}))]
        };
        self.later(delay + length, Event::Stream(turn, end));
    }
}

fn short(what: &impl std::fmt::Debug) -> String {
    let mut text = format!("{what:?}");
    text.truncate(text.char_indices().nth(400).map_or(text.len(), |(at, _)| at));
    text
}

fn is_read(request: &Request) -> bool {
    request.method == Method::Get && request.url.contains("/livechat/")
}
