//! What can be done with parts of messages: products, suggestions, custom buttons, files.

#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]
#![allow(dead_code, reason = "the driver serves several tests")]

mod driver;

use chatlet_core::client::{
    Answer, Availability, Cart, CartWay, Command, Input, Method, PartInput, ScrollPosition, TimerKey,
};
use chatlet_core::transcript::{Content, PartKey};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::part::Part;
use driver::{Driver, frame, ok, refused};
use serde_json::{Value, json};

/// 1 January 2026, 12:00 UTC, from which on the driver's clock runs.
const NOON: u64 = 1_767_268_800_000;

fn reply(driver: &mut Driver, id: &str, parts: &Value) -> Vec<PartKey> {
    driver.say("Hello");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let message = json!({"message": {"message_id": id, "role": "assistant", "parts": parts}});
    driver.bytes(turn, &[frame("done", &message.to_string())]);
    let key = driver.latest();
    driver.client.transcript().entry(key).unwrap().parts.clone()
}

fn act(driver: &mut Driver, input: PartInput) {
    driver.input(Input::Part(input));
}

fn raised(driver: &Driver, name: &str) -> Vec<Value> {
    driver.events.iter().filter(|event| event["name"] == name).cloned().collect()
}

fn products() -> Value {
    json!([{"type": "products", "part_id": "p", "products": [
        {"id": "tent", "title": "Fjell 4", "image_url": "", "url": "https://shop.example/p/fjell",
         "add_to_cart": {"sku": "FJELL-4"}},
        {"id": "pro", "title": "Vidda", "image_url": "", "url": "javascript:alert(1)",
         "add_to_cart": {"sku": "VIDDA", "url": "https://shop.example/cart/add?sku=VIDDA"}},
        {"id": "rent", "title": "Rental", "image_url": "", "url": "https://shop.example/rent"},
        {"id": "odd", "title": "Odd", "image_url": "", "url": "", "add_to_cart": {"sku": "X", "url": "javascript:x"}},
    ]}])
}

fn answer_cart(driver: &mut Driver, event: &Value, ok: bool, message: &str) {
    let command =
        HostCommand::Reply { event: event["id"].as_str().unwrap().into(), ok, message: Some(message.into()) };
    driver.input(Input::Host { id: None, command });
}

#[test]
fn a_product_goes_into_the_cart_when_the_page_says_so() {
    let mut driver = Driver::ready();
    let part = reply(&mut driver, "m", &products())[0];
    assert_eq!(driver.client.cart_way(part, 0), Some(CartWay::Ask));
    act(&mut driver, PartInput::CartWanted(part, 0));
    act(&mut driver, PartInput::CartWanted(part, 0));
    let asked = raised(&driver, "addToCart");
    assert_eq!(asked.len(), 1, "twice is once while the page is asked");
    assert_eq!((&asked[0]["sku"], &asked[0]["quantity"]), (&json!("FJELL-4"), &json!(1)));
    assert_eq!(driver.client.cart(part, 0), Cart::Pending);
    assert_eq!(driver.client.cart(part, 1), Cart::Idle);
    answer_cart(&mut driver, &asked[0], true, "");
    assert_eq!(driver.client.cart(part, 0), Cart::Added);
    assert_eq!(driver.client.announcement(), "Added to cart");
    assert!(driver.commands.contains(&Command::Stop(TimerKey::Cart(0))));
    answer_cart(&mut driver, &asked[0], false, "late");
    assert_eq!(driver.client.cart(part, 0), Cart::Added);
}

