//! `POST rate`: 1 to 5, with or without words (`chat-api.md` §7).

use super::body::Json;
use super::caller::Visitor;
use crate::clock;
use crate::errors::Failure;
use crate::state::State;
use crate::validation::{Input, Problems};
use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) async fn rate(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<StatusCode, Failure> {
    let (rating, feedback) = read(&body)?;
    state.store.rate(&session, json!({ "rating": rating, "feedback": feedback, "created_at": clock::now() }));
    Ok(StatusCode::OK)
}

/// `RateRequest`: the rating and the words.
pub(super) fn read(body: &Value) -> Result<(i64, Option<String>), Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
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
    let feedback = feedback.map(str::to_owned);
    problems.verdict((rating.unwrap_or_default(), feedback))
}
