//! Livechat (`chat-api.md` §9).

mod agent;
mod attachments;
mod sync;
mod visitor;

use crate::client::{Answer, Visitor, agent_system, message, with_key};
use chatlet_sandbox::Running;
use serde_json::{Value, json};

pub(crate) const METTE: &str = "7b1d0c52-3f5e-4a86-9d0b-2c4e8f61a901";
pub(crate) const JONAS: &str = "7b1d0c52-3f5e-4a86-9d0b-2c4e8f61a902";

/// Asks for a human.
pub(crate) async fn hand_over(visitor: &Visitor) -> Answer {
    let body = json!({ "platform": "website", "source": "manual_button" });
    visitor.post("/livechat/handover", &body).await
}

pub(crate) async fn state(visitor: &Visitor) -> Value {
    visitor.get("/livechat/state").await.json()
}

/// The session's log behind a number.
pub(crate) async fn log(visitor: &Visitor, after: u64) -> Vec<Value> {
    let page = visitor.get(&format!("/livechat/messages?after_sequence_number={after}")).await;
    page.json()["messages"].as_array().unwrap().clone()
}

/// The agent system of one session.
pub(crate) struct Desk {
    api: String,
    token: String,
}

impl Desk {
    /// Takes the newest handover, and makes sure that both agents are known.
    pub(crate) async fn take(sandbox: &Running) -> Self {
        for (id, name) in [(METTE, "Mette Holm"), (JONAS, "Jonas Bech")] {
            let profile = json!({ "display_name": name, "avatar_url": null }).to_string();
            let path = format!("livechat/agents/{id}");
            assert_eq!(with_key(&sandbox.api, "PUT", &path, &profile).await.status, 200);
        }
        let events = sandbox.events();
        let (_, body) = events.iter().rev().find(|(kind, _)| kind == "livechat.handover.requested").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let token = body["livechat_session"]["token"].as_str().unwrap().to_owned();
        Self { api: sandbox.api.clone(), token }
    }

    pub(crate) async fn context(&self) -> Value {
        agent_system(&self.api, &self.token, "GET", "context", &Value::Null).await.json()
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        agent_system(&self.api, &self.token, "POST", path, body).await
    }

    pub(crate) async fn says(&self, agent_id: &str, text: &str) -> Answer {
        let mut body = message(text);
        body["agent_id"] = json!(agent_id);
        self.post("messages", &body).await
    }

    pub(crate) async fn types(&self, agent_id: &str, is_typing: bool) -> Answer {
        self.post("typing", &json!({ "agent_id": agent_id, "is_typing": is_typing })).await
    }
}

/// The kinds of all events so far.
pub(crate) fn kinds(sandbox: &Running) -> Vec<String> {
    sandbox.events().into_iter().map(|(kind, _)| kind).collect()
}
