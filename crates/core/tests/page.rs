//! What the page's own code may say and do: interceptors, events, schemes, signed metadata, defaults, height.

#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;

use chatlet_core::client::{Input, TimerKey};
use chatlet_core::transcript::Status;
use chatlet_protocol::host_line::{AppMessage, HostCommand};
use chatlet_protocol::options::{Deployment, FrameOptions};
use chatlet_protocol::page_line::{PageCommand, PageMessage, Verdict};
use chatlet_protocol::service_line::ServiceCommand;
use driver::{Driver, PAGE};
use serde_json::{Value, json};

fn code(driver: &mut Driver, command: PageCommand) {
    driver.input(Input::Host { id: Some(9), command: HostCommand::Code(command) });
}

/// A page that wants to be asked, and a visitor who has said something.
fn asked(text: &str) -> (Driver, u64) {
    let mut driver = Driver::ready();
    code(&mut driver, PageCommand::Interceptor { on: true });
    driver.say(text);
    let query = question(&driver).expect("the page is asked").0;
    (driver, query)
}

fn question(driver: &Driver) -> Option<(u64, String, Value)> {
    driver.messages.iter().rev().find_map(|message| match message {
        AppMessage::Code(PageMessage::Intercept { query, message: text, .. }) => {
            Some((*query, text.clone(), message.write()["context"].clone()))
        }
        _ => None,
    })
}

fn say(driver: &mut Driver, query: u64, verdict: Verdict) {
    code(driver, PageCommand::Intercepted { query, verdict });
}

fn texts(driver: &Driver) -> Vec<String> {
    let transcript = driver.client.transcript();
    transcript.order().iter().map(|key| transcript.plain_text(*key)).filter(|text| !text.is_empty()).collect()
}

#[test]
fn a_page_that_wants_to_be_asked_is_told_the_message_and_what_goes_with_it() {
    let (driver, _) = asked("Where is it?");
    let (_, text, context) = question(&driver).unwrap();
    assert_eq!(text, "Where is it?");
    assert_eq!(context["first"], true);
    assert_eq!(context["chatbotId"], "shop-bot");
    assert_eq!(context["page"], format!("{PAGE}/tents"));
    assert!(context["sessionId"].is_string());
    assert_eq!(texts(&driver), ["Where is it?"], "the visitor sees the message meanwhile");
    assert_eq!(driver.streams(), 0);
    assert!(!driver.client.can_send(), "one after the other");
}

#[test]
fn a_message_goes_on_as_it_is_or_with_other_words() {
    let (mut driver, query) = asked("Hi");
    say(&mut driver, query, Verdict::Goes { message: None });
    assert_eq!(driver.streams(), 1);
    assert!(driver.stream_request().body.unwrap().contains("\"Hi\""));

    let (mut driver, query) = asked("Hi");
    say(&mut driver, query, Verdict::Goes { message: Some("Good day".into()) });
    assert!(driver.stream_request().body.unwrap().contains("\"Good day\""));
    assert_eq!(texts(&driver), ["Good day"], "nothing is sent that the visitor does not see");
}

#[test]
fn a_message_that_the_page_has_dealt_with_is_not_sent() {
    let (mut driver, query) = asked("Opening hours?");
    driver.wait(40);
    say(&mut driver, query, Verdict::Handled { message: None, reply: Some("Nine to five.".into()) });
    assert_eq!(driver.streams(), 0);
    assert_eq!(texts(&driver), ["Opening hours?", "Nine to five."]);
    let keys = driver.client.transcript().order().to_vec();
    assert!(keys.iter().all(|key| driver.status(*key) == Status::Settled));
    let complete = driver.events.iter().find(|event| event["name"] == "messageComplete").unwrap();
    assert_eq!((&complete["answer"], &complete["duration"]), (&json!("Nine to five."), &json!(40)));
    assert!(driver.client.announcement().contains("Nine to five."));

    driver.say("Thanks");
    let query = question(&driver).unwrap().0;
    say(&mut driver, query, Verdict::Handled { message: Some("Thank you".into()), reply: None });
    assert_eq!(texts(&driver), ["Opening hours?", "Nine to five.", "Thank you"]);
    assert_eq!(driver.streams(), 0);
}

#[test]
fn an_interceptor_that_throws_or_takes_too_long_is_reported_and_the_message_goes_on() {
    let (mut driver, query) = asked("Hi");
    say(&mut driver, query, Verdict::Failed { failure: "TypeError: x".into() });
    let error = driver.events.iter().find(|event| event["name"] == "error").unwrap();
    assert_eq!((&error["type"], &error["details"]), (&json!("interceptor"), &json!("TypeError: x")));
    assert_eq!(driver.streams(), 1);

    let (mut driver, query) = asked("Hi");
    assert_eq!(driver.timer(TimerKey::Verdict), Some(5_000));
    driver.input(Input::Elapsed(TimerKey::Verdict));
    assert_eq!(driver.errors(), ["interceptor_timeout"]);
    assert_eq!(driver.streams(), 1);
    say(&mut driver, query, Verdict::Handled { message: None, reply: Some("too late".into()) });
    assert_eq!(texts(&driver), ["Hi"]);
}

#[test]
fn what_waits_for_the_page_can_be_stopped_and_nothing_typed_is_lost() {
    let (mut driver, query) = asked("Hi");
    assert!(driver.client.is_answering(), "there is something to stop");
    driver.input(Input::Stopped);
    assert_eq!(driver.client.draft(), "Hi");
    assert_eq!(texts(&driver), Vec::<String>::new());
    say(&mut driver, query, Verdict::Goes { message: None });
    assert_eq!(driver.streams(), 0);
}

