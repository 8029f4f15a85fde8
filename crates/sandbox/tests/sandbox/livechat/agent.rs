//! The agent system's side, and the integrator's.

use super::{Desk, JONAS, METTE, hand_over, state};
use crate::client::{Visitor, agent_system, fast, message, with_key};
use serde_json::{Value, json};

#[tokio::test]
async fn the_first_agent_has_the_session_until_it_is_closed() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let desk = Desk::take(&sandbox).await;
    assert_eq!(desk.says("nobody", "Hi").await.status, 404);
    assert_eq!(state(&visitor).await["status"], "waiting");
    let answer = desk.says(METTE, "Hi").await.json();
    assert_eq!(answer["livechat_session"]["status"], "active");
    assert_eq!(answer["message"]["agent"]["display_name"], "Mette Holm");
    assert_eq!(desk.says(JONAS, "Me, too").await.status, 409);
    assert_eq!(desk.types(JONAS, true).await.status, 409);
    assert_eq!(desk.post("close", &json!({ "agent_id": JONAS })).await.status, 409);
    let closed = desk.post("close", &json!({ "reason": "Solved" })).await.json();
    assert_eq!((&closed["closed_by"], &closed["closed_by_agent_id"]), (&json!("agent"), &json!(METTE)));
    assert_eq!(state(&visitor).await["close_reason"], "Solved");
    // Nothing can be written any more; it can still be read.
    assert_eq!(desk.says(METTE, "One more thing").await.status, 409);
    assert_eq!(desk.types(METTE, true).await.status, 409);
    assert_eq!(desk.post("close", &json!({})).await.status, 409);
    assert_eq!(desk.context().await["livechat_session"]["status"], "closed");
}

#[tokio::test]
async fn each_credential_opens_its_own_doors() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let context = agent_system(&sandbox.api, &visitor.token, "GET", "context", &Value::Null).await;
    assert_eq!(context.status, 401);
    assert_eq!(visitor.get("/livechat/sessions").await.status, 401);
    assert_eq!(visitor.get("/events").await.status, 401);
    let desk = Desk::take(&sandbox).await;
    assert_eq!(visitor.with(&desk.token).get("/livechat/state").await.status, 401);
}

#[tokio::test]
async fn the_queue_can_be_listed_filtered_and_counted() {
    let sandbox = fast().await;
    let list = async |query: &str| {
        with_key(&sandbox.api, "GET", &format!("livechat/sessions?{query}"), "").await.json()
    };
    let count = async || {
        let answer = with_key(&sandbox.api, "GET", "livechat/sessions/notification-count", "").await;
        answer.json()["count"].as_u64().unwrap()
    };
    let mut visitors = Vec::new();
    for _ in 0..3 {
        let visitor = Visitor::new(&sandbox).await;
        hand_over(&visitor).await;
        visitors.push(visitor);
    }
    assert_eq!(count().await, 3);
    let desk = Desk::take(&sandbox).await;
    desk.says(METTE, "Hi").await;
    assert_eq!(count().await, 2);
    let customers = list("turn=customer").await;
    assert_eq!(customers["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(customers["sessions"][0]["active_agent"]["agent_id"], METTE);
    visitors[2].post("/livechat/messages", &message("And?")).await;
    assert_eq!(count().await, 3);
    visitors[0].post("/livechat/close", &json!({})).await;
    assert_eq!(list("status=closed").await["sessions"].as_array().unwrap().len(), 1);
    // Newest first, in pages.
    let first = list("limit=2").await;
    assert_eq!(first["sessions"][0]["livechat_session"]["status"], "active");
    let rest = list(&format!("limit=2&cursor={}", first["next_cursor"].as_str().unwrap())).await;
    assert_eq!((rest["sessions"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
    let wrong = with_key(&sandbox.api, "GET", "livechat/sessions?turn=nobody&limit=2", "").await;
    assert_eq!(wrong.fields(), ["turn"]);
}
