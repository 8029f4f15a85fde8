//! The corpora through the real part renderer: what may be a link, and that text never becomes anything else.

use super::stage::{Backend, Stage, attribute, elements, rows, tags, text};
use chatlet_core::display::display_text;
use serde_json::{Value, json};

fn records(file: &str) -> Vec<Value> {
    let own = format!("{}/tests/corpora", env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var("CHATLET_CORPORA").unwrap_or(own);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn stage() -> Stage {
    Stage::ready(Backend {
        page: "https://shop.example/products/list?x=1",
        origin: "https://shop.example",
        ..Backend::default()
    })
}

fn word<'a>(record: &'a Value, name: &str) -> &'a str {
    record[name].as_str().unwrap_or_default()
}

fn paragraph(span: &Value) -> String {
    json!({ "type": "rich_text", "part_id": "a", "blocks": [{ "type": "paragraph", "spans": [span] }] })
        .to_string()
}

/// Renders a reply alone: everything of it stands in the one list.
fn reply(stage: &Stage, part: &str) -> String {
    stage.reply("Hej", part);
    let html = stage.app("/");
    let reply = rows(&html).pop().unwrap();
    reply[reply.find("class=\"parts").unwrap()..].to_owned()
}

#[test]
fn s16_s17_s19_s20_links_open_exactly_what_was_checked_or_not_at_all() {
    let mut count = 0;
    for record in records("hostile-links.jsonl").iter().chain(&records("benign-links.jsonl")) {
        let kind = word(record, "kind");
        if kind != "href" && kind != "link" {
            continue;
        }
        count += 1;
        let (id, value) = (word(record, "id"), word(record, "value"));
        let label = if kind == "link" { word(record, "text") } else { "Read more" };
        let html = reply(&stage(), &paragraph(&json!({ "type": "link", "text": label, "url": value })));
        let anchors = tags(&html, "a");
        match word(record, "verdict") {
            "allow" => {
                assert_eq!(anchors.len(), 1, "{id}");
                if let Some(resolved) = record["resolves_to"].as_str() {
                    assert_eq!(attribute(anchors[0], "href").as_deref(), Some(resolved), "{id}");
                }
                assert_eq!(attribute(anchors[0], "target").as_deref(), Some("_blank"), "{id}");
                assert_eq!(attribute(anchors[0], "rel").as_deref(), Some("noopener noreferrer"), "{id}");
                assert_eq!(attribute(anchors[0], "referrerpolicy").as_deref(), Some("no-referrer"), "{id}");
            }
            verdict => {
                assert!(anchors.is_empty() && !html.contains("href"), "{id} {html}");
                assert_eq!(html.contains("class=\"link\""), verdict == "event", "{id}");
            }
        }
        if let Some(host) = record["must_show_host"].as_str().filter(|_| word(record, "verdict") == "allow") {
            assert!(kind != "link" || text(&html).contains(host), "{id} {html}");
        }
    }
    assert!(count > 150);
}

#[test]
fn s22_pictures_are_loaded_from_listed_hosts_only() {
    for record in records("hostile-links.jsonl").iter().chain(&records("benign-links.jsonl")) {
        if word(record, "kind") != "image" {
            continue;
        }
        let (id, value) = (word(record, "id"), word(record, "value"));
        let card = json!({ "id": "p", "title": "T", "image_url": value, "url": "https://shop.example/p" });
        let html =
            reply(&stage(), &json!({ "type": "products", "part_id": "a", "products": [card] }).to_string());
        let images = tags(&html, "img");
        assert_eq!(!images.is_empty(), word(record, "verdict") == "allow", "{id} {html}");
        for image in images {
            assert_eq!(attribute(image, "referrerpolicy").as_deref(), Some("no-referrer"));
            assert_eq!(attribute(image, "loading").as_deref(), Some("lazy"));
        }
    }
}

