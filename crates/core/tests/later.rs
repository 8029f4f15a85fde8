//! The first part of the client alone: what it does by itself, what waits for the second part, and what happens without.
#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking; its driver is its own"
)]

mod driver;

use chatlet_core::client::{Birth, Client, Command, Input, Later, Screen, TimerKey, code};
use chatlet_protocol::host_line::HostCommand;
use driver::{Driver, PAGE, config, history, ok};

fn first_part() -> Driver {
    let mut driver = Driver::new();
    let birth = Birth { seed: 1, online: true, visible: true, ..Birth::default() };
    driver.client = Client::first_part(birth, 1_000);
    driver.welcome(PAGE);
    driver
}

/// A new visitor has opened the window.
fn opened() -> Driver {
    let mut driver = first_part();
    driver.open();
    driver.token("unbound");
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    driver
}

fn fetches(driver: &Driver) -> usize {
    driver.commands.iter().filter(|command| matches!(command, Command::FetchLater)).count()
}

fn restarts(driver: &Driver) -> usize {
    driver.commands.iter().filter(|command| matches!(command, Command::Restart)).count()
}

fn come(driver: &mut Driver) {
    driver.input(Input::LaterFetched { code: Some(code()) });
}

fn fail(driver: &mut Driver) {
    driver.input(Input::LaterFetched { code: None });
}

#[test]
fn a_new_visitors_first_screen_needs_the_first_part_only() {
    let mut driver = opened();
    driver.input(Input::Scrolled(chatlet_core::client::ScrollPosition::default()));
    assert_eq!(
        (driver.client.screen(), driver.client.later(), fetches(&driver)),
        (Screen::Ready, Later::Away, 0)
    );
}

#[test]
fn a_first_screen_that_is_looked_at_fetches_the_second_part_after_a_while() {
    let mut driver = opened();
    assert_eq!(driver.timer(TimerKey::Later), Some(1_000));
    driver.input(Input::Elapsed(TimerKey::Later));
    assert_eq!((driver.client.later(), fetches(&driver)), (Later::Coming, 1));
    // A failure is not spoken of before something waits for it.
    fail(&mut driver);
    assert_eq!((driver.client.screen(), driver.client.later()), (Screen::Ready, Later::Missing));
    driver.input(Input::Typed("Hi".into()));
    driver.input(Input::Submitted);
    assert_eq!((driver.client.later(), fetches(&driver)), (Later::Coming, 2));
}

#[test]
fn the_first_letter_fetches_the_second_part_once() {
    let mut driver = opened();
    driver.input(Input::Typed("H".into()));
    driver.input(Input::Typed("Hi".into()));
    driver.input(Input::LaterWanted);
    assert_eq!((driver.client.later(), fetches(&driver)), (Later::Coming, 1));
    come(&mut driver);
    assert_eq!((driver.client.later(), fetches(&driver)), (Later::Here, 1));
}

#[test]
fn a_message_waits_for_the_second_part_and_is_sent_once() {
    let mut driver = opened();
    driver.say("Hi");
    assert_eq!((driver.streams(), driver.client.draft()), (0, ""));
    // What is written on meanwhile is not part of it.
    driver.input(Input::Typed("And".into()));
    come(&mut driver);
    assert_eq!(driver.streams(), 1);
    assert!(driver.stream_request().body.unwrap().contains("\"Hi\""));
    assert_eq!(driver.client.draft(), "And");
}

#[test]
fn a_stored_conversation_fetches_the_second_part_before_history_is_there() {
    let record = r#"{"version":1,"token":"t","session":"s","started":1}"#;
    let mut driver = first_part();
    driver.input(Input::Host {
        id: None,
        command: HostCommand::Opened { by_visitor: true, full_screen: false },
    });
    driver.input(Input::Restored { session: Some(record.into()), draft: None });
    assert_eq!(fetches(&driver), 1);
    driver.answer("/messages", ok(&history(&[("m2", "assistant", "Hello"), ("m1", "user", "Hi")])));
    driver.answer("/config", ok(&config()));
    assert_eq!(driver.client.screen(), Screen::Loading, "the messages wait");
    come(&mut driver);
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert_eq!(driver.client.transcript().order().len(), 2);
}

#[test]
fn f67_without_the_second_part_what_was_written_comes_back_and_a_new_try_sends_it() {
    let mut driver = opened();
    driver.say("Hi");
    fail(&mut driver);
    assert_eq!(driver.client.screen(), Screen::Unavailable { retryable: true });
    assert_eq!(driver.client.draft(), "Hi", "nothing typed is lost");
    assert_eq!(driver.errors(), ["incomplete"]);
    driver.input(Input::StartRetried);
    assert_eq!(fetches(&driver), 2);
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    come(&mut driver);
    assert_eq!((driver.client.screen(), driver.client.draft()), (Screen::Ready, "Hi"));
    driver.input(Input::Submitted);
    assert_eq!(driver.streams(), 1);
}

#[test]
fn f67_a_second_part_that_is_gone_starts_the_frame_anew_on_the_visitors_word() {
    let mut driver = opened();
    driver.input(Input::LaterWanted);
    fail(&mut driver);
    assert_eq!(driver.client.screen(), Screen::Ready, "the first screen goes on");
    driver.input(Input::LaterWanted);
    assert_eq!(fetches(&driver), 1, "only the visitor tries again");
    driver.input(Input::LaterRetried);
    fail(&mut driver);
    assert_eq!((fetches(&driver), restarts(&driver)), (2, 0));
    driver.input(Input::LaterRetried);
    assert_eq!((fetches(&driver), restarts(&driver)), (2, 1));
}
