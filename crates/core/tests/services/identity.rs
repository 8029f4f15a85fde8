use super::driver::{Driver, config, history, ok};
use chatlet_core::client::{Command, Input, Screen, Slot};
use chatlet_protocol::service_line::ServiceCommand;
use serde_json::json;

fn identify(driver: &mut Driver, id: &str) {
    driver.page(None, ServiceCommand::Identify { identity: json!({ "id": id, "name": "Ann" }) });
}

#[test]
fn s49_after_logout_nothing_of_the_visitor_is_left() {
    let mut driver = Driver::talked();
    driver.input(Input::Typed("a secret draft".into()));
    driver.input(Input::Visible(false));
    driver.page(Some(4), ServiceCommand::Logout);
    assert!(driver.client.transcript().order().is_empty());
    assert_eq!(driver.client.draft(), "");
    assert_eq!((driver.client.announcement(), driver.client.alert()), ("", ""));
    assert_eq!((driver.stored(Slot::Session), driver.stored(Slot::Draft)), (None, None));
    assert_eq!(driver.event("sessionEnd")["reason"], "identity");
    assert_eq!(driver.count("identityChange"), 1);
    assert_eq!(driver.answers().last(), Some(&(4, String::new())));
    driver.input(Input::Restored { session: None, draft: None });
    assert_eq!(driver.client.screen(), Screen::Loading);
    driver.token("another visitor's");
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    driver.say("hello");
    assert_eq!(driver.stream_request().token.as_deref(), Some("another visitor's"));
}

#[test]
fn s49_late_answers_for_the_previous_visitor_show_nothing() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.page(None, ServiceCommand::Logout);
    driver.bytes(turn, &[super::done("m1", "for the one before", Some("bound"))]);
    assert!(driver.client.transcript().order().is_empty());
    driver.input(Input::Restored { session: None, draft: None });
    assert!(driver.calls().iter().all(|call| !call.contains("/config")), "no token, no call");
}

#[test]
fn the_same_identity_again_changes_nothing_and_another_one_everything() {
    let mut driver = Driver::talked();
    identify(&mut driver, "ann");
    identify(&mut driver, "ann");
    assert_eq!(driver.client.transcript().order().len(), 2, "who was nobody goes on as themselves");
    assert!(!driver.stored(Slot::Session).unwrap().contains("Ann"), "no name is stored");
    identify(&mut driver, "bob");
    assert!(driver.client.transcript().order().is_empty());
    assert_eq!(driver.count("identityChange"), 1);
}

#[test]
fn s49_a_stored_conversation_of_another_identity_is_never_shown() {
    let mut driver = Driver::talked();
    identify(&mut driver, "ann");
    let record = driver.stored(Slot::Session).unwrap().to_owned();
    for (who, theirs) in [("ann", true), ("bob", false)] {
        let mut later = Driver::welcomed();
        identify(&mut later, who);
        later.open_only();
        later.input(Input::Restored { session: Some(record.clone()), draft: Some("secret".into()) });
        let asks = later.calls().iter().any(|call| call.contains("/messages"));
        assert_eq!(asks, theirs);
        assert_eq!(later.client.draft() == "secret", theirs);
        let removed = later
            .commands
            .iter()
            .any(|command| matches!(command, Command::Save { slot: Slot::Session, value: None, .. }));
        assert_eq!(removed, !theirs);
    }
}

#[test]
fn consent_stores_from_then_on_and_its_end_takes_everything_back() {
    let mut driver = Driver::talked();
    driver.page(None, ServiceCommand::Consent { granted: false });
    assert_eq!((driver.stored(Slot::Session), driver.stored(Slot::Choices)), (None, None));
    driver.commands.clear();
    driver.exchange("m2");
    assert!(driver.saved().is_empty());
    driver.page(None, ServiceCommand::Consent { granted: true });
    assert!(driver.stored(Slot::Session).unwrap().contains("bound-m2"));
}

#[test]
fn metadata_goes_with_the_start_of_a_conversation() {
    let mut driver = Driver::ready();
    driver.page(None, ServiceCommand::Metadata { metadata: json!({ "plan": "pro" }) });
    driver.say("hello");
    assert_eq!(driver.event("sessionStart")["metadata"], json!({ "plan": "pro" }));
}
