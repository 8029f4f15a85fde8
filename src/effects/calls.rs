//! Calls to the chat API: without cookies (S47), without a referrer, without following redirects (F16).

use super::{Report, uploads};
use chatlet_core::client::{Answer, CallId, Input, Method, Request};
use gloo_net::http::{RequestBuilder, Response};
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// Makes a call and reports its answer.
pub(super) fn make(report: Report, call: CallId, request: Request) {
    spawn_local(async move {
        let answer = match send(&request, "application/json", None).await {
            Some(response) => read(response).await,
            None => Answer::NoAnswer,
        };
        report(Input::Answered { call, answer });
    });
}

/// Sends a request; nothing when no answer came.
pub(super) async fn send(request: &Request, accept: &str, signal: Option<&AbortSignal>) -> Option<Response> {
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Patch => gloo_net::http::Method::PATCH,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let mut builder = RequestBuilder::new(&request.url)
        .method(method)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .abort_signal(signal)
        .header("Accept", accept);
    if let Some(token) = &request.token {
        builder = builder.header("Authorization", &format!("Bearer {token}"));
    }
    let built = match &request.body {
        Some(body) => {
            let body = uploads::fill(body, signal).await?;
            builder.header("Content-Type", "application/json").body(body)
        }
        None => builder.build(),
    };
    built.ok()?.send().await.ok()
}

/// Reads the whole answer.
pub(super) async fn read(response: Response) -> Answer {
    let (status, retry_after) = (response.status(), response.headers().get("Retry-After"));
    match response.text().await {
        Ok(body) => Answer::Response { status, body, retry_after },
        Err(_) => Answer::NoAnswer,
    }
}
