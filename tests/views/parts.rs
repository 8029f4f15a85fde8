//! What each part shows.

use super::stage::{Backend, Stage, attribute, fixture, rows, tag, tags, text};
use chatlet_core::client::Input;
use serde_json::{Value, json};

fn part(part: &Value) -> String {
    let stage = Stage::ready(Backend::default());
    stage.reply("Hej", &part.to_string());
    last(&stage)
}

/// The newest row.
fn last(stage: &Stage) -> String {
    rows(&stage.app("/")).pop().unwrap().to_owned()
}

#[test]
fn f21_unknown_things_show_their_text_or_nothing_and_their_neighbours_stay() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Hej", "stream-unknown-part.sse");
    let row = last(&stage);
    let words = text(&row);
    assert!(words.contains("Kendt tekst1 fortsætter."), "{words}");
    assert!(words.contains("4 stjerner") && words.contains("plain text part"));
    assert!(!words.contains("ukendt blok") && !words.contains("carousel"));
}

#[test]
fn f30_an_empty_reply_says_so_and_can_be_asked_again() {
    let stage = Stage::ready(Backend::default());
    stage.reply("Hej", "");
    let row = last(&stage);
    assert!(row.contains("data-status=\"empty\"") && !row.contains("bubble"), "{row}");
    assert!(text(&row).contains("No answer came.") && text(&row).contains("Try again"));
}

#[test]
fn f55_large_tables_and_rows_of_cards_are_drawn_to_their_bounds() {
    let cell = |text: String| json!({ "blocks": [{ "type": "paragraph", "spans": [{ "type": "text", "text": text }] }] });
    let rows: Vec<Value> = (0..250)
        .map(|row| json!([cell(format!("r{row}")), cell("x".into()), cell("too much".into())]))
        .collect();
    let row = part(
        &json!({ "type": "table", "part_id": "t", "headers": [cell("A".into()), cell("B".into())], "rows": rows }),
    );
    assert_eq!(tags(&row, "tr").len(), 201);
    assert_eq!(tags(&row, "td").len(), 400);
    assert!(!row.contains("too much"));
    let rows = json!([[cell("one".into())], []]);
    let row = part(
        &json!({ "type": "table", "part_id": "t", "headers": [cell("A".into()), cell("B".into())], "rows": rows }),
    );
    assert_eq!(tags(&row, "td").len(), 4);
    assert_eq!(attribute(tag(&row, "div", "table"), "aria-label").as_deref(), Some("Table"));
    let cards: Vec<Value> = (0..100).map(|id| json!({ "id": format!("{id}"), "title": format!("T{id}"), "image_url": "nonsense", "url": "" })).collect();
    let row = part(&json!({ "type": "products", "part_id": "p", "products": cards }));
    assert_eq!(row.matches("class=\"card\"").count(), 100);
    assert_eq!(row.matches("picture missing").count(), 100);
    assert!(tags(&row, "a").is_empty() && !row.contains("class=\"picture\""));
}

#[test]
fn quick_replies_belong_to_the_newest_reply_and_wait_for_it() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    let chips = |stage: &Stage| stage.app("/").matches("class=\"quick-replies chips\"").count();
    assert_eq!(chips(&stage), 1);
    let turn = stage.say("Ja tak");
    assert_eq!(chips(&stage), 0);
    stage.stream(turn, &fixture("stream-richtext.sse"));
    assert_eq!(chips(&stage), 0);
    stage.reply("Mere", r#"{"type":"quick_replies","part_id":"q","replies":["A"," ","B"]}"#);
    assert_eq!(chips(&stage), 1);
    assert_eq!(last(&stage).matches("class=\"chip\"").count(), 2);
}

#[test]
fn text_has_its_formats() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Kan jeg returnere?", "stream-richtext.sse");
    let row = last(&stage);
    assert!(row.contains("<strong>30 dages</strong>") && row.contains("<s>49 kr</s>"));
    assert_eq!(tags(&row, "ul").len(), 1);
    assert_eq!(attribute(tag(&row, "div", "bubble"), "dir").as_deref(), Some("auto"));
}

#[test]
fn f29_a_streamed_reply_and_its_final_form_look_the_same() {
    let words = |row: &str| text(row).replace(['\u{2060}'], "");
    let streamed = Stage::ready(Backend::default());
    let whole = fixture("stream-richtext.sse");
    let turn = streamed.say("Hej");
    streamed.stream(turn, &whole[..whole.find("event: done").unwrap()]);
    let before = last(&streamed);
    streamed.input(Input::StreamBytes {
        turn,
        bytes: whole.as_bytes()[whole.find("event: done").unwrap()..].to_vec(),
    });
    let after = last(&streamed);
    let bubble =
        |row: &str| words(&row[row.find("class=\"bubble").unwrap()..row.find("class=\"foot").unwrap()]);
    assert_eq!(bubble(&before), bubble(&after));
}

#[test]
fn files_show_name_type_and_size_and_open_elsewhere() {
    let row = part(
        &json!({ "type": "file", "url": "https://fjord.example.com/f/1", "filename": "../\u{202e}faktura.pdf",
        "mime_type": "application/pdf", "size_bytes": 51_200 }),
    );
    let words = text(&row);
    assert!(words.contains("../faktura.pdf") && words.contains("PDF · 51 kB"), "{words}");
    assert_eq!(attribute(tag(&row, "a", "file"), "target").as_deref(), Some("_blank"));
    let row = part(&json!({ "type": "file", "url": "javascript:alert(1)", "filename": "x.pdf" }));
    assert!(tags(&row, "a").is_empty() && text(&row).contains("x.pdf"));
}

#[test]
fn s22_only_the_visitors_own_pictures_may_come_with_the_message() {
    let own = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    assert!(own.app("/").contains("src=\"data:image/"));
    let row = part(&json!({ "type": "image", "url": "data:image/png;base64,iVBORw0KGg==", "caption": "x" }));
    assert!(!row.contains("src=\"data:") && row.contains("aria-label=\"x\""), "{row}");
}

#[test]
fn markers_can_be_read() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Hej", "stream-markers.sse");
    let words = text(&last(&stage));
    assert!(words.contains("Contact us") && words.contains("Support request"), "{words}");
    assert!(
        words.contains("The assistant asks for an image.") && words.contains("You can talk to a person.")
    );
}

#[test]
fn a_banner_keeps_its_colours_readable_and_its_link_safe() {
    let stage = Stage::ready(Backend { banners: fixture("banners.json"), ..Backend::default() });
    let html = stage.app("/");
    assert!(html.contains("--banner:rgb(254 243 199);") && html.contains("aria-label=\"Announcements\""));
    let links: Vec<_> = tags(&html, "a").into_iter().filter_map(|tag| attribute(tag, "href")).collect();
    assert!(links.iter().any(|link| link == "https://fjord.example.com/fragt"));
    assert!(!html.contains("javascript") && !text(&html).contains("Klik"));
    assert_eq!(html.matches("aria-label=\"Dismiss\"").count(), 2);
    stage.input(Input::BannerDismissed(0));
    assert!(!text(&stage.app("/")).contains("Gratis fragt"));
}
