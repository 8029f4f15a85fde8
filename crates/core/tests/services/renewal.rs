use super::driver::{Driver, config, history, ok};
use chatlet_core::client::Input;
use chatlet_core::client::{Notice, Screen, ServiceInput, Slot, TimerKey};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::service_line::ServiceCommand;
use serde_json::json;

fn refuse_token(driver: &mut Driver) {
    driver.input(Input::Host { id: None, command: HostCommand::Token { token: None } });
}

#[test]
fn a_new_chat_hands_the_host_the_current_token_and_goes_on_with_the_new_one() {
    let mut driver = Driver::talked();
    driver.input(Input::Typed("half a thought".into()));
    driver.page(Some(7), ServiceCommand::Reset);
    assert_eq!(driver.replaced().last(), Some(&json!("bound-m1")));
    assert_eq!(driver.client.transcript().order().len(), 2, "nothing is lost before the new token is there");
    assert!(!driver.client.can_send());
    driver.events.clear();
    driver.token("fresh");
    assert_eq!(driver.names(), ["sessionClear", "sessionEnd"]);
    assert_eq!(driver.event("sessionClear")["sessionId"], driver.event("sessionEnd")["sessionId"]);
    assert!(driver.event("sessionClear")["sessionId"].is_string(), "the page hears which one was cleared");
    assert_eq!(driver.event("sessionEnd")["reason"], "reset");
    assert_eq!(driver.event("sessionClear")["messageCount"], 2);
    assert_eq!(driver.stored(Slot::Session), None);
    assert!(driver.client.transcript().order().is_empty());
    assert_eq!(driver.client.draft(), "half a thought");
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert_eq!(driver.answers().last(), Some(&(7, String::new())));
    driver.input(Input::Submitted);
    assert_eq!(driver.stream_request().token.as_deref(), Some("fresh"));
    assert_eq!(driver.count("sessionStart"), 1, "a conversation of its own");
}

#[test]
fn a_new_chat_ends_the_reply_that_streams() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.page(None, ServiceCommand::Reset);
    assert!(!driver.client.is_answering());
    driver.bytes(turn, &[super::done("m1", "late", Some("late token"))]);
    driver.token("fresh");
    assert!(driver.client.transcript().order().is_empty());
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    driver.say("again");
    assert_eq!(driver.stream_request().token.as_deref(), Some("fresh"));
}

#[test]
fn a_host_that_gives_no_new_token_costs_nothing() {
    for answer in ["none", "the same", "too late"] {
        let mut driver = Driver::talked();
        driver.page(Some(9), ServiceCommand::Reset);
        match answer {
            "none" => refuse_token(&mut driver),
            "the same" => driver.token("bound-m1"),
            _ => driver.input(Input::Elapsed(TimerKey::Token)),
        }
        assert_eq!(driver.client.screen(), Screen::Ready, "{answer}");
        assert_eq!(driver.client.transcript().order().len(), 2);
        assert!(matches!(driver.client.notice(), Some(Notice::Refused(words)) if words.contains("new chat")));
        assert_eq!(driver.answers().last(), Some(&(9, "unavailable".into())));
        driver.say("still here?");
        assert_eq!(driver.stream_request().token.as_deref(), Some("bound-m1"));
    }
}

#[test]
fn what_is_written_meanwhile_is_not_lost() {
    let mut driver = Driver::talked();
    driver.page(None, ServiceCommand::Reset);
    driver.say("for the new one");
    assert_eq!(driver.streams(), 1);
    refuse_token(&mut driver);
    assert_eq!(driver.client.draft(), "for the new one");
}

#[test]
fn two_wishes_at_once_are_one_new_chat() {
    let mut driver = Driver::talked();
    driver.page(Some(1), ServiceCommand::Reset);
    driver.page(Some(2), ServiceCommand::Reset);
    driver.service(ServiceInput::NewChatWanted);
    assert_eq!(driver.replaced().iter().filter(|token| token.is_string()).count(), 1);
    assert_eq!(driver.answers(), [(2, "unavailable".into())]);
}