#[test]
fn a_cart_that_refuses_says_why_and_one_that_is_silent_does_not_wait_forever() {
    let mut driver = Driver::ready();
    let part = reply(&mut driver, "m", &products())[0];
    act(&mut driver, PartInput::CartWanted(part, 0));
    let asked = raised(&driver, "addToCart").remove(0);
    answer_cart(&mut driver, &asked, false, "  Sold out since this morning ");
    assert_eq!(driver.client.cart(part, 0), Cart::Failed("Sold out since this morning".into()));
    assert_eq!(driver.client.alert(), "Sold out since this morning");
    act(&mut driver, PartInput::CartWanted(part, 0));
    assert!(driver.timer(TimerKey::Cart(0)).unwrap() >= 5_000);
    driver.input(Input::Elapsed(TimerKey::Cart(0)));
    assert_eq!(driver.client.cart(part, 0), Cart::Silent);
    let asked = raised(&driver, "addToCart").remove(1);
    answer_cart(&mut driver, &asked, true, "");
    assert_eq!(driver.client.cart(part, 0), Cart::Added, "late is better than never");
    driver.input(Input::Elapsed(TimerKey::Cart(9)));
}

#[test]
fn s25_a_card_with_an_address_for_the_cart_opens_it_and_only_if_the_policy_lets_it() {
    let mut driver = Driver::ready();
    let part = reply(&mut driver, "m", &products())[0];
    let opens = CartWay::Open("https://shop.example/cart/add?sku=VIDDA".into());
    assert_eq!(driver.client.cart_way(part, 1), Some(opens));
    assert_eq!(driver.client.cart_way(part, 2), None);
    assert_eq!(driver.client.cart_way(part, 3), None);
    act(&mut driver, PartInput::CartWanted(part, 1));
    assert!(raised(&driver, "addToCart").is_empty());
}

#[test]
fn nothing_goes_into_a_cart_that_the_shop_does_not_offer() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("unbound");
    let mut config: Value = serde_json::from_str(&driver::config()).unwrap();
    config["product_card"]["add_to_cart"]["enabled"] = json!(false);
    driver.answer("/config", ok(&config.to_string()));
    driver.answer("/messages", ok(&driver::history(&[])));
    let part = reply(&mut driver, "m", &products())[0];
    assert_eq!(driver.client.cart_way(part, 0), None);
    assert!(driver.client.cart_way(part, 1).is_some(), "an address needs no cart of the page's");
}

#[test]
fn the_page_hears_once_which_products_were_shown_and_which_was_opened() {
    let mut driver = Driver::ready();
    driver.say("Hello");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let part = &products()[0];
    driver.bytes(turn, &[frame("part", &json!({ "part": part }).to_string())]);
    let message = json!({"message": {"message_id": "m", "role": "assistant", "parts": [part]}});
    driver.bytes(turn, &[frame("done", &message.to_string())]);
    let shown = raised(&driver, "productsShown");
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["ids"], json!(["tent", "pro", "rent", "odd"]));
    assert_eq!(shown[0]["urls"], json!(["https://shop.example/p/fjell", "https://shop.example/rent"]));
    let part = driver.client.transcript().entry(driver.latest()).unwrap().parts[0];
    act(&mut driver, PartInput::ProductOpened(part, 0));
    act(&mut driver, PartInput::ProductOpened(part, 1));
    act(&mut driver, PartInput::ProductOpened(part, 99));
    let opened = raised(&driver, "productClick");
    assert_eq!(opened.len(), 1);
    assert_eq!(
        (&opened[0]["productId"], &opened[0]["url"]),
        (&json!("tent"), &json!("https://shop.example/p/fjell"))
    );
}

#[test]
fn the_page_hears_of_products_that_history_shows_once_they_are_drawn() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let shop = json!({"message_id": "shop", "role": "assistant", "parts": products()});
    let text = json!([{"type": "rich_text", "part_id": "t", "blocks": [
        {"type": "paragraph", "spans": [{"type": "text", "text": "Hi"}]}]}]);
    let talk = |index: usize| json!({"message_id": format!("t{index}"), "role": "assistant", "parts": text});
    let mut newest: Vec<Value> = (0..99).map(talk).collect();
    newest.push(shop.clone());
    driver.answer("/messages", ok(&json!({"messages": newest, "has_more": false}).to_string()));
    assert!(raised(&driver, "productsShown").is_empty(), "nobody has seen them");
    for top in [5_000.0, 100.0, 90.0, 80.0, 70.0] {
        driver.input(Input::Scrolled(ScrollPosition { top, height: 9_000.0, view: 600.0 }));
    }
    let shown = raised(&driver, "productsShown");
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["ids"], json!(["tent", "pro", "rent", "odd"]));
}

