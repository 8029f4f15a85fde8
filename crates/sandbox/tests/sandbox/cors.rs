//! Who may read the API from another origin (S47, S48).

use crate::client::{Visitor, ask, fast};

const PATH: &str = "/api/v1/chat/messages";

#[tokio::test]
async fn s48_a_preflight_names_the_widget_and_nobody_else() {
    let sandbox = fast().await;
    let preflight = async |origin: &str| {
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", "authorization,content-type"),
        ];
        ask(&sandbox.api, "OPTIONS", PATH, &headers, "").await
    };
    let allowed = preflight(&sandbox.widget).await;
    assert_eq!(allowed.status, 204);
    assert_eq!(allowed.header("access-control-allow-origin"), Some(sandbox.widget.as_str()));
    assert_eq!(allowed.header("access-control-allow-headers"), Some("Authorization, Content-Type"));
    assert_eq!(allowed.header("access-control-allow-methods"), Some("GET, POST, PATCH, DELETE"));
    assert!(allowed.header("access-control-max-age").unwrap().parse::<u32>().unwrap() > 0);
    assert_eq!(allowed.header("access-control-allow-credentials"), None);
    let shorter = sandbox.widget[..sandbox.widget.len() - 1].to_owned();
    let longer = format!("{}.evil.example", sandbox.widget);
    for origin in
        [sandbox.host.as_str(), sandbox.api.as_str(), "null", "https://evil.example", &shorter, &longer]
    {
        let refused = preflight(origin).await;
        assert_eq!(refused.header("access-control-allow-origin"), None, "{origin}");
        assert_eq!(refused.header("vary"), Some("Origin"));
    }
}

#[tokio::test]
async fn s48_answers_and_errors_can_be_read_by_the_widget_alone() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let bearer = format!("Bearer {}", visitor.token);
    for (path, authorization, status) in
        [(PATH, bearer.as_str(), 200), (PATH, "Bearer wrong", 401), ("/api/v1/chat/nothing", &bearer, 404)]
    {
        let headers = [("authorization", authorization), ("origin", sandbox.widget.as_str())];
        let own = ask(&sandbox.api, "GET", path, &headers, "").await;
        assert_eq!(own.status, status);
        assert_eq!(own.header("access-control-allow-origin"), Some(sandbox.widget.as_str()));
        assert_eq!(own.header("access-control-expose-headers"), Some("Retry-After"));
        let headers = [("authorization", authorization), ("origin", "https://evil.example")];
        let foreign = ask(&sandbox.api, "GET", path, &headers, "").await;
        assert_eq!(foreign.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn the_host_gives_tokens_to_the_widget_and_to_itself() {
    let sandbox = fast().await;
    let path = "/chat/token?chatbot_id=shop-bot";
    let widget = ask(&sandbox.host, "GET", path, &[("origin", &sandbox.widget)], "").await;
    assert_eq!(widget.header("access-control-allow-origin"), Some(sandbox.widget.as_str()));
    assert_eq!(widget.header("cache-control"), Some("no-store"));
    assert!(widget.json()["token"].is_string());
    let foreign = ask(&sandbox.host, "GET", path, &[("origin", "https://evil.example")], "").await;
    assert_eq!(foreign.header("access-control-allow-origin"), None);
    let unknown = ask(&sandbox.host, "POST", "/chat/token?chatbot_id=nobody", &[], "").await;
    assert_eq!(unknown.status, 404);
    assert_eq!(ask(&sandbox.host, "POST", "/chat/token", &[], "").await.status, 400);
}

#[tokio::test]
async fn the_host_resets_a_session() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let body = format!(r#"{{"visitor_token":"{}"}}"#, visitor.token);
    let answer =
        ask(&sandbox.host, "POST", "/chat/reset", &[("content-type", "application/json")], &body).await;
    let fresh = visitor.with(answer.json()["token"].as_str().unwrap());
    assert_eq!(fresh.get("/messages").await.status, 200);
    assert_eq!(visitor.get("/messages").await.status, 401);
    // A token that has expired is replaced by one for a new visitor.
    let path = "/chat/reset?chatbot_id=shop-bot";
    let answer = ask(&sandbox.host, "POST", path, &[("content-type", "application/json")], &body).await;
    assert_eq!(answer.status, 200);
}
