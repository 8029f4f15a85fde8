//! Files of the shop's: signed addresses that expire and can be had anew, and what the visitor sends.

use crate::client::{Visitor, ask, fast};
use serde_json::{Value, json};

/// The files of the newest reply, as history has them now.
async fn files(visitor: &Visitor) -> Vec<Value> {
    let page = visitor.get("/messages?limit=1").await.json();
    let parts = page["messages"][0]["parts"].as_array().unwrap().clone();
    parts.into_iter().filter(|part| part["type"] == "file").collect()
}

/// The status of an attachment's address, asked without a token.
async fn status(api: &str, file: &Value) -> u16 {
    let path = file["url"].as_str().unwrap().strip_prefix(api).unwrap();
    ask(api, "GET", path, &[], "").await.status
}

#[tokio::test]
async fn f50_an_expired_address_is_refused_and_history_brings_a_fresh_one() {
    let running = fast().await;
    let mut visitor = Visitor::new(&running).await;
    let parts = visitor.turn("/file").await["parts"].as_array().unwrap().clone();
    let streamed: Vec<_> = parts.iter().filter(|part| part["type"] == "file").collect();
    let mut statuses = Vec::new();
    for file in &streamed {
        statuses.push(status(&running.api, file).await);
    }
    assert_eq!(statuses, [200, 403, 404, 200]);
    let stored = files(&visitor).await;
    assert_ne!(stored[1]["url"], streamed[1]["url"]);
    assert_eq!(status(&running.api, &stored[1]).await, 200);
    assert_eq!(status(&running.api, &stored[2]).await, 404);
}

#[tokio::test]
async fn s29_a_file_is_a_download_that_runs_nothing() {
    let running = fast().await;
    let mut visitor = Visitor::new(&running).await;
    let url = visitor.turn("/file").await["parts"][1]["url"].as_str().unwrap().to_owned();
    let path = url.strip_prefix(&running.api).unwrap();
    let answer = ask(&running.api, "GET", path, &[], "").await;
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("content-security-policy").unwrap().contains("sandbox"));
    let forged = ask(&running.api, "GET", &format!("{path}0"), &[], "").await;
    assert_eq!(forged.status, 403);
}

#[tokio::test]
async fn f61_text_and_pictures_come_back_in_one_message() {
    let running = fast().await;
    let visitor = Visitor::new(&running).await;
    let data = "iVBORw0KGgo=";
    let image = json!({ "type": "image", "data": data, "mime": "image/png" });
    let body = json!({ "message": { "parts": [{ "type": "text", "text": "Torn" }, image, image] } });
    let done = visitor.post("/messages", &body).await.done();
    let token = done["visitor_token"].as_str().unwrap();
    let page = visitor.with(token).get("/messages?limit=2").await.json();
    let own = &page["messages"][1];
    assert_eq!(own["role"], "user");
    let kinds: Vec<_> = own["parts"].as_array().unwrap().iter().map(|part| part["type"].clone()).collect();
    assert_eq!(kinds, ["rich_text", "image", "image"]);
    assert_eq!(own["parts"][1]["url"], format!("data:image/png;base64,{data}"));
}

#[tokio::test]
async fn f62_a_picture_above_the_limit_is_refused_by_its_name() {
    let running = fast().await;
    let visitor = Visitor::new(&running).await;
    let data = "A".repeat(6_990_509);
    let body = json!({ "message": { "parts": [{ "type": "image", "data": data, "mime": "image/png" }] } });
    let answer = visitor.post("/messages", &body).await;
    assert_eq!((answer.status, answer.fields()), (422, vec!["message.parts.0.data".to_owned()]));
}

#[tokio::test]
async fn the_gallery_has_every_part_and_so_has_a_history_of_it() {
    let running = fast().await;
    let answer = ask(&running.host, "GET", "/chat/gallery?chatbot_id=shop-bot", &[], "").await;
    let token = answer.json()["token"].as_str().unwrap().to_owned();
    let bearer = format!("Bearer {token}");
    let path = "/api/v1/chat/messages?limit=2";
    let page = ask(&running.api, "GET", path, &[("authorization", &bearer)], "").await.json();
    let parts = page["messages"][0]["parts"].as_array().unwrap().clone();
    for kind in [
        "rich_text",
        "image",
        "products",
        "table",
        "suggestions",
        "file",
        "request_image_upload",
        "custom",
        "request_human_agent",
        "show_contact_form",
        "show_form",
        "show_support_ticket",
        "quick_replies",
    ] {
        assert!(parts.iter().any(|part| part["type"] == kind), "{kind}");
    }
}
