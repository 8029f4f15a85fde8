//! Every way in which a reply can fail (`chat-api.md` §5, §10; F1 to F35).

use crate::client::{Visitor, ask, fast, message, read};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn statuses_come_with_the_envelope_and_store_nothing() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    for (kind, code) in [
        ("400", "validation"),
        ("401", "unauthorized"),
        ("403", "forbidden"),
        ("404", "not_found"),
        ("409", "conflict"),
        ("422", "validation"),
        ("429", "rate_limited"),
        ("500", "internal"),
        ("502", "internal"),
        ("503", "internal"),
        ("504", "internal"),
    ] {
        let answer = visitor.say(&format!("/error {kind}")).await;
        assert_eq!((answer.status.to_string().as_str(), answer.code().as_str()), (kind, code));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert!(!answer.json()["error"]["message"].as_str().unwrap().is_empty());
    }
    assert_eq!(visitor.history().await.len(), 2);
}

#[tokio::test]
async fn f11_a_422_names_the_field() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    assert_eq!(visitor.say("/error 422").await.fields(), ["message.parts.0.text"]);
    let answer =
        visitor.post("/messages", &json!({ "message": { "parts": [{ "type": "text", "text": "" }] } })).await;
    assert_eq!((answer.status, answer.fields()), (422, vec!["message.parts.0.text".to_owned()]));
    let large = json!({ "message": { "parts": [{ "type": "image", "data": "A".repeat(6_990_509), "mime": "image/png" }] } });
    assert_eq!(visitor.post("/messages", &large).await.fields(), ["message.parts.0.data"]);
}

#[tokio::test]
async fn f12_a_429_says_how_long_to_wait_in_each_way() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    assert_eq!(visitor.say("/error 429").await.header("retry-after"), Some("3"));
    assert_eq!(visitor.say("/error 429 17").await.header("retry-after"), Some("17"));
    assert!(visitor.say("/error 429 date").await.header("retry-after").unwrap().ends_with("GMT"));
    assert_eq!(visitor.say("/error 429 none").await.header("retry-after"), None);
}

#[tokio::test]
async fn f14_a_lost_answer_is_in_history() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    assert_eq!(visitor.say("/error lost").await.status, 502);
    let history = visitor.history().await;
    assert_eq!((history.len(), &history[0]["role"]), (4, &json!("assistant")));
}

#[tokio::test]
async fn f15_a_200_need_not_be_a_stream() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let html = visitor.say("/error html").await;
    assert_eq!(html.status, 200);
    assert!(html.header("content-type").unwrap().starts_with("text/html"));
    let json = visitor.say("/error json").await;
    assert_eq!((json.status, json.header("content-type")), (200, Some("application/json")));
}

#[tokio::test]
async fn f16_a_redirect_leads_to_another_origin() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let answer = visitor.say("/error redirect").await;
    assert_eq!(answer.status, 307);
    assert!(answer.header("location").unwrap().starts_with(&sandbox.host));
}

#[tokio::test]
async fn f31_an_error_in_the_stream_is_its_last_frame() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    for (kind, retryable) in [("stream", true), ("stream-final", false)] {
        let answer = visitor.say(&format!("/error {kind}")).await;
        assert!(answer.is_whole);
        let frames = answer.frames();
        assert!(frames.iter().any(|(_, data)| data["delta"]["action"] == "append_text"));
        let (name, data) = frames.last().unwrap();
        assert_eq!((name.as_str(), &data["retryable"]), ("error", &Value::Bool(retryable)));
        assert_eq!(data["code"], "generation_failed");
    }
}

#[tokio::test]
async fn f01_f02_a_stream_may_die_or_just_end() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    for (kind, is_whole) in [("cut", false), ("end", true)] {
        let answer = visitor.say(&format!("/error {kind}")).await;
        assert_eq!((answer.status, answer.is_whole), (200, is_whole), "{kind}");
        let frames = answer.frames();
        assert!(frames.iter().any(|(_, data)| data["delta"]["action"] == "append_text"), "{kind}");
        assert!(!frames.iter().any(|(name, _)| name == "done" || name == "error"), "{kind}");
    }
}

