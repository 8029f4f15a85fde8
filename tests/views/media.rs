//! Files on their way, pictures, files, products and markers: what each state shows.

use super::stage::{Backend, NOW, Stage, attribute, fixture, rows, tag, tags, text};
use chatlet_core::attachment::{FileId, Picked, UploadInput};
use chatlet_core::client::{Input, PartInput};
use chatlet_core::transcript::PartKey;
use chatlet_protocol::host_line::HostCommand;
use serde_json::{Value, json};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn upload(stage: &Stage, input: UploadInput) {
    stage.input(Input::Upload(input));
}

fn pick(stage: &Stage, id: u32, name: &str, mime: &str, bytes: u64) {
    let files = vec![Picked { id: FileId(id), name: name.into(), mime: mime.into(), bytes }];
    upload(stage, UploadInput::Picked { tray: "composer".into(), files });
}

fn prepare(stage: &Stage, id: u32) {
    let id = FileId(id);
    upload(stage, UploadInput::Inspected { id, head: PNG.to_vec(), size: Some((800, 600)) });
    upload(stage, UploadInput::Scaled { id, bytes: 61_000, preview: "blob:https://chat.example/1".into() });
}

/// The rows of files that wait.
fn waiting(html: &str) -> Vec<(String, String)> {
    let items = html.split("<li data-state=").skip(1).map(|item| item.split("</li>").next().unwrap());
    items.map(|item| (item[1..].split('"').next().unwrap().to_owned(), text(&format!("<{item}")))).collect()
}

/// The newest row, and the key of its first part.
fn reply(stage: &Stage, parts: &Value) -> PartKey {
    let parts: Vec<String> = parts.as_array().unwrap().iter().map(Value::to_string).collect();
    stage.reply("Hej", &parts.join(","));
    stage.widget.peek(|client| {
        let transcript = client.transcript();
        transcript.entry(*transcript.order().last().unwrap()).unwrap().parts[0]
    })
}

fn last(stage: &Stage) -> String {
    rows(&stage.app("/")).pop().unwrap().to_owned()
}

