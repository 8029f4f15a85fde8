//! The backend of the agent desk: what an integrator's own agent system would be. It hears the webhooks, keeps the
//! session tokens, and calls the chat API for the page, so that no key and no token reaches the browser.

mod board;

use crate::state::{API_KEY, State};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use board::Board;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tower::ServiceExt;

/// An upload of the largest size, and some room.
const LIMIT: usize = 64 * 1024 * 1024;
/// How long the page's question for news is held.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

pub(super) fn router(state: &Arc<State>, api: Router) -> Router {
    let desk = Desk { state: state.clone(), api, board: Board::default(), written: watch::Sender::new(0) };
    Router::new()
        .route("/desk/api/agents", get(agents))
        .route("/desk/api/queue", get(queue))
        .route("/desk/api/sessions/{id}", get(context))
        .route("/desk/api/sessions/{id}/{action}", post(act))
        .with_state(Arc::new(desk))
}

struct Desk {
    state: Arc<State>,
    api: Router,
    board: Board,
    /// Counts what the desk itself has written, of which no webhook tells.
    written: watch::Sender<u64>,
}

fn no_store(answer: (StatusCode, String)) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (answer.0, headers, answer.1).into_response()
}

fn failure(status: StatusCode, message: &str) -> Response {
    no_store((status, json!({ "error": { "message": message } }).to_string()))
}

/// `GET /desk/api/agents`: the people who work here; the chat API learns of them, too.
async fn agents(Shared(desk): Shared<Arc<Desk>>) -> Response {
    let agents = crate::livechat::agents::all(&desk.state.origins);
    for agent in &agents {
        let profile = json!({ "display_name": agent.display_name, "avatar_url": agent.avatar_url });
        let path = format!("livechat/agents/{}", agent.agent_id);
        let (status, answer) = desk.call(Method::PUT, &path, &key(), profile.to_string()).await;
        if !status.is_success() {
            return no_store((status, answer));
        }
    }
    no_store((StatusCode::OK, json!({ "agents": agents }).to_string()))
}

/// `GET /desk/api/queue?revision=…`: the sessions, as soon as something differs from what the page has.
async fn queue(Shared(desk): Shared<Arc<Desk>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let known = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "revision");
    let known = known.map(|(_, revision)| revision.into_owned());
    let deadline = Instant::now() + LONGEST_WAIT;
    let (mut events, mut written) = (desk.state.store.outbox().changes(), desk.written.subscribe());
    let revision = loop {
        events.borrow_and_update();
        let own = *written.borrow_and_update();
        let heard = desk.board.hear(desk.state.store.outbox());
        let revision = format!("{heard}.{own}");
        if known.as_ref() != Some(&revision) {
            break revision;
        }
        let news = async {
            tokio::select! {
                _ = events.changed() => {}
                _ = written.changed() => {}
            }
        };
        if timeout_at(deadline, news).await.is_err() {
            break revision;
        }
    };
    let mut sessions: Vec<Value> = Vec::new();
    // Each by itself, so that many that are over leave room for the one who waits.
    for (status, limit) in [("waiting", 100), ("active", 100), ("closed", 20)] {
        let path = format!("livechat/sessions?status={status}&limit={limit}");
        let (status, answer) = desk.call(Method::GET, &path, &key(), String::new()).await;
        if !status.is_success() {
            return no_store((status, answer));
        }
        let mut list: Value = serde_json::from_str(&answer).unwrap_or_default();
        sessions.extend(list["sessions"].as_array_mut().map(std::mem::take).unwrap_or_default());
    }
    for session in &mut sessions {
        desk.board.annotate(session);
    }
    no_store((StatusCode::OK, json!({ "revision": revision, "sessions": sessions }).to_string()))
}

/// `GET /desk/api/sessions/{id}`: transcript and values.
async fn context(Shared(desk): Shared<Arc<Desk>>, Path(id): Path<String>) -> Response {
    match desk.bearer(&id) {
        Some(token) => {
            let (status, answer) =
                desk.call(Method::GET, "livechat/agent/context", &token, String::new()).await;
            desk.board.learn(&id, &serde_json::from_str(&answer).unwrap_or_default());
            no_store((status, answer))
        }
        None => failure(StatusCode::NOT_FOUND, "The desk knows no such session."),
    }
}

/// `POST /desk/api/sessions/{id}/{messages|typing|close}`
async fn act(
    Shared(desk): Shared<Arc<Desk>>,
    Path((id, action)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // A form of another page could be posted here, but not as JSON.
    let is_json =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"application/json");
    if !is_json || !["messages", "typing", "close"].contains(&action.as_str()) {
        return failure(StatusCode::NOT_FOUND, "The desk does no such thing.");
    }
    let Some(token) = desk.bearer(&id) else {
        return failure(StatusCode::NOT_FOUND, "The desk knows no such session.");
    };
    let body = String::from_utf8_lossy(&body).into_owned();
    let answer = desk.call(Method::POST, &format!("livechat/agent/{action}"), &token, body).await;
    desk.written.send_modify(|count| *count += 1);
    no_store(answer)
}

/// The credential of the integrator's backend.
fn key() -> String {
    format!("Basic {}", STANDARD.encode(format!("{API_KEY}:")))
}

impl Desk {
    /// The credential for one session, which a webhook brought.
    fn bearer(&self, id: &str) -> Option<String> {
        self.board.hear(self.state.store.outbox());
        self.board.token(id).map(|token| format!("Bearer {token}"))
    }

    async fn call(&self, method: Method, path: &str, credential: &str, body: String) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}/{path}", chatlet_protocol::API_PREFIX))
            .header(header::AUTHORIZATION, credential)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body));
        let Ok(request) = request else { return (StatusCode::BAD_GATEWAY, String::new()) };
        let Ok(response) = self.api.clone().oneshot(request).await;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), LIMIT).await.unwrap_or_default();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}
