//! Visitor tokens for the integrator's backend (`chat-api.md` §2).

use super::body::{Json, json};
use super::caller::Integrator;
use crate::errors::Failure;
use crate::shop::bots;
use crate::state::State;
use crate::validation::{Input, Problems};
use axum::extract::State as Shared;
use axum::response::Response;
use chatlet_protocol::send::{VisitorAuth, VisitorReset, VisitorToken};
use std::sync::Arc;

/// `POST auth`
pub(super) async fn admit(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    Json(body): Json,
) -> Result<Response, Failure> {
    let problems = Problems::default();
    let chatbot_id = one_text(&Input::body(&body, &problems), "chatbot_id");
    let request = problems.verdict(VisitorAuth { chatbot_id })?;
    if !bots::exists(&request.chatbot_id) {
        return Err(Failure::not_found("There is no such chatbot."));
    }
    Ok(json(&VisitorToken { token: state.store.admit(&request.chatbot_id) }))
}

/// `POST auth/reset`
pub(super) async fn reset(
    Shared(state): Shared<Arc<State>>,
    _: Integrator,
    Json(body): Json,
) -> Result<Response, Failure> {
    let problems = Problems::default();
    let visitor_token = one_text(&Input::body(&body, &problems), "visitor_token");
    let request = problems.verdict(VisitorReset { visitor_token })?;
    let session = state.store.session(&request.visitor_token).ok_or_else(Failure::unauthorized)?;
    Ok(json(&VisitorToken { token: state.store.reset(&session) }))
}

fn one_text(body: &Input, name: &str) -> String {
    body.object();
    let text = body.required(name).and_then(|input| input.filled("Must not be empty."));
    text.unwrap_or_default().to_owned()
}
