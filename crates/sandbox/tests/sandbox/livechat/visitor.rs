//! The visitor's side.

use super::{Desk, METTE, hand_over, kinds, log, state};
use crate::client::{Visitor, fast, integrator, message, read};
use chatlet_sandbox::WorkingHours;
use serde_json::json;

#[tokio::test]
async fn a_session_goes_from_waiting_to_rated() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    assert_eq!(state(&visitor).await["status"], "inactive");
    let session = hand_over(&visitor).await.json();
    assert_eq!((&session["status"], &session["language"]), (&json!("waiting"), &json!("english")));
    let waiting = state(&visitor).await;
    assert_eq!((&waiting["status"], &waiting["state_version"]), (&json!("waiting"), &json!(1)));
    let desk = Desk::take(&sandbox).await;
    assert_eq!(desk.types(METTE, true).await.status, 200);
    let active = state(&visitor).await;
    assert_eq!((&active["status"], &active["is_agent_typing"]), (&json!("active"), &json!(true)));
    assert_eq!(active["active_agent"]["display_name"], "Mette Holm");
    assert!(active["agent_joined_at"].is_string() && active["state_version"].as_u64() > Some(1));
    desk.says(METTE, "Mette here.").await;
    assert_eq!(state(&visitor).await["is_agent_typing"], false);
    let said = visitor.post("/livechat/messages", &message("Hello Mette")).await.json();
    assert_eq!(said["message"]["sequence_number"], 2);
    assert_eq!((&said["message_id"], &said["role"]), (&said["message"]["message_id"], &json!("user")));
    let messages = log(&visitor, 0).await;
    let roles: Vec<_> = messages.iter().map(|message| message["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["agent", "user"]);
    assert_eq!(messages[0]["agent"]["agent_id"], METTE);
    let close = json!({ "reason": "I have my answer" });
    let closed = visitor.post("/livechat/close", &close).await.json();
    assert_eq!((&closed["status"], &closed["closed_by"]), (&json!("closed"), &json!("customer")));
    assert_eq!(visitor.post("/livechat/close", &json!({})).await.status, 200);
    let closed = state(&visitor).await;
    assert_eq!(closed["close_reason"], "I have my answer");
    assert_eq!(closed["feedback"]["status"], "pending");
    let rating = json!({ "rating": 5, "feedback": "Quick" });
    assert_eq!(visitor.post("/livechat/feedback", &rating).await.json()["status"], "submitted");
    assert_eq!(visitor.post("/livechat/feedback", &rating).await.status, 409);
    assert_eq!(state(&visitor).await["feedback"]["status"], "submitted");
    // The log can still be read, and the next session has one of its own.
    assert_eq!(log(&visitor, 1).await.len(), 1);
    hand_over(&visitor).await;
    assert!(log(&visitor, 0).await.is_empty());
}

#[tokio::test]
async fn f10_what_the_state_does_not_allow_is_a_conflict() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let typing = json!({ "is_typing": true });
    let rating = json!({ "rating": 3 });
    assert_eq!(visitor.post("/livechat/messages", &message("Hello")).await.status, 409);
    assert_eq!(visitor.post("/livechat/typing", &typing).await.status, 409);
    assert_eq!(visitor.post("/livechat/close", &json!({})).await.status, 409);
    assert_eq!(visitor.post("/livechat/feedback", &rating).await.status, 409);
    hand_over(&visitor).await;
    assert_eq!(visitor.post("/livechat/messages", &message("Hello")).await.status, 409);
    assert_eq!(visitor.post("/livechat/feedback", &rating).await.status, 409);
    // The assistant keeps helping until an agent is there.
    visitor.turn("Hello").await;
    let desk = Desk::take(&sandbox).await;
    desk.says(METTE, "Hi").await;
    assert_eq!(visitor.say("Hello").await.code(), "conflict");
    // Another handover finds the open session.
    assert_eq!(hand_over(&visitor).await.json()["status"], "active");
    desk.post("close", &json!({ "agent_id": METTE })).await;
    assert_eq!(visitor.post("/livechat/messages", &message("Hello")).await.status, 409);
    assert_eq!(visitor.say("Hello").await.status, 200);
}

#[tokio::test]
async fn nobody_is_asked_for_while_livechat_is_off() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let config = async |name: &str| visitor.get("/config").await.json()["livechat"][name].clone();
    assert_eq!(config("availability_reason").await, "within_working_hours");
    sandbox.change_livechat("shop-bot", |livechat| livechat.forced = Some(false));
    let refused = hand_over(&visitor).await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "conflict"));
    assert!(refused.text.contains("manual_offline"), "{}", refused.text);
    assert_eq!(
        (config("availability_status").await, config("enabled").await),
        (json!("offline"), json!(true))
    );
    sandbox.change_livechat("shop-bot", |livechat| {
        livechat.forced = None;
        livechat.working_hours = vec![WorkingHours { day: 1, from: 0, to: 0 }];
    });
    assert!(hand_over(&visitor).await.text.contains("outside_working_hours"));
    sandbox.change_livechat("shop-bot", |livechat| livechat.working_hours.clear());
    assert_eq!(config("availability_reason").await, "always_on");
    assert_eq!(hand_over(&visitor).await.status, 200);
    // A session that is open stays open.
    sandbox.change_livechat("shop-bot", |livechat| livechat.enabled = false);
    assert_eq!(config("availability_reason").await, "disabled");
    assert_eq!(hand_over(&visitor).await.status, 200);
    let minimal = Visitor::of(&sandbox.api, "minimal-bot").await;
    assert!(minimal.get("/config").await.json().get("livechat").is_none());
    assert_eq!(hand_over(&minimal).await.status, 409);
}

