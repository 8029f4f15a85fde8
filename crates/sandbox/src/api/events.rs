//! Stored webhook events for the integrator: list, detail, attempts, replay (`chat-api.md` §11).

use super::body::json;
use super::caller::Integrator;
use super::paging;
use super::query::Query;
use crate::errors::Failure;
use crate::state::State;
use crate::webhooks::outbox::NotReplayed;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use serde_json::{Value, json as value};
use std::sync::Arc;

type EventId = Result<Path<String>, PathRejection>;

fn unknown() -> Failure {
    Failure::not_found("There is no such event.")
}

fn found(event_id: EventId, find: impl FnOnce(&str) -> Option<Value>) -> Result<Response, Failure> {
    let found = event_id.ok().and_then(|Path(id)| find(&id));
    found.map(|found| json(&found)).ok_or_else(unknown)
}

/// `GET events`
pub(super) async fn list(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    query: Query,
) -> Result<Response, Failure> {
    let (before, limit) = paging::page(&query)?;
    let (events, next) = state.store.outbox().page(before, limit);
    Ok(json(&value!({
        "events": events,
        "next_cursor": next.map(paging::cursor),
        "has_more": next.is_some(),
    })))
}

/// `GET events/{event_id}`
pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    event_id: EventId,
) -> Result<Response, Failure> {
    found(event_id, |id| state.store.outbox().event(id))
}

/// `GET events/{event_id}/attempts`
pub(super) async fn attempts(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    event_id: EventId,
) -> Result<Response, Failure> {
    found(event_id, |id| state.store.outbox().attempts(id))
}

/// `POST events/{event_id}/replay`
pub(super) async fn replay(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    event_id: EventId,
) -> Result<Response, Failure> {
    let Path(id) = event_id.map_err(|_| unknown())?;
    match state.store.outbox().replay(&id) {
        Ok(event) => Ok(json(&event)),
        Err(NotReplayed::Unknown) => Err(unknown()),
        Err(NotReplayed::NoReceiver) => Err(Failure::conflict("No webhook is set up.")),
        Err(NotReplayed::OnItsWay) => Err(Failure::conflict("The event is on its way already.")),
    }
}
