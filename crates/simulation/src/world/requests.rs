//! The way of a request: through the network to the server and back, or not.

use super::{PageEvent, World};
use crate::backend::{Attached, Reply, Said};
use chatlet_core::client::{Answer, CallId, Input, Method, Request, Slot, TurnId};
use serde_json::Value;
use std::fmt::Write;

const CONFIG: &str = r#"{"display":{"name":"Freja"},"theme":{},"image_enabled":true,
    "livechat":{"enabled":true,"availability_status":"live","attachments_enabled":true}}"#;

impl World {
    pub(super) fn token(&self) -> String {
        format!("t{}", self.backend.token)
    }

    /// The conversation that the client gave up is over on the server, too.
    pub(super) fn spent(&self) -> bool {
        !self.browser.storage.contains_key(&Slot::Session) && !self.backend.messages.is_empty()
    }

    /// The token ends here and now, for everything, and so does what was said with it.
    pub(super) fn end_token(&mut self) {
        self.backend.begin_anew();
        for tab in &mut self.tabs {
            tab.said.clear();
        }
    }

    pub(super) fn call(&mut self, tab: usize, call: CallId, request: Request) {
        if is_read(&request) && self.tabs[tab].calls.values().any(is_read) {
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
        self.tabs[tab].calls.insert(call, request.clone());
        let delay = self.network.delay(&mut self.dice);
        let lost = !self.online || self.dice.chance(self.network.lost_request);
        let event = if lost {
            PageEvent::Answered(call, Answer::NoAnswer)
        } else {
            PageEvent::Arrives(call, request)
        };
        self.later_for(tab, delay, event);
    }

    /// A request has arrived at the server.
    pub(super) fn arrive(&mut self, tab: usize, call: CallId, request: &Request, waited: bool) {
        if !self.tabs[tab].calls.contains_key(&call) {
            // Given up before it arrived.
            return;
        }
        let path = request.url.trim_start_matches("https://api.example/api/v1/chat");
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if self.dice.chance(self.network.failing) && !self.dice.chance(500) {
            return self.answer(tab, call, 502, String::new());
        }
        if self.dice.chance(self.network.spent) && path.contains("livechat") {
            self.end_token();
        }
        if request.token.as_deref() != Some(&self.token()) {
            return self.answer(tab, call, 401, String::new());
        }
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
                let reply = self.backend.hear(self.now, said(request));
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
                        self.waiters.push((tab, call, request.clone()));
                        self.later_for(tab, wait, PageEvent::Waited(call));
                        return;
                    }
                }
            }
            _ => (404, String::new()),
        };
        self.answer(tab, call, status, body);
    }

    /// Something changed on the server: whoever waits for that is answered.
    pub(crate) fn server_changed(&mut self) {
        for (tab, call, request) in std::mem::take(&mut self.waiters) {
            self.arrive(tab, call, &request, true);
        }
    }

    fn answer(&mut self, tab: usize, call: CallId, status: u16, body: String) {
        if !self.tabs[tab].calls.contains_key(&call) {
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
            self.later_for(tab, delay + 500, PageEvent::Doubled(call, answer.clone()));
        }
        self.later_for(tab, delay, PageEvent::Answered(call, answer));
    }

    /// `POST messages`: the question and the reply are stored, and the reply streamed.
    pub(super) fn assistant_hears(&mut self, tab: usize, turn: TurnId, request: &Request) {
        let delay = self.network.delay(&mut self.dice);
        let refusal = if request.token.as_deref() == Some(&self.token()) {
            self.backend.is_active().then_some(409)
        } else {
            Some(401)
        };
        if let Some(status) = refusal {
            let answer = Answer::Response { status, body: String::new(), retry_after: None };
            let refused = vec![Input::StreamRefused { turn, answer }];
            self.later_for(tab, delay, PageEvent::Stream(turn, refused));
            return;
        }
        let said = said(request);
        let reply = Said::text(format!("reply to {}", said.text));
        self.backend.age();
        self.backend.store(self.now, "user", said, None);
        let reply = self.backend.store(self.now, "assistant", reply, None);
        self.server_changed();
        let opened = Input::StreamOpened { turn, content_type: "text/event-stream".into() };
        let connected = r#"{"status":"connected"}"#;
        self.later_for(tab, delay, PageEvent::Stream(turn, vec![opened, frame(turn, "status", connected)]));
        let length = self.dice.between(100, 6_000);
        let end = if self.dice.chance(self.network.cut) {
            vec![Input::StreamEnded { turn }]
        } else {
            let mut data = String::from(r#"{"message":"#);
            reply.write(&mut data);
            let _infallible = write!(data, r#","visitor_token":"{}"}}"#, self.token());
            vec![frame(turn, "done", &data)]
        };
        self.later_for(tab, delay + length, PageEvent::Stream(turn, end));
    }
}

fn frame(turn: TurnId, name: &str, data: &str) -> Input {
    Input::StreamBytes { turn, bytes: format!("event: {name}\ndata: {data}\n\n").into_bytes() }
}

fn is_read(request: &Request) -> bool {
    request.method == Method::Get && request.url.contains("/livechat/")
}

/// What a message says, and whether a picture or a file goes with it.
fn said(request: &Request) -> Said {
    // The places of files are no JSON before the browser has filled them.
    let body = request.body.as_deref().unwrap_or_default().replace('\u{1}', "");
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    let parts = body["message"]["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = parts.iter().find_map(|part| part["text"].as_str()).unwrap_or_default().to_owned();
    let attached = parts.iter().filter_map(|part| match part["type"].as_str() {
        Some("image") => Some(Attached::Image),
        Some("file") => Some(Attached::File),
        _ => None,
    });
    let attached = attached.collect();
    Said { text, attached }
}
