//! The reducer against every stream of the fixtures, and against cuts and prefixes nobody thought of.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chatlet_core::stream_decoder::Decoder;
use chatlet_core::transcript::{Content, MessageKey, Status, Transcript};
use chatlet_protocol::message::Message;
use chatlet_protocol::part::Part;
use chatlet_protocol::rich_text::Block;
use chatlet_protocol::stream::{Frame, FrameReader};
use proptest::prelude::*;
use std::path::PathBuf;

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let mut found = Vec::new();
    for folder in [root.clone(), root.join("malformed")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "sse") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                found.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    assert!(found.len() >= 11);
    found
}

fn frames(bytes: &[u8], cuts: &[usize]) -> Vec<Frame> {
    let (mut decoder, mut reader) = (Decoder::new(), FrameReader::default());
    let mut frames = Vec::new();
    let mut from = 0;
    for cut in cuts.iter().copied().chain([bytes.len()]) {
        decoder
            .push(&bytes[from..cut], |event| {
                let frame = reader.read(event.event, event.data);
                assert_eq!(frame, Frame::read(event.event, event.data), "read alone and in a row alike");
                frames.extend(frame.ok());
            })
            .unwrap();
        from = cut;
    }
    frames
}

fn apply(transcript: &mut Transcript, key: MessageKey, frame: Frame) {
    match frame {
        Frame::PartDelta { part_id, delta } => {
            transcript.apply_delta(key, &part_id, delta);
        }
        Frame::Part(part) => {
            transcript.apply_part(key, part);
        }
        Frame::Done { message, .. } => {
            transcript.apply_done(key, message);
        }
        Frame::Status(_) | Frame::Error(_) => {}
    }
}

/// What a reader sees: parts in order, text as the wire would have it.
#[derive(Debug, PartialEq)]
enum Seen {
    Text(Vec<Block>),
    Part(Part),
}

fn seen(transcript: &Transcript, key: MessageKey) -> (Vec<Seen>, Option<String>, Status) {
    let entry = transcript.entry(key).unwrap();
    let parts = entry.parts.iter().map(|part| match transcript.content(*part).unwrap() {
        Content::RichText(text) => Seen::Text(text.to_blocks()),
        Content::Part(part) => Seen::Part(part.clone()),
    });
    (parts.collect(), entry.message_id.clone(), entry.status.clone())
}

fn play(frames: impl IntoIterator<Item = Frame>) -> (Vec<Seen>, Option<String>, Status) {
    let mut transcript = Transcript::default();
    let (key, _) = transcript.await_reply(0);
    frames.into_iter().for_each(|frame| apply(&mut transcript, key, frame));
    seen(&transcript, key)
}

#[test]
fn a_draft_equals_the_part_that_follows_it() {
    for (name, bytes) in
        fixtures().into_iter().filter(|(name, _)| !name.starts_with("bad") && !name.contains("unknown"))
    {
        let all = frames(&bytes, &[]);
        let drafts =
            all.iter().filter(|frame| matches!(frame, Frame::PartDelta { .. })).cloned().collect::<Vec<_>>();
        let streamed: Vec<_> = drafts
            .iter()
            .filter_map(|frame| match frame {
                Frame::PartDelta { part_id, .. } => Some(part_id.clone()),
                _ => None,
            })
            .collect();
        let parts = all.into_iter().filter(|frame| match frame {
            Frame::Part(part) => part.part_id().is_some_and(|id| streamed.iter().any(|known| **known == *id)),
            _ => false,
        });
        let finished = parts.collect::<Vec<_>>();
        if !finished.is_empty() && !name.contains("error") {
            assert_eq!(play(drafts).0, play(finished).0, "{name}");
        }
    }
}

#[test]
fn any_prefix_of_deltas_then_done_equals_done_alone() {
    for (name, bytes) in fixtures() {
        let all = frames(&bytes, &[]);
        let Some(done @ Frame::Done { .. }) = all.last().cloned() else { continue };
        let alone = play([done.clone()]);
        for length in 0..all.len() {
            let prefix = all[..length].iter().cloned().chain([done.clone()]);
            assert_eq!(play(prefix), alone, "{name}, {length} frames before done");
        }
    }
}

#[test]
fn f24_f25_doubled_frames_are_repaired_by_done() {
    for (name, bytes) in fixtures() {
        let all = frames(&bytes, &[]);
        if matches!(all.last(), Some(Frame::Done { .. })) {
            let doubled = all.iter().flat_map(|frame| [frame.clone(), frame.clone()]);
            assert_eq!(play(doubled), play(all.clone()), "{name}");
        }
    }
}

