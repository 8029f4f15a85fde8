//! The shapes of livechat requests.

use super::Asked;
use crate::api::send;
use crate::errors::Failure;
use crate::validation::{Input, Problems};
use chatlet_protocol::send::InputPart;
use serde_json::Value;

/// Limits of what a client tells of the visitor's device, in characters (`LivechatClientContext`).
const CONTEXT: [(&str, usize); 6] = [
    ("browser", 255),
    ("browser_version", 255),
    ("browser_language", 255),
    ("language", 255),
    ("os", 255),
    ("current_page_url", 2048),
];

/// `LivechatPlatform`
const PLATFORMS: [&str; 3] = ["website", "mobile_web", "mobile_app"];

fn text(input: &Input, name: &str) -> Option<String> {
    input.optional(name).and_then(|input| input.text()).map(str::to_owned)
}

fn required(input: &Input, name: &str) -> String {
    let text = input.required(name).and_then(|input| input.text());
    text.unwrap_or_default().to_owned()
}

/// `LivechatHandoverRequest`
pub(super) fn handover(body: &Value) -> Result<Asked, Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let context = input.optional("client_context").filter(|context| context.object().is_some());
    for (name, limit) in CONTEXT {
        if let Some(input) = context.as_ref().and_then(|context| context.optional(name)) {
            input.at_most(limit);
        }
    }
    let platform = input.required("platform");
    let word = platform.as_ref().and_then(Input::text).unwrap_or_default();
    if let Some(platform) = &platform
        && !PLATFORMS.contains(&word)
    {
        platform.wrong("Must be website, mobile_web or mobile_app.");
    }
    let asked = Asked {
        platform: word.to_owned(),
        source: required(&input, "source"),
        part_id: text(&input, "part_id"),
        client_context: body.get("client_context").cloned().unwrap_or_default(),
    };
    problems.verdict(asked)
}

/// `LivechatTypingRequest`
pub(super) fn typing(body: &Value) -> Result<bool, Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let is_typing = input.required("is_typing").and_then(|input| input.flag());
    problems.verdict(is_typing.unwrap_or_default())
}

/// The reason of a `LivechatCloseRequest` or `AgentCloseRequest`, unless it is blank; and the agent's id.
pub(super) fn close(body: &Value) -> Result<(Option<String>, Option<String>), Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let reason = text(&input, "reason").map(|reason| reason.trim().to_owned());
    let agent_id = text(&input, "agent_id");
    problems.verdict((reason.filter(|reason| !reason.is_empty()), agent_id))
}

/// `AgentTypingRequest`
pub(super) fn agent_typing(body: &Value) -> Result<(String, bool), Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let agent_id = required(&input, "agent_id");
    let is_typing = input.required("is_typing").and_then(|input| input.flag());
    problems.verdict((agent_id, is_typing.unwrap_or_default()))
}

/// `AgentMessageRequest`
pub(super) fn agent_message(body: &Value) -> Result<(String, Vec<InputPart>), Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let agent_id = required(&input, "agent_id");
    let parts = send::parts(&input);
    problems.verdict((agent_id, parts))
}

/// `AgentProfileRequest`: display name and picture.
pub(super) fn profile(body: &Value) -> Result<(String, Option<String>), Failure> {
    let problems = Problems::default();
    let input = Input::body(body, &problems);
    input.object();
    let name = input.required("display_name").and_then(|name| name.filled("Must not be empty."));
    let avatar = input.optional("avatar_url").filter(|_| !body["avatar_url"].is_null());
    let avatar = avatar.and_then(|avatar| avatar.text()).map(str::to_owned);
    let name = name.unwrap_or_default().to_owned();
    problems.verdict((name, avatar))
}
