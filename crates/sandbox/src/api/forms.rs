//! Session values and form definitions (`chat-api.md` §7, §9).

use super::body::{Json, json};
use super::caller::Visitor;
use crate::clock;
use crate::errors::Failure;
use crate::shop::{bots, forms};
use crate::state::State;
use crate::store::Session;
use crate::validation::{Input, Problems};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as Shared};
use axum::response::Response;
use chatlet_protocol::form::{FormDefinition, SessionState, SessionValue};
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

/// `PATCH forms/{form_id}/values`: only while a livechat waits.
pub(super) async fn save(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    form_id: FormId,
    Json(body): Json,
) -> Result<Response, Failure> {
    let definition = definition(&session, form_id)?;
    let problems = Problems::default();
    let input = Input::body(&body, &problems);
    input.object();
    let values = input.required("values").and_then(|values| values.members()).unwrap_or_default();
    let texts = values.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value.text()?.trim())));
    let texts = texts.map(|(key, text)| (key, text.to_owned()));
    let filled: Vec<(String, String)> = texts.filter(|(_, text)| !text.is_empty()).collect();
    problems.verdict(())?;
    if !state.store.is_livechat_waiting(&session) {
        return Err(Failure::conflict("No livechat is waiting."));
    }
    let value = |(key, value): (String, String)| {
        let field = definition.fields.iter().find(|field| field.key == key);
        SessionValue {
            key,
            label: field.map(|field| field.label.clone()),
            kind: field.map(|field| field.kind.word().to_owned()),
            value,
            updated_at: Some(clock::now()),
        }
    };
    state.store.merge_values(&session, filled.into_iter().map(value).collect());
    Ok(json(&SessionState { values: state.store.values(&session) }))
}

fn definition(session: &Session, form_id: FormId) -> Result<FormDefinition, Failure> {
    let language = bots::language(&session.chatbot_id);
    let found = form_id.ok().and_then(|Path(form_id)| forms::by_id(&form_id, language));
    found.ok_or_else(|| Failure::not_found("Form not found."))
}
