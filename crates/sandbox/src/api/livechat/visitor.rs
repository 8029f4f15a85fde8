//! The visitor's side: `livechat/{state,sync,handover,messages,typing,close,feedback}`.

use super::{contents, read};
use crate::api::body::{Json, json};
use crate::api::caller::Visitor;
use crate::api::query::Query;
use crate::api::{rate, send};
use crate::errors::Failure;
use crate::livechat::script;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use serde_json::{Value, json as value};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a request is held at most (`chat-api.md` §14).
const LONGEST_WAIT: u64 = 25_000;

fn after(query: &Query) -> Result<u64, Failure> {
    Ok(query.number("after_sequence_number", 0, i64::MAX.unsigned_abs())?.unwrap_or(0))
}

/// `GET livechat/state`
pub(in crate::api) async fn state(Shared(state): Shared<Arc<State>>, Visitor(session): Visitor) -> Response {
    json(&state.store.livechat(&session, u64::MAX).state)
}

/// `GET livechat/sync`: with `wait_ms` and the cursor of the last answer, the next one comes when there is news.
pub(in crate::api) async fn sync(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    query: Query,
) -> Result<Response, Failure> {
    let after = after(&query)?;
    let wait = query.number("wait_ms", 0, u64::MAX)?.unwrap_or(0).min(LONGEST_WAIT);
    let known = query.text("sync_cursor")?;
    let deadline = Instant::now() + Duration::from_millis(wait);
    let mut changes = state.store.livechat_changes();
    loop {
        changes.borrow_and_update();
        // The token may have been spent meanwhile.
        state.store.session(&session.token).ok_or_else(Failure::unauthorized)?;
        let snapshot = state.store.livechat(&session, after);
        let has_news = known != Some(&snapshot.cursor) || !snapshot.messages.is_empty();
        if has_news || timeout_at(deadline, changes.changed()).await.is_err() {
            return Ok(json(&value!({
                "state": snapshot.state,
                "messages": snapshot.messages,
                "has_more": snapshot.has_more,
                "sync_cursor": snapshot.cursor,
            })));
        }
    }
}

/// `POST livechat/handover`
pub(in crate::api) async fn hand_over(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let asked = read::handover(&body)?;
    super::hand_over(&state, &session, asked).map(|session| json(&session))
}

/// `GET livechat/messages`
pub(in crate::api) async fn messages(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    query: Query,
) -> Result<Response, Failure> {
    let page = state.store.livechat(&session, after(&query)?);
    Ok(json(&value!({ "messages": page.messages, "has_more": page.has_more })))
}

/// `POST livechat/messages`
pub(in crate::api) async fn say(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let request = send::read(&body)?;
    let options = state.livechat_options(&session.chatbot_id);
    let contents = contents::contents(request.message.parts, &options)?;
    let (message, livechat) = state.store.say_to_agent(&session, contents)?;
    if let Some(line) = command(&body) {
        let access = state.store.access_to(&session);
        if let Err(not_done) = script::run(&state, &session.chatbot_id, access.clone(), line)
            && let Some(access) = access
        {
            state.store.announce(&access, "system", &not_done.words());
        }
    }
    // Older clients read the copy.
    let mut answer = message.clone();
    if let Some(role) = answer.as_object_mut() {
        role.remove("agent");
    }
    answer["message"] = message;
    answer["livechat_session"] = livechat;
    Ok(json(&answer))
}

/// What the visitor has the other side do, as the assistant's commands do: `/agent …` as the first words.
fn command(body: &Value) -> Option<&str> {
    let line = body["message"]["parts"][0]["text"].as_str()?.trim().strip_prefix("/agent")?;
    (line.is_empty() || line.starts_with(char::is_whitespace)).then(|| line.trim())
}

/// `POST livechat/typing`
pub(in crate::api) async fn typing(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let is_typing = read::typing(&body)?;
    Ok(json(&state.store.customer_types(&session, is_typing)?))
}

/// `POST livechat/close`
pub(in crate::api) async fn close(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (reason, _) = read::close(&body)?;
    Ok(json(&state.store.close_as_customer(&session, reason)?))
}

/// `POST livechat/feedback`
pub(in crate::api) async fn feedback(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (rating, words) = rate::read(&body)?;
    Ok(json(&state.store.rate_livechat(&session, rating, words)?))
}