#[test]
fn f21_f22_unknown_items_leave_their_neighbours() {
    let (_, bytes) = fixtures().into_iter().find(|(name, _)| name == "stream-unknown-part.sse").unwrap();
    let (parts, _, status) = play(frames(&bytes, &[]));
    assert_eq!(status, Status::Settled);
    assert_eq!(parts.len(), 4);
    assert!(matches!(&parts[0], Seen::Part(Part::Unknown(value)) if value["type"] == "carousel_3d"));
    let mut transcript = Transcript::default();
    let (key, _) = transcript.await_reply(0);
    for frame in frames(&bytes, &[]) {
        apply(&mut transcript, key, frame);
    }
    assert_eq!(transcript.plain_text(key), "Kendt tekst1 fortsætter.\nA\n4 stjerner\nplain text part");
}

#[test]
fn f26_f27_parts_stand_in_order_of_arrival_and_orphans_are_ignored() {
    let delta = |part: &str, action: serde_json::Value| {
        Frame::read("part_delta", &serde_json::json!({"part_id": part, "delta": action}).to_string()).unwrap()
    };
    let whole = |part: &str, text: &str| Frame::Part(Part::text(part, text));
    let append = |text: &str| serde_json::json!({"action": "append_text", "block_index": 0, "text": text});
    let orphan = delta("nobody", append("lost"));
    let late = delta("a", append(" late"));
    let (parts, ..) = play([
        orphan,
        whole("a", "first"),
        whole("b", "second"),
        delta("b", serde_json::json!({"action": "end_part"})),
    ]);
    assert_eq!(
        parts,
        [Seen::Text(vec![Block::paragraph("first")]), Seen::Text(vec![Block::paragraph("second")])]
    );
    let (parts, ..) = play([whole("a", "first"), late]);
    assert_eq!(
        parts,
        [Seen::Text(vec![Block::paragraph("first")])],
        "a delta after the final part is ignored"
    );
}

#[test]
fn f29_done_keeps_the_keys_of_what_it_confirms() {
    let mut transcript = Transcript::default();
    let (key, _) = transcript.await_reply(0);
    transcript.apply_part(key, Part::text("a", "kept"));
    transcript.apply_part(key, Part::text("b", "dropped"));
    let before = transcript.entry(key).unwrap().parts.clone();
    let message = message("m1", vec![Part::text("c", "new"), Part::text("a", "kept")]);
    let changes = transcript.apply_done(key, message);
    let after = transcript.entry(key).unwrap().parts.clone();
    assert_eq!(after[1], before[0]);
    assert_eq!(transcript.revision(after[1]), 0, "what was right is not drawn again");
    assert!(!changes.is_empty());
    assert_eq!(transcript.find("m1"), Some(key));
}

#[test]
fn f30_a_reply_without_anything_to_show_is_empty_not_blank() {
    let mut transcript = Transcript::default();
    let (key, _) = transcript.await_reply(0);
    transcript.apply_done(key, message("m1", vec![]));
    assert_eq!(transcript.entry(key).unwrap().status, Status::Empty);
}

fn message(id: &str, parts: Vec<Part>) -> Message {
    use chatlet_protocol::message::Role;
    Message { message_id: id.into(), role: Role::Assistant, parts, created_at: None, agent: None }
}

#[test]
fn f51_a_megabyte_in_one_part_is_shown_and_costs_each_byte_once() {
    let text = "smør ".repeat(200_000);
    let mut transcript = Transcript::default();
    let (key, _) = transcript.await_reply(0);
    transcript.apply_part(key, Part::text("a", &text));
    assert_eq!(transcript.plain_text(key), text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_chunking_gives_the_same_state(which in 0usize..11, mut cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let all = fixtures();
        let (_, bytes) = &all[which % all.len()];
        let mut cuts: Vec<usize> = cuts.drain(..).map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        prop_assert_eq!(play(frames(bytes, &cuts)), play(frames(bytes, &[])));
    }

    #[test]
    fn random_frames_never_panic(bodies in prop::collection::vec((0usize..5, arb_json()), 0..40)) {
        let names = ["status", "part_delta", "part", "done", "error"];
        let frames = bodies.iter().filter_map(|(name, body)| Frame::read(names[*name], &body.to_string()).ok());
        let _state = play(frames);
    }
}

/// JSON that looks like frames often enough to get past the first check.
fn arb_json() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::{Value, json};
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "rich_text",
            "table",
            "products",
            "paragraph",
            "bullet_list",
            "text",
            "bold",
            "link",
            "start_part",
            "append_text",
            "append_span",
            "append_item",
            "append_row",
            "start_block",
            "end_part",
            "a",
            "b",
            ""
        ])
        .prop_map(Value::from),
    ];
    let keys = vec![
        "type",
        "part_id",
        "part",
        "delta",
        "action",
        "part_type",
        "block_index",
        "block_type",
        "text",
        "span",
        "item",
        "spans",
        "items",
        "blocks",
        "row",
        "headers",
        "rows",
        "message",
        "message_id",
        "role",
        "parts",
        "url",
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        let keys = keys.clone();
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(keys), inner), 0..8).prop_map(|pairs| pairs
                .into_iter()
                .fold(json!({}), |mut object, (key, value)| {
                    object[key] = value;
                    object
                })),
        ]
    })
}
