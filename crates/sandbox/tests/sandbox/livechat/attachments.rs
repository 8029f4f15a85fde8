//! Pictures and files, both ways, and their signed addresses.

use super::{Desk, METTE, hand_over, log};
use crate::client::{Answer, Visitor, ask, fast};
use serde_json::{Value, json};
use std::time::Duration;

const PICTURE: &str = "iVBORw0KGgo=";

fn with_uploads() -> Value {
    json!({ "message": { "parts": [
        { "type": "text", "text": "Here it is." },
        { "type": "image", "data": PICTURE, "mime": "image/png" },
        { "type": "file", "data": "JVBERi0xLjQK", "mime": "application/pdf", "filename": "faktura å.pdf" },
    ] } })
}

async fn fetch(api: &str, part: &Value) -> Answer {
    let url = part["url"].as_str().unwrap();
    ask(api, "GET", url.strip_prefix(api).unwrap(), &[], "").await
}

#[tokio::test]
async fn uploads_go_both_ways() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let desk = Desk::take(&sandbox).await;
    let mut body = with_uploads();
    body["agent_id"] = json!(METTE);
    assert_eq!(desk.post("messages", &body).await.status, 200);
    let sent = visitor.post("/livechat/messages", &with_uploads()).await.json();
    assert_eq!(sent["message"]["parts"][2]["filename"], "faktura å.pdf");
    let messages = log(&visitor, 0).await;
    let context = desk.context().await;
    for message in messages.iter().chain(context["messages"].as_array().unwrap()) {
        let picture = fetch(&sandbox.api, &message["parts"][1]).await;
        assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")));
        let file = fetch(&sandbox.api, &message["parts"][2]).await;
        assert_eq!(file.text, "%PDF-1.4\n");
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        let disposition = file.header("content-disposition").unwrap();
        assert_eq!(disposition, "attachment; filename*=UTF-8''faktura%20%C3%A5%2Epdf");
    }
    let export = visitor.get("/export").await.json();
    assert_eq!(export["attachments"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn an_address_serves_for_a_while_and_nobody_else() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    Desk::take(&sandbox).await.says(METTE, "Hi").await;
    visitor.post("/livechat/messages", &with_uploads()).await;
    let part = log(&visitor, 1).await[0]["parts"][1].clone();
    let forged = part["url"].as_str().unwrap().replace("token=1", "token=2");
    assert_eq!(fetch(&sandbox.api, &json!({ "url": forged })).await.status, 403);
    sandbox.change_attachment_lifetime(Duration::ZERO);
    let expired = log(&visitor, 1).await[0]["parts"][1].clone();
    assert_eq!(fetch(&sandbox.api, &expired).await.status, 403);
    // The earlier address still serves, and asking again gives a fresh one.
    assert_eq!(fetch(&sandbox.api, &part).await.status, 200);
    sandbox.change_attachment_lifetime(Duration::from_mins(1));
    let fresh = log(&visitor, 1).await[0]["parts"][1].clone();
    assert_eq!(fetch(&sandbox.api, &fresh).await.status, 200);
    visitor.request("DELETE", "", None).await;
    assert_eq!(fetch(&sandbox.api, &fresh).await.status, 404);
}

#[tokio::test]
async fn uploads_are_refused_when_too_large_or_switched_off() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    Desk::take(&sandbox).await.says(METTE, "Hi").await;
    sandbox.change_livechat("shop-bot", |livechat| livechat.max_attachment_size_bytes = 8);
    let large = visitor.post("/livechat/messages", &with_uploads()).await;
    assert_eq!((large.status, large.fields()), (422, vec!["message.parts.2.data".to_owned()]));
    sandbox.change_livechat("shop-bot", |livechat| livechat.attachments_enabled = false);
    let off = visitor.post("/livechat/messages", &with_uploads()).await;
    assert!(off.fields().contains(&"message.parts.1".to_owned()), "{}", off.text);
    assert_eq!(log(&visitor, 1).await.len(), 0);
}
