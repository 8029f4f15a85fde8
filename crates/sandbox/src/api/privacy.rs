//! Export and deletion (`chat-api.md` §2).

use super::body::json;
use super::caller::Visitor;
use crate::clock;
use crate::state::State;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

/// `GET export`: everything stays in place.
pub(super) async fn export(Shared(state): Shared<Arc<State>>, Visitor(session): Visitor) -> Response {
    json(&state.store.export(&session, &clock::now()))
}

/// `DELETE` on the prefix: nothing is left, and every token of the visitor is spent.
pub(super) async fn delete(Shared(state): Shared<Arc<State>>, Visitor(session): Visitor) -> StatusCode {
    state.store.delete(&session);
    StatusCode::NO_CONTENT
}