#[test]
fn f62_each_file_says_where_it_stands_and_what_can_be_done() {
    let stage = Stage::ready(Backend::default());
    assert!(waiting(&stage.app("/")).is_empty());
    pick(&stage, 1, "ready.png", "image/png", 9_000_000);
    prepare(&stage, 1);
    pick(&stage, 2, "slow.png", "image/png", 9_000_000);
    pick(&stage, 3, "page.html", "text/html", 20);
    assert_eq!(waiting(&stage.app("/"))[2].0, "checking", "an agent may be there, who takes it");
    stage.hear(r#"{"status":"inactive","feedback":{"status":"not_available"}}"#, &[]);
    pick(&stage, 4, "empty.png", "image/png", 0);
    pick(&stage, 5, "broken.png", "image/png", 20);
    upload(&stage, UploadInput::Failed(FileId(5)));
    let html = stage.app("/");
    let found = waiting(&html);
    let states: Vec<&str> = found.iter().map(|(state, _)| state.as_str()).collect();
    assert_eq!(states, ["ready", "checking", "refused", "refused", "unreadable"]);
    for (index, words) in [
        (0, "ready.png"),
        (0, "61 kB"),
        (1, "Preparing…"),
        (2, "Cannot be sent. Choose JPEG, PNG, WEBP, GIF."),
        (3, "The file is empty. Choose another."),
        (4, "Could not be read."),
        (4, "Try again"),
    ] {
        assert!(found[index].1.contains(words), "{words}: {}", found[index].1);
    }
    assert!(
        html.contains("src=\"blob:https://chat.example/1\"")
            && html.contains("aria-label=\"Remove ready.png\"")
    );
}

#[test]
fn s28_the_name_of_a_file_is_text() {
    let stage = Stage::ready(Backend::default());
    pick(&stage, 1, "<img src=x onerror=alert(1)>\u{202e}gnp.exe", "image/png", 5);
    let html = stage.app("/");
    assert!(!html.contains("<img src=x") && !html.contains('\u{202e}'));
    assert!(text(&html).contains("<img src=x onerror=alert(1)>gnp.exe"));
}

#[test]
fn a20_files_can_be_picked_by_keyboard_where_the_configuration_lets_them() {
    let stage = Stage::ready(Backend::default());
    let html = stage.app("/");
    let input = tags(&html, "input")
        .into_iter()
        .find(|tag| tag.contains("data-tray=\"composer\""))
        .unwrap()
        .to_owned();
    assert_eq!(attribute(&input, "aria-label").as_deref(), Some("Attach images"));
    assert_eq!(attribute(&input, "accept").as_deref(), Some("image/jpeg,image/png,image/webp,image/gif"));
    assert!(input.contains(" multiple") && html.contains("capture=\"environment\""));
    assert!(html.contains("data-drop=\"composer\""));
    let config = fixture("config-full.json").replace("\"image_enabled\": true", "\"image_enabled\": false");
    let html = Stage::ready(Backend { config, ..Backend::default() }).app("/");
    assert!(!html.contains("data-tray") && !html.contains("data-drop"));
}

#[test]
fn f61_the_echo_shows_the_pictures_and_the_words() {
    let stage = Stage::ready(Backend::default());
    pick(&stage, 1, "torn.png", "image/png", 9_000);
    prepare(&stage, 1);
    stage.say("Can you mend this?");
    let html = stage.app("/");
    let rows = rows(&html);
    let own = rows[rows.len() - 2];
    assert!(
        own.contains("data-status=\"sending\"") && own.contains("src=\"blob:https://chat.example/1\""),
        "{own}"
    );
    assert!(own.contains("alt=\"torn.png\"") && text(own).contains("Can you mend this?"));
    assert!(waiting(&html).is_empty());
}

#[test]
fn s22_a_stranger_cannot_show_a_blob() {
    let stage = Stage::ready(Backend::default());
    reply(&stage, &json!([{"type": "image", "url": "blob:https://chat.example/1", "caption": "x"}]));
    assert!(!stage.app("/").contains("src=\"blob:"));
}

#[test]
fn a_card_shows_what_became_of_the_wish_for_its_product() {
    let stage = Stage::ready(Backend::default());
    let card = json!({"id": "t", "title": "Fjell 4", "image_url": "", "url": "https://fjord.example.com/t",
        "add_to_cart": {"sku": "FJELL"}});
    let link = json!({"id": "u", "title": "Vidda", "image_url": "", "url": "https://fjord.example.com/u",
        "add_to_cart": {"sku": "V", "url": "https://fjord.example.com/cart?add=V"}});
    let part = reply(&stage, &json!([{"type": "products", "part_id": "p", "products": [card, link]}]));
    let button = |stage: &Stage| {
        let row = last(stage);
        let (_, rest) = row.split_once("<div class=\"card-cart\"").unwrap();
        text(&format!("<{}", rest.split("</div>").next().unwrap()))
    };
    let row = last(&stage);
    let to_cart = tag(&row, "a", "card-button cart");
    assert_eq!(attribute(to_cart, "href").as_deref(), Some("https://fjord.example.com/cart?add=V"));
    assert_eq!(button(&stage), "Add to cart");
    stage.input(Input::Part(PartInput::CartWanted(part, 0)));
    assert_eq!(button(&stage), "Adding…");
    let asked = stage.event_ids("addToCart").pop().unwrap();
    let answer =
        |ok, message: &str| HostCommand::Reply { event: asked.clone(), ok, message: Some(message.into()) };
    stage.input(Input::Host { id: None, command: answer(false, "Sold <b>out</b>") });
    assert_eq!(button(&stage), "Add to cartSold <b>out</b>");
    stage.input(Input::Part(PartInput::CartWanted(part, 0)));
    let event = stage.event_ids("addToCart").pop().unwrap();
    stage.input(Input::Host { id: None, command: HostCommand::Reply { event, ok: true, message: None } });
    assert_eq!(button(&stage), "Added to cart");
}

#[test]
fn s25_a_cards_address_opens_only_what_may_be_opened() {
    for bad in ["javascript:alert(1)", "data:text/html,x", "http://127.0.0.1/", "//", "mailto:a@b.c", ""] {
        let stage = Stage::ready(Backend::default());
        let card = json!({"id": "t", "title": "<b>T</b>", "image_url": bad, "url": bad,
            "price": {"amount": 1, "currency": "<i>"}, "add_to_cart": {"sku": "S", "url": bad}});
        reply(&stage, &json!([{"type": "products", "part_id": "p", "products": [card]}]));
        let row = last(&stage);
        let row = &row[row.find("carousel").unwrap()..];
        assert!(tags(row, "a").is_empty() && tags(row, "img").is_empty(), "{bad}: {row}");
        assert!(!row.contains("<b>") && !row.contains("<i>"));
    }
}

#[test]
fn f50_a_file_that_is_gone_says_so_and_leads_nowhere() {
    let stage = Stage::ready(Backend::default());
    let part = reply(&stage, &json!([{"type": "file", "filename": "a.pdf", "url": "/files/1?token=x"}]));
    assert!(attribute(tag(&last(&stage), "a", "file"), "href").is_some());
    stage.input(Input::Part(PartInput::FileOpened(part)));
    let (probe, request) = stage.take_call().unwrap();
    assert!(request.url.ends_with("/files/1?token=x"));
    stage.answer(probe, 410, "");
    assert!(text(&last(&stage)).contains("Fetching a fresh link…"));
    let (page, _) = stage.take_call().unwrap();
    stage.answer(page, 200, r#"{"messages": []}"#);
    let row = last(&stage);
    let tile = tag(&row, "a", "file gone");
    assert!(attribute(tile, "href").is_none() && tile.contains("aria-disabled=\"true\""), "{tile}");
    assert!(text(&row).contains("No longer available"));
}

#[test]
fn f49_f50_a_fresh_address_takes_the_place_of_the_old_one() {
    let stage = Stage::ready(Backend::default());
    let part = reply(&stage, &json!([{"type": "file", "filename": "a.pdf", "url": "/files/1?token=x"}]));
    stage.input(Input::Part(PartInput::FileOpened(part)));
    let (probe, _) = stage.take_call().unwrap();
    stage.answer(probe, 403, "");
    let (page, _) = stage.take_call().unwrap();
    let id = format!("m{}", NOW + 1_000);
    let message = json!({"message_id": id, "role": "assistant",
        "parts": [{"type": "file", "filename": "a.pdf", "url": "/files/1?token=y"}]});
    stage.answer(page, 200, &json!({"messages": [message]}).to_string());
    let row = last(&stage);
    let fresh = attribute(tag(&row, "a", "file"), "href");
    assert_eq!(fresh.as_deref(), Some("https://api.example/files/1?token=y"));
    assert!(text(&row).contains("fresh again"));
}

#[test]
fn a_picture_is_a_button_that_enlarges_it_and_one_that_failed_is_not() {
    let stage = Stage::ready(Backend::default());
    let image = json!({"type": "image", "url": "https://cdn.example.com/a.png", "caption": "Tent"});
    let part = reply(&stage, &json!([image]));
    let row = last(&stage);
    assert_eq!(attribute(tag(&row, "button", "enlarge"), "aria-label").as_deref(), Some("Enlarge: Tent"));
    assert!(!row.contains("<dialog"));
    stage.input(Input::Part(PartInput::PictureFailed(part)));
    let (page, _) = stage.take_call().unwrap();
    stage.answer(page, 200, r#"{"messages": []}"#);
    let row = last(&stage);
    assert!(
        !row.contains("enlarge")
            && row.contains("picture missing")
            && text(&row).contains("No longer available")
    );
}

#[test]
fn a_wish_for_an_image_can_be_answered_once() {
    let stage = Stage::ready(Backend::default());
    let wish = json!({"type": "request_image_upload", "part_id": "w", "accepted_types": ["image/png"], "max_size_bytes": 1_000_000});
    let part = reply(&stage, &json!([wish]));
    let row = last(&stage);
    assert!(
        text(&row).contains("PNG, up to 1.0 MB") && row.contains(&format!("data-tray=\"wish-{}\"", part.0))
    );
    pick(&stage, 1, "torn.png", "image/png", 9_000);
    prepare(&stage, 1);
    stage.input(Input::Submitted);
    let html = stage.app("/");
    let rows = rows(&html);
    let wish = rows[rows.len() - 3];
    assert!(text(wish).contains("Image sent") && !wish.contains("data-tray"), "{wish}");
}

#[test]
fn a_custom_part_is_a_button_with_its_own_words() {
    let stage = Stage::ready(Backend::default());
    reply(
        &stage,
        &json!([
            {"type": "custom", "part_id": "c", "key": "guide", "payload": {"label": "Size <guide>"}},
            {"type": "custom", "part_id": "d", "key": "guide", "payload": {}},
        ]),
    );
    let row = last(&stage);
    assert_eq!(row.matches("class=\"button quiet\"").count(), 1);
    assert!(text(&row).contains("Size <guide>"));
}
