//! A visitor whose history holds every part: the gallery shows it beside the same reply as it streams.

use super::backend::Backend;
use axum::extract::{RawQuery, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::Arc;

/// `GET /chat/gallery?chatbot_id=…`: a visitor token, as `/chat/token` gives one.
pub(super) async fn token(Shared(backend): Shared<Arc<Backend>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "chatbot_id");
    let chatbot_id = asked.map(|(_, id)| id.into_owned()).unwrap_or_default();
    let (status, answer) = backend.call("auth", &json!({ "chatbot_id": chatbot_id })).await;
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    let Some(token) = answer["token"].as_str().filter(|_| status == StatusCode::OK) else {
        return (status, "The chat API gives no token.").into_response();
    };
    let parts = json!([{ "type": "text", "text": "/gallery" }]);
    let stream = backend.say(token, &json!({ "message": { "parts": parts } })).await;
    let data = stream.rsplit_once("event: done\ndata: ").map(|(_, data)| data.trim()).unwrap_or_default();
    let done: Value = serde_json::from_str(data).unwrap_or_default();
    let bound = done["visitor_token"].as_str().unwrap_or(token);
    ([(header::CONTENT_TYPE, "application/json")], json!({ "token": bound }).to_string()).into_response()
}
