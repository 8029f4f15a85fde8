use super::driver::{Driver, done, history, ok};
use chatlet_core::client::{Answer, Command, Input, LivechatInput, Screen, ServiceInput, ServiceTask, Slot};
use chatlet_protocol::catalogue::EndReason;
use chatlet_protocol::service_line::ServiceCommand;

impl Driver {
    /// What this tab has told the others since it was last asked.
    fn signals(&mut self) -> Vec<String> {
        let signals: Vec<_> = self
            .tasks()
            .into_iter()
            .filter_map(|task| match task {
                ServiceTask::Signal(signal) => Some(signal.clone()),
                _ => None,
            })
            .collect();
        self.commands.retain(|command| !matches!(command, Command::Service(ServiceTask::Signal(_))));
        signals
    }

    /// Another tab says something, and the storage is read when that is asked for.
    fn hears(&mut self, signals: &[String], session: Option<&str>, draft: Option<&str>) {
        for signal in signals {
            self.commands.clear();
            self.service(ServiceInput::Signalled(signal.clone()));
            if self.restored() {
                self.input(Input::Restored {
                    session: session.map(str::to_owned),
                    draft: draft.map(str::to_owned),
                });
            }
        }
    }
}

/// Two tabs of one conversation, and its record.
fn two_tabs() -> (Driver, Driver, String) {
    let mut one = Driver::talked();
    let record = one.stored(Slot::Session).unwrap().to_owned();
    let mut other = Driver::welcomed();
    other.reopen(&record);
    other.commands.clear();
    one.signals();
    (one, other, record)
}

#[test]
fn f42_what_is_said_in_one_tab_appears_in_the_other() {
    let (mut one, mut other, _) = two_tabs();
    one.exchange("m2");
    let record = one.stored(Slot::Session).unwrap().to_owned();
    let signals = one.signals();
    assert!(
        signals.iter().all(|signal| !signal.contains("question") && !signal.contains("bound")),
        "{signals:?}"
    );
    other.hears(&signals, Some(&record), None);
    other.answer(
        "/messages",
        ok(&history(&[
            ("m2", "assistant", "reply"),
            ("u2", "user", "question"),
            ("m1", "assistant", "reply"),
            ("u1", "user", "question"),
        ])),
    );
    assert_eq!(other.client.transcript().order().len(), 4);
    assert!(!other.client.is_answering());
    other.say("from here");
    assert_eq!(other.stream_request().token.as_deref(), Some("bound-m2"), "the newest token is in force");
}

#[test]
fn f42_a_conversation_that_begins_elsewhere_is_joined() {
    let mut one = Driver::talked();
    let record = one.stored(Slot::Session).unwrap().to_owned();
    let signals = one.signals();
    let mut other = Driver::ready();
    other.hears(&signals, Some(&record), None);
    assert!(other.calls().iter().any(|call| call.contains("/messages")));
    other.answer("/config", ok(&super::driver::config()));
    other.answer("/messages", ok(&history(&[("m1", "assistant", "reply"), ("u1", "user", "question")])));
    assert_eq!(other.client.screen(), Screen::Ready);
    assert_eq!(other.client.transcript().order().len(), 2);
    assert_eq!(other.count("sessionStart"), 0);
}

/// A tab that began a conversation of its own, a minute after the other tab's.
fn a_later_conversation(seed: u64) -> Driver {
    let mut driver = Driver::seeded(seed).made_ready();
    driver.wait(60_000);
    driver.exchange("n1");
    driver
}

