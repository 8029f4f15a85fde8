//! `/history N`: a conversation that has been going on for long.

use super::super::Reply;
use super::super::reply::assistant_message;
use super::Desk;
use crate::clock;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

const DEFAULT: u64 = 1_000;
const MOST: u64 = 20_000;
/// Time between two messages, so that days separate them.
const APART: u64 = 420;

pub(super) fn run(desk: &Desk, words: &[&str]) -> Reply {
    let count = words.first().and_then(|word| word.parse().ok()).unwrap_or(DEFAULT).min(MOST);
    let end = SystemTime::now();
    let messages = (0..count).map(|index| {
        let age = Duration::from_secs((count - index) * APART);
        message(index, &clock::rfc3339(end.checked_sub(age).unwrap_or(SystemTime::UNIX_EPOCH)))
    });
    desk.state.store.add_messages(desk.session, messages);
    desk.say(&format!("There are **{count}** more messages above now. Open the chat again to see them."))
}

/// Message `index`: visitor and assistant take turns, and every tenth answer has more than one paragraph.
fn message(index: u64, created_at: &str) -> Value {
    let paragraph = |spans: Value| json!({ "type": "paragraph", "spans": spans });
    let span = |kind: &str, text: String| json!({ "type": kind, "text": text });
    let number = index + 1;
    let visitor = index.is_multiple_of(2);
    let mut blocks = vec![if visitor {
        paragraph(json!([span("text", format!("Question {number}: is this still in stock?"))]))
    } else {
        paragraph(json!([
            span("text", format!("Answer {number}: yes, ")),
            span("bold", format!("{} left", index % 17 + 1)),
            span("text", " in our store, and more online.".into()),
        ]))
    }];
    if index % 20 == 19 {
        let item = |text: &str| json!({ "spans": [span("text", text.to_owned())] });
        blocks.push(json!({ "type": "bullet_list", "items": [item("Delivery in two days"), item("60 days to return")] }));
        blocks.push(paragraph(json!([span("text", "Shall I put one aside for you?".into())])));
    }
    let part = json!({ "type": "rich_text", "part_id": crate::random::id("part"), "blocks": blocks });
    let mut message = assistant_message(&json!([part]));
    message["created_at"] = created_at.into();
    if visitor {
        message["role"] = "user".into();
    }
    message
}
