//! The agent desk's backend, and the agent who follows a script.

use crate::client::{Answer, Visitor, ask, fast, message};
use crate::livechat::{METTE, hand_over, log, state};
use chatlet_sandbox::Running;
use serde_json::{Value, json};

async fn get(sandbox: &Running, path: &str) -> Value {
    ask(&sandbox.host, "GET", &format!("/desk/api/{path}"), &[], "").await.json()
}

async fn post(sandbox: &Running, path: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json")];
    ask(&sandbox.host, "POST", &format!("/desk/api/{path}"), &headers, &body.to_string()).await
}

#[tokio::test]
async fn the_desk_plays_the_other_side_without_any_key_in_the_page() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let agents = get(&sandbox, "agents").await;
    assert_eq!(agents["agents"][0]["agent_id"], METTE);
    let empty = get(&sandbox, "queue").await;
    assert_eq!(empty["sessions"], json!([]));
    visitor.turn("Where is my order?").await;
    hand_over(&visitor).await;
    let path = format!("queue?revision={}", empty["revision"].as_str().unwrap());
    let queue = get(&sandbox, &path).await;
    let entry = &queue["sessions"][0];
    assert_eq!((&entry["turn"], &entry["desk"]["preview"]), (&json!("agent"), &json!("Where is my order?")));
    assert!(!queue.to_string().contains("eyJ"), "a token has reached the page");
    let id = entry["livechat_session"]["livechat_session_id"].as_str().unwrap();
    let context = get(&sandbox, &format!("sessions/{id}")).await;
    assert_eq!(context["messages"].as_array().unwrap().len(), 2);
    let mut hello = message("Hello, Mette here");
    hello["agent_id"] = json!(METTE);
    assert_eq!(post(&sandbox, &format!("sessions/{id}/messages"), &hello).await.status, 200);
    assert_eq!(state(&visitor).await["status"], "active");
    visitor.post("/livechat/typing", &json!({ "is_typing": true })).await;
    assert_eq!(get(&sandbox, "queue").await["sessions"][0]["desk"]["is_customer_typing"], true);
    // Two tabs, two agents: the second is told so.
    hello["agent_id"] = get(&sandbox, "agents").await["agents"][1]["agent_id"].clone();
    assert_eq!(post(&sandbox, &format!("sessions/{id}/messages"), &hello).await.status, 409);
    let close = json!({ "agent_id": METTE, "reason": "Solved" });
    assert_eq!(post(&sandbox, &format!("sessions/{id}/close"), &close).await.json()["status"], "closed");
    assert_eq!(post(&sandbox, "sessions/unknown/close", &close).await.status, 404);
    let form = ask(&sandbox.host, "POST", &format!("/desk/api/sessions/{id}/close"), &[], "{}").await;
    assert_eq!(form.status, 404);
}

#[tokio::test]
async fn an_agent_follows_a_script() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    assert!(sandbox.agent("say Hi").is_err());
    hand_over(&visitor).await;
    // In a message to the assistant while waiting, in one to the agent when active, and from a test.
    visitor.turn("/agent type").await;
    assert_eq!(state(&visitor).await["is_agent_typing"], true);
    for line in ["/agent say Hello there", "/agent picture", "/agent file", "/agent system A note"] {
        assert_eq!(visitor.post("/livechat/messages", &message(line)).await.status, 200);
    }
    sandbox.agent("flood 3").unwrap();
    let messages = log(&visitor, 0).await;
    let agent: Vec<_> = messages.iter().filter(|message| message["role"] == "agent").collect();
    assert_eq!(agent.len(), 6);
    assert_eq!(agent[0]["parts"][0]["blocks"][0]["spans"][0]["text"], "Hello there");
    assert_eq!(
        (&agent[1]["parts"][0]["type"], &agent[2]["parts"][0]["type"]),
        (&json!("image"), &json!("file"))
    );
    assert!(messages.iter().any(|message| message["role"] == "system"));
    sandbox.agent("close Solved").unwrap();
    assert_eq!(state(&visitor).await["close_reason"], "Solved");
    visitor.turn("/agent offline").await;
    assert_eq!(hand_over(&visitor).await.status, 409);
    visitor.turn("/agent online").await;
    assert_eq!(hand_over(&visitor).await.status, 200);
}
