//! `POST messages`: takes the visitor's input and streams the reply (`chat-api.md` §5).

use super::body::Json;
use super::caller::Visitor;
use crate::clock;
use crate::errors::Failure;
use crate::random;
use crate::shop::{self, Accepted, Question, Reply};
use crate::state::State;
use crate::stream::play::Player;
use crate::stream::turn::Turn;
use crate::validation::{Input, Problems};
use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use chatlet_protocol::part::{Attachment, Part};
use chatlet_protocol::send::{InputPart, MESSAGE_DATA_LIMIT, MessageContext, OutgoingMessage, SendMessage};
use std::sync::Arc;

pub(super) async fn send(
    Shared(state): Shared<Arc<State>>,
    Visitor(session): Visitor,
    Json(body): Json,
) -> Result<Response, Failure> {
    let request = read(&body)?;
    if state.store.is_livechat_active(&session) {
        return Err(Failure::conflict("An agent is in the livechat; the message belongs there."));
    }
    let question = Question::of(&request);
    // Some replies are made at once and stored after the question, which was nevertheless asked before.
    let asked_at = clock::now();
    let reply = shop::reply(&state, &session, &question);
    let reply = match reply {
        Reply::Refusal(response) => return Ok(response),
        Reply::Silence => std::future::pending().await,
        Reply::Accepted(accepted) => accepted,
    };
    let parts: Vec<Part> = request.message.parts.iter().map(stored).collect();
    state.store.add_input(&session, &body["message"], &serde_json::json!(parts), &asked_at);
    Ok(match reply {
        Accepted::Lost { message, response } => {
            state.store.add_message(&session, &message);
            response
        }
        Accepted::Stream(script) => {
            let turn = Turn::new(state, session, script.message, script.if_left);
            stream(Player::new(script.steps, script.pace, turn).into_body())
        }
    })
}

fn stream(body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What history says of one unit of input: text as rich text, an upload by its data (`chat-api.md` §6).
fn stored(part: &InputPart) -> Part {
    let data_url = |mime: &str, data: &str| format!("data:{mime};base64,{data}");
    match part {
        InputPart::Text { text } => Part::text(random::id("part"), text),
        InputPart::Image { data, mime, .. } => Part::Image(Attachment {
            url: data_url(mime, data),
            mime_type: Some(mime.clone()),
            ..Attachment::default()
        }),
        InputPart::File { data, mime, filename } => Part::File(Attachment {
            url: data_url(mime, data),
            mime_type: Some(mime.clone()),
            filename: Some(filename.clone()),
            ..Attachment::default()
        }),
    }
}

/// `SendMessageRequest`
pub(super) fn read(body: &serde_json::Value) -> Result<SendMessage, Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let parts = parts(&input);
    let context = input.optional("context").filter(|context| context.object().is_some());
    let page = context.as_ref().and_then(|context| context.optional("page")).and_then(|page| page.text());
    let context = context.is_some().then(|| MessageContext { page: page.map(str::to_owned) });
    problems.verdict(SendMessage { message: OutgoingMessage { parts }, context })
}

/// The parts of the member `message`.
pub(super) fn parts(input: &Input) -> Vec<InputPart> {
    let message = input.required("message").filter(|message| message.object().is_some());
    let Some(parts) = message.and_then(|message| message.required("parts")) else { return Vec::new() };
    let list = parts.list();
    if list.as_ref().is_some_and(Vec::is_empty) {
        parts.wrong("Needs at least one part.");
    }
    list.unwrap_or_default().iter().filter_map(part).collect()
}

fn part(input: &Input) -> Option<InputPart> {
    input.object()?;
    let owned = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let kind = input.required("type")?;
    let data = || owned(input.required("data").and_then(|data| data.at_most(MESSAGE_DATA_LIMIT)));
    let mime = || owned(input.required("mime").and_then(|mime| mime.text()));
    Some(match kind.text()? {
        "text" => {
            let text = input.required("text").and_then(|text| text.filled("Write something first."));
            InputPart::Text { text: owned(text) }
        }
        "image" => {
            let filename = input.optional("filename").and_then(|name| name.text()).map(str::to_owned);
            InputPart::Image { data: data(), mime: mime(), filename }
        }
        "file" => {
            let filename = input.required("filename").and_then(|name| name.filled("Must not be empty."));
            InputPart::File { data: data(), mime: mime(), filename: owned(filename) }
        }
        _ => {
            kind.wrong("Must be text, image or file.");
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn f11_each_wrong_input_is_named_by_its_path() {
        let fields = |body: serde_json::Value| -> Vec<String> {
            let body = axum::response::IntoResponse::into_response(read(&body).unwrap_err());
            let bytes = futures_util::FutureExt::now_or_never(axum::body::to_bytes(body.into_body(), 10_000));
            let value: serde_json::Value = serde_json::from_slice(&bytes.unwrap().unwrap()).unwrap();
            let params = value["error"]["params"].as_array().unwrap().clone();
            params.iter().map(|param| param["field"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(fields(json!(null)), ["body"]);
        assert_eq!(fields(json!({})), ["message"]);
        assert_eq!(fields(json!({"message": {"parts": []}})), ["message.parts"]);
        assert_eq!(
            fields(json!({"message": {"parts": [{"type": "text", "text": ""}]}})),
            ["message.parts.0.text"]
        );
        let several = json!({"message": {"parts": [
            {"type": "text", "text": "ok"},
            {"type": "image", "data": 5},
            {"type": "hologram"},
        ]}, "context": {"page": null}});
        assert_eq!(
            fields(several),
            ["message.parts.1.data", "message.parts.1.mime", "message.parts.2.type", "context.page"]
        );
    }
}