#[test]
fn two_messages_of_the_page_are_asked_about_one_after_the_other() {
    let (mut driver, query) = asked("One");
    driver.input(Input::Host { id: None, command: HostCommand::Send { message: "Two".into() } });
    assert_eq!(question(&driver).unwrap().1, "One");
    say(&mut driver, query, Verdict::Handled { message: None, reply: None });
    assert_eq!(question(&driver).unwrap().1, "Two");
    assert_eq!(texts(&driver), ["One", "Two"]);
}

#[test]
fn an_interceptor_that_was_taken_away_is_not_asked() {
    let mut driver = Driver::ready();
    code(&mut driver, PageCommand::Interceptor { on: true });
    code(&mut driver, PageCommand::Interceptor { on: false });
    driver.say("Hi");
    assert_eq!(question(&driver), None);
    assert_eq!(driver.streams(), 1);
}

#[test]
fn an_event_of_the_page_reaches_everyone_who_listens() {
    let mut driver = Driver::ready();
    code(&mut driver, PageCommand::Emit { name: "cartFull".into(), data: Some(json!({"items": 3})) });
    let event = driver.events.iter().find(|event| event["name"] == "customAction").unwrap();
    assert_eq!((&event["eventName"], &event["eventData"]["items"]), (&json!("cartFull"), &json!(3)));
    assert_eq!(event["actionType"], "page");
    assert!(driver.told().contains(&"answer".to_owned()));
    let bought = json!({"totalPrice": 1299.5, "currency": "DKK"});
    code(&mut driver, PageCommand::Emit { name: "purchase".into(), data: Some(bought) });
    let event = driver.events.last().unwrap();
    assert_eq!(
        (&event["name"], &event["totalPrice"], &event["currency"]),
        (&json!("purchase"), &json!(1299.5), &json!("DKK"))
    );
}

#[test]
fn s20_a_scheme_of_the_pages_is_an_event_and_never_one_that_opens() {
    let mut driver = Driver::ready();
    code(&mut driver, PageCommand::Protocols { schemes: vec!["tour".into(), "javascript".into()] });
    for (href, opens) in [("tour:id=7", false), ("javascript:alert(1)", false)] {
        let verdict = format!("{:?}", driver.client.policy().link(href));
        assert!(!verdict.contains("Open") || opens, "{href}: {verdict}");
    }
    driver.input(Input::LinkClicked { href: "tour:id=7".into(), text: "Tour".into() });
    let click = driver.events.iter().find(|event| event["name"] == "linkClick").unwrap();
    assert_eq!(click["params"]["id"], "7");
}

#[test]
fn what_the_page_attaches_goes_with_each_message() {
    let mut driver = Driver::ready();
    code(&mut driver, PageCommand::SignedMetadata { token: "ey.J.x".into() });
    driver.say("Hi");
    let body: Value = serde_json::from_str(&driver.stream_request().body.unwrap()).unwrap();
    assert_eq!(body["context"], json!({"page": format!("{PAGE}/tents"), "signed_metadata": "ey.J.x"}));
}

fn welcomed(options: FrameOptions, defaults: Value) -> Driver {
    let mut driver = Driver::new();
    let deployment = Deployment {
        api: Some("https://api.example".into()),
        allowed_origins: vec![PAGE.into()],
        defaults: Some(defaults),
        ..Deployment::default()
    };
    driver.input(Input::Welcomed {
        options: Box::new(options),
        deployment: Box::new(deployment),
        origin: PAGE.into(),
    });
    driver
}

#[test]
fn the_deployers_defaults_stand_for_what_the_page_leaves_open() {
    let defaults = json!({"persist": "off", "metadata": {"plan": "free"}, "position": "top-left"});
    let mut options =
        FrameOptions { chatbot_id: "shop-bot".into(), persist: true, consent: true, ..Default::default() };
    let driver = welcomed(options.clone(), defaults.clone());
    assert!(!driver.client.options().persist);
    assert_eq!(driver.client.options().metadata, Some(json!({"plan": "free"})));
    assert_eq!(driver.told()[..2], ["defaults", "ready"], "the loader knows before it says anything");
    options.said.persist = true;
    options.metadata = Some(json!({"plan": "pro"}));
    let driver = welcomed(options, defaults);
    assert!(driver.client.options().persist);
    assert_eq!(driver.client.options().metadata, Some(json!({"plan": "pro"})));
}

#[test]
fn s57_an_inline_widget_tells_its_height_and_no_other_does() {
    let heights = |inline| {
        let options = FrameOptions { chatbot_id: "shop-bot".into(), inline, ..Default::default() };
        let mut driver = welcomed(options, json!({}));
        for height in [480, 480, 520] {
            driver.input(Input::Measured(height));
        }
        driver.told().iter().filter(|kind| *kind == "height").count()
    };
    assert_eq!((heights(true), heights(false)), (2, 0));
}

#[test]
fn what_the_page_before_left_unread_is_read_with_the_first_look_and_goes_with_its_visitor() {
    let options = || FrameOptions { chatbot_id: "shop-bot".into(), unread: 3, ..Default::default() };
    let counts = |driver: &Driver| -> Vec<Value> {
        driver
            .events
            .iter()
            .filter(|event| event["name"] == "unread")
            .map(|event| event["count"].clone())
            .collect()
    };
    for command in [
        HostCommand::Opened { by_visitor: true, full_screen: false },
        HostCommand::Service(ServiceCommand::Logout),
    ] {
        let mut driver = welcomed(options(), json!({}));
        assert_eq!(counts(&driver), Vec::<Value>::new(), "the page knows it already");
        driver.input(Input::Host { id: None, command });
        assert_eq!(counts(&driver), [json!(0)]);
    }
}
