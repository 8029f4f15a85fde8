//! Visitor tokens: who gets one, what it is bound to, when it is spent (`chat-api.md` §2, §14).

use crate::client::{Visitor, ask, fast, integrator, message};
use chatlet_sandbox::Settings;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_token_needs_the_key_and_a_known_chatbot() {
    let sandbox = fast().await;
    let path = "/api/v1/chat/auth";
    let body = r#"{"chatbot_id":"shop-bot"}"#;
    for authorization in [None, Some("Basic d3Jvbmc6"), Some("Bearer sandbox-key"), Some("Basic ???")] {
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(authorization.map(|value| ("authorization", value)));
        let answer = ask(&sandbox.api, "POST", path, &headers, body).await;
        assert_eq!((answer.status, answer.code().as_str()), (401, "unauthorized"), "{authorization:?}");
    }
    let unknown = integrator(&sandbox.api, "auth", &json!({ "chatbot_id": "nobody" })).await;
    assert_eq!((unknown.status, unknown.code().as_str()), (404, "not_found"));
    let missing = integrator(&sandbox.api, "auth", &json!({})).await;
    assert_eq!((missing.status, missing.fields()), (422, vec!["chatbot_id".to_owned()]));
    let known = integrator(&sandbox.api, "auth", &json!({ "chatbot_id": "shop-bot" })).await;
    assert_eq!(known.status, 200);
    assert_eq!(known.json()["token"].as_str().unwrap().split('.').count(), 3);
}

#[tokio::test]
async fn the_first_done_binds_a_token_and_later_ones_do_not() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let token = visitor.say("Hello").await.done()["visitor_token"].as_str().unwrap().to_owned();
    assert_ne!(token, visitor.token);
    let bound = visitor.with(&token);
    assert!(bound.say("Show me tents").await.done().get("visitor_token").is_none());
    assert_eq!(bound.history().await.len(), 4);
}

#[tokio::test]
async fn a_client_that_forgets_to_adopt_the_token_splits_the_thread() {
    let sandbox = fast().await;
    let forgetful = Visitor::new(&sandbox).await;
    let first = forgetful.say("Hello").await.done()["visitor_token"].as_str().unwrap().to_owned();
    // The old token stays valid, on a thread of its own.
    assert_eq!(forgetful.get("/messages").await.status, 200);
    assert!(forgetful.history().await.is_empty());
    let second = forgetful.say("Show me boots").await.done()["visitor_token"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    assert_eq!(forgetful.with(&first).history().await.len(), 2);
    assert_eq!(forgetful.with(&second).history().await.len(), 2);
}

#[tokio::test]
async fn f01_a_stream_that_breaks_before_done_leaves_the_thread_to_the_token() {
    let sandbox =
        crate::client::start(Settings { pace: Duration::from_millis(10), ..Settings::default() }).await;
    let visitor = Visitor::new(&sandbox).await;
    drop(visitor.request("POST", "/messages", Some(&message("Hello"))).await);
    // The reply was not read, and is there all the same.
    visitor.history_of(2).await;
    let bound = visitor.say("Show me tents").await.done()["visitor_token"].as_str().unwrap().to_owned();
    assert_eq!(visitor.with(&bound).history().await.len(), 4);
}

#[tokio::test]
async fn a_reset_gives_a_fresh_session_and_spends_the_token() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    let answer = integrator(&sandbox.api, "auth/reset", &json!({ "visitor_token": visitor.token })).await;
    let fresh = visitor.with(answer.json()["token"].as_str().unwrap());
    assert!(fresh.history().await.is_empty());
    assert_eq!(visitor.get("/messages").await.status, 401);
    let again = integrator(&sandbox.api, "auth/reset", &json!({ "visitor_token": visitor.token })).await;
    assert_eq!(again.status, 401);
}

#[tokio::test]
async fn f80_deletion_leaves_nothing_and_spends_every_token() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let unbound = visitor.with(&visitor.token);
    visitor.turn("Hello").await;
    let answer = crate::client::read(visitor.request("DELETE", "", None).await).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    for spent in [&visitor, &unbound] {
        for path in ["/messages", "/config", "/export"] {
            assert_eq!(spent.get(path).await.status, 401, "{path}");
        }
    }
}

#[tokio::test]
async fn an_export_has_everything_and_changes_nothing() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Do you ship to Sweden?").await;
    visitor.post("/rate", &json!({ "rating": 4, "feedback": "Quick" })).await;
    let export = visitor.get("/export").await.json();
    assert_eq!(export["chatbot_id"], "shop-bot");
    assert!(export["conversations"][0]["messages"][0].to_string().contains("Do you ship to Sweden?"));
    assert_eq!(export["ratings"][0]["rating"], 4);
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test]
async fn f06_an_expired_token_is_401_everywhere() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    assert_eq!(visitor.say("/error expired").await.status, 401);
    let paths =
        ["/messages", "/config", "/banners", "/export", "/session", "/forms/claim", "/livechat/state"];
    for path in paths {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (401, "unauthorized"), "{path}");
    }
}

#[tokio::test]
async fn s50_visitors_do_not_see_each_other() {
    let sandbox = fast().await;
    let mut one = Visitor::new(&sandbox).await;
    one.turn("My secret is a blue tent").await;
    let other = Visitor::new(&sandbox).await;
    assert!(other.history().await.is_empty());
    assert!(!other.get("/export").await.text.contains("secret"));
}