#[test]
fn f42_of_two_conversations_the_older_one_stays_and_neither_record_is_lost() {
    let mut older = Driver::talked();
    let signals = older.signals();
    let record = older.stored(Slot::Session).unwrap().to_owned();
    let mut newer = a_later_conversation(2);
    let newer_record = newer.stored(Slot::Session).unwrap().to_owned();
    let newer_signals = newer.signals();
    older.hears(&newer_signals, Some(&newer_record), None);
    assert_eq!(older.client.transcript().order().len(), 2);
    assert_eq!(older.stored(Slot::Session), Some(record.as_str()), "put back where it was overwritten");
    let told_again = older.signals();
    newer.hears(&told_again, Some(&record), None);
    assert_eq!(newer.client.screen(), Screen::Loading, "the newer one joins");
    assert!(newer.signals().is_empty(), "and has nothing to say to that");
    let mut missed = a_later_conversation(3);
    missed.say("question");
    let turn = missed.turn();
    missed.hears(&signals, Some(&record), None);
    assert_eq!(missed.client.screen(), Screen::Ready, "a reply is on its way");
    missed.commands.clear();
    missed.stream_opened(turn);
    missed.bytes(turn, &[done("n2", "reply", Some("bound-n2"))]);
    assert!(missed.restored());
    missed.input(Input::Restored { session: Some(record), draft: None });
    assert_eq!(missed.client.screen(), Screen::Loading, "it joins when the reply is there");
}

#[test]
fn f42_a_conversation_that_begins_with_the_wish_for_a_human_is_joined() {
    let mut one = Driver::ready();
    one.input(Input::Livechat(LivechatInput::Wanted(None)));
    let record = one.stored(Slot::Session).unwrap().to_owned();
    let signals = one.signals();
    let mut other = Driver::ready();
    other.hears(&signals, Some(&record), None);
    assert_eq!(other.client.screen(), Screen::Loading, "it joins");
    assert_eq!(one.client.conversation_id(), other.client.conversation_id());
    // Nor does a first message that never arrived.
    let mut one = Driver::ready();
    one.say("question");
    one.lose_turn();
    one.answer("/messages", ok(&history(&[])));
    let record = one.stored(Slot::Session).unwrap().to_owned();
    one.signals();
    one.input(Input::Livechat(LivechatInput::Wanted(None)));
    let signals = one.signals();
    let mut other = Driver::ready();
    other.hears(&signals, Some(&record), None);
    assert_eq!(one.client.conversation_id(), other.client.conversation_id());
}

#[test]
fn f42_a_page_that_was_away_goes_on_in_what_others_have_begun_meanwhile() {
    let mut away = Driver::talked();
    away.service(ServiceInput::PageLeft);
    let other = a_later_conversation(2);
    let record = other.stored(Slot::Session).unwrap().to_owned();
    away.commands.clear();
    away.service(ServiceInput::PageReturned);
    assert!(away.restored());
    away.input(Input::Restored { session: Some(record), draft: None });
    assert_eq!(away.stored(Slot::Session), None, "nothing is put in its place");
    assert_eq!(other.client.conversation_id(), away.client.conversation_id());
}

#[test]
fn f42_words_that_did_not_get_through_are_not_lost_when_an_older_conversation_is_joined() {
    let mut older = Driver::talked();
    let signals = older.signals();
    let record = older.stored(Slot::Session).unwrap().to_owned();
    let mut newer = a_later_conversation(2);
    newer.say("first");
    newer.lose_turn();
    newer.answer_always("/messages", &Answer::NoAnswer);
    newer.say("second");
    newer.lose_turn();
    newer.hears(&signals, Some(&record), None);
    assert_eq!(newer.client.screen(), Screen::Loading, "it joins");
    assert_eq!(newer.client.draft(), "first\nsecond");
}

#[test]
fn f42_words_whose_reply_was_stopped_before_they_arrived_are_not_lost_when_an_older_conversation_is_joined() {
    let mut older = Driver::talked();
    let signals = older.signals();
    let record = older.stored(Slot::Session).unwrap().to_owned();
    let mut newer = a_later_conversation(2);
    newer.say("first");
    newer.input(Input::Stopped);
    newer.hears(&signals, Some(&record), None);
    assert_eq!(newer.client.draft(), "first");
}

#[test]
fn f42_a_draft_fills_an_empty_field_and_never_replaces_one() {
    let (mut one, mut other, record) = two_tabs();
    one.input(Input::Typed("half a thought".into()));
    one.input(Input::Elapsed(chatlet_core::client::TimerKey::TypingPause));
    let signals = one.signals();
    other.hears(&signals, Some(&record), Some("half a thought"));
    assert_eq!(other.client.draft(), "half a thought");
    other.hears(&signals, Some(&record), Some("half a thought, and more"));
    assert_eq!(other.client.draft(), "half a thought, and more");
    one.input(Input::Submitted);
    let sent = one.signals();
    other.hears(&sent, Some(&record), None);
    assert_eq!(other.client.draft(), "", "it was sent there");
    other.hears(&signals, Some(&record), Some("half a thought"));
    other.input(Input::Typed("my own".into()));
    other.hears(&signals, Some(&record), Some("half a thought"));
    assert_eq!(other.client.draft(), "my own");
}

