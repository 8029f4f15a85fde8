//! Session values and form definitions (`chat-api.md` §7, §9).

use super::body::{Json, json};
use super::caller::Visitor;
use crate::errors::Failure;
use crate::shop::{bots, forms};
use crate::state::State;
use crate::store::Session;
use crate::validation::{Input, Problems};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use chatlet_protocol::form::{FormDefinition, SessionState};
use std::sync::Arc;

type FormId = Result<Path<String>, PathRejection>;

/// `GET session`
pub(super) async fn session(Shared(state): Shared<Arc<State>>, Visitor(session): Visitor) -> Response {
    json(&SessionState { values: state.store.values(&session) })
}

/// `GET forms/{form_id}`
pub(super) async fn read(Visitor(session): Visitor, form_id: FormId) -> Result<Response, Failure> {
    Ok(json(&definition(&session, form_id)?))
}

/// `PATCH forms/{form_id}/values`: only while a livechat waits, and none does yet.
pub(super) async fn save(
    Visitor(session): Visitor,
    form_id: FormId,
    Json(body): Json,
) -> Result<Response, Failure> {
    definition(&session, form_id)?;
    let problems = Problems::default();
    let input = Input::body(&body, &problems);
    input.object();
    let values = input.required("values").and_then(|values| values.members()).unwrap_or_default();
    for (_, value) in values {
        value.text();
    }
    problems.verdict(())?;
    Err(Failure::conflict("No livechat is waiting."))
}

fn definition(session: &Session, form_id: FormId) -> Result<FormDefinition, Failure> {
    let language = bots::language(&session.chatbot_id);
    let found = form_id.ok().and_then(|Path(form_id)| forms::by_id(&form_id, language));
    found.ok_or_else(|| Failure::not_found("Form not found."))
}
