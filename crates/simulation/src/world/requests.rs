//! The way of a request: through the network to the server and back, or not.

use super::{CONFIG, Event, World};
use crate::backend::{Reply, message};
use chatlet_core::client::{Answer, CallId, Input, Method, Request, Slot, TurnId};
use serde_json::{Value, json};

impl World {
    pub(super) fn token(&self) -> String {
        format!("t{}", self.backend.token)
    }

    /// The conversation that the client gave up is over on the server, too.
    pub(super) fn spent(&self) -> bool {
        !self.storage.contains_key(&Slot::Session) && !self.backend.messages.is_empty()
    }

    pub(super) fn call(&mut self, call: CallId, request: Request) {
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
    pub(super) fn arrive(&mut self, call: CallId, request: &Request, waited: bool) {
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
    pub(super) fn assistant_hears(&mut self, turn: TurnId, request: &Request) {
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

fn is_read(request: &Request) -> bool {
    request.method == Method::Get && request.url.contains("/livechat/")
}
