//! `GET banners`: those whose page rule fits the page that the visitor looks at (`chat-api.md` §3).

use super::body::json;
use super::caller::Visitor;
use super::query::Query;
use crate::errors::Failure;
use crate::shop::bots;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    query: Query,
) -> Result<Response, Failure> {
    let page = query.text("url")?.unwrap_or_default();
    Ok(json(&bots::banners(&session.chatbot_id, page, &state.origins)))
}
