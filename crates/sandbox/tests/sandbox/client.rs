//! A small HTTP client that sees what a browser sees, and when.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_sandbox::{API_KEY, Running, Sandbox, Settings};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::{HeaderMap, Method, Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// A sandbox that streams as fast as it is read.
pub(crate) async fn fast() -> Running {
    start(Settings { pace: Duration::ZERO, ..Settings::default() }).await
}

pub(crate) async fn start(settings: Settings) -> Running {
    Sandbox::start(settings).await.unwrap()
}

/// An answer that has been read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// Whether the body came to an orderly end.
    pub(crate) is_whole: bool,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {:?}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The code of the error envelope.
    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap().to_owned()
    }

    /// The fields that a validation failure names.
    pub(crate) fn fields(&self) -> Vec<String> {
        let body = self.json();
        let params = body["error"]["params"].as_array().unwrap();
        params.iter().map(|param| param["field"].as_str().unwrap().to_owned()).collect()
    }

    /// The frames of a stream.
    pub(crate) fn frames(&self) -> Vec<(String, Value)> {
        self.text.split("\n\n").filter_map(frame).collect()
    }

    /// What `done` says.
    pub(crate) fn done(&self) -> Value {
        let done = self.frames().into_iter().find(|(name, _)| name == "done");
        done.unwrap_or_else(|| panic!("no done: {}", self.text)).1
    }
}

/// One frame with readable JSON.
fn frame(block: &str) -> Option<(String, Value)> {
    let name = block.lines().find_map(|line| line.strip_prefix("event: "))?;
    let data: String = block.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    Some((name.to_owned(), serde_json::from_str(&data).ok()?))
}

/// Sends one request on a connection of its own; the answer's head has arrived.
pub(crate) async fn send(
    origin: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Bytes>,
) -> hyper::Result<Response<Incoming>> {
    let address = origin.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(path)
        .header("host", address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    sender.send_request(request.body(Full::new(body.into())).unwrap()).await
}

/// Reads the answer to its end, orderly or not.
pub(crate) async fn read(response: Response<Incoming>) -> Answer {
    let (head, mut body) = response.into_parts();
    let mut bytes = Vec::new();
    let mut is_whole = true;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            is_whole = false;
            break;
        };
        bytes.extend_from_slice(&frame.into_data().unwrap_or_default());
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: head.status.as_u16(), headers: head.headers, text, is_whole }
}

pub(crate) async fn ask(
    origin: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    read(send(origin, method, path, headers, body.to_owned()).await.unwrap()).await
}

/// A visitor's client.
pub(crate) struct Visitor {
    pub(crate) api: String,
    pub(crate) token: String,
}

impl Visitor {
    /// A new visitor of `shop-bot`.
    pub(crate) async fn new(sandbox: &Running) -> Self {
        Self::of(&sandbox.api, "shop-bot").await
    }

    pub(crate) async fn of(api: &str, chatbot_id: &str) -> Self {
        let answer = integrator(api, "auth", &json!({ "chatbot_id": chatbot_id })).await;
        Self { api: api.to_owned(), token: answer.json()["token"].as_str().unwrap().to_owned() }
    }

    /// The same visitor with another token.
    pub(crate) fn with(&self, token: &str) -> Self {
        Self { api: self.api.clone(), token: token.to_owned() }
    }

    pub(crate) async fn request(&self, method: &str, path: &str, body: Option<&Value>) -> Response<Incoming> {
        self.try_request(method, path, body).await.unwrap()
    }

    pub(crate) async fn try_request(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> hyper::Result<Response<Incoming>> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("authorization", authorization.as_str())];
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        let path = format!("/api/v1/chat{path}");
        send(&self.api, method, &path, &headers, body.map(Value::to_string).unwrap_or_default()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        read(self.request("GET", path, None).await).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        read(self.request("POST", path, Some(body)).await).await
    }

    /// Says `text` and reads the reply to its end.
    pub(crate) async fn say(&self, text: &str) -> Answer {
        self.post("/messages", &message(text)).await
    }

    /// Says `text`, adopts the token of `done`, and returns what `done` says.
    pub(crate) async fn turn(&mut self, text: &str) -> Value {
        let done = self.say(text).await.done();
        if let Some(token) = done["visitor_token"].as_str() {
            token.clone_into(&mut self.token);
        }
        done["message"].clone()
    }

    /// The newest page of history, newest first.
    pub(crate) async fn history(&self) -> Vec<Value> {
        self.get("/messages").await.json()["messages"].as_array().unwrap().clone()
    }

    /// The newest page of history, once it has `count` messages: a reader who goes is noticed a little later.
    pub(crate) async fn history_of(&self, count: usize) -> Vec<Value> {
        for _ in 0..500 {
            let history = self.history().await;
            if history.len() == count {
                return history;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("history never had {count} messages");
    }
}

/// The body of a message of one text.
pub(crate) fn message(text: &str) -> Value {
    json!({ "message": { "parts": [{ "type": "text", "text": text }] } })
}

/// A call of the integrator's backend.
pub(crate) async fn integrator(api: &str, path: &str, body: &Value) -> Answer {
    with_key(api, "POST", path, &body.to_string()).await
}

/// The same with any method.
pub(crate) async fn with_key(api: &str, method: &str, path: &str, body: &str) -> Answer {
    let authorization = format!("Basic {}", STANDARD.encode(format!("{API_KEY}:")));
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
    ask(api, method, &format!("/api/v1/chat/{path}"), &headers, body).await
}

/// A call with an agent system's token.
pub(crate) async fn agent_system(api: &str, token: &str, method: &str, path: &str, body: &Value) -> Answer {
    let authorization = format!("Bearer {token}");
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
    let body = if body.is_null() { String::new() } else { body.to_string() };
    ask(api, method, &format!("/api/v1/chat/livechat/agent/{path}"), &headers, &body).await
}

/// The moments at which the pieces of a body arrive.
pub(crate) async fn arrivals(response: Response<Incoming>) -> Vec<(Instant, String)> {
    let mut body = response.into_body();
    let mut arrivals = Vec::new();
    while let Some(Ok(frame)) = body.frame().await {
        if let Ok(bytes) = frame.into_data() {
            arrivals.push((Instant::now(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    arrivals
}
