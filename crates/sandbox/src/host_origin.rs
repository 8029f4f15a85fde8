//! The origin of the host page: the demo pages, the shop's own backend that hands out visitor tokens, and its desk
//! for agents.

mod backend;
mod desk;
mod gallery;
pub(crate) mod pages;
mod products;
mod shared;

use crate::files;
use crate::request_log::{Site, log};
use crate::shop::pictures;
use crate::state::State;
use axum::Router;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// Everything the host origin answers. `api` is the chat API, which the shop's backend calls with its key.
pub(crate) fn router(state: &Arc<State>, api: Router) -> Router {
    Router::new()
        .fallback(answer)
        .with_state(state.clone())
        .merge(desk::router(state, api.clone()))
        .merge(backend::router(state, api))
        .layer(from_fn_with_state((state.clone(), Site::Host), log))
}

async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let address = request.uri().path();
    if let Some(page) = state.pages.response(address) {
        return page;
    }
    let file = match &state.demo {
        Some(demo) => files::read(demo, address).await,
        None => None,
    };
    if let Some(file) = file {
        let has_origins =
            ["text/html", "text/javascript"].iter().any(|kind| file.media_type.starts_with(kind));
        let file = if has_origins {
            let text = fill(&String::from_utf8_lossy(&file.bytes), &state);
            file.with(text)
        } else {
            file
        };
        let mut response = files::answer(file, request.headers()).await;
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        return response;
    }
    if address == "/favicon.ico" {
        let mark = pictures::svg("mark.svg").unwrap_or_default();
        return ([(header::CONTENT_TYPE, "image/svg+xml")], mark).into_response();
    }
    match products::page(address) {
        Some(page) => Html(fill(&page, &state)).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such page.").into_response(),
    }
}

/// The text with what pages share in its place, and the running origins in that of `{{host}}`, `{{widget}}`, `{{api}}`.
fn fill(text: &str, state: &State) -> String {
    shared::include(text, state.demo.as_deref())
        .replace("{{host}}", &state.origins.host)
        .replace("{{widget}}", &state.origins.widget)
        .replace("{{api}}", &state.origins.api)
}
