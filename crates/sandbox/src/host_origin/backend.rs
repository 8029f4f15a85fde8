//! The shop's own backend: it holds the API key and gives the widget visitor tokens (`chat-api.md` §2).

use super::gallery;
use crate::state::{API_KEY, State};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{RawQuery, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

const LIMIT: usize = 1024 * 1024;

pub(super) fn router(state: &Arc<State>, api: Router) -> Router {
    Router::new()
        .route("/chat/token", get(token).post(token))
        .route("/chat/reset", post(token))
        .route("/chat/gallery", get(gallery::token))
        .with_state(Arc::new(Backend { state: state.clone(), api }))
        .layer(from_fn_with_state(state.clone(), cross_origin))
}

pub(super) struct Backend {
    state: Arc<State>,
    api: Router,
}

/// `GET|POST /chat/token?chatbot_id=…`, and `POST /chat/reset` with the token to be replaced. A page may be put in
/// the place of either.
async fn token(
    Shared(backend): Shared<Arc<Backend>>,
    request_path: axum::http::Uri,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    if let Some(page) = backend.state.pages.response(request_path.path()) {
        return page;
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(current) = body["visitor_token"].as_str() {
        let (status, answer) = backend.call("auth/reset", &json!({ "visitor_token": current })).await;
        // A token that has expired can still be replaced: the visitor starts again.
        if status != StatusCode::UNAUTHORIZED {
            return (status, answer).into_response();
        }
    }
    let query = query.unwrap_or_default();
    let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "chatbot_id");
    let chatbot_id =
        asked.map(|(_, id)| id.into_owned()).or_else(|| body["chatbot_id"].as_str().map(str::to_owned));
    let Some(chatbot_id) = chatbot_id else {
        return (StatusCode::BAD_REQUEST, "chatbot_id is missing").into_response();
    };
    backend.call("auth", &json!({ "chatbot_id": chatbot_id })).await.into_response()
}

impl Backend {
    /// Calls the chat API with the key; the key stays here.
    pub(super) async fn call(&self, path: &str, body: &Value) -> (StatusCode, String) {
        let key = STANDARD.encode(format!("{API_KEY}:"));
        self.post(path, &format!("Basic {key}"), body).await
    }

    /// Says something for a visitor, and reads the whole reply.
    pub(super) async fn say(&self, token: &str, body: &Value) -> String {
        self.post("messages", &format!("Bearer {token}"), body).await.1
    }

    async fn post(&self, path: &str, credential: &str, body: &Value) -> (StatusCode, String) {
        let request = Request::post(format!("{}/{path}", chatlet_protocol::API_PREFIX))
            .header(header::AUTHORIZATION, credential)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()));
        let Ok(request) = request else { return (StatusCode::BAD_GATEWAY, String::new()) };
        let Ok(response) = self.api.clone().oneshot(request).await;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), LIMIT).await.unwrap_or_default();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The app may ask from its own origin, the page from this one; nobody else can read the answer.
async fn cross_origin(Shared(state): Shared<Arc<State>>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = origin.filter(|origin| origin.as_bytes() == state.origins.widget.as_bytes());
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers: &mut HeaderMap = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(origin) = allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"));
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("Content-Type"));
    }
    response
}
