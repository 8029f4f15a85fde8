//! What becomes of words and replies that were cut off: history decides, and nothing is lost (F1 to F15, F35).

use super::cut_off_after;
use super::driver::{Driver, delta, done, history, ok, refused};
use chatlet_core::client::{Answer, Input, Screen, TimerKey};
use chatlet_core::transcript::{Status, Unsent};

#[test]
fn f01_f02_a_broken_stream_keeps_the_draft_and_history_decides() {
    let mut driver = cut_off_after("half an ans");
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
    let mut driver = cut_off_after("half");
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