#[test]
fn f80_what_is_deleted_in_one_tab_leaves_every_tab() {
    let (mut one, mut other, _) = two_tabs();
    other.input(Input::Typed("a draft".into()));
    one.service(ServiceInput::DeleteAsked);
    one.wait(600);
    one.service(ServiceInput::DeleteConfirmed);
    one.answer("/api/v1/chat", ok(""));
    let signals = one.signals();
    other.hears(&signals, None, None);
    assert_eq!(other.client.screen(), Screen::Ended);
    assert_eq!(other.client.end_reason(), Some(EndReason::Deleted));
    assert!(other.client.transcript().order().is_empty());
    assert_eq!(other.client.draft(), "");
    assert_eq!(other.count("dataDelete"), 0, "told once, where it happened");
}

#[test]
fn f42_a_new_chat_elsewhere_is_shown_as_such_and_found_on_starting_again() {
    let (mut one, mut other, _) = two_tabs();
    one.page(None, ServiceCommand::Reset);
    one.token("fresh");
    let signals = one.signals();
    other.hears(&signals, None, None);
    assert_eq!(other.client.screen(), Screen::Ended);
    assert_eq!(other.client.end_reason(), Some(EndReason::Reset));
    assert!(other.client.ended_elsewhere());
    assert_eq!(other.client.transcript().order().len(), 2, "what was said stays readable");
    one.answer("/config", ok(&super::driver::config()));
    one.answer("/messages", ok(&history(&[])));
    one.exchange("m9");
    let record = one.stored(Slot::Session).unwrap().to_owned();
    other.commands.clear();
    other.input(Input::StartedOver);
    assert!(other.restored());
    other.input(Input::Restored { session: Some(record), draft: None });
    assert!(other.calls().iter().any(|call| call.contains("/messages")), "it goes on in the new one");
}

#[test]
fn s49_a_logout_elsewhere_leaves_nothing_here() {
    let (mut one, mut other, _) = two_tabs();
    one.page(None, ServiceCommand::Logout);
    let signals = one.signals();
    other.hears(&signals, None, None);
    assert!(other.client.transcript().order().is_empty());
    assert_eq!(other.client.screen(), Screen::Ended);
}

#[test]
fn s51_a_signal_that_is_not_ours_changes_nothing() {
    let mut driver = Driver::talked();
    for signal in [
        "",
        "{",
        "5",
        "null",
        "{\"version\":2,\"kind\":\"over\",\"reason\":\"deleted\"}",
        "{\"version\":1,\"kind\":5}",
        "{\"version\":1,\"kind\":\"over\",\"reason\":\"reset\",\"session\":\"other\"}",
    ] {
        driver.service(ServiceInput::Signalled(signal.into()));
        assert_eq!(driver.client.screen(), Screen::Ready, "{signal}");
        assert_eq!(driver.client.transcript().order().len(), 2);
    }
}

#[test]
fn f39_a_page_that_comes_back_asks_what_became_of_its_reply() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.service(ServiceInput::PageLeft);
    assert!(driver.commands.contains(&Command::CloseStream(turn)));
    assert!(driver.commands.contains(&Command::Service(ServiceTask::Listen(None))));
    assert!(driver.calls().iter().all(|call| !call.contains("limit")), "a page that goes asks nothing");
    driver.service(ServiceInput::PageReturned);
    driver.answer("/messages", ok(&history(&[("m1", "assistant", "whole"), ("u1", "user", "question")])));
    assert_eq!(driver.client.transcript().order().len(), 2);
    assert_eq!(driver.client.transcript().plain_text(driver.latest()), "whole");
    assert_eq!(driver.streams(), 1, "the message is never sent again by itself");
}
