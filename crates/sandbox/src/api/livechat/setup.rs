//! The integrator's side, with the API key: agent profiles, the list of sessions, the badge count.

use super::read;
use crate::api::body::{Json, json};
use crate::api::caller::Integrator;
use crate::api::paging;
use crate::api::query::Query;
use crate::errors::Failure;
use crate::state::State;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use chatlet_protocol::message::Agent;
use serde_json::json as value;
use std::sync::Arc;

const TURNS: [&str; 2] = ["agent", "customer"];
const STATUSES: [&str; 4] = ["inactive", "waiting", "active", "closed"];

/// `PUT livechat/agents/{agent_id}`
pub(in crate::api) async fn put_agent(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    agent_id: Result<Path<String>, PathRejection>,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (display_name, avatar_url) = read::profile(&body)?;
    let Path(agent_id) = agent_id.map_err(|_| Failure::invalid("agent_id", "Is not text."))?;
    let agent = Agent { agent_id, display_name, avatar_url };
    state.store.put_agent(&agent);
    Ok(json(&agent))
}

/// `GET livechat/sessions`
pub(in crate::api) async fn sessions(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    query: Query,
) -> Result<Response, Failure> {
    let turn = query.word("turn", &TURNS)?;
    let status = query.word("status", &STATUSES)?;
    let (from, limit) = paging::page(&query)?;
    let all = state.store.livechat_sessions();
    // Counted from the oldest, so that sessions that begin meanwhile shift nothing.
    let newest = all.len();
    let mut chosen = all
        .into_iter()
        .enumerate()
        .map(|(index, summary)| (newest - index, summary))
        .filter(|(number, _)| from.is_none_or(|from| *number < from))
        .filter(|(_, summary)| turn.is_none_or(|turn| summary.turn == Some(turn)))
        .filter(|(_, summary)| status.is_none_or(|status| summary.status == status));
    let page: Vec<_> = chosen.by_ref().take(limit).collect();
    let next = page.last().filter(|_| chosen.next().is_some()).map(|(number, _)| *number);
    let sessions: Vec<_> = page.into_iter().map(|(_, summary)| summary.json).collect();
    Ok(json(&value!({
        "sessions": sessions,
        "next_cursor": next.map(paging::cursor),
        "has_more": next.is_some(),
    })))
}

/// `GET livechat/sessions/notification-count`
pub(in crate::api) async fn count(Shared(state): Shared<Arc<State>>, _: Integrator) -> Response {
    let sessions = state.store.livechat_sessions();
    let waiting = sessions.iter().filter(|summary| summary.turn == Some("agent")).count();
    json(&value!({ "count": waiting }))
}