#[test]
fn a_suggestion_sends_its_question_and_is_no_quick_reply() {
    let mut driver = Driver::ready();
    let cards = json!([{"type": "suggestions", "part_id": "s", "suggestions": [
        {"id": "family", "title": "Family", "image_url": "", "prompt_text": "Show family tents"}]}]);
    let part = reply(&mut driver, "m", &cards)[0];
    act(&mut driver, PartInput::SuggestionChosen(part, 0));
    assert_eq!(raised(&driver, "suggestionClick")[0]["suggestionId"], "family");
    assert!(raised(&driver, "quickReply").is_empty());
    assert!(driver.stream_request().body.unwrap().contains("Show family tents"));
    let streams = driver.streams();
    act(&mut driver, PartInput::SuggestionChosen(part, 0));
    assert_eq!(
        (driver.streams(), raised(&driver, "suggestionClick").len()),
        (streams, 1),
        "not while answering"
    );
}

#[test]
fn a_custom_part_is_a_button_where_it_has_words_for_one() {
    let mut driver = Driver::ready();
    let parts = json!([
        {"type": "custom", "part_id": "c", "key": "size_guide", "payload": {"label": " Size guide ", "kind": "boots"}},
        {"type": "custom", "part_id": "d", "key": "unknown", "payload": {"kind": "boots"}},
        {"type": "custom", "part_id": "e", "key": "unknown"},
    ]);
    let parts = reply(&mut driver, "m", &parts);
    assert_eq!(driver.client.custom_label(parts[0]).as_deref(), Some("Size guide"));
    assert_eq!((driver.client.custom_label(parts[1]), driver.client.custom_label(parts[2])), (None, None));
    let told: Vec<Value> =
        raised(&driver, "customAction").iter().map(|event| event["actionId"].clone()).collect();
    assert_eq!(told, ["d", "e"], "what has no button is the page's to show");
    act(&mut driver, PartInput::CustomUsed(parts[0]));
    let used = raised(&driver, "customAction").remove(2);
    assert_eq!(
        (&used["eventName"], &used["actionId"], &used["actionType"]),
        (&json!("size_guide"), &json!("c"), &json!("custom"))
    );
    assert_eq!(used["eventData"]["kind"], "boots");
}

fn file(url: &str, expires: Option<&str>) -> Value {
    json!({"type": "file", "attachment_id": "att", "filename": "a.pdf", "url": url, "url_expires_at": expires})
}

fn page(parts: &Value) -> Answer {
    let message = json!({"message_id": "m", "role": "assistant", "parts": parts});
    ok(&json!({"messages": [message], "next_cursor": null, "has_more": false}).to_string())
}

fn with_file(url: &str, expires: Option<&str>) -> (Driver, PartKey) {
    let mut driver = Driver::ready();
    driver.wait(NOON);
    let part = reply(&mut driver, "m", &json!([file(url, expires)]))[0];
    driver.commands.clear();
    (driver, part)
}

fn url(driver: &Driver, part: PartKey) -> String {
    match driver.client.transcript().content(part) {
        Some(Content::Part(Part::File(file) | Part::Image(file))) => file.url.clone(),
        other => panic!("{other:?}"),
    }
}

/// Calls for messages and files that wait.
fn calls(driver: &Driver) -> usize {
    let counts = |url: &&&str| url.contains("/chat/messages") || !url.contains("/api/v1/");
    driver.calls().iter().filter(counts).count()
}

fn opened(driver: &Driver) -> Vec<&str> {
    let opened = driver.commands.iter().filter_map(|command| match command {
        Command::Open(url) => Some(url.as_str()),
        _ => None,
    });
    opened.collect()
}

