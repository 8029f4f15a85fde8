//! The assistant beside a session: replies while somebody waits, joins or is read of.

use super::driver::{Driver, delta, done, ok, refused};
use super::{active, agent, entry, poll, said, sent, shown, sync, waiting};
use chatlet_core::client::{Answer, Input};
use chatlet_core::transcript::Status;

#[test]
fn the_assistant_keeps_answering_while_the_visitor_waits() {
    let mut driver = waiting();
    driver.say("Still there?");
    assert_eq!(driver.streams(), 1);
    let turn = driver.turn();
    driver.stream_opened(turn);
    // The log knows the question and the reply before the stream is over.
    poll(&mut driver);
    let mut reply = entry(2, "assistant", "Yes");
    reply["message_id"] = "m2".into();
    let log = [entry(1, "user", "Still there?"), reply];
    driver.answer("/livechat/sync", ok(&sync("waiting", 2, &log, Some("c2"))));
    driver.bytes(turn, &[done("m2", "Yes", None)]);
    assert_eq!(
        shown(&driver),
        [said('v', "Hello"), said('a', "Hi"), said('v', "Still there?"), said('a', "Yes")]
    );
}

/// The visitor stopped the assistant at "Yes, we a", and the next read of the session is out.
fn stopped_while_waiting() -> Driver {
    let mut driver = waiting();
    driver.say("Still there?");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("Yes, we a")]);
    driver.input(Input::Stopped);
    poll(&mut driver);
    driver
}

#[test]
fn f32_what_the_visitor_stopped_stays_as_they_left_it_when_the_log_has_all_of_it() {
    let mut driver = stopped_while_waiting();
    let log = [entry(1, "user", "Still there?"), entry(2, "assistant", "Yes, we are"), agent(3, "Hi there")];
    driver.answer("/livechat/sync", ok(&sync("active", 2, &log, Some("c2"))));
    let expected = [said('v', "Still there?"), said('a', "Yes, we a"), said('h', "Hi there")];
    assert_eq!(shown(&driver)[2..], expected);
    let key = driver.client.transcript().find("l2").unwrap();
    assert_eq!(driver.status(key), Status::Stopped);
}

#[test]
fn f32_another_message_of_the_assistants_is_not_taken_for_the_one_that_was_stopped() {
    let mut driver = stopped_while_waiting();
    let log = [entry(1, "user", "Still there?"), entry(2, "assistant", "Somebody is on the way")];
    driver.answer("/livechat/sync", ok(&sync("waiting", 2, &log, Some("c2"))));
    let texts = shown(&driver);
    assert!(texts.contains(&said('a', "Yes, we a")), "{texts:?}");
    assert!(texts.contains(&said('a', "Somebody is on the way")), "{texts:?}");
}

#[test]
fn f01_a_reply_that_was_cut_off_is_made_whole_by_the_log() {
    let mut driver = waiting();
    driver.say("Still there?");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("Yes")]);
    driver.input(Input::StreamEnded { turn });
    driver.answer("/messages", refused(404, ""));
    poll(&mut driver);
    let log = [entry(1, "user", "Still there?"), entry(2, "assistant", "Yes, we are")];
    driver.answer("/livechat/sync", ok(&sync("waiting", 2, &log, Some("c2"))));
    assert_eq!(shown(&driver)[2..], [said('v', "Still there?"), said('a', "Yes, we are")]);
    assert_eq!(driver.status(driver.latest()), Status::Settled);
}

#[test]
fn what_the_log_said_during_a_turn_is_shown_when_the_turn_is_refused() {
    let mut driver = waiting();
    driver.say("Hello?");
    let turn = driver.turn();
    poll(&mut driver);
    let log = [entry(1, "user", "From another tab"), entry(2, "assistant", "Its answer")];
    driver.answer("/livechat/sync", ok(&sync("waiting", 2, &log, Some("c2"))));
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    assert!(shown(&driver).contains(&said('a', "Its answer")), "{:?}", shown(&driver));
}

#[test]
fn the_log_of_a_session_that_began_unseen_is_read_from_its_start() {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[], None)));
    driver.say("Again");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    driver.answer("/livechat/state", Answer::NoAnswer);
    // What is read next is meant to be the rest of the session before.
    poll(&mut driver);
    assert!(driver.request("/livechat/sync").url.contains("after_sequence_number=1"));
    driver.answer("/livechat/sync", ok(&sync("active", 1, &[agent(2, "Second")], Some("c"))));
    let (_, request) = driver.take_call("/livechat/sync");
    assert!(!request.url.contains("after_sequence_number"), "{}", request.url);
}

#[test]
fn f57_a_reply_may_finish_while_an_agent_joins_and_the_next_message_is_theirs() {
    let mut driver = waiting();
    driver.say("One more thing");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("Let me ")]);
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("active", 2, &[], Some("c2"))));
    driver.say("For the human");
    assert_eq!(driver.streams(), 1, "no second stream");
    driver.answer("/livechat/messages", sent(1, "For the human"));
    driver.bytes(turn, &[delta("see"), done("m2", "Let me see", None)]);
    let texts: Vec<_> = shown(&driver).into_iter().map(|(_, text)| text).collect();
    assert!(texts.contains(&"Let me see".to_owned()) && texts.contains(&"For the human".to_owned()));
}
