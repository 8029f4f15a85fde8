//! `/error KIND`: every way in which a reply can fail, before and inside the stream (F1 to F35).

use super::super::build::part_id;
use super::super::reply::{Script, assistant_message, opening};
use super::super::{Accepted, Reply};
use super::{Desk, help};
use crate::errors::Failure;
use crate::stream::frames;
use crate::stream::play::Step;
use crate::stream::turn::Outcome;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

/// Seconds to back off when the command does not say.
const BACK_OFF: u64 = 3;

pub(super) fn run(desk: &Desk, line: &str, words: &[&str]) -> Reply {
    if words.contains(&"once") && !desk.state.store.first_time(desk.session, line) {
        return desk.say("**It worked this time.** The same text failed once before.");
    }
    let kind = words.first().copied().unwrap_or_default();
    let argument = words.get(1).copied().unwrap_or_default();
    match kind {
        "expired" => {
            desk.state.store.expire(desk.session);
            Reply::Refusal(Failure::unauthorized().into_response())
        }
        "lost" => Reply::Accepted(Accepted::Lost {
            message: assistant_message(&json!([text_part(&part_id(), "You asked, and I did answer.")])),
            response: Failure::new(StatusCode::BAD_GATEWAY, "The answer got lost.").into_response(),
        }),
        "429" => Reply::Refusal(rate_limited(argument)),
        "422" => Reply::Refusal(
            Failure::invalid("message.parts.0.text", "This text is not wanted.").into_response(),
        ),
        "400" | "401" | "403" | "404" | "409" | "500" | "502" | "503" | "504" => Reply::Refusal(status(kind)),
        "html" => Reply::Refusal(
            Html("<!doctype html><title>Sign in</title><h1>Welcome to the hotel</h1>").into_response(),
        ),
        "json" => Reply::Refusal(
            ([(header::CONTENT_TYPE, "application/json")], json!({ "ok": true }).to_string()).into_response(),
        ),
        "redirect" => Reply::Refusal(redirect(&desk.state.origins.host)),
        "silent" => Reply::Silence,
        "stream" | "stream-final" | "cut" | "end" | "stall" => Reply::stream(broken(desk, kind)),
        "empty" => Reply::stream(Script {
            steps: opening(desk.state.pace).into_iter().chain([Step::Done]).collect(),
            message: assistant_message(&json!([])),
            if_left: Outcome::Stored,
            pace: desk.state.pace,
        }),
        _ => desk.say(&format!("There is no failure **{}**. Try **/help**.", help::plain(kind))),
    }
}

fn status(code: &str) -> Response {
    let status = StatusCode::from_bytes(code.as_bytes()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let message = match status.as_u16() {
        401 => return Failure::unauthorized().into_response(),
        403 => "This visitor may not write here.",
        404 => "This conversation is not available.",
        409 => "A colleague is already in this conversation.",
        400 => "Some input is not valid.",
        _ => "Something went wrong.",
    };
    Failure::new(status, message).into_response()
}

/// 429, with `Retry-After` in seconds, as a date, or without (F12).
fn rate_limited(argument: &str) -> Response {
    let seconds = argument.parse().unwrap_or(BACK_OFF);
    let failure = Failure::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests. Try again in a moment.");
    let value = match argument {
        "none" => return failure.into_response(),
        "date" => httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(BACK_OFF)),
        _ => seconds.to_string(),
    };
    let value = HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("3"));
    failure.with(header::RETRY_AFTER, value).into_response()
}

/// To another origin, which must never see the token (F16).
fn redirect(host: &str) -> Response {
    let location = HeaderValue::from_str(&format!("{host}/elsewhere"));
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// A stream that begins well and does not end well.
fn broken(desk: &Desk, kind: &str) -> Script {
    let pace = desk.state.pace;
    let part_id = part_id();
    let delta = |delta: Value, tokens| {
        Step::Write(frames::write("part_delta", &json!({ "part_id": part_id, "delta": delta })), tokens)
    };
    let mut steps = opening(pace);
    steps.push(delta(json!({ "action": "start_part", "part_type": "rich_text" }), 0));
    steps.push(delta(json!({ "action": "start_block", "block_index": 0, "block_type": "paragraph" }), 0));
    for word in ["Let ", "me ", "look ", "into ", "that "] {
        steps.push(delta(json!({ "action": "append_text", "block_index": 0, "text": word }), 1));
    }
    let error = |retryable: bool| {
        let message = if retryable {
            "The answer could not be finished. Please try again."
        } else {
            "This question cannot be answered."
        };
        let data = json!({ "code": "generation_failed", "message": message, "retryable": retryable });
        Step::Write(frames::write("error", &data), 0)
    };
    steps.push(Step::Settle(Outcome::Failed));
    match kind {
        "stream" => steps.push(error(true)),
        "stream-final" => steps.push(error(false)),
        "cut" => steps.push(Step::Die),
        "stall" => steps.push(Step::Stall),
        // "end": the stream just ends.
        _ => {}
    }
    Script { steps, message: assistant_message(&json!([])), if_left: Outcome::Failed, pace }
}

/// A part of one paragraph, as JSON.
pub(super) fn text_part(part_id: &str, text: &str) -> Value {
    json!({
        "type": "rich_text",
        "part_id": part_id,
        "blocks": [{ "type": "paragraph", "spans": [{ "type": "text", "text": text }] }],
    })
}
