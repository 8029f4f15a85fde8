//! `GET config` (`chat-api.md` §3).

use super::body::json;
use super::caller::Visitor;
use crate::errors::Failure;
use crate::shop::bots;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
) -> Result<Response, Failure> {
    let config = bots::config(&session.chatbot_id, &state.origins);
    config.map(|config| json(&config)).ok_or_else(|| Failure::not_found("There is no such chatbot."))
}
