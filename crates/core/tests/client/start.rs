//! From the welcome to the first screen: what is asked, stored and restored, and what a start survives.

use super::driver;
use super::driver::{Driver, done, history, ok, refused};
use chatlet_core::client::{Input, Screen, TimerKey};
use chatlet_core::transcript::Author;
use chatlet_protocol::host_line::HostCommand;

#[test]
fn nothing_is_asked_before_the_window_opens() {
    let mut driver = Driver::welcomed();
    assert!(driver.calls().is_empty() && driver.saved().is_empty());
    driver.input(Input::Host {
        id: None,
        command: HostCommand::Opened { by_visitor: true, full_screen: false },
    });
    assert!(driver.restored());
}

#[test]
fn s02_a_page_that_is_not_allowed_gets_nothing_but_an_explanation() {
    let mut driver = Driver::new();
    driver.welcome("https://evil.example");
    assert_eq!(driver.client.screen(), Screen::Refused);
    assert_eq!(driver.told(), ["refused"]);
    driver.input(Input::Host { id: Some(1), command: HostCommand::Send { message: "x".into() } });
    assert!(driver.calls().is_empty());
}

#[test]
fn s04_a_second_welcome_changes_nothing() {
    let mut driver = Driver::ready();
    driver.welcome("https://evil.example");
    assert_eq!(driver.client.screen(), Screen::Ready);
}

#[test]
fn what_is_typed_before_the_stored_draft_is_there_stands_behind_it() {
    let mut driver = Driver::welcomed();
    driver.open_only();
    driver.input(Input::Typed("and more".into()));
    driver.input(Input::Restored { session: None, draft: Some("half a thought".into()) });
    assert_eq!(driver.client.draft(), "half a thought\nand more");
}

#[test]
fn a_conversation_is_remembered_from_its_first_message_on() {
    let mut driver = Driver::ready();
    driver.say("question");
    assert!(driver.saved().iter().any(|record| record.contains("unbound")));
}

#[test]
fn a_401_on_the_configuration_asks_the_host_once_and_then_gives_up() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("old");
    driver.answer("/config", refused(401, ""));
    driver.token("new");
    driver.answer("/config", refused(401, ""));
    assert_eq!(driver.client.screen(), Screen::Unavailable { retryable: true });
}

#[test]
fn f71_messages_of_the_page_wait_for_the_start_and_go_in_order() {
    let mut driver = Driver::welcomed();
    for (id, message) in [(1, "first"), (2, "second")] {
        driver.input(Input::Host { id: Some(id), command: HostCommand::Send { message: message.into() } });
    }
    driver.start_up();
    assert!(driver.stream_request().body.unwrap().contains("first"));
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m1", "reply", None)]);
    assert!(driver.stream_request().body.unwrap().contains("second"));
    assert!(driver.told().iter().filter(|told| *told == "answer").count() == 2);
}

#[test]
fn f13_reads_are_repeated_with_patience_and_then_left_to_the_visitor() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("token");
    for _ in 0..4 {
        driver.answer("/config", refused(503, ""));
        driver.answer("/messages", refused(503, ""));
        driver.elapse_repeats();
    }
    assert_eq!(driver.client.screen(), Screen::Unavailable { retryable: true });
    driver.input(Input::StartRetried);
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!(driver.client.screen(), Screen::Ready);
}

#[test]
fn older_pages_go_in_front_and_a_failed_one_can_be_tried_again() {
    use chatlet_core::client::{Older, ScrollPosition};
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("token");
    driver.answer("/config", ok(&driver::config()));
    let page = history(&[("m2", "assistant", "hi")]).replace(r#""next_cursor":null"#, r#""next_cursor":"c""#);
    driver.answer("/messages", ok(&page.replace(r#""has_more":false"#, r#""has_more":true"#)));
    driver.input(Input::Scrolled(ScrollPosition { top: 900.0, height: 1000.0, view: 100.0 }));
    driver.input(Input::Scrolled(ScrollPosition { top: 0.0, height: 1000.0, view: 100.0 }));
    driver.answer("/messages", refused(500, ""));
    assert_eq!(driver.client.older(), &Older::Failed(Some("c".into())));
    driver.input(Input::OlderRetried);
    driver.answer("/messages", ok(&history(&[("m1", "user", "hello"), ("m2", "assistant", "hi")])));
    let order = driver.client.transcript().order();
    assert_eq!(order.len(), 2, "a known message is not doubled");
    assert_eq!(driver.client.transcript().entry(order[0]).unwrap().author, Author::Visitor);
}

#[test]
fn f46_a_stored_record_of_another_shape_is_as_if_it_were_not_there() {
    for record in [
        "",
        "{",
        "5",
        r#"{"version":99,"token":"x","session":"s","started":1}"#,
        r#"{"version":1,"token":5}"#,
    ] {
        let mut driver = Driver::welcomed();
        driver.input(Input::Host {
            id: None,
            command: HostCommand::Opened { by_visitor: false, full_screen: false },
        });
        driver.input(Input::Restored { session: Some(record.into()), draft: None });
        assert!(driver.told().contains(&"tokenRequest".to_owned()), "{record}");
    }
}

#[test]
fn nothing_is_stored_before_the_visitor_acts_or_without_consent() {
    let mut driver = Driver::ready();
    assert!(driver.saved().is_empty());
    driver.input(Input::Typed("dra".into()));
    driver.input(Input::Elapsed(TimerKey::TypingPause));
    assert_eq!(driver.saved(), ["dra"]);
}

#[test]
fn f48_a_storage_that_was_emptied_after_seven_days_is_a_new_visitor_and_no_error() {
    let mut driver = Driver::welcomed();
    driver.wait(8 * 24 * 3_600_000);
    driver.open_only();
    driver.input(Input::Restored { session: None, draft: None });
    driver.token("fresh");
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert_eq!(driver.errors(), Vec::<&str>::new());
    driver.say("hello");
    assert_eq!(driver.stream_request().token.as_deref(), Some("fresh"));
}
