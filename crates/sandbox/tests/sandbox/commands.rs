//! What a visitor may type: each kind of part, in the stream and in history.

use crate::client::{Visitor, fast};
use crate::rebuild;
use chatlet_protocol::Decode;
use chatlet_protocol::part::Part;
use chatlet_protocol::stream::Frame;
use serde_json::Value;

const COMMANDS: [(&str, &[&str]); 20] = [
    ("/help", &["rich_text"]),
    ("/products", &["rich_text", "products"]),
    ("/table", &["rich_text", "table"]),
    ("/image", &["rich_text", "image", "table"]),
    ("/file", &["rich_text", "file", "file", "file", "file"]),
    ("/suggestions", &["rich_text", "suggestions"]),
    ("/quick-replies", &["rich_text", "quick_replies"]),
    ("/contact-form", &["rich_text", "show_contact_form"]),
    ("/ticket", &["rich_text", "show_support_ticket"]),
    ("/form", &["rich_text", "show_form", "show_form"]),
    ("/upload", &["rich_text", "request_image_upload"]),
    ("/human", &["rich_text", "request_human_agent"]),
    ("/custom", &["rich_text", "custom"]),
    ("/links", &["rich_text"]),
    ("/long", &["rich_text"]),
    ("/tokens 300", &["rich_text"]),
    ("/history 4", &["rich_text"]),
    ("/error empty", &[]),
    ("/nothing", &["rich_text"]),
    (
        "/hostile",
        &[
            "rich_text",
            "products",
            "suggestions",
            "table",
            "image",
            "file",
            "show_contact_form",
            "show_support_ticket",
            "custom",
            "quick_replies",
        ],
    ),
];

fn kinds(parts: &Value) -> Vec<&str> {
    parts.as_array().unwrap().iter().map(|part| part["type"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn f29_deltas_parts_done_and_history_all_say_the_same() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    for (command, expected) in COMMANDS {
        let answer = visitor.say(command).await;
        let frames = answer.frames();
        let done = answer.done();
        assert_eq!(kinds(&done["message"]["parts"]), expected, "{command}");
        let finished: Vec<Value> =
            frames.iter().filter(|(name, _)| name == "part").map(|(_, data)| data["part"].clone()).collect();
        assert_eq!(Value::from(finished.clone()), done["message"]["parts"], "{command}");
        for built in rebuild::from_deltas(&frames) {
            let part = finished.iter().find(|part| part["part_id"] == built["part_id"]).unwrap();
            assert_eq!(built, *part, "{command}");
        }
        if let Some(token) = done["visitor_token"].as_str() {
            visitor = visitor.with(token);
        }
        let stored = visitor.history().await.swap_remove(0);
        assert_eq!(unsigned(stored), unsigned(done["message"].clone()), "{command}");
    }
}

/// A message without what is written anew whenever it is read: signed addresses.
fn unsigned(mut message: Value) -> Value {
    for part in message["parts"].as_array_mut().unwrap() {
        if part["url"].as_str().is_some_and(|url| url.contains("?token=")) {
            part["url"] = Value::Null;
            part["url_expires_at"] = Value::Null;
        }
    }
    message
}

#[tokio::test]
async fn every_frame_is_one_that_the_client_knows() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    for (command, _) in COMMANDS {
        for (name, data) in visitor.say(command).await.frames() {
            let frame = Frame::read(&name, &data.to_string());
            let frame = frame.unwrap_or_else(|reason| panic!("{command}: {name} {data}: {reason:?}"));
            if let Frame::Done { message, .. } = frame {
                let unknown = message.parts.iter().find(|part| matches!(part, Part::Unknown(_)));
                assert_eq!(unknown, None, "{command}");
            }
        }
    }
}

#[tokio::test]
async fn stored_streams_are_replayed_byte_for_byte() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    for name in [
        "stream-table",
        "stream-part-only.sse",
        "stream-unknown-part",
        "malformed/bad-json",
        "malformed/truncated",
    ] {
        let plain = name.trim_end_matches(".sse");
        let path = format!("{}/../../tests/fixtures/{plain}.sse", env!("CARGO_MANIFEST_DIR"));
        let stored = std::fs::read_to_string(path).unwrap();
        assert_eq!(visitor.say(&format!("/fixture {name}")).await.text, stored, "{name}");
    }
}

#[tokio::test]
async fn a_replayed_first_turn_brings_a_token_that_works() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let done = visitor.say("/fixture stream-richtext").await.done();
    let bound = visitor.with(done["visitor_token"].as_str().unwrap());
    assert_eq!(bound.history().await[0], done["message"]);
}

#[tokio::test]
async fn a_stream_that_is_replayed_twice_has_other_ids_the_second_time() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    let first = visitor.turn("/fixture stream-markers").await;
    let second = visitor.turn("/fixture stream-markers").await;
    assert_ne!(first["message_id"], second["message_id"]);
    assert_ne!(first["parts"][1]["part_id"], second["parts"][1]["part_id"]);
    assert_eq!(kinds(&first["parts"]), kinds(&second["parts"]));
    assert_eq!(visitor.history().await.len(), 6);
}

#[tokio::test]
async fn odd_streams_end_with_a_readable_done() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    for kind in [
        "comments",
        "wrong-shape",
        "surrogate",
        "deep",
        "duplicate",
        "late",
        "orphan",
        "after-done",
        "different-done",
        "burst",
        "huge",
    ] {
        let answer = visitor.say(&format!("/odd {kind}")).await;
        let done =
            answer.frames().into_iter().rfind(|(name, data)| name == "done" && data["message"].is_object());
        let (_, data) = done.unwrap_or_else(|| panic!("{kind}: {}", answer.text));
        let part = Part::decode(data["message"]["parts"][0].clone()).unwrap();
        assert_eq!(part.kind(), "rich_text", "{kind}");
        let history = visitor.history().await;
        assert_eq!(history[0]["parts"], data["message"]["parts"], "{kind}");
    }
    let error = visitor.say("/odd unknown-error").await.frames().into_iter().next_back().unwrap();
    assert_eq!((error.0.as_str(), &error.1["retryable"]), ("error", &Value::Bool(false)));
}

#[tokio::test]
async fn cards_lead_to_pages_and_pictures_that_exist() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let message = visitor.turn("/products").await;
    let products = message["parts"][1]["products"].as_array().unwrap();
    assert!(products.len() > 8);
    for product in products {
        for (name, origin) in [("url", &sandbox.host), ("image_url", &sandbox.api)] {
            let path = product[name].as_str().unwrap().strip_prefix(origin.as_str()).unwrap();
            assert_eq!(crate::client::ask(origin, "GET", path, &[], "").await.status, 200, "{path}");
        }
    }
}
