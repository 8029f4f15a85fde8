//! Sessions that several tabs show (F42).

use super::driver;
use super::driver::{Driver, ok};
use super::{
    active, agent, hear, poll, said, shown, state, state_value, sync, talking, talking_from_the_start,
    waiting,
};
use chatlet_core::client::{Answer, Command, Input, LivechatCommand, LivechatInput, ServiceInput};
use chatlet_protocol::livechat::LivechatStatus;
use serde_json::{Value, json};

/// What the tab has told the others.
fn shared(driver: &Driver) -> Vec<String> {
    let shared = driver.commands.iter().filter_map(|command| match command {
        Command::Livechat(LivechatCommand::Share(text)) => Some(text.clone()),
        _ => None,
    });
    shared.collect()
}

#[test]
fn the_leading_tab_tells_the_others_what_it_reads() {
    let mut driver = active();
    let mut other = waiting();
    other.input(Input::Livechat(LivechatInput::Leads(false)));
    hear(&mut other, shared(&driver).last().unwrap());
    assert_eq!(other.client.livechat().status(), LivechatStatus::Active);
    assert_eq!(shown(&other), shown(&driver));
    driver.input(Input::Visible(false));
    assert!(driver.commands.contains(&Command::Livechat(LivechatCommand::Lead { name: None })));
}

#[test]
fn f42_a_session_that_begins_in_one_tab_is_known_in_another_that_began_its_conversation_itself() {
    let driver = talking_from_the_start();
    let listens = |command: &&Command| matches!(command, Command::Livechat(LivechatCommand::Listen { .. }));
    assert_eq!(driver.commands.iter().filter(listens).count(), 1);
    // One that nobody got an answer to may have begun as well.
    let mut driver = talking();
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", Answer::NoAnswer);
    let tells = |command: &Command| matches!(command, Command::Livechat(LivechatCommand::Share(text)) if text.contains("news"));
    assert!(driver.commands.iter().any(tells));
}

#[test]
fn f39_a_page_that_comes_back_reads_what_it_did_not_hear_of() {
    let mut driver = active();
    driver.input(Input::Visible(false));
    driver.input(ServiceInput::PageLeft.into());
    driver.input(ServiceInput::PageReturned.into());
    driver.input(Input::Visible(true));
    let (_, request) = driver.take_call("/livechat/sync");
    assert!(!request.url.contains("after_sequence_number"), "it may be another session: {}", request.url);
}

#[test]
fn f42_a_session_that_nobody_has_told_of_is_read_although_its_states_count_less() {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 9, &[], Some("c9"))));
    hear(&mut driver, &json!({ "read": state("active", 3) }).to_string());
    while driver.client.livechat().status() == LivechatStatus::Closed {
        if driver.calls().iter().all(|call| !call.contains("/livechat/sync")) {
            poll(&mut driver);
        }
        driver.answer("/livechat/sync", ok(&sync("active", 3, &[agent(2, "Jonas here")], None)));
    }
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Active);
    assert!(shown(&driver).iter().any(|(_, text)| text.contains("Jonas here")));
}

#[test]
fn f42_a_part_of_the_log_that_nobody_told_of_is_read_by_oneself() {
    let mut driver = waiting();
    driver.input(Input::Livechat(LivechatInput::Leads(false)));
    // Up to number 2 the other tab has read while nobody heard it.
    let read = sync("active", 6, &[], Some("c6"));
    hear(&mut driver, &json!({ "read": read, "after": 2 }).to_string());
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Active);
    let log = [agent(1, "Mette here"), agent(2, "Hello?")];
    driver.answer("/livechat/sync", ok(&sync("active", 6, &log, Some("c6"))));
    assert_eq!(shown(&driver)[2..], [said('h', "Mette here"), said('h', "Hello?")]);
    // What it had before is no gap, whatever number comes next.
    let read = sync("active", 7, &[agent(9, "Still there?")], Some("c7"));
    hear(&mut driver, &json!({ "read": read, "after": 2 }).to_string());
    assert_eq!(shown(&driver).last(), Some(&said('h', "Still there?")));
    assert!(!driver.calls().iter().any(|call| call.contains("/livechat/sync")), "{:?}", driver.calls());
}

/// A page of the same visitor that is loaded now, and finds the last session closed at this time.
fn loaded_again(first: &Driver, closed: &Value) -> Driver {
    let record = first.saved().into_iter().rfind(|saved| saved.contains("\"token\"")).unwrap().to_owned();
    let mut page = Driver::seeded(2);
    page.welcome(driver::PAGE);
    page.reopen(&record);
    page.answer("/livechat/state", ok(&closed.to_string()));
    page
}

fn closed_at(version: u64, at: &str) -> Value {
    let mut closed = state_value("closed", version);
    closed["closed_at"] = at.into();
    closed
}

#[test]
fn f42_a_session_that_came_and_went_unheard_is_told_of_by_the_page_that_finds_it() {
    let mut driver = active();
    let first = json!({ "state": closed_at(4, "1970-01-01T00:01:00Z"), "messages": [], "has_more": false });
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&first.to_string()));
    // In another tab a wish got no answer before its page was loaded again.
    let second = closed_at(5, "1970-01-01T00:02:00Z");
    for text in shared(&loaded_again(&talking_from_the_start(), &second)) {
        hear(&mut driver, &text);
    }
    let mut log = agent(1, "Jonas here");
    log["message_id"] = "k1".into();
    let second = json!({ "state": second, "messages": [log], "has_more": false });
    driver.answer("/livechat/sync", ok(&second.to_string()));
    assert_eq!(shown(&driver).last(), Some(&said('h', "Jonas here")));
}

#[test]
fn f42_of_a_session_of_the_conversation_that_became_this_one_all_tabs_know() {
    let mut driver = talking();
    let closed = closed_at(3, "1970-01-01T00:01:00Z");
    for text in shared(&loaded_again(&talking_from_the_start(), &closed)) {
        hear(&mut driver, &text);
    }
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Closed);
    assert!(driver.client.livechat().asks_rating());
}

#[test]
fn s26_whatever_another_tab_says_is_read_with_care() {
    let mut driver = active();
    for text in ["", "null", "[]", "{\"read\":5}", "{\"read\":\"{\"}", "{\"read\":\"{\\\"state\\\":5}\"}"] {
        hear(&mut driver, text);
    }
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Active);
}
