//! Answers to markers (`chat-api.md` §7).

use crate::client::{Answer, Visitor, fast};
use serde_json::{Value, json};

async fn submit(visitor: &Visitor, part: &Value, action: Value) -> Answer {
    visitor.post("/actions", &json!({ "part_id": part["part_id"], "action": action })).await
}

fn contact(email: &str) -> Value {
    json!({ "type": "contact_form", "fields": { "name": "Sofie", "email": email, "message": "Hej" } })
}

#[tokio::test]
async fn a_contact_form_is_answered_once() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/contact-form").await["parts"][1].clone();
    let wrong = submit(&visitor, &part, contact("not an address")).await;
    assert_eq!((wrong.status, wrong.fields()), (422, vec!["email".to_owned()]));
    let right = submit(&visitor, &part, contact(" sofie@example.com ")).await;
    assert_eq!(right.status, 200);
    assert!(right.json()["submission_id"].is_string() && right.json()["confirmation_text"].is_string());
    assert_eq!(submit(&visitor, &part, contact("sofie@example.com")).await.status, 409);
    let values = visitor.get("/session").await.json()["values"].clone();
    assert!(values.as_array().unwrap().iter().any(|value| value["value"] == "sofie@example.com"));
}

#[tokio::test]
async fn only_the_newest_turn_can_be_answered() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/contact-form").await["parts"][1].clone();
    visitor.turn("Hello").await;
    assert_eq!(submit(&visitor, &part, contact("sofie@example.com")).await.status, 409);
    let unknown = json!({ "part_id": "part_of_nobody" });
    assert_eq!(submit(&visitor, &unknown, contact("sofie@example.com")).await.status, 404);
    let ticket = visitor.turn("/ticket").await["parts"][1].clone();
    assert_eq!(submit(&visitor, &ticket, contact("sofie@example.com")).await.fields(), ["action.type"]);
}

#[tokio::test]
async fn hidden_fields_of_a_form_are_not_asked_for() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/form").await["parts"][1].clone();
    let form = |values: Value| json!({ "type": "form_submission", "form_id": "claim", "values": values });
    let empty = submit(&visitor, &part, form(json!({}))).await;
    assert_eq!(empty.fields(), ["topic", "orderNumber", "values"]);
    // A claim shows the field for the damage, and so it is needed.
    let claim = submit(&visitor, &part, form(json!({ "topic": "Claim", "orderNumber": "FF-1" }))).await;
    assert_eq!(claim.fields(), ["damage"]);
    let unlisted = submit(&visitor, &part, form(json!({ "topic": "Weather", "orderNumber": "FF-1" }))).await;
    assert_eq!(unlisted.fields(), ["topic"]);
    let order = submit(&visitor, &part, form(json!({ "topic": "Order", "orderNumber": "FF-1" }))).await;
    assert_eq!(order.status, 200, "{}", order.text);
    assert!(order.json()["confirmation_text"].as_str().unwrap().contains("claim"));
}

#[tokio::test]
async fn f11_an_order_that_the_shop_does_not_know_is_named_at_its_field() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/form").await["parts"][1].clone();
    let values = json!({ "topic": "Order", "orderNumber": "my last one" });
    let action = json!({ "type": "form_submission", "form_id": "claim", "values": values });
    let answer = submit(&visitor, &part, action).await;
    assert_eq!((answer.status, answer.fields()), (422, vec!["orderNumber".to_owned()]));
    assert!(answer.json()["error"]["params"][0]["message"].as_str().unwrap().contains("SO-"));
}

#[tokio::test]
async fn a_ticket_needs_an_address_and_a_message_whatever_the_marker_asks() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/ticket").await["parts"][1].clone();
    let ticket = json!({ "type": "support_ticket", "name": " ", "email": "a@b.example", "message": "" });
    assert_eq!(submit(&visitor, &part, ticket).await.fields(), ["name", "message"]);
}

#[tokio::test]
async fn f62_a_ticket_refuses_what_is_too_large() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/ticket").await["parts"][1].clone();
    let ticket = |data: &str| {
        json!({
            "type": "support_ticket", "name": "Sofie", "email": "sofie@example.com", "message": "Itu",
            "attachments": [{ "filename": "a.jpg", "mime_type": "image/jpeg", "data_base64": data }],
        })
    };
    let large = submit(&visitor, &part, ticket(&"A".repeat(2_796_204))).await;
    assert_eq!((large.status, large.fields()), (422, vec!["action.attachments.0.data_base64".to_owned()]));
    assert_eq!(submit(&visitor, &part, ticket("/9j/")).await.status, 200);
    assert_eq!(visitor.get("/export").await.json()["support_tickets"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_thin_form_can_be_fetched_and_answered() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let part = visitor.turn("/form").await["parts"][2].clone();
    let form_id = part["form_id"].as_str().unwrap();
    assert!(part.get("fields").is_none());
    let definition = visitor.get(&format!("/forms/{form_id}")).await.json();
    assert_eq!(definition["fields"][0]["key"], "email");
    let action =
        |email: &str| json!({ "type": "form_submission", "form_id": form_id, "values": { "email": email } });
    assert_eq!(submit(&visitor, &part, action("")).await.status, 422);
    assert_eq!(submit(&visitor, &part, action("a@b.example")).await.status, 200);
}
