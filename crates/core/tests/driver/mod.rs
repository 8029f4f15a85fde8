//! A page, a backend and a clock for the client, all by hand.

use chatlet_core::client::{Answer, Birth, CallId, Client, Command, Input, Request, TimerKey, TurnId};
use chatlet_core::transcript::{MessageKey, Status};
use chatlet_protocol::host_line::{AppMessage, HostCommand, event_object};
use chatlet_protocol::options::{Deployment, FrameOptions};
use serde_json::{Value, json};

/// The page's origin.
pub const PAGE: &str = "https://shop.example";

pub struct Driver {
    pub client: Client,
    now: u64,
    pub commands: Vec<Command>,
    pub messages: Vec<AppMessage>,
    pub events: Vec<Value>,
    waiting: Vec<(CallId, Request)>,
}

impl Driver {
    pub fn new() -> Self {
        Self::seeded(1)
    }

    /// A driver whose ids are its own.
    pub fn seeded(seed: u64) -> Self {
        let birth = Birth { seed, online: true, visible: true, ..Birth::default() };
        let client = Client::new(birth, 1_000);
        Self { client, now: 1_000, commands: vec![], messages: vec![], events: vec![], waiting: vec![] }
    }

    pub fn welcomed() -> Self {
        let mut driver = Self::new();
        driver.welcome(PAGE);
        driver
    }

    pub fn ready() -> Self {
        Self::new().made_ready()
    }

    pub fn made_ready(mut self) -> Self {
        let driver = &mut self;
        driver.welcome(PAGE);
        driver.open();
        driver.token("unbound");
        driver.answer("/config", ok(&config()));
        driver.answer("/messages", ok(&history(&[])));
        driver.commands.clear();
        self
    }