#[test]
fn f50_an_address_that_has_expired_is_renewed_once_then_the_file_is_gone() {
    let (mut driver, part) = with_file("/files/1?token=old", None);
    assert!(!driver.client.renews_first(part));
    act(&mut driver, PartInput::FileOpened(part));
    let Some(Command::Call { request, .. }) = driver.commands.last() else { panic!("nothing is asked") };
    assert_eq!(
        (request.method, request.url.as_str()),
        (Method::Head, "https://api.example/files/1?token=old")
    );
    assert_eq!(request.token, None);
    driver.answer("/files/1", refused(403, ""));
    assert_eq!(driver.client.availability(part), Availability::Renewing);
    driver.answer("/messages", page(&json!([file("/files/1?token=new", None)])));
    assert_eq!(driver.client.availability(part), Availability::Renewed);
    assert_eq!(url(&driver, part), "/files/1?token=new");
    assert!(opened(&driver).is_empty(), "a page may open a tab only for a click");
    act(&mut driver, PartInput::FileOpened(part));
    driver.answer("/files/1", refused(410, ""));
    assert_eq!(driver.client.availability(part), Availability::Gone);
    assert_eq!(driver.client.alert(), "No longer available");
    assert!(calls(&driver) == 0);
    act(&mut driver, PartInput::FileOpened(part));
    assert!(calls(&driver) == 0);
}

#[test]
fn f50_a_spent_attachment_does_not_end_the_conversation() {
    let (mut driver, part) = with_file("/files/1?token=old", None);
    act(&mut driver, PartInput::FileOpened(part));
    driver.answer("/files/1", refused(401, ""));
    assert_eq!(driver.client.screen(), chatlet_core::client::Screen::Ready);
    driver.answer("/messages", page(&json!([])));
    assert_eq!(driver.client.availability(part), Availability::Gone);
}

#[test]
fn f49_a_file_that_says_it_has_expired_is_renewed_first_and_then_opened() {
    let (mut driver, part) = with_file("/files/1?token=old", Some("2026-01-01T11:59:59.000Z"));
    assert!(driver.client.renews_first(part));
    act(&mut driver, PartInput::FileOpened(part));
    driver.answer("/messages", page(&json!([file("/files/1?token=new", Some("2026-01-01T13:00:00Z"))])));
    assert_eq!(opened(&driver), ["https://api.example/files/1?token=new"]);
    assert!(!driver.client.renews_first(part));
}

#[test]
fn f49_a_wrong_clock_alone_never_takes_a_file_away() {
    for answer in [page(&json!([file("/files/1?token=old", Some("2020-01-01T00:00:00Z"))])), Answer::NoAnswer]
    {
        let (mut driver, part) = with_file("/files/1?token=old", Some("2020-01-01T00:00:00Z"));
        act(&mut driver, PartInput::FileOpened(part));
        driver.answer("/messages", answer);
        assert_eq!(opened(&driver), ["https://api.example/files/1?token=old"]);
        assert_eq!(driver.client.availability(part), Availability::Here);
    }
}

#[test]
fn f50_pictures_that_fail_together_are_renewed_by_one_call() {
    let mut driver = Driver::ready();
    let image = |url: &str| json!({"type": "image", "url": url});
    let parts = reply(&mut driver, "m", &json!([image("/a?t=1"), image("/b?t=1")]));
    driver.commands.clear();
    for part in &parts {
        act(&mut driver, PartInput::PictureFailed(*part));
    }
    assert_eq!(calls(&driver), 1);
    driver.answer("/messages", page(&json!([image("/a?t=2"), image("/b?t=1")])));
    assert_eq!(url(&driver, parts[0]), "/a?t=2");
    let states = parts.iter().map(|part| driver.client.availability(*part)).collect::<Vec<_>>();
    assert_eq!(states, [Availability::Renewed, Availability::Gone]);
    act(&mut driver, PartInput::PictureFailed(parts[0]));
    assert_eq!(driver.client.availability(parts[0]), Availability::Gone);
    assert!(calls(&driver) == 0);
}

#[test]
fn a_file_elsewhere_is_opened_and_nobody_is_asked() {
    let (mut driver, part) = with_file("https://cdn.example.com/manual.pdf", None);
    act(&mut driver, PartInput::FileOpened(part));
    assert!(calls(&driver) == 0);
}

