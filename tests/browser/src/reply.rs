//! Replies that no backend would give, for a fault proxy to answer with.

use chatlet_sandbox::fault_proxy::Fault;
use serde_json::{Value, json};

/// A whole stream that says these parts.
pub fn of_parts(parts: &Value) -> Fault {
    let message = json!({
        "message_id": "m_scripted",
        "role": "assistant",
        "parts": parts,
        "created_at": "2026-01-01T12:00:00Z",
    });
    let mut body = String::from("event: status\ndata: {\"status\":\"connected\"}\n\n");
    for part in parts.as_array().into_iter().flatten() {
        body += &frame("part", &json!({ "part": part }));
    }
    body += &frame("done", &json!({ "message": message }));
    Fault::Answer { status: 200, headers: vec![("content-type".into(), "text/event-stream".into())], body }
}

fn frame(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}
