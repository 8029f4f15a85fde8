//! `hostile-links.jsonl` and `benign-links.jsonl`: what may be navigated, loaded or shown.

use chatlet_core::display::display_text;
use chatlet_core::links::{Link, LinkPolicy, WebAddress, link_label};
use serde_json::{Map, Value};

use super::record::{records, report};

/// The site of README.md, "The verdicts assume this policy".
fn policy() -> LinkPolicy {
    LinkPolicy {
        page: WebAddress::parse("https://shop.example/products/list?x=1"),
        api: None,
        custom_schemes: ["tour", "action", "product"].map(String::from).to_vec(),
        image_hosts: ["cdn.shop.example", "api.chat.example"].map(String::from).to_vec(),
    }
}

#[test]
fn s16_the_hostile_corpora_are_blocked() {
    judge_all("hostile-links.jsonl");
}

#[test]
fn s17_the_benign_corpora_work() {
    judge_all("benign-links.jsonl");
}

fn judge_all(file: &str) {
    let records = records(file);
    let policy = policy();
    let failures: Vec<String> = records.iter().flat_map(|record| judge(&policy, record)).collect();
    report(file, records.len(), &failures);
}

/// What of this record differs.
fn judge(policy: &LinkPolicy, record: &Value) -> Vec<String> {
    let value = record["value"].as_str().expect("a value");
    let mut got = match record["kind"].as_str() {
        Some("href") => judge_link(policy.link(value)),
        Some("link") => {
            let mut got = judge_link(policy.link(value));
            show_label(policy, record, &mut got);
            got
        }
        Some("image") => judge_image(policy.image(value)),
        Some("text") => judge_text(value),
        kind => panic!("unknown kind {kind:?}"),
    };
    let expected = |field: &&&str| record.get(**field).is_some();
    ["verdict", "resolves_to", "must_show_host", "external", "params"]
        .iter()
        .filter(expected)
        .filter_map(|field| {
            let (expected, got) = (&record[*field], got.remove(*field).unwrap_or_default());
            let (id, category) = (&record["id"], &record["category"]);
            (*expected != got)
                .then(|| format!("{id} {category} {value:.200?}: {field}: expected {expected}, got {got}"))
        })
        .collect()
}

fn judge_link(link: Link) -> Map<String, Value> {
    let mut got = Map::new();
    match link {
        Link::Open { url, host, external, .. } => {
            got.insert("verdict".into(), "allow".into());
            got.insert("resolves_to".into(), url.into());
            got.insert("must_show_host".into(), host.into());
            got.insert("external".into(), external.into());
        }
        Link::Event { params, .. } => {
            let count = params.len();
            let record: Map<String, Value> =
                params.into_iter().map(|(key, value)| (key, value.into())).collect();
            assert_eq!(record.len(), count, "a key twice");
            got.insert("verdict".into(), "event".into());
            got.insert("params".into(), record.into());
        }
        Link::Blocked => {
            got.insert("verdict".into(), "block".into());
        }
    }
    got
}

/// Replaces the host of the link by what its label makes of it: the host shown beside the label, or the label
/// itself, which must then name no other host. Words without the shape of an address need no host beside
/// them.
fn show_label(policy: &LinkPolicy, record: &Value, got: &mut Map<String, Value>) {
    let Link::Open { host, external, .. } = policy.link(record["value"].as_str().expect("a value")) else {
        return;
    };
    let label = link_label(record["text"].as_str().expect("a label"), host.as_deref(), external);
    let plain = label.text.chars().any(char::is_alphanumeric) && !label.text.contains(['.', '/', '@', ':']);
    let silent = if plain { host } else { Some(label.text) };
    got.insert("must_show_host".into(), label.shown_host.or(silent).into());
}

fn judge_image(url: Option<String>) -> Map<String, Value> {
    let mut got = Map::new();
    got.insert("verdict".into(), if url.is_some() { "allow" } else { "block" }.into());
    got.insert("resolves_to".into(), url.into());
    got
}

/// A text stays text: shown whole but for characters that act on what stands beside it.
fn judge_text(value: &str) -> Map<String, Value> {
    let shown = display_text(value);
    let mut rest = value.chars();
    let kept = shown.chars().all(|letter| letter == '\n' || rest.any(|other| other == letter));
    let still = !shown.contains(|letter: char| {
        matches!(letter, '\0'..='\x08' | '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    let mut got = Map::new();
    got.insert("verdict".into(), if kept && still { "literal" } else { "changed" }.into());
    got
}
