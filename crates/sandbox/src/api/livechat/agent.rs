//! The agent system's side, with the token of one session: `livechat/agent/{context,messages,typing,close}`.

use super::{contents, read};
use crate::api::body::{Json, json};
use crate::api::caller::AgentSystem;
use crate::errors::Failure;
use crate::state::State;
use axum::extract::State as Shared;
use axum::response::Response;
use serde_json::json as value;
use std::sync::Arc;

/// `GET livechat/agent/context`
pub(in crate::api) async fn context(
    Shared(state): Shared<Arc<State>>,
    AgentSystem(access): AgentSystem,
) -> Response {
    json(&state.store.agent_context(&access))
}

/// `POST livechat/agent/messages`: the first one assigns the agent.
pub(in crate::api) async fn say(
    Shared(state): Shared<Arc<State>>,
    AgentSystem(access): AgentSystem,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (agent_id, parts) = read::agent_message(&body)?;
    let options = state.livechat_options(&state.store.chatbot_of(&access));
    let contents = contents::contents(parts, &options)?;
    let (message, livechat) = state.store.say_to_customer(&access, &agent_id, contents)?;
    Ok(json(&value!({ "message": message, "livechat_session": livechat })))
}

/// `POST livechat/agent/typing`: the first one assigns the agent.
pub(in crate::api) async fn typing(
    Shared(state): Shared<Arc<State>>,
    AgentSystem(access): AgentSystem,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (agent_id, is_typing) = read::agent_typing(&body)?;
    Ok(json(&state.store.agent_types(&access, &agent_id, is_typing)?))
}

/// `POST livechat/agent/close`
pub(in crate::api) async fn close(
    Shared(state): Shared<Arc<State>>,
    AgentSystem(access): AgentSystem,
    Json(body): Json,
) -> Result<Response, Failure> {
    let (reason, agent_id) = read::close(&body)?;
    Ok(json(&state.store.close_as_agent(&access, agent_id.as_deref(), reason)?))
}
