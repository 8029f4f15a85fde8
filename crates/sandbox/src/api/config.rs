//! `GET config` (`chat-api.md` §3).

use super::body::json;
use super::caller::Visitor;
use crate::errors::Failure;
use crate::shop::bots;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use serde_json::Value;
use std::sync::Arc;
use std::time::SystemTime;

pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
) -> Result<Response, Failure> {
    let config = bots::config(&session.chatbot_id, &state.origins);
    let livechat = state.livechat_options(&session.chatbot_id);
    let with_livechat = |mut config: Value| {
        // A deployment without livechat has no such block (`chat-api.md` §3).
        if livechat.enabled || config.get("livechat").is_some() {
            config["livechat"] = livechat.config(SystemTime::now());
        }
        json(&config)
    };
    config.map(with_livechat).ok_or_else(|| Failure::not_found("There is no such chatbot."))
}