#[tokio::test]
async fn f04_a_stream_may_stall_and_an_answer_may_never_come() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let patience = Duration::from_millis(400);
    let stalled = visitor.request("POST", "/messages", Some(&message("/error stall"))).await;
    assert_eq!(stalled.status(), 200);
    assert!(tokio::time::timeout(patience, read(stalled)).await.is_err());
    let body = message("/error silent");
    let silent = visitor.request("POST", "/messages", Some(&body));
    assert!(tokio::time::timeout(patience, silent).await.is_err());
}

#[tokio::test]
async fn f30_a_reply_may_be_empty() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    assert_eq!(visitor.say("/error empty").await.done()["message"]["parts"], json!([]));
}

#[tokio::test]
async fn a_retry_of_a_failed_turn_is_stored_once() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    assert!(!visitor.say("/error cut once").await.is_whole);
    assert_eq!(visitor.history().await.len(), 3);
    visitor.turn("/error cut once").await;
    let history = visitor.history().await;
    let roles: Vec<&str> = history.iter().map(|message| message["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["assistant", "user", "assistant", "user"]);
    // Asking the same again after an answer is a new question.
    visitor.turn("Hello").await;
    visitor.turn("Hello").await;
    assert_eq!(visitor.history().await.len(), 8);
}

#[tokio::test]
async fn f06_once_means_that_the_second_try_works() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    assert_eq!(visitor.say("/error 401 once").await.status, 401);
    assert_eq!(visitor.say("/error 401 once").await.status, 200);
}

#[tokio::test]
async fn unknown_addresses_and_methods_have_the_envelope() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    for path in ["/nothing", "/forms/unknown", "/forms/%2e%2e", "/forms/%ff", "/livechat/nothing", "/"] {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"), "{path}");
    }
    for (method, path, allow) in [
        ("PUT", "/messages", "GET,HEAD,POST"),
        ("GET", "/auth", "POST"),
        ("POST", "", "DELETE"),
        ("TRACE", "/config", "GET,HEAD"),
        ("OPTIONS", "/rate", "POST"),
    ] {
        let answer = ask(&sandbox.api, method, &format!("/api/v1/chat{path}"), &[], "").await;
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allow)), "{method} {path}");
        assert!(answer.json()["error"]["message"].is_string());
    }
}

#[tokio::test]
async fn bodies_are_read_strictly() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let bearer = format!("Bearer {}", visitor.token);
    for (content_type, body) in [
        (None, r#"{"rating":5}"#),
        (Some("text/plain"), r#"{"rating":5}"#),
        (Some("application/json"), ""),
        (Some("application/json"), "{"),
        (Some("application/json"), "\u{0}"),
    ] {
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(content_type.map(|value| ("content-type", value)));
        let answer = ask(&sandbox.api, "POST", "/api/v1/chat/rate", &headers, body).await;
        assert_eq!(
            (answer.status, answer.fields()),
            (422, vec!["body".to_owned()]),
            "{content_type:?} {body:?}"
        );
    }
    for (body, field) in [
        (json!({}), "rating"),
        (json!({ "rating": 0 }), "rating"),
        (json!({ "rating": 6 }), "rating"),
        (json!({ "rating": 2.5 }), "rating"),
        (json!({ "rating": "5" }), "rating"),
        (json!({ "rating": 5, "feedback": "" }), "feedback"),
        (json!({ "rating": 5, "feedback": null }), "feedback"),
        (json!([]), "body"),
    ] {
        let answer = visitor.post("/rate", &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![field.to_owned()]), "{body}");
    }
    let stored = visitor.post("/rate", &json!({ "rating": 5.0 })).await;
    assert_eq!((stored.status, stored.text.as_str()), (200, ""));
}
