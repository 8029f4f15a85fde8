//! What the visitor writes to an agent: where it goes, and that none of it is lost (F10, F14, F36, F58).

use super::driver::{Driver, history, ok, refused};
use super::{active, agent, entry, hear, poll, said, sent, session, shown, state, sync, talking};
use chatlet_core::client::{Answer, Command, Input, LivechatInput, TimerKey};
use chatlet_core::livechat::LivechatTimer;
use chatlet_core::transcript::{Status, Unsent};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::livechat::LivechatStatus;
use serde_json::json;

#[test]
fn messages_that_wait_behind_a_refused_one_are_not_forgotten() {
    let mut driver = talking();
    driver.say("One");
    for message in ["Two", "Three"] {
        driver.input(Input::Host { id: None, command: HostCommand::Send { message: message.into() } });
    }
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    driver.answer("/livechat/state", refused(500, ""));
    assert_eq!(driver.client.draft(), "One");
    assert!(driver.stream_request().body.unwrap().contains("Two"));
}

#[test]
fn f10_the_assistants_endpoint_refuses_and_the_same_message_goes_to_the_agent() {
    let mut driver = talking();
    driver.say("Where is my order?");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    driver.answer("/livechat/state", ok(&state("active", 3)));
    driver.answer("/livechat/sync", ok(&sync("active", 3, &[agent(1, "Hi")], Some("c"))));
    driver.answer("/livechat/messages", sent(2, "Where is my order?"));
    assert_eq!(
        shown(&driver),
        [said('v', "Hello"), said('a', "Hi"), said('h', "Hi"), said('v', "Where is my order?")]
    );
    assert_eq!(driver.status(driver.latest()), Status::Settled);
    assert_eq!(driver.client.draft(), "");
}

#[test]
fn f10_a_conflict_that_is_none_gives_the_words_back() {
    for answer in [ok(&state("inactive", 0)), refused(500, "")] {
        let mut driver = talking();
        driver.say("Where is my order?");
        let turn = driver.turn();
        driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
        driver.answer("/livechat/state", answer);
        assert_eq!(driver.client.draft(), "Where is my order?");
        assert_eq!(shown(&driver).len(), 2);
    }
}

#[test]
fn f58_a_message_to_an_agent_who_is_gone_goes_to_the_assistant_once() {
    let mut driver = active();
    driver.say("Are you there?");
    driver.answer("/livechat/messages", refused(409, ""));
    driver.answer("/livechat/state", ok(&state("closed", 3)));
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[], None)));
    assert!(driver.client.livechat().asks_rating());
    assert_eq!(driver.streams(), 1);
    assert!(driver.stream_request().body.unwrap().contains("Are you there?"));
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    assert_eq!(driver.client.draft(), "Are you there?", "re-routed once, then it is the visitor's again");
    assert_eq!(driver.streams(), 1);
}

#[test]
fn f58_a19_what_is_typed_when_the_session_closes_stays_and_nobody_is_told_of_it() {
    let mut driver = active();
    driver.input(Input::Typed("I was about to".into()));
    assert_eq!(driver.take_call("/livechat/typing").1.body.as_deref(), Some(r#"{"is_typing":true}"#));
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[], None)));
    driver.input(Input::Typed("I was about to say".into()));
    assert_eq!(driver.client.draft(), "I was about to say");
    assert!(!driver.calls().iter().any(|call| call.contains("typing")));
}

#[test]
fn a_message_without_an_answer_is_looked_for_in_the_log() {
    let mut driver = active();
    driver.say("Did this arrive?");
    let echo = driver.latest();
    driver.answer("/livechat/messages", Answer::NoAnswer);
    assert_eq!(driver.status(echo), Status::Sending, "nothing is claimed before it is known");
    driver
        .answer("/livechat/sync", ok(&sync("active", 3, &[entry(2, "user", "Did this arrive?")], Some("c"))));
    assert_eq!(driver.status(echo), Status::Settled);
    assert_eq!(shown(&driver).iter().filter(|(who, _)| *who == 'v').count(), 2, "it is there once");
    let mut driver = active();
    driver.say("Did this arrive?");
    let echo = driver.latest();
    driver.answer("/livechat/messages", refused(502, ""));
    driver.answer("/livechat/sync", ok(&sync("active", 3, &[], Some("c"))));
    assert_eq!(driver.status(echo), Status::Sending, "the log may be of a session that has begun meanwhile");
    driver.answer("/messages?", ok(&history(&[])));
    assert_eq!(driver.status(echo), Status::Unsent(Unsent::Refused));
    driver.input(Input::Retried(echo));
    driver.answer("/livechat/messages", sent(2, "Did this arrive?"));
    assert_eq!(driver.status(echo), Status::Settled);
}

#[test]
fn f14_a_message_whose_session_and_fate_are_gone_is_sent_again_only_when_history_does_not_know_it() {
    for known in [true, false] {
        let mut driver = active();
        driver.say("Did this arrive?");
        let echo = driver.latest();
        driver.answer("/livechat/messages", refused(503, ""));
        // Before the log could be read its session is over, and another has begun.
        driver.answer("/livechat/sync", Answer::NoAnswer);
        hear(&mut driver, &json!({ "read": sync("closed", 3, &[], None) }).to_string());
        driver.input(Input::Livechat(LivechatInput::Wanted(None)));
        driver.answer("/livechat/handover", ok(&session("active", 1)));
        driver.answer("/livechat/sync", ok(&sync("active", 1, &[], Some("d1"))));
        driver.answer_always("/messages?", &Answer::NoAnswer);
        assert_eq!(driver.status(echo), Status::Unsent(Unsent::Offline));
        driver.commands.clear();
        driver.input(Input::Retried(echo));
        let sends = |driver: &Driver| driver.calls().iter().any(|url| url.ends_with("/livechat/messages"));
        assert!(!sends(&driver), "nobody knows yet");
        let stored = [("l2", "user", "Did this arrive?")];
        driver.answer("/messages?", ok(&history(if known { &stored } else { &[] })));
        assert_eq!(sends(&driver), !known);
        assert_eq!(driver.status(echo), if known { Status::Settled } else { Status::Sending });
    }
}

#[test]
fn f36_messages_go_one_by_one_and_the_servers_order_wins() {
    let mut driver = active();
    driver.say("first");
    driver.say("second");
    assert_eq!(driver.calls().iter().filter(|call| call.contains("/livechat/messages")).count(), 1);
    // The agent was quicker.
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("active", 3, &[agent(2, "between")], Some("c"))));
    driver.answer("/livechat/messages", sent(3, "first"));
    driver.answer("/livechat/messages", sent(4, "second"));
    let texts: Vec<_> = shown(&driver).into_iter().skip(2).map(|(_, text)| text).collect();
    assert_eq!(texts, ["Mette here", "between", "first", "second"]);
}

#[test]
fn f07_a_401_while_polling_ends_everything_and_loses_no_word() {
    let mut driver = active();
    driver.say("on its way");
    poll(&mut driver);
    driver.answer("/livechat/sync", refused(401, ""));
    assert_eq!(driver.client.screen(), chatlet_core::client::Screen::Ended);
    assert_eq!(driver.client.draft(), "on its way");
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Inactive);
    driver.commands.clear();
    driver.input(Input::Visible(false));
    driver.input(Input::Visible(true));
    driver.input(Input::Elapsed(TimerKey::Livechat(LivechatTimer::Poll)));
    assert!(!driver.commands.iter().any(|command| matches!(command, Command::Call { .. })));
}
