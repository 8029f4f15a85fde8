//! What the server refuses, and the way on.

use super::cut_off_after;
use super::driver;
use super::driver::{Driver, delta, frame, history, ok, refused};
use chatlet_core::client::{Answer, Input, Notice, Screen, TimerKey};
use chatlet_core::transcript::{Status, Unsent};

#[test]
fn f31_a_retry_is_offered_only_when_it_can_help() {
    for retryable in [true, false] {
        let mut driver = Driver::ready();
        driver.say("question");
        let turn = driver.turn();
        driver.stream_opened(turn);
        let error = format!(r#"{{"code":"generation_failed","message":"Sorry","retryable":{retryable}}}"#);
        driver
            .bytes(turn, &[delta("start_part"), delta("start_block"), delta("half"), frame("error", &error)]);
        let reply = driver.latest();
        assert_eq!(driver.client.transcript().plain_text(reply), "half", "the draft stays above the notice");
        driver.input(Input::Retried(reply));
        assert_eq!(driver.streams(), if retryable { 2 } else { 1 });
    }
}

#[test]
fn f12_a_pause_holds_messages_back_and_counts_down() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    let answer = Answer::Response { status: 429, body: String::new(), retry_after: Some("3".into()) };
    driver.input(Input::StreamRefused { turn, answer });
    assert_eq!(driver.client.notice(), Some(Notice::Pause(3)));
    driver.input(Input::Typed("again".into()));
    assert!(!driver.client.can_send());
    driver.wait(2_000);
    driver.input(Input::Elapsed(TimerKey::Gate));
    assert_eq!(driver.client.notice(), Some(Notice::Pause(1)));
    driver.wait(1_000);
    driver.input(Input::Elapsed(TimerKey::Gate));
    assert!(driver.client.can_send());
}

#[test]
fn f08_f09_a_refusal_is_said_until_the_visitor_goes_on() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver
        .input(Input::StreamRefused { turn, answer: refused(403, r#"{"error":{"message":"Not for you"}}"#) });
    assert_eq!(driver.client.notice(), Some(Notice::Refused("Not for you".into())));
    assert_eq!(driver.status(driver.latest()), Status::Unsent(Unsent::Rejected));
    driver.say("another question");
    assert_eq!(driver.client.notice(), None);
}

#[test]
fn a_spent_token_ends_the_conversation_and_keeps_the_words() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(401, "") });
    assert_eq!(driver.client.screen(), Screen::Ended);
    assert_eq!(driver.client.draft(), "question");
    driver.input(Input::StartedOver);
    driver.token("fresh");
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert!(driver.client.can_send());
}

#[test]
fn a_spent_token_anywhere_else_ends_the_conversation_and_leaves_it_readable() {
    let mut driver = cut_off_after("half");
    driver.answer("/messages", refused(401, ""));
    assert_eq!(driver.client.screen(), Screen::Ended);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "half");
    assert_eq!(driver.status(driver.latest()), Status::Interrupted { settled: true });
}

#[test]
fn s53_no_error_names_the_token_or_what_was_said() {
    let secrets = ["sesame", "my grandmother's address", "Bearer"];
    for status in [0, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503] {
        let mut driver = Driver::welcomed();
        driver.open();
        driver.token("sesame");
        let body = r#"{"error":{"code":"x","message":"sesame: my grandmother's address"}}"#;
        driver.answer("/config", refused(status, body));
        let mut talking = Driver::new();
        talking.welcome(driver::PAGE);
        talking.open();
        talking.token("sesame");
        talking.answer("/config", ok(&driver::config()));
        talking.answer("/messages", ok(&history(&[])));
        talking.say("my grandmother's address");
        let turn = talking.turn();
        talking.input(Input::StreamRefused { turn, answer: refused(status, body) });
        for driver in [&driver, &talking] {
            for event in driver.events.iter().filter(|event| event["name"] == "error") {
                let text = event.to_string();
                assert!(!secrets.iter().any(|secret| text.contains(secret)), "{status}: {text}");
            }
        }
        assert!(!talking.errors().is_empty(), "{status}: somebody must be told");
    }
}