/// Every place of a reply that holds text, with `text` in it.
fn everywhere(text: &str) -> String {
    let spans = json!([
        { "type": "text", "text": text }, { "type": "bold", "text": text }, { "type": "strike", "text": text },
        { "type": "link", "text": text, "url": "https://shop.example/x" }, { "type": "footnote", "text": text },
    ]);
    let cell = json!({ "blocks": [{ "type": "paragraph", "spans": spans }] });
    let field = json!({ "key": "k", "label": text, "placeholder": text });
    let parts = json!([
        { "type": "rich_text", "part_id": "a", "blocks": [
            { "type": "paragraph", "spans": spans }, { "type": "bullet_list", "items": [{ "spans": spans }] },
        ]},
        { "type": "table", "part_id": "b", "caption": text, "headers": [cell], "rows": [[cell]] },
        { "type": "products", "part_id": "c", "products": [{
            "id": "p", "title": text, "description": text, "splash": text, "image_url": "", "url": "https://shop.example/p",
            "price": { "amount": 1, "currency": text },
        }]},
        { "type": "suggestions", "part_id": "d", "suggestions": [{
            "id": "s", "title": text, "description": text, "image_url": "", "prompt_text": text,
        }]},
        { "type": "image", "url": "https://cdn.shop.example/p.png", "caption": text },
        { "type": "file", "url": "https://shop.example/f", "filename": text, "mime_type": text },
        { "type": "show_form", "part_id": "e", "form_id": "f", "name": text, "fields": [field] },
        { "type": "carousel_3d", "part_id": "g", "text": text },
        { "type": "quick_replies", "part_id": "h", "replies": [text] },
    ]);
    let parts = parts.to_string();
    parts[1..parts.len() - 1].to_owned()
}

/// The elements of a page, without the host that is put beside words which name another one.
fn shape(html: &str) -> Vec<&str> {
    let hosts: Vec<&str> = html.split("<span class=\"link-host\">").collect();
    hosts.into_iter().flat_map(elements).collect()
}

/// Texts that are to be shown as they are; those of which nothing can be shown have no caption and no label.
fn literals() -> Vec<Value> {
    let shown = |record: &Value| !display_text(word(record, "value")).trim().is_empty();
    let literal = |record: &Value| word(record, "verdict") == "literal" && shown(record);
    records("hostile-links.jsonl").into_iter().filter(literal).collect()
}

#[test]
fn s21_s26_text_stays_text_wherever_it_stands() {
    let harmless = reply(&stage(), &everywhere("word"));
    let expected = shape(&harmless);
    assert!(harmless.matches("word").count() > 25);
    let mut count = 0;
    for record in literals() {
        count += 1;
        let html = reply(&stage(), &everywhere(word(&record, "value")));
        assert_eq!(shape(&html), expected, "{record}");
    }
    assert!(count > 10);
}

#[test]
fn s21_s26_names_greetings_and_banners_are_text() {
    let page = |words: &str| {
        let config = json!({
            "display": {
                "name": words, "welcome_message": words, "privacy_policy_url": "https://shop.example/p",
                "subtitle": { "text": words, "link": { "text": words, "url": "https://shop.example/x" } },
            },
            "theme": {}, "start_prompts": [{ "prompt_text": words }],
        });
        let banner = json!({ "id": "b", "message": words, "cta_label": words, "cta_url": "https://shop.example/b",
            "background_color": words, "text_color": words, "dismissible": true });
        let agent = json!({ "agent_id": "a", "display_name": words });
        let said = json!([{ "type": "rich_text", "part_id": "x", "blocks": [{ "type": "paragraph", "spans": [{ "type": "text", "text": words }] }] }]);
        let history = json!({ "messages": [{ "message_id": "m", "role": "agent", "agent": agent, "parts": said }], "has_more": false });
        let stage = Stage::ready(Backend {
            config: config.to_string(),
            banners: json!({ "banners": [banner] }).to_string(),
            history: history.to_string(),
            page: "https://shop.example/",
            origin: "https://shop.example",
            ..Backend::default()
        });
        stage.app("/")
    };
    let harmless = page("word");
    for record in literals() {
        assert_eq!(shape(&page(word(&record, "value"))), shape(&harmless), "{record}");
    }
}

#[test]
fn s31_characters_that_move_text_are_not_shown() {
    let html = reply(&stage(), &everywhere("refund \u{202e}yenom ruoy\u{202c} now \u{2066}x\u{2069}"));
    let shown = html.find(['\u{202e}', '\u{202c}', '\u{2066}', '\u{2069}']);
    assert_eq!(shown.map(|at| &html[at - 60..at + 10]), None);
}
