//! The client driven without a browser: what it asks for, what it shows, what it tells the page.
#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;
mod forms;

use chatlet_core::client::{Answer, Command, Input, Notice, Screen, TimerKey};
use chatlet_core::transcript::{Author, Status, Unsent};
use chatlet_protocol::host_line::{AppMessage, HostCommand};
use driver::{Driver, delta, done, frame, history, ok, refused};

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
fn f01_f02_a_broken_stream_keeps_the_draft_and_history_decides() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("half an ans")]);
    driver.input(Input::StreamEnded { turn });
    let reply = driver.latest();
    assert_eq!(driver.status(reply), Status::Interrupted { settled: false });
    assert_eq!(driver.client.transcript().plain_text(reply), "half an ans");
    assert_eq!(driver.streams(), 1, "the message is never posted again by itself");
    driver.answer(
        "/messages",
        ok(&history(&[("a1", "assistant", "half an answer, whole now"), ("u1", "user", "question")])),
    );
    assert_eq!(driver.latest(), reply, "the draft becomes the stored reply under its key");
    assert_eq!(driver.status(reply), Status::Settled);
    assert_eq!(driver.client.transcript().plain_text(reply), "half an answer, whole now");
    assert_eq!(driver.client.transcript().order().len(), 2);
    assert_eq!(driver.events.last().unwrap()["name"], "messageComplete");
}

#[test]
fn f01_without_a_stored_answer_a_retry_is_offered_and_sends_the_same_words() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("half")]);
    driver.input(Input::StreamEnded { turn });
    driver.answer("/messages", ok(&history(&[("u1", "user", "question")])));
    let reply = driver.latest();
    assert_eq!(driver.status(reply), Status::Interrupted { settled: true });
    driver.input(Input::Retried(reply));
    assert_eq!(driver.streams(), 2);
    assert!(driver.stream_request().body.unwrap().contains("question"));
    assert_eq!(driver.client.transcript().order().len(), 2, "one echo, one reply");
}

#[test]
fn f04_f05_silence_ends_a_turn_and_a_drip_does_not() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    for _ in 0..60 {
        driver.wait(5_000);
        driver.input(Input::StreamBytes { turn, bytes: b": still here\n\n".to_vec() });
        driver.input(Input::Elapsed(TimerKey::Silence));
    }
    assert!(driver.client.is_answering(), "comments count as life");
    driver.wait(31_000);
    driver.input(Input::Elapsed(TimerKey::Silence));
    assert!(!driver.client.is_answering());
    assert_eq!(driver.status(driver.latest()), Status::Interrupted { settled: false });
}

#[test]
fn f15_a_page_instead_of_a_stream_is_not_shown() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.input(Input::StreamOpened { turn, content_type: "text/html; charset=utf-8".into() });
    driver.input(Input::StreamBytes { turn, bytes: b"<h1>Sign in</h1>".to_vec() });
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "");
    assert_eq!(driver.errors(), ["not_a_stream"]);
}

#[test]
fn f14_f35_a_failure_is_not_repeated_before_history_was_asked() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(500, "") });
    assert_eq!(driver.streams(), 1);
    driver.answer(
        "/messages",
        ok(&history(&[("a1", "assistant", "stored all the same"), ("u1", "user", "question")])),
    );
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "stored all the same");
    assert_eq!(driver.client.transcript().order().len(), 2);
}

#[test]
fn f14_what_was_never_stored_is_marked_unsent_with_its_text() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
    driver.answer("/messages", ok(&history(&[])));
    let echo = driver.latest();
    assert_eq!(driver.status(echo), Status::Unsent(Unsent::Refused));
    driver.input(Input::Retried(echo));
    assert!(driver.stream_request().body.unwrap().contains("question"));
}

#[test]
fn f14_before_words_that_may_have_arrived_are_sent_again_history_is_asked() {
    let mut driver = Driver::ready();
    driver.say("question");
    driver.lose_turn();
    driver.answer_always("/messages", &refused(503, ""));
    let echo = driver.latest();
    let echo_status = |driver: &Driver| driver.status(echo);
    assert_eq!(echo_status(&driver), Status::Unsent(Unsent::Offline));
    let sent = driver.streams();
    driver.input(Input::Retried(echo));
    assert_eq!((driver.streams(), echo_status(&driver)), (sent, Status::Sending), "nobody knows yet");
    driver.answer("/messages", ok(&history(&[("a1", "assistant", "reply"), ("u1", "user", "question")])));
    assert_eq!((driver.streams(), echo_status(&driver)), (sent, Status::Settled), "it had arrived");
    assert_eq!(driver.client.transcript().order().len(), 2);
}

#[test]
fn f14_words_that_history_does_not_know_are_sent_again_once_that_is_known() {
    let mut driver = Driver::ready();
    driver.say("question");
    driver.lose_turn();
    driver.answer_always("/messages", &Answer::NoAnswer);
    let echo = driver.latest();
    driver.input(Input::Retried(echo));
    driver.answer_always("/messages", &Answer::NoAnswer);
    assert_eq!(driver.status(echo), Status::Unsent(Unsent::Offline), "nobody could be asked");
    driver.input(Input::Retried(echo));
    driver.commands.clear();
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!((driver.streams(), driver.status(echo)), (1, Status::Sending));
    assert_eq!(driver.client.transcript().order().len(), 2, "one echo, one reply that is awaited");
}

