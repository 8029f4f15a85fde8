//! `POST rate`: 1 to 5, with or without words (`chat-api.md` §7).

use super::body::Json;
use super::caller::Visitor;
use crate::clock;
use crate::errors::Failure;
use crate::state::State;
use crate::validation::{Input, Problems};
use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde_json::json;
use std::sync::Arc;

pub(super) async fn rate(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<StatusCode, Failure> {
    let problems = Problems::default();
    let input = Input::body(&body, &problems);
    input.object();
    let given = input.required("rating");
    let rating = given.as_ref().and_then(Input::whole_number);
    if let (Some(given), Some(rating)) = (given, rating)
        && !(1..=5).contains(&rating)
    {
        given.wrong("Must be from 1 to 5.");
    }
    let feedback =
        input.optional("feedback").and_then(|feedback| feedback.filled("Leave it out when blank."));
    let stored = json!({ "rating": rating, "feedback": feedback, "created_at": clock::now() });
    let stored = problems.verdict(stored)?;
    state.store.rate(&session, stored);
    Ok(StatusCode::OK)
}
