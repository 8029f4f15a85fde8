//! The origin of the iframe app: the built folder with the headers that a deployment needs.

mod deployment;
pub(crate) mod policy;

use crate::files::{self, File};
use crate::request_log::{Site, log};
use crate::settings::WidgetOptions;
use crate::state::State;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Bytes of a violation report that are kept.
const REPORT: usize = 16 * 1024;

/// Everything the widget origin answers.
pub(crate) fn router(state: &Arc<State>) -> Router {
    Router::new()
        .fallback(answer)
        .with_state(state.clone())
        .layer(from_fn_with_state((state.clone(), Site::Widget), log))
}

async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Response {
    let address = request.uri().path().to_owned();
    if request.method() == Method::POST && address == policy::REPORTS {
        let body = to_bytes(request.into_body(), REPORT).await.unwrap_or_default();
        state.report(String::from_utf8_lossy(&body).into_owned());
        return StatusCode::NO_CONTENT.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let options = state.widget_options();
    let mut response = if options.missing.iter().any(|part| address.contains(part.as_str())) {
        plain(StatusCode::NOT_FOUND, "There is no such file.")
    } else if address == "/chatlet.json" {
        deployment::answer(&state, &options)
    } else {
        file(&state, &options, &address, request.headers()).await
    };
    let headers = response.headers_mut();
    // Any page may load the loader, and isolated pages may load it, too (S45, S40).
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

async fn file(state: &State, options: &WidgetOptions, address: &str, request: &HeaderMap) -> Response {
    let Some(dist) = &state.dist else {
        return plain(
            StatusCode::SERVICE_UNAVAILABLE,
            "The app is not built: start the sandbox with --dist and a built folder.",
        );
    };
    let found = match files::read(dist, address).await {
        Some(file) => Some(file),
        // An address of the app's own router, such as /menu.
        // Browsers ask for it by themselves and complain when there is none.
        None if address == "/favicon.ico" => return StatusCode::NO_CONTENT.into_response(),
        None if is_route(address) => files::read(dist, "/index.html").await,
        None => None,
    };
    let Some(file) = found else {
        if dist.join("index.html").is_file() {
            return plain(StatusCode::NOT_FOUND, "There is no such file.");
        }
        let text = format!("The app is not built: {} has no index.html.", dist.display());
        return plain(StatusCode::SERVICE_UNAVAILABLE, &text);
    };
    let html = file.media_type.starts_with("text/html").then(|| file.bytes.clone());
    let caching = caching(&file);
    let mut response = files::answer(file, request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Some(html) = html {
        policy::protect(response.headers_mut(), &html, state, options);
    }
    response
}

fn is_route(address: &str) -> bool {
    address.rsplit('/').next().is_some_and(|name| !name.contains('.'))
}

/// Names with a digest never change; everything else is asked for again each time.
fn caching(file: &File) -> &'static str {
    if files::is_hashed(&file.name) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn plain(status: StatusCode, text: &str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text.to_owned()).into_response()
}
