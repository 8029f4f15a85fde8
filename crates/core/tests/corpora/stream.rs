//! `sse.jsonl`: bytes of a `text/event-stream` body in, dispatched events out, over every cut.

use chatlet_core::stream_decoder::{Decoder, ServerEvent};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

use super::record::{records, report};

/// Longer streams skip the cuts that would take time without showing more (README: "may skip (c) to (f)").
const SHORT: usize = 6_000;
/// Every two-way cut is quadratic in the length.
const SHORT_FOR_EVERY_CUT: usize = 1_500;

struct Case {
    name: String,
    chunks: Vec<Vec<u8>>,
    expected: Outcome,
}

/// An event, kept.
#[derive(Debug, PartialEq, Clone)]
struct Kept {
    event: String,
    data: String,
    id: String,
    retry: Option<u64>,
}

impl Kept {
    fn of(event: ServerEvent<'_>) -> Self {
        let ServerEvent { event, data, id, retry } = event;
        Self { event: event.to_owned(), data: data.to_owned(), id: id.to_owned(), retry }
    }
}

#[derive(Debug, PartialEq, Clone)]
struct Outcome {
    events: Vec<Kept>,
    id: String,
    retry: Option<u64>,
}

#[test]
fn f17_the_stream_corpora_agree_over_every_cut() {
    let cases: Vec<Case> = records("sse.jsonl").iter().map(case).collect();
    let failures: Vec<String> = cases.iter().filter_map(|case| judge(case).err()).collect();
    report("sse.jsonl", cases.len(), &failures);
}

fn judge(case: &Case) -> Result<(), String> {
    let whole = case.chunks.concat();
    let check = |mode: &str, chunks: &[&[u8]]| {
        let ignore_retry = case.expected.retry == Some(u64::MAX);
        let got = run(chunks, ignore_retry);
        if got == case.expected {
            return Ok(());
        }
        Err(format!("{} ({mode}):\n  expected {:.600?}\n  got      {:.600?}", case.name, case.expected, got))
    };
    check("as given", &case.chunks.iter().map(Vec::as_slice).collect::<Vec<_>>())?;
    check("as one chunk", &[&whole])?;
    if whole.len() > SHORT {
        return Ok(());
    }
    check("byte by byte", &whole.chunks(1).collect::<Vec<_>>())?;
    check("in pairs", &whole.chunks(2).collect::<Vec<_>>())?;
    if whole.len() <= SHORT_FOR_EVERY_CUT {
        for at in 0..=whole.len() {
            let (head, tail) = whole.split_at(at);
            check(&format!("cut at {at}"), &[head, tail])?;
        }
    }
    let positions = proptest::collection::vec(0..=whole.len(), 0..12);
    TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() })
        .run(&positions, |mut positions| {
            positions.extend([0, whole.len()]);
            positions.sort_unstable();
            let chunks: Vec<&[u8]> = positions.windows(2).map(|pair| &whole[pair[0]..pair[1]]).collect();
            check(&format!("cut at {positions:?}"), &chunks).map_err(TestCaseError::fail)
        })
        .map_err(|error| error.to_string())
}

fn run(chunks: &[&[u8]], ignore_retry: bool) -> Outcome {
    let mut decoder = Decoder::new();
    let mut events = Vec::new();
    for chunk in chunks {
        decoder.push(chunk, |event| events.push(Kept::of(event))).expect("no record reaches the limit");
    }
    let mut outcome = Outcome { events, id: decoder.last_event_id().to_owned(), retry: decoder.retry() };
    if ignore_retry {
        forget_retry(&mut outcome);
    }
    outcome
}

/// Makes every reconnection time equal, for records whose number has no bound.
fn forget_retry(outcome: &mut Outcome) {
    outcome.retry = Some(u64::MAX);
    for event in &mut outcome.events {
        event.retry = Some(u64::MAX);
    }
}

fn case(record: &Value) -> Case {
    let mut chunks: Vec<Vec<u8>> = record["chunks"].as_array().expect("chunks").iter().map(bytes).collect();
    if record["coalesce"] == Value::Bool(true) {
        chunks = vec![chunks.concat()];
    }
    let mut expected = Outcome {
        events: record["expect"].as_array().expect("expect").iter().map(event).collect(),
        id: string(&record["final"]["id"]),
        retry: record["final"]["retry"].as_u64(),
    };
    if record["ignore_retry"] == Value::Bool(true) {
        forget_retry(&mut expected);
    }
    Case { name: string(&record["name"]), chunks, expected }
}

fn event(record: &Value) -> Kept {
    Kept {
        event: string(&record["event"]),
        data: string(&record["data"]),
        id: string(&record["id"]),
        retry: record["retry"].as_u64(),
    }
}

fn string(value: &Value) -> String {
    String::from_utf8(bytes(value)).expect("text")
}

fn bytes(value: &Value) -> Vec<u8> {
    if let Some(text) = value.as_str() {
        return text.as_bytes().to_vec();
    }
    if let Some(encoded) = value["b64"].as_str() {
        return base64(encoded);
    }
    let text = value["repeat"].as_str().unwrap_or_else(|| panic!("neither text, b64 nor repeat: {value}"));
    let times = usize::try_from(value["times"].as_u64().expect("times")).expect("a count");
    let mut bytes = text.repeat(times).into_bytes();
    let trimmed = usize::try_from(value["trim_end"].as_u64().unwrap_or(0)).expect("a count");
    bytes.truncate(bytes.len() - trimmed);
    bytes
}

fn base64(encoded: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in encoded.bytes().filter(|byte| *byte != b'=') {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => panic!("not base64: {encoded}"),
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xFF).expect("one byte"));
        }
    }
    bytes
}
