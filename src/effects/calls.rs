//! Calls to the chat API: without cookies (S47), without a referrer, without following redirects (F16).

use super::{Report, uploads};
use chatlet_core::attachment::has_files;
use chatlet_core::client::{Answer, CallId, Input, Method, Request};
use gloo_net::http::{RequestBuilder, Response};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
};

/// The calls that are out.
pub(super) struct Calls {
    report: Report,
    out: Rc<RefCell<Vec<(CallId, AbortController)>>>,
}

impl Calls {
    pub(super) fn new(report: Report) -> Self {
        Self { report, out: Rc::default() }
    }

    /// Makes a call and reports its answer.
    pub(super) fn make(&self, call: CallId, request: Request) {
        let controller = AbortController::new().ok();
        let signal = controller.as_ref().map(AbortController::signal);
        self.out.borrow_mut().extend(controller.map(|controller| (call, controller)));
        let (report, out) = (self.report.clone(), self.out.clone());
        spawn_local(async move {
            let answer = match send(&request, "application/json", signal.as_ref()).await {
                Some(response) => read(response).await,
                None => Answer::NoAnswer,
            };
            out.borrow_mut().retain(|(known, _)| *known != call);
            report(Input::Answered { call, answer });
        });
    }

    /// Gives a call up. Its answer is still reported as missing, and finds nobody who waits for it.
    pub(super) fn cancel(&self, call: CallId) {
        if let Some((_, controller)) = self.out.borrow().iter().find(|(known, _)| *known == call) {
            controller.abort();
        }
    }
}

/// Sends a request; nothing when no answer came.
pub(super) async fn send(request: &Request, accept: &str, signal: Option<&AbortSignal>) -> Option<Response> {
    if request.body.as_deref().is_some_and(has_files) {
        return uploads::send(request, accept, signal).await;
    }
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Head => gloo_net::http::Method::HEAD,
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
        Some(body) => builder.header("Content-Type", "application/json").body(body.as_str()),
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