    pub fn welcome(&mut self, origin: &str) {
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
            origin: origin.into(),
        });
    }

    pub fn open(&mut self) {
        self.input(Input::Host {
            id: None,
            command: HostCommand::Opened { by_visitor: true, full_screen: false },
        });
        self.input(Input::Restored { session: None, draft: None });
    }

    /// The window opens; the storage has not been read yet.
    pub fn open_only(&mut self) {
        self.input(Input::Host {
            id: None,
            command: HostCommand::Opened { by_visitor: true, full_screen: false },
        });
    }

    /// A later visit that finds this record.
    pub fn reopen(&mut self, record: &str) {
        self.open_only();
        self.input(Input::Restored { session: Some(record.into()), draft: None });
        self.answer("/config", ok(&config()));
        self.answer("/messages", ok(&history(&[("m1", "assistant", "reply"), ("u1", "user", "question")])));
    }

    pub fn start_up(&mut self) {
        self.input(Input::Restored { session: None, draft: None });
        self.token("unbound");
        self.answer("/config", ok(&config()));
        self.answer("/messages", ok(&history(&[])));
    }

    pub fn token(&mut self, token: &str) {
        self.input(Input::Host { id: None, command: HostCommand::Token { token: Some(token.into()) } });
    }

    pub fn wait(&mut self, millis: u64) {
        self.now += millis;
    }

    pub fn input(&mut self, input: Input) {
        let outcome = self.client.handle(self.now, input);
        for command in outcome.commands {
            match &command {
                Command::Call { call, request } => self.waiting.push((*call, request.clone())),
                Command::Cancel(call) => self.waiting.retain(|(waiting, _)| waiting != call),
                Command::Tell(message) => {
                    if let AppMessage::Event { stamp, event } = message {
                        self.events.push(Value::Object(event_object(stamp, event)));
                    }
                    self.messages.push(message.clone());
                }
                _ => {}
            }
            self.commands.push(command);
        }
    }

    /// Takes the oldest waiting call whose path contains `path`.
    pub fn take_call(&mut self, path: &str) -> (CallId, Request) {
        let ends = self.waiting.iter().position(|(_, request)| request.url.ends_with(path));
        let position =
            ends.or_else(|| self.waiting.iter().position(|(_, request)| request.url.contains(path)));
        let position = position.unwrap_or_else(|| panic!("nobody asks for {path}: {:?}", self.waiting));
        self.waiting.remove(position)
    }

    /// Answers the oldest waiting call whose path contains `path`.
    pub fn answer(&mut self, path: &str, answer: Answer) {
        let (call, _) = self.take_call(path);
        self.input(Input::Answered { call, answer });
    }

    /// The oldest waiting call whose path contains `path`.
    pub fn request(&self, path: &str) -> &Request {
        let found = self.waiting.iter().find(|(_, request)| request.url.contains(path));
        &found.unwrap_or_else(|| panic!("nobody asks for {path}: {:?}", self.waiting)).1
    }

    /// Answers a read in this way as often as it is repeated.
    pub fn answer_always(&mut self, path: &str, answer: &Answer) {
        while self.calls().iter().any(|url| url.contains(path)) {
            self.answer(path, answer.clone());
            self.elapse_repeats();
        }
    }

    /// The request of the running turn gets no answer.
    pub fn lose_turn(&mut self) {
        let turn = self.turn();
        self.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
    }

    pub fn elapse_repeats(&mut self) {
        let due = self.commands.iter().filter_map(|command| match command {
            Command::Start { key: key @ TimerKey::Repeat(_), .. } => Some(*key),
            _ => None,
        });
        let due: Vec<_> = due.collect();
        self.commands.clear();
        for key in due {
            self.input(Input::Elapsed(key));
        }
    }

    pub fn say(&mut self, text: &str) {
        self.input(Input::Typed(text.into()));
        self.input(Input::Submitted);
    }

    pub fn turn(&self) -> TurnId {
        self.commands
            .iter()
            .rev()
            .find_map(|command| match command {
                Command::OpenStream { turn, .. } => Some(*turn),
                _ => None,
            })
            .unwrap()
    }

    pub fn stream_request(&self) -> Request {
        self.commands
            .iter()
            .rev()
            .find_map(|command| match command {
                Command::OpenStream { request, .. } => Some(request.clone()),
                _ => None,
            })
            .unwrap()
    }

    pub fn streams(&self) -> usize {
        self.commands.iter().filter(|command| matches!(command, Command::OpenStream { .. })).count()
    }

    pub fn stream_opened(&mut self, turn: TurnId) {
        self.input(Input::StreamOpened { turn, content_type: "text/event-stream; charset=utf-8".into() });
    }

    pub fn bytes(&mut self, turn: TurnId, frames: &[String]) {
        self.input(Input::StreamBytes { turn, bytes: frames.concat().into_bytes() });
    }

    /// The delay of a timer that was started by the last input, taken out.
    pub fn timer(&mut self, key: TimerKey) -> Option<u64> {
        let found = self.commands.iter().rev().find_map(|command| match command {
            Command::Start { key: started, after } if *started == key => Some(*after),
            _ => None,
        });
        self.commands
            .retain(|command| !matches!(command, Command::Start { key: started, .. } if *started == key));
        found
    }

    pub fn latest(&self) -> MessageKey {
        *self.client.transcript().order().last().unwrap()
    }

    pub fn status(&self, key: MessageKey) -> Status {
        self.client.transcript().entry(key).unwrap().status.clone()
    }

    pub fn errors(&self) -> Vec<&str> {
        self.events
            .iter()
            .filter(|event| event["name"] == "error")
            .map(|event| event["code"].as_str().unwrap())
            .collect()
    }

    pub fn calls(&self) -> Vec<&str> {
        self.waiting.iter().map(|(_, request)| request.url.as_str()).collect()
    }

    pub fn restored(&self) -> bool {
        self.commands.iter().any(|command| matches!(command, Command::Restore { .. }))
    }

    pub fn saved(&self) -> Vec<&str> {
        self.commands
            .iter()
            .filter_map(|command| match command {
                Command::Save { value, .. } => value.as_deref(),
                _ => None,
            })
            .collect()
    }

    /// Types of what was told to the loader.
    pub fn told(&self) -> Vec<String> {
        self.messages.iter().map(|message| message.write()["type"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn ok(body: &str) -> Answer {
    Answer::Response { status: 200, body: body.into(), retry_after: None }
}

pub fn refused(status: u16, body: &str) -> Answer {
    Answer::Response { status, body: body.into(), retry_after: None }
}

pub fn config() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/config-full.json");
    std::fs::read_to_string(path).unwrap()
}

/// A page of history, newest first: id, role, text.
pub fn history(messages: &[(&str, &str, &str)]) -> String {
    let messages: Vec<_> = messages.iter().map(|(id, role, text)| message(id, role, text)).collect();
    json!({"messages": messages, "next_cursor": null, "has_more": false}).to_string()
}

fn message(id: &str, role: &str, text: &str) -> Value {
    let blocks = json!([{"type": "paragraph", "spans": [{"type": "text", "text": text}]}]);
    json!({"message_id": id, "role": role, "parts": [{"type": "rich_text", "part_id": "a", "blocks": blocks}]})
}

pub fn frame(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// A delta of part `a`: one of the two openings, or text.
pub fn delta(what: &str) -> String {
    let delta = match what {
        "start_part" => json!({"action": "start_part", "part_type": "rich_text"}),
        "start_block" => json!({"action": "start_block", "block_index": 0, "block_type": "paragraph"}),
        text => json!({"action": "append_text", "block_index": 0, "text": text}),
    };
    frame("part_delta", &json!({"part_id": "a", "delta": delta}).to_string())
}

pub fn done(id: &str, text: &str, token: Option<&str>) -> String {
    frame("done", &json!({"message": message(id, "assistant", text), "visitor_token": token}).to_string())
}
