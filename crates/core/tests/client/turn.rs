//! A question and its reply: what is told, shown, said and stopped.

use super::driver::{Driver, delta, done, frame, history, ok};
use chatlet_core::client::{Answer, Command, Input, TimerKey};
use chatlet_core::transcript::Status;
use chatlet_protocol::host_line::{AppMessage, HostCommand};

#[test]
fn a_turn_tells_the_page_its_story_in_order() {
    let mut driver = Driver::ready();
    driver.events.clear();
    driver.say("Do you have tents?");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("Two tents")]);
    driver.bytes(turn, &[done("m1", "Two tents", Some("bound"))]);
    let names: Vec<_> =
        driver.events.iter().map(|event| event["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        names,
        [
            "typing",
            "typingStop",
            "sessionStart",
            "messageStart",
            "responseStart",
            "messageChunk",
            "messageComplete"
        ]
    );
    let complete = driver.events.last().unwrap();
    assert_eq!(complete["answer"], "Two tents");
    assert_eq!(complete["messageId"], "m1");
    assert_eq!(complete["queryId"], driver.events[4]["queryId"]);
    assert!(driver.events.iter().skip(2).all(|event| event["sessionId"].is_string()));
    let start = &driver.events[3];
    assert_eq!((&start["first"], &start["length"]), (&true.into(), &18.into()));
}

#[test]
fn the_bound_token_is_in_force_for_the_next_call() {
    let mut driver = Driver::ready();
    driver.say("one");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m1", "reply", Some("bound"))]);
    driver.say("two");
    assert_eq!(driver.stream_request().token.as_deref(), Some("bound"));
}

#[test]
fn a_reply_is_tried_again_with_its_own_question() {
    let mut driver = Driver::ready();
    driver.say("first");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
    driver.answer("/messages", ok(&history(&[])));
    let first = driver.latest();
    driver.say("second");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("a2", "to the second", None)]);
    driver.input(Input::Retried(first));
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.input(Input::Stopped);
    driver.input(Input::Retried(driver.latest()));
    assert!(driver.stream_request().body.unwrap().contains("first"));
}

#[test]
fn f17_f20_f28_a_bad_frame_is_skipped_and_nothing_counts_after_the_end() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let bad = [
        frame("part", "{\"part\":"),
        frame("surprise", "{}"),
        frame("part_delta", "null"),
        frame("part", "5"),
    ];
    driver.bytes(turn, &bad);
    driver.bytes(turn, &[done("m1", "fine", None), done("m2", "late", None), frame("error", "{}")]);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "fine");
    assert_eq!(driver.errors(), ["malformed_frame"], "reported once");
    assert_eq!(driver.status(driver.latest()), Status::Settled);
}

#[test]
fn f32_stop_keeps_the_draft_and_late_bytes_find_nothing() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("half")]);
    driver.input(Input::Stopped);
    driver.bytes(turn, &[delta(" more"), done("m1", "half more", None)]);
    let reply = driver.latest();
    assert_eq!(driver.status(reply), Status::Stopped);
    assert_eq!(driver.client.transcript().plain_text(reply), "half");
    assert!(!driver.client.is_answering());
    assert_eq!(driver.events.last().unwrap()["name"], "messageStop");
}

#[test]
fn f33_f34_one_message_however_often_it_is_submitted() {
    let mut driver = Driver::ready();
    driver.input(Input::Typed("question".into()));
    driver.input(Input::Submitted);
    driver.input(Input::Submitted);
    driver.input(Input::Typed("next".into()));
    driver.input(Input::Submitted);
    assert_eq!(driver.streams(), 1);
    assert_eq!(driver.client.draft(), "next", "what is typed while a reply streams stays");
}

#[test]
fn replies_that_arrive_while_closed_are_counted_until_the_window_opens() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.input(Input::Host { id: None, command: HostCommand::Closed });
    driver.bytes(turn, &[done("m1", "reply", None)]);
    assert_eq!(driver.events.last().unwrap()["count"], 1);
    driver.open();
    assert_eq!(driver.events.last().unwrap()["count"], 0);
}

#[test]
fn a06_a_turn_is_announced_twice_that_it_began_and_once_what_was_said() {
    let mut driver = Driver::ready();
    driver.say("question");
    assert_eq!(driver.client.announcement(), "Answering…");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("half")]);
    assert_eq!(driver.client.announcement(), "Answering…", "a growing reply is not announced");
    driver.bytes(turn, &[done("m1", "half and half", None)]);
    assert_eq!(driver.client.announcement(), "half and half");
}

#[test]
fn text_never_lags_more_than_a_tenth_of_a_second() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("a")]);
    let burst: Vec<_> = (0..400).map(|_| delta("x")).collect();
    driver.events.clear();
    driver.bytes(turn, &burst);
    let mut waited = 0;
    while let Some(after) = driver.timer(TimerKey::Pace) {
        waited += after;
        driver.wait(after);
        driver.input(Input::Elapsed(TimerKey::Pace));
    }
    assert!(waited > 0 && waited <= 100, "{waited} ms");
    assert_eq!(driver.client.transcript().plain_text(driver.latest()).len(), 401);
    let chunks: Vec<_> = driver.events.iter().filter(|event| event["name"] == "messageChunk").collect();
    assert_eq!(chunks.len(), 1, "the page hears once of what one read has brought: {chunks:?}");
    assert_eq!(chunks[0]["chunk"].as_str().map(str::len), Some(400));
}

#[test]
fn links_are_told_and_custom_schemes_become_data() {
    let mut driver = Driver::ready();
    driver.input(Input::LinkClicked { href: "https://cal.com/team/demo".into(), text: "Book".into() });
    let names: Vec<_> = driver.events.iter().rev().take(2).map(|event| event["name"].clone()).collect();
    assert_eq!(names, ["linkClick", "bookingLinkClick"]);
    assert_eq!(driver.events.last().unwrap()["protocol"], "https:");
    let before = driver.events.len();
    driver.input(Input::LinkClicked { href: "javascript:alert(1)".into(), text: "x".into() });
    assert_eq!(driver.events.len(), before);
}

#[test]
fn the_answer_of_the_loader_is_only_given_once() {
    let mut driver = Driver::ready();
    driver.input(Input::Host { id: Some(7), command: HostCommand::Send { message: "   ".into() } });
    let told: Vec<_> =
        driver.messages.iter().filter(|message| matches!(message, AppMessage::Answer { .. })).collect();
    assert!(matches!(told.as_slice(), [AppMessage::Answer { id: 7, error: Some(_) }]));
    assert!(!driver.commands.iter().any(|command| matches!(command, Command::OpenStream { .. })));
}