#[tokio::test]
async fn what_is_said_while_waiting_belongs_to_the_log() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hej, har I telte?").await;
    assert_eq!(hand_over(&visitor).await.json()["language"], "danish");
    let reply = visitor.turn("Hvad koster fragt?").await;
    let messages = log(&visitor, 0).await;
    assert_eq!((&messages[0]["role"], &messages[0]["sequence_number"]), (&json!("user"), &json!(1)));
    // The reply has the same id in the stream, in history and in the log.
    assert_eq!(messages[1]["message_id"], reply["message_id"]);
    assert_eq!(visitor.history().await[0]["message_id"], reply["message_id"]);
    assert_eq!(messages.len(), 2);
    let waiting = ["livechat.waiting.customer.message.created", "livechat.waiting.assistant.message.created"];
    assert_eq!(kinds(&sandbox)[1..], waiting);
    let desk = Desk::take(&sandbox).await;
    // The whole conversation, not only since the handover.
    assert_eq!(desk.context().await["messages"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn typing_is_told_once_per_change() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    Desk::take(&sandbox).await.says(METTE, "Hi").await;
    for is_typing in [true, true, false, true] {
        let answer = visitor.post("/livechat/typing", &json!({ "is_typing": is_typing })).await;
        assert_eq!((answer.status, &answer.json()["is_typing"]), (200, &json!(is_typing)));
    }
    // A message ends typing.
    visitor.post("/livechat/messages", &message("Hello")).await;
    let events = kinds(&sandbox);
    let typing: Vec<_> = events.iter().filter(|kind| kind.contains("typing")).collect();
    assert_eq!(
        typing,
        [
            "livechat.customer.typing.started",
            "livechat.customer.typing.stopped",
            "livechat.customer.typing.started",
            "livechat.customer.typing.stopped",
        ]
    );
}

#[tokio::test]
async fn a_form_is_filled_in_while_waiting() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let values = json!({ "values": { "email": " a@b.example ", "orderNumber": "  " } });
    let save = async |visitor: &Visitor| {
        read(visitor.request("PATCH", "/forms/whileWaiting/values", Some(&values)).await).await
    };
    assert_eq!(save(&visitor).await.status, 409);
    // A form may ask for the human itself.
    let part = visitor.turn("/form").await["parts"][1].clone();
    let claim = json!({ "type": "form_submission", "values": { "topic": "Order", "orderNumber": "FF-1" } });
    let body = json!({ "part_id": part["part_id"], "action": claim });
    let answer = visitor.post("/actions", &body).await.json();
    assert_eq!(answer["livechat_session"]["status"], "waiting");
    let saved = save(&visitor).await.json();
    let email = saved["values"].as_array().unwrap().iter().find(|value| value["key"] == "email").unwrap();
    assert_eq!((&email["value"], &email["type"]), (&json!("a@b.example"), &json!("email")));
    let desk = Desk::take(&sandbox).await;
    assert_eq!(desk.context().await["values"], saved["values"]);
    desk.says(METTE, "Hi").await;
    assert_eq!(save(&visitor).await.status, 409);
}

#[tokio::test]
async fn a_reset_leaves_no_agent_waiting() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let fresh = integrator(&sandbox.api, "auth/reset", &json!({ "visitor_token": visitor.token })).await;
    let fresh = visitor.with(fresh.json()["token"].as_str().unwrap());
    assert_eq!(state(&fresh).await["status"], "inactive");
    assert_eq!(kinds(&sandbox).last().unwrap(), "livechat.session.closed");
}

#[tokio::test]
async fn an_export_tells_of_livechat_and_a_deletion_ends_it() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    hand_over(&visitor).await;
    let desk = Desk::take(&sandbox).await;
    desk.says(METTE, "Hi").await;
    let export = visitor.get("/export").await.json();
    assert_eq!(export["livechat_sessions"][0]["livechat_session"]["status"], "active");
    assert_eq!(export["webhook_events"][0]["event_type"], "livechat.handover.requested");
    assert_eq!(read(visitor.request("DELETE", "", None).await).await.status, 204);
    let events = sandbox.events();
    let (kind, body) = events.last().unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        (kind.as_str(), &body["deletion"]["reason"]),
        ("visitor.data.deleted", &json!("user_request"))
    );
    let counts = json!({ "conversations": 1, "messages": 3, "livechat_sessions": 1, "attachments": 0 });
    assert_eq!(body["deletion"]["counts"], counts);
    // Nothing of what the visitor said is left in earlier events, and the agent's token is spent.
    assert!(!events.iter().any(|(_, body)| body.contains("Hello")));
    assert_eq!(desk.says(METTE, "Are you there?").await.status, 401);
}

#[tokio::test]
async fn wrong_input_is_named() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let fields = async |path: &str, body| visitor.post(path, &body).await.fields();
    assert_eq!(fields("/livechat/handover", json!({})).await, ["platform", "source"]);
    let long = json!({ "platform": "website", "source": "x", "client_context": { "os": "x".repeat(256) } });
    assert_eq!(fields("/livechat/handover", long).await, ["client_context.os"]);
    assert_eq!(fields("/livechat/typing", json!({ "is_typing": "yes" })).await, ["is_typing"]);
    assert_eq!(fields("/livechat/close", json!({ "reason": 1 })).await, ["reason"]);
    assert_eq!(fields("/livechat/feedback", json!({ "rating": 9 })).await, ["rating"]);
    assert_eq!(fields("/livechat/messages", json!({ "message": { "parts": [] } })).await, ["message.parts"]);
    let wrong = visitor.get("/livechat/messages?after_sequence_number=-1").await;
    assert_eq!(wrong.fields(), ["after_sequence_number"]);
}
