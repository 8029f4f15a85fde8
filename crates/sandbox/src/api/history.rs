//! `GET messages`: pages of history, newest first (`chat-api.md` §6).

use super::body::json;
use super::caller::Visitor;
use super::query::Query;
use crate::errors::Failure;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use std::sync::Arc;

const LARGEST_PAGE: u64 = 100;

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    query: Query,
) -> Result<Response, Failure> {
    let limit = query.number("limit", 1, LARGEST_PAGE)?.unwrap_or(LARGEST_PAGE);
    let page =
        state.store.page(&session, usize::try_from(limit).unwrap_or(usize::MAX), query.text("cursor")?);
    Ok(json(&serde_json::json!({
        "messages": page.messages,
        "has_more": page.next_cursor.is_some(),
        "next_cursor": page.next_cursor,
    })))
}
