//! `/fixture NAME`: replays a stored stream byte for byte, as far as one visitor can see it twice.

use super::super::Reply;
use super::super::reply::{Script, assistant_message};
use super::{Desk, help};
use crate::stream::play::Step;
use crate::stream::turn::Outcome;
use axum::body::Bytes;
use serde_json::{Value, json};

macro_rules! fixtures {
    ($($name:literal,)+) => {
        /// Name and content of every stored stream.
        const FIXTURES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/", $name, ".sse"))),)+
        ];
    };
}
fixtures![
    "malformed/bad-card",
    "malformed/bad-json",
    "malformed/truncated",
    "stream-error",
    "stream-markers",
    "stream-media",
    "stream-part-only",
    "stream-products",
    "stream-richtext",
    "stream-suggestions",
    "stream-table",
    "stream-unknown-part",
];

pub(super) fn run(desk: &Desk, words: &[&str]) -> Reply {
    let wanted = words.first().copied().unwrap_or_default();
    let name = wanted.strip_suffix(".sse").unwrap_or(wanted);
    if let Some((_, text)) = FIXTURES.iter().find(|(known, _)| *known == name) {
        return replay(desk, text);
    }
    let names: Vec<String> = FIXTURES.iter().map(|(name, _)| format!("- {name}")).collect();
    desk.say(&format!("There is no stream **{}**. These are:\n{}", help::plain(name), names.join("\n")))
}

fn replay(desk: &Desk, stored: &str) -> Reply {
    let mut text = stored.to_owned();
    if let Some(message) =
        final_frame(&text, "done").and_then(|done| done["message"]["message_id"].as_str().map(String::from))
        && desk.state.store.has_message(desk.session, &message)
    {
        text = with_fresh_ids(&text);
    }
    let done = final_frame(&text, "done");
    let mut steps = Vec::new();
    for block in blocks(&text) {
        let is_done = done.is_some() && event(block).is_some_and(|(name, _)| name == "done");
        match &done {
            // The stored token is nobody's: the visitor gets a real one.
            Some(done) if is_done && done.get("visitor_token").is_some() => steps.push(Step::Done),
            _ => {
                if is_done {
                    steps.push(Step::Settle(Outcome::Stored));
                }
                steps.push(Step::Write(Bytes::from(block.to_owned()), 1));
            }
        }
    }
    steps.push(Step::Settle(Outcome::Failed));
    let if_left = if done.is_some() { Outcome::Stored } else { Outcome::Failed };
    let message = done.map_or_else(|| assistant_message(&json!([])), |done| done["message"].clone());
    Reply::stream(Script { steps, message, if_left, pace: desk.state.pace })
}

/// The blocks of an event stream, each with the empty line that ends it.
fn blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut position = 0;
    for line in text.split_inclusive('\n') {
        position += line.len();
        if line.trim_end_matches(['\r', '\n']).is_empty() {
            blocks.push(&text[start..position]);
            start = position;
        }
    }
    if start < text.len() {
        blocks.push(&text[start..]);
    }
    blocks
}

/// Name and JSON of one block, if it has them.
fn event(block: &str) -> Option<(&str, Value)> {
    let mut name = None;
    let mut data = String::new();
    for line in block.lines() {
        if let Some(value) = line.strip_prefix("event:") {
            name = Some(value.trim());
        } else if let Some(value) = line.strip_prefix("data:") {
            data.push_str(value);
            data.push('\n');
        }
    }
    Some((name?, serde_json::from_str(&data).ok()?))
}

fn final_frame(text: &str, name: &str) -> Option<Value> {
    blocks(text).into_iter().filter_map(event).find(|(found, _)| *found == name).map(|(_, data)| data)
}

/// The stream with other message and part ids, because a conversation has each only once.
fn with_fresh_ids(text: &str) -> String {
    let mut ids = Vec::new();
    for (_, data) in blocks(text).into_iter().filter_map(event) {
        collect_ids(&data, &mut ids);
    }
    let mark = crate::random::id("");
    ids.iter()
        .fold(text.to_owned(), |text, id| text.replace(&format!("\"{id}\""), &format!("\"{id}{mark}\"")))
}

fn collect_ids(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(id) if matches!(name.as_str(), "message_id" | "part_id") => {
                        if !ids.contains(id) {
                            ids.push(id.clone());
                        }
                    }
                    other => collect_ids(other, ids),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stored_stream_can_be_asked_for() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
        for (below, prefix) in [(".", ""), ("malformed", "malformed/")] {
            for entry in std::fs::read_dir(folder.join(below)).unwrap() {
                let file = entry.unwrap().file_name().into_string().unwrap();
                if let Some(name) = file.strip_suffix(".sse") {
                    let name = format!("{prefix}{name}");
                    assert!(FIXTURES.iter().any(|(known, _)| *known == name), "{name} is not in the list");
                }
            }
        }
    }

    #[test]
    fn blocks_put_together_are_the_stream() {
        for (name, text) in FIXTURES {
            assert_eq!(blocks(text).concat(), *text, "{name}");
        }
    }

    #[test]
    fn fresh_ids_leave_nothing_of_the_old_ones() {
        let (_, markers) = FIXTURES.iter().find(|(name, _)| *name == "stream-markers").unwrap();
        let fresh = with_fresh_ids(markers);
        assert!(!fresh.contains("\"m_305\"") && !fresh.contains("\"part_fm2\""));
        assert_eq!(blocks(&fresh).len(), blocks(markers).len());
    }
}
