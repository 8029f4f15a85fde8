//! Builds parts from deltas, by the letter of `chat-api.md` §5: what a client does while a reply streams.

use serde_json::{Value, json};

/// The parts that the deltas among `frames` build, in order of appearance.
pub(crate) fn from_deltas(frames: &[(String, Value)]) -> Vec<Value> {
    let mut parts: Vec<Value> = Vec::new();
    for (_, data) in frames.iter().filter(|(name, _)| name == "part_delta") {
        let (part_id, delta) = (&data["part_id"], &data["delta"]);
        if delta["action"] == "start_part" {
            parts.push(opened(part_id, delta));
        } else if let Some(part) = parts.iter_mut().find(|part| part["part_id"] == *part_id) {
            apply(part, delta);
        }
    }
    parts
}

fn opened(part_id: &Value, delta: &Value) -> Value {
    let kind = delta["part_type"].as_str().unwrap();
    let mut part = json!({ "type": kind, "part_id": part_id });
    match kind {
        "rich_text" => part["blocks"] = json!([]),
        "table" => {
            for name in ["headers", "alignments", "caption"] {
                if let Some(value) = delta.get(name) {
                    part[name] = value.clone();
                }
            }
            part["rows"] = json!([]);
        }
        list => part[list] = json!([]),
    }
    part
}

fn push(list: &mut Value, item: &Value) {
    list.as_array_mut().unwrap().push(item.clone());
}

fn apply(part: &mut Value, delta: &Value) {
    let index = delta["block_index"].as_u64().map(|index| usize::try_from(index).unwrap());
    match delta["action"].as_str().unwrap() {
        "start_block" => {
            let kind = delta["block_type"].as_str().unwrap();
            let list = if kind == "paragraph" { "spans" } else { "items" };
            push(&mut part["blocks"], &json!({ "type": kind, list: [] }));
            assert_eq!(part["blocks"].as_array().unwrap().len(), index.unwrap() + 1);
        }
        "append_text" => {
            let spans = &mut part["blocks"][index.unwrap()]["spans"];
            let text = delta["text"].as_str().unwrap();
            match spans.as_array_mut().unwrap().last_mut() {
                Some(last) if last["type"] == "text" => {
                    last["text"] = format!("{}{text}", last["text"].as_str().unwrap()).into();
                }
                _ => push(spans, &json!({ "type": "text", "text": text })),
            }
        }
        "append_span" => push(&mut part["blocks"][index.unwrap()]["spans"], &delta["span"]),
        "append_item" => push(&mut part["blocks"][index.unwrap()]["items"], &delta["item"]),
        "append_product" => push(&mut part["products"], &delta["product"]),
        "append_suggestion" => push(&mut part["suggestions"], &delta["suggestion"]),
        "append_row" => push(&mut part["rows"], &delta["row"]),
        "end_block" | "end_part" => {}
        other => panic!("unknown action {other}"),
    }
}
