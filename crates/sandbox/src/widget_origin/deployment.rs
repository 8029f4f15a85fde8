//! `chatlet.json`: what the deployer sets, here the running sandbox (`embedding.md`, "What the deployer sets").

use crate::settings::WidgetOptions;
use crate::state::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

pub(super) fn answer(state: &State, options: &WidgetOptions) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, Value::Object(document(state, options)).to_string()).into_response()
}

fn document(state: &State, options: &WidgetOptions) -> Map<String, Value> {
    let mut image_hosts = vec![state.origins.api.clone()];
    image_hosts.extend(options.image_hosts.iter().cloned());
    let mut members = Map::new();
    members.insert("api".into(), state.advertised_api(options).into());
    members.insert("tokenUrl".into(), state.token_url(options).into());
    members.insert("allowedOrigins".into(), json!(state.embedders(options)));
    members.insert("imageHosts".into(), json!(image_hosts));
    members.extend(options.deployment.clone());
    members
}