#[test]
fn f14_f35_history_gives_each_reply_to_its_own_question() {
    let mut driver = Driver::ready();
    let mut echoes = Vec::new();
    for words in ["first", "second"] {
        driver.say(words);
        let turn = driver.turn();
        driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
        driver.answer("/messages", ok(&history(&[])));
        echoes.push(driver.latest());
    }
    driver.input(Input::Retried(echoes[0]));
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
    // While history is asked about the first, the second is answered.
    driver.input(Input::Retried(echoes[1]));
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.events.clear();
    driver
        .answer("/messages", ok(&history(&[("a2", "assistant", "to the second"), ("u2", "user", "second")])));
    assert_eq!(driver.status(echoes[0]), Status::Unsent(Unsent::Refused), "it never arrived");
    driver.bytes(turn, &[done("a2", "to the second", None)]);
    let transcript = driver.client.transcript();
    let texts: Vec<_> = transcript.order().iter().map(|key| transcript.plain_text(*key)).collect();
    assert_eq!(texts, ["first", "second", "to the second"]);
    let completed = driver.events.iter().filter(|event| event["name"] == "messageComplete");
    assert_eq!(completed.count(), 1, "{:?}", driver.events);
}

#[test]
fn f07_words_that_may_never_have_arrived_come_back_when_the_token_is_spent() {
    for lost in [true, false] {
        let mut driver = Driver::ready();
        driver.say("question");
        let turn = driver.turn();
        if lost {
            driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
            driver.answer("/messages", refused(401, ""));
        } else {
            driver.answer("/banners", refused(401, ""));
        }
        assert_eq!(driver.client.screen(), Screen::Ended);
        assert_eq!(driver.client.draft(), "question");
        assert!(driver.client.transcript().order().is_empty());
        driver.input(Input::StartedOver);
        assert_eq!(driver.client.draft(), "question");
    }
}

#[test]
fn f07_a_reply_of_the_conversation_before_changes_nothing_in_the_next() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.answer("/banners", refused(401, ""));
    assert_eq!(driver.client.screen(), Screen::Ended);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("a re")]);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "a re", "it may still be read");
    driver.input(Input::StartedOver);
    driver.token("fresh");
    driver.bytes(turn, &[done("m1", "a reply", Some("spent"))]);
    assert_eq!(driver.request("/config").token.as_deref(), Some("fresh"));
    assert!(driver.client.transcript().order().is_empty());
    // Nor does it bring the spent token back where the visitor has not started over.
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.answer("/banners", refused(401, ""));
    driver.bytes(turn, &[done("m1", "a reply", Some("spent"))]);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "a reply");
    driver.input(Input::StartedOver);
    driver.token("fresh");
    assert_eq!(driver.request("/config").token.as_deref(), Some("fresh"));
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
fn what_is_typed_before_the_stored_draft_is_there_stands_behind_it() {
    let mut driver = Driver::welcomed();
    driver.open_only();
    driver.input(Input::Typed("and more".into()));
    driver.input(Input::Restored { session: None, draft: Some("half a thought".into()) });
    assert_eq!(driver.client.draft(), "half a thought\nand more");
}

#[test]
fn f14_f32_of_what_was_stopped_before_anything_came_history_says_whether_it_arrived() {
    let stopped = || {
        let mut driver = Driver::ready();
        driver.say("question");
        let [echo, reply] = driver.client.transcript().order()[..] else {
            panic!("a question and its reply")
        };
        driver.input(Input::Stopped);
        assert_eq!((driver.status(echo), driver.status(reply)), (Status::Sending, Status::Stopped));
        assert!(!driver.client.is_answering(), "the composer is ready at once");
        (driver, echo, reply)
    };
    let (mut driver, echo, reply) = stopped();
    driver.answer("/messages", ok(&history(&[("m1", "assistant", "answer"), ("u1", "user", "question")])));
    assert_eq!((driver.status(echo), driver.status(reply)), (Status::Settled, Status::Stopped));
    assert!(!driver.events.iter().any(|event| event["name"] == "messageComplete"), "it was stopped");
    for (answer, fate) in [(ok(&history(&[])), Unsent::Refused), (Answer::NoAnswer, Unsent::Offline)] {
        let (mut driver, echo, _) = stopped();
        driver.answer_always("/messages", &answer);
        assert_eq!(driver.client.transcript().order(), [echo]);
        assert_eq!(driver.status(echo), Status::Unsent(fate));
    }
    // What the server began to answer has arrived.
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.input(Input::Stopped);
    assert!(!driver.calls().iter().any(|call| call.contains("/messages")));
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
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta("half")]);
    driver.input(Input::StreamEnded { turn });
    driver.answer("/messages", refused(401, ""));
    assert_eq!(driver.client.screen(), Screen::Ended);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "half");
    assert_eq!(driver.status(driver.latest()), Status::Interrupted { settled: true });
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
