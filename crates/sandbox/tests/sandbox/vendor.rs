//! The examples of the vendor's guides, word for word but for host, ids and keys: they are what integrators paste.
//!
//! The guides are other people's text and no part of this project. Where they are at hand (`CHATLET_REFERENCE` names their
//! folder, and `../shared/reference` is looked for beside the checkout) what runs is cut out of their own text; elsewhere
//! it is what is written down here, which must be the same.

use crate::client::{Answer, Visitor, ask, fast, with_key};
use crate::livechat::Desk;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_sandbox::API_KEY;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// "Example: create a visitor token"
const CREATE_TOKEN: &str = r#"curl -X POST "https://api.dialogintelligens.dk/api/v1/chat/auth" \
  -u "$CHATBOT_API_KEY:" \
  -H "Content-Type: application/json" \
  -d '{ "chatbot_id": "shop-bot" }'"#;
/// "Visitor handover flow"
const HAND_OVER: &str = r#"curl -X POST "https://api.dialogintelligens.dk/api/v1/chat/livechat/handover" \
  -H "Authorization: Bearer $VISITOR_TOKEN" \
  -H "Content-Type: application/json" \
  -d '{ "platform": "website", "source": "manual_button", "part_id": "part_human_1" }'"#;
/// "Example: submit an action"
const ACTION: &str = r#"{ "part_id": "part_2", "action": { "type": "contact_form", "fields": { "name": "Jane Doe",
  "email": "jane@example.com", "message": "I need help with my order" } } }"#;
/// "Once state becomes `active`"
const LIVECHAT_MESSAGE: &str = r#"{ "message": { "parts": [
  { "type": "text", "text": "Here is the invoice you asked for." },
  { "type": "file", "data": "JVBERi0xLjQKJeLjz9MKMSAwIG9iago8PC...", "mime": "application/pdf", "filename": "invoice.pdf" }
] }, "context": { "page": "https://shop.example.com/orders/123" } }"#;
const TYPING: [&str; 2] = [r#"{ "is_typing": true }"#, r#"{ "is_typing": false }"#];
const CLOSE: &str = r#"{ "reason": "Conversation completed" }"#;
/// "Agent messages include your configured `agent_id`"
const AGENT_MESSAGE: &str = r#"{ "agent_id": "00000000-0000-4000-8000-0000000000a1", "message": { "parts": [{ "type": "text",
  "text": "Hi, I'm Alice. I can help from here." }] } }"#;
/// "Example: consume the message stream", whose page is a script's.
const MESSAGE: &str = r#"{ "message": { "parts": [{ "type": "text", "text": "What is your return policy?" }] },
  "context": { "page": "https://shop.example.com/" } }"#;

/// The words of a command line, without its quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, ' ' | '\n' | '\\') => words.push(String::new()),
            _ => words.last_mut().unwrap().push(letter),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Does what a command line for curl says, at another host and with our keys.
async fn curl(api: &str, line: &str, token: &str) -> Answer {
    let line = line.replace("$CHATBOT_API_KEY", API_KEY).replace("$VISITOR_TOKEN", token);
    let (mut method, mut path, mut body) = (String::new(), String::new(), String::new());
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut words = words(&line).into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"));
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" => method = words.next().unwrap(),
            "-d" => body = words.next().unwrap(),
            "-u" => headers
                .push(("authorization".into(), format!("Basic {}", STANDARD.encode(words.next().unwrap())))),
            "-H" => {
                let header = words.next().unwrap();
                let (name, value) = header.split_once(": ").unwrap();
                headers.push((name.to_owned(), value.to_owned()));
            }
            url => url.strip_prefix("https://api.dialogintelligens.dk").unwrap().clone_into(&mut path),
        }
    }
    let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ask(api, &method, &path, &headers, &body).await
}

/// The vendor's guides, where they are at hand.
struct Guides(Option<String>);