#[test]
fn f50_what_an_agent_sent_is_fetched_anew_from_the_livechats_log() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("unbound");
    driver.answer("/config", ok(&driver::config()));
    let message = |url: &str| {
        json!({"message_id": "m", "role": "agent", "agent": {"agent_id": "a", "display_name": "Ida"},
            "sequence_number": 3, "parts": [file(url, None)]})
    };
    let stored = json!({"messages": [message("/files/1?token=old")], "next_cursor": null, "has_more": false});
    driver.answer("/messages", ok(&stored.to_string()));
    let part = driver.client.transcript().entry(driver.latest()).unwrap().parts[0];
    act(&mut driver, PartInput::FileOpened(part));
    driver.answer("/files/1", refused(403, ""));
    driver.answer("/chat/messages", ok(r#"{"messages": []}"#));
    assert_eq!(driver.client.availability(part), Availability::Renewing);
    let log = json!({"messages": [message("/files/1?token=new")], "has_more": false});
    driver.answer("/livechat/messages", ok(&log.to_string()));
    assert_eq!(url(&driver, part), "/files/1?token=new");
}

fn rows(driver: &Driver) -> usize {
    driver.client.transcript().order().len()
}

#[test]
fn a_custom_part_without_a_button_is_told_to_the_page_and_leaves_no_row() {
    let mut driver = Driver::ready();
    let own = json!([{"type": "custom", "part_id": "c", "key": "show_map", "payload": {"place": "Aarhus"}}]);
    reply(&mut driver, "m", &own);
    let told = raised(&driver, "customAction");
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0]["eventName"], &told[0]["actionId"]), (&json!("show_map"), &json!("c")));
    assert_eq!(rows(&driver), 1, "the question");
    let button = json!([{"type": "custom", "part_id": "d", "key": "book", "payload": {"label": "Book"}}]);
    let part = reply(&mut driver, "n", &button)[0];
    assert_eq!((raised(&driver, "customAction").len(), rows(&driver)), (1, 3));
    act(&mut driver, PartInput::CustomUsed(part));
    assert_eq!(raised(&driver, "customAction").len(), 2);
}

#[test]
fn stored_messages_with_nothing_to_show_are_no_rows() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let empty = [
        json!([]),
        json!([{"type": "suggestions", "part_id": "s", "suggestions": []}]),
        json!([{"type": "quick_replies", "part_id": "q", "replies": ["", " "]}]),
        json!([{"type": "table", "part_id": "t", "headers": [], "rows": []}]),
        json!([{"type": "carousel_3d", "part_id": "x"}]),
        json!([{"type": "custom", "part_id": "c", "key": "unknown"}]),
        json!([{"type": "rich_text", "part_id": "r", "blocks": [
            {"type": "paragraph", "spans": [{"type": "text", "text": " \n"}]}, {"type": "bullet_list", "items": []}]}]),
    ];
    let mut messages: Vec<Value> = empty
        .iter()
        .enumerate()
        .map(|(index, parts)| json!({"message_id": format!("e{index}"), "role": "assistant", "parts": parts}))
        .collect();
    messages.push(json!({"message_id": "bare", "role": "assistant", "parts": [
        {"type": "table", "part_id": "t", "headers": [], "rows": [[{"blocks": []}]]}]}));
    driver.answer("/messages", ok(&json!({"messages": messages, "has_more": false}).to_string()));
    assert_eq!(rows(&driver), 1);
}

#[test]
fn a_suggestion_without_a_question_asks_its_title() {
    let mut driver = Driver::ready();
    let cards = json!([{"type": "suggestions", "part_id": "s", "suggestions": [
        {"id": "blank", "title": "Family tents", "image_url": "", "prompt_text": " "}]}]);
    let part = reply(&mut driver, "m", &cards)[0];
    act(&mut driver, PartInput::SuggestionChosen(part, 0));
    assert!(driver.stream_request().body.unwrap().contains("Family tents"));
}
