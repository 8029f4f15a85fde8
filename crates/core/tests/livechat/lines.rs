//! The lines between messages: who came, and how it ended.

use super::driver;
use super::driver::{Driver, done, ok};
use super::{active, agent, entry, poll, sent, session, state, state_value, sync};
use chatlet_core::client::{Input, LivechatInput};
use serde_json::{Value, json};

/// The lines between messages: who came above which words, and who ended under which.
fn lines(driver: &Driver) -> Vec<(String, String)> {
    let client = &driver.client;
    let line = |key: &chatlet_core::transcript::MessageKey| {
        let words = client.transcript().plain_text(*key);
        let came = client.arrival(*key).map(|name| (format!("{name} joined"), words.clone()));
        let ended =
            client.end_under(*key).map(|(by, why)| (format!("{by} {}", why.unwrap_or_default()), words));
        [came, ended]
    };
    client.transcript().order().iter().flat_map(line).flatten().collect()
}

fn line(what: &str, words: &str) -> (String, String) {
    (what.into(), words.into())
}

#[test]
fn the_transcript_keeps_who_came_and_how_it_ended() {
    let mut driver = active();
    driver.say("Thanks");
    driver.answer("/livechat/messages", sent(2, "Thanks"));
    poll(&mut driver);
    // What was said last comes with the news that it was the last.
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[agent(3, "Bye")], None)));
    let joined = line("Mette joined", "Mette here");
    assert_eq!(lines(&driver), std::slice::from_ref(&joined), "the end stands over the composer");
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    let ended = line("Mette has ended the chat. Solved", "Bye");
    assert_eq!(lines(&driver), [joined.clone(), ended.clone()]);
    driver.say("And now?");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m9", "I am back", None)]);
    assert_eq!(lines(&driver), [joined.clone(), ended.clone()]);
    // Another session leaves the line of the one before where it is.
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", ok(&session("waiting", 1)));
    driver.answer("/livechat/sync", ok(&sync("waiting", 1, &[], None)));
    driver.input(Input::Livechat(LivechatInput::Left));
    driver.answer("/livechat/close", ok("{}"));
    let mut left = state_value("closed", 3);
    (left["closed_by"], left["close_reason"]) = ("customer".into(), Value::Null);
    left["feedback"]["status"] = "not_available".into();
    driver.answer("/livechat/sync", ok(&json!({"state": left, "messages": []}).to_string()));
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    assert_eq!(lines(&driver), [joined, ended, line("You have left the support chat. ", "I am back")]);
    driver.input(Input::StartedOver);
    assert!(lines(&driver).is_empty());
}

#[test]
fn who_came_has_come_once_also_where_the_assistant_still_answered_between() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let newest_first = [
        agent(2, "Still there?"),
        entry(8, "assistant", "Aluminium"),
        entry(7, "user", "And the poles?"),
        agent(1, "Mette here"),
        entry(6, "assistant", "Hi"),
    ];
    driver.answer("/messages", ok(&json!({"messages": newest_first}).to_string()));
    driver.answer("/livechat/state", ok(&state("active", 3)));
    let log = [agent(1, "Mette here"), agent(2, "Still there?")];
    driver.answer("/livechat/sync", ok(&sync("active", 3, &log, Some("c3"))));
    assert_eq!(lines(&driver), [line("Mette joined", "Mette here")]);
}

#[test]
fn after_a_reload_the_state_tells_where_the_last_session_ended() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let at = |minute: u32| format!("2026-03-04T14:{minute}:00Z");
    let message = |id: u32, role: &str, text: &str, minute: u32| {
        let mut message = entry(u64::from(id), role, text);
        message["created_at"] = at(minute).into();
        message
    };
    let newest_first = [
        message(4, "assistant", "Here I am", 50),
        message(3, "user", "Are you there?", 49),
        message(2, "agent", "Bye", 40),
        message(1, "agent", "Mette here", 31),
        message(0, "assistant", "Hi", 30),
    ];
    driver.answer("/messages", ok(&json!({"messages": newest_first}).to_string()));
    let mut closed = state_value("closed", 9);
    closed["closed_at"] = at(44).into();
    closed["feedback"]["status"] = "submitted".into();
    driver.answer("/livechat/state", ok(&closed.to_string()));
    let joined = line("Mette joined", "Mette here");
    assert_eq!(lines(&driver), [joined.clone(), line("Mette has ended the chat. Solved", "Bye")]);
    // Without a time nobody knows where it belongs.
    driver.input(Input::Livechat(LivechatInput::Heard(
        json!({"read": json!({"state": state_value("inactive", 10), "messages": []}).to_string()})
            .to_string(),
    )));
    assert!(lines(&driver).contains(&joined));
}