impl Guides {
    fn find() -> Self {
        let folder = std::env::var_os("CHATLET_REFERENCE").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
            PathBuf::from,
        );
        let text = std::fs::read_to_string(folder.join("dialoge-docs.md")).ok();
        if text.is_none() {
            eprintln!(
                "the vendor's guides are not at hand: their examples are run as they are written down here"
            );
        }
        // Their lines were broken where they were long, also within quotes, behind the space.
        Self(text.map(|text| text.replace('\n', "")))
    }

    /// What stands between the fences of a language.
    fn fenced(&self, language: &str) -> Vec<&str> {
        let text = self.0.as_deref().unwrap_or_default();
        let fence = format!("```{language}");
        // Found by how they open: not every fence of the guides has its counterpart.
        let opened = text.match_indices(&fence).map(|(at, _)| &text[at + fence.len()..]);
        opened.filter_map(|block| Some(block.split_once("```")?.0)).collect()
    }

    /// The guides' own text of an example; it must be among the texts of its kind.
    fn own<'a>(&'a self, written: &'a str, language: &str) -> &'a str {
        if self.0.is_none() {
            return written;
        }
        let found = self.fenced(language);
        let own = found.iter().find(|own| squeezed(own) == squeezed(written));
        own.unwrap_or_else(|| panic!("the guides have no example {written}, only {found:#?}"))
    }
}

/// A text without its spaces and line breaks, of which the guides have lost some.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn body(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_command_line_of_the_guides_is_among_those_that_run() {
    let guides = Guides::find();
    for line in guides.fenced("bash").into_iter().filter(|text| text.trim_start().starts_with("curl")) {
        let runs = [CREATE_TOKEN, HAND_OVER].iter().any(|known| squeezed(known) == squeezed(line));
        assert!(runs, "nobody runs {line}");
    }
}

#[tokio::test]
async fn every_example_of_the_guides_works() {
    let (sandbox, guides) = (fast().await, Guides::find());
    let answer = curl(&sandbox.api, guides.own(CREATE_TOKEN, "bash"), "").await.json();
    let mut visitor = Visitor { api: sandbox.api.clone(), token: answer["token"].as_str().unwrap().into() };
    let stream = visitor.post("/messages", &body(MESSAGE)).await;
    visitor = visitor.with(stream.done()["visitor_token"].as_str().unwrap());
    let mut action = body(guides.own(ACTION, "json"));
    action["part_id"] = visitor.turn("/contact-form").await["parts"][1]["part_id"].clone();
    assert_eq!(visitor.post("/actions", &action).await.status, 200);
    let session = curl(&sandbox.api, guides.own(HAND_OVER, "bash"), &visitor.token).await.json();
    // The answer of the guide, member by member.
    for (member, expected) in [
        ("status", json!("waiting")),
        ("platform", json!("website")),
        ("language", json!("english")),
        ("closed_at", Value::Null),
        ("closed_by", Value::Null),
        ("closed_by_agent_id", Value::Null),
        ("close_reason", Value::Null),
    ] {
        assert_eq!(session.get(member), Some(&expected), "{member}");
    }
    let agent = body(guides.own(AGENT_MESSAGE, "json"));
    let path = format!("livechat/agents/{}", agent["agent_id"].as_str().unwrap());
    let profile = json!({ "display_name": "Alice" }).to_string();
    assert_eq!(with_key(&sandbox.api, "PUT", &path, &profile).await.status, 200);
    let desk = Desk::take(&sandbox).await;
    assert_eq!(desk.post("messages", &agent).await.json()["message"]["agent"]["display_name"], "Alice");
    for typing in TYPING {
        assert_eq!(visitor.post("/livechat/typing", &body(typing)).await.status, 200);
    }
    let sent = visitor.post("/livechat/messages", &body(guides.own(LIVECHAT_MESSAGE, "json"))).await;
    assert_eq!(sent.json()["message"]["parts"][1]["filename"], "invoice.pdf");
    let closed = visitor.post("/livechat/close", &body(guides.own(CLOSE, "json"))).await.json();
    assert_eq!(closed["close_reason"], "Conversation completed");
}
