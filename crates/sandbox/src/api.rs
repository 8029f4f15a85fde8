//! The chat API (`chat-api.md`), under `/api/v1/chat`, and the pictures of the demo's products.

mod actions;
mod auth;
mod banners;
mod body;
mod caller;
mod config;
mod cors;
mod events;
mod forms;
mod history;
mod livechat;
mod paging;
mod pictures;
mod privacy;
mod query;
mod rate;
mod send;

use crate::errors::Failure;
use crate::request_log::{Site, log};
use crate::state::State;
use axum::Router;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::routing::{delete, get, patch, post, put};
use std::sync::Arc;

/// Everything the API origin answers.
pub(crate) fn router(state: &Arc<State>) -> Router {
    let chat = Router::new()
        .route("/", delete(privacy::delete))
        .route("/auth", post(auth::admit))
        .route("/auth/reset", post(auth::reset))
        .route("/config", get(config::read))
        .route("/banners", get(banners::read))
        .route("/messages", get(history::read).post(send::send))
        .route("/actions", post(actions::submit))
        .route("/rate", post(rate::rate))
        .route("/export", get(privacy::export))
        .route("/session", get(forms::session))
        .route("/forms/{form_id}", get(forms::read))
        .route("/forms/{form_id}/values", patch(forms::save))
        .merge(livechat_router())
        .route("/events", get(events::list))
        .route("/events/{event_id}", get(events::read))
        .route("/events/{event_id}/attempts", get(events::attempts))
        .route("/events/{event_id}/replay", post(events::replay));
    Router::new()
        .nest(chatlet_protocol::API_PREFIX, chat)
        .route("/demo/images/{name}", get(pictures::read))
        .fallback(unknown_address)
        .method_not_allowed_fallback(unknown_method)
        .with_state(state.clone())
        .layer(from_fn_with_state(state.clone(), cors::answer))
        .layer(from_fn_with_state((state.clone(), Site::Api), log))
}

fn livechat_router() -> Router<Arc<State>> {
    use livechat::{agent, attachments, setup, visitor};
    Router::new()
        .route("/livechat/state", get(visitor::state))
        .route("/livechat/sync", get(visitor::sync))
        .route("/livechat/handover", post(visitor::hand_over))
        .route("/livechat/messages", get(visitor::messages).post(visitor::say))
        .route("/livechat/typing", post(visitor::typing))
        .route("/livechat/close", post(visitor::close))
        .route("/livechat/feedback", post(visitor::feedback))
        .route("/livechat/attachments/{attachment_id}", get(attachments::read))
        .route("/livechat/agent/context", get(agent::context))
        .route("/livechat/agent/messages", post(agent::say))
        .route("/livechat/agent/typing", post(agent::typing))
        .route("/livechat/agent/close", post(agent::close))
        .route("/livechat/agents/{agent_id}", put(setup::put_agent))
        .route("/livechat/sessions", get(setup::sessions))
        .route("/livechat/sessions/notification-count", get(setup::count))
}

async fn unknown_address(uri: Uri) -> Failure {
    Failure::not_found(format!("There is nothing at {}.", uri.path()))
}

/// The list of error codes is closed, so that 405 borrows the one of 404; the router adds `Allow`.
async fn unknown_method(method: Method, uri: Uri) -> Failure {
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, format!("{} does not answer {method}.", uri.path()))
}
