//! Livechat through the whole client: what is asked, sent, shown, said and told, without a browser.
#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking; its driver is its own"
)]

#[path = "../driver/mod.rs"]
mod driver;

mod assistant;
mod form;
mod lines;
mod rating;
mod tabs;
mod wish;
mod words;

use chatlet_core::client::{Answer, Input, LivechatInput, LivechatNotice, TimerKey};
use chatlet_core::livechat::LivechatTimer;
use chatlet_core::transcript::Author;
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::livechat::LivechatStatus;
use driver::{Driver, done, history, ok, refused};
use serde_json::{Value, json};

/// A visitor who has said something, and is answered by the token's conversation.
fn talking() -> Driver {
    let mut driver = Driver::ready();
    driver.answer("/livechat/state", ok(&state("inactive", 0)));
    driver.say("Hello");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m1", "Hi", Some("bound"))]);
    driver.events.clear();
    driver.commands.clear();
    driver
}

/// The same, with all that was asked on the way.
fn talking_from_the_start() -> Driver {
    let mut driver = Driver::ready();
    driver.answer("/livechat/state", ok(&state("inactive", 0)));
    driver.say("Hello");
    driver
}

fn waiting() -> Driver {
    let mut driver = talking();
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", ok(&session("waiting", 1)));
    driver.input(Input::Livechat(LivechatInput::Leads(true)));
    driver.answer("/livechat/sync", ok(&sync("waiting", 1, &[], Some("c1"))));
    driver
}

fn active() -> Driver {
    let mut driver = waiting();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("active", 2, &[agent(1, "Mette here")], Some("c2"))));
    driver
}

/// The pause before the next read is over.
fn poll(driver: &mut Driver) {
    let after = driver.timer(TimerKey::Livechat(LivechatTimer::Poll)).expect("a read is due");
    driver.wait(after);
    driver.input(Input::Elapsed(TimerKey::Livechat(LivechatTimer::Poll)));
}

fn state_value(status: &str, version: u64) -> Value {
    let agent = json!({"agent_id": "a1", "display_name": "Mette", "avatar_url": null});
    json!({
        "status": status,
        "active_agent": if status == "active" { agent } else { Value::Null },
        "feedback": {"status": if status == "closed" { "pending" } else { "not_available" }},
        "closed_by": if status == "closed" { "agent".into() } else { Value::Null },
        "close_reason": if status == "closed" { "Solved".into() } else { Value::Null },
        "closed_by_agent_id": if status == "closed" { "a1".into() } else { Value::Null },
        "state_version": version,
    })
}

fn state(status: &str, version: u64) -> String {
    state_value(status, version).to_string()
}

fn session(status: &str, version: u64) -> String {
    json!({"livechat_session_id": "s1", "status": status, "state_version": version}).to_string()
}

fn entry(number: u64, role: &str, text: &str) -> Value {
    let blocks = json!([{"type": "paragraph", "spans": [{"type": "text", "text": text}]}]);
    let mut entry = json!({
        "message_id": format!("l{number}"), "role": role, "sequence_number": number,
        "created_at": "1970-01-01T00:00:02Z",
        "parts": [{"type": "rich_text", "part_id": format!("p{number}"), "blocks": blocks}],
    });
    if role == "agent" {
        entry["agent"] = json!({"agent_id": "a1", "display_name": "Mette", "avatar_url": null});
    }
    entry
}

fn agent(number: u64, text: &str) -> Value {
    entry(number, "agent", text)
}

fn sync(status: &str, version: u64, messages: &[Value], cursor: Option<&str>) -> String {
    json!({
        "state": state_value(status, version), "messages": messages, "has_more": false, "sync_cursor": cursor,
    })
    .to_string()
}

fn sent(number: u64, text: &str) -> Answer {
    ok(&json!({"message": entry(number, "user", text)}).to_string())
}

fn names(driver: &Driver) -> Vec<&str> {
    driver.events.iter().map(|event| event["name"].as_str().unwrap()).collect()
}

/// What the transcript shows: who, and what they say.
fn shown(driver: &Driver) -> Vec<(char, String)> {
    let transcript = driver.client.transcript();
    let entries = transcript.order().iter().map(|key| {
        let who = match transcript.entry(*key).unwrap().author {
            Author::Visitor => 'v',
            Author::Assistant => 'a',
            Author::Agent(_) => 'h',
            Author::System => 's',
        };
        (who, transcript.plain_text(*key))
    });
    entries.collect()
}

fn said(who: char, text: &str) -> (char, String) {
    (who, text.into())
}

fn hear(driver: &mut Driver, text: &str) {
    driver.input(Input::Livechat(LivechatInput::Heard(text.into())));
}

#[test]
fn a_whole_session_tells_the_page_its_story_in_order_and_once() {
    let mut driver = active();
    driver.say("Thanks");
    driver.answer("/livechat/messages", sent(2, "Thanks"));
    poll(&mut driver);
    let both = [entry(2, "user", "Thanks"), agent(3, "You are welcome")];
    driver.answer("/livechat/sync", ok(&sync("active", 3, &both, Some("c3"))));
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[], None)));
    let told = [
        "handover",
        "livechatState",
        "livechatState",
        "agentJoin",
        "messageReceived",
        "typing",
        "typingStop",
        "messageStart",
        "messageReceived",
        "agentLeave",
        "livechatState",
        "sessionEnd",
    ];
    assert_eq!(names(&driver), told);
    let statuses: Vec<_> = driver.events.iter().filter(|event| event["name"] == "livechatState").collect();
    assert_eq!(
        (&statuses[1]["previousStatus"], &statuses[1]["status"]),
        (&json!("waiting"), &json!("active"))
    );
    assert_eq!(driver.events.last().unwrap()["reason"], "closed");
    assert_eq!(
        shown(&driver),
        [
            said('v', "Hello"),
            said('a', "Hi"),
            said('h', "Mette here"),
            said('v', "Thanks"),
            said('h', "You are welcome")
        ]
    );
    assert_eq!(driver.client.last_agent().as_deref(), Some("Mette"));
    assert_eq!(driver.client.livechat().ending().unwrap().reason.as_deref(), Some("Solved"));
    driver.input(Input::Livechat(LivechatInput::Starred(2)));
    driver.input(Input::Livechat(LivechatInput::RatingWorded("  slow ".into())));
    driver.input(Input::Livechat(LivechatInput::RatingSent));
    driver.answer("/livechat/feedback", ok("{}"));
    let rating = driver.events.last().unwrap();
    assert_eq!(
        (&rating["rating"], &rating["comment"], &rating["scope"]),
        (&json!(2), &json!("slow"), &json!("livechat"))
    );
    assert!(driver.client.livechat().is_rated());
}

#[test]
fn an_agents_message_is_said_once_and_counts_when_nobody_looks() {
    let mut driver = active();
    assert_eq!(driver.client.announcement(), "Mette has joined the chat.\nMette: Mette here");
    poll(&mut driver);
    driver.input(Input::Host { id: None, command: HostCommand::Closed });
    driver.answer("/livechat/sync", ok(&sync("active", 3, &[agent(2, "Hello?")], Some("c"))));
    assert_eq!(driver.client.announcement(), "Mette: Hello?");
    let unread: Vec<_> = driver.events.iter().filter(|event| event["name"] == "unread").collect();
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0]["count"], 1);
}

#[test]
fn a_session_of_an_earlier_visit_is_taken_up_without_being_told_again() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&history(&[("l1", "agent", "Mette here"), ("m0", "user", "Hi")])));
    driver.events.clear();
    driver.answer("/livechat/state", ok(&state("active", 4)));
    driver.answer(
        "/livechat/sync",
        ok(&sync("active", 4, &[agent(1, "Mette here"), agent(2, "Missed")], Some("c"))),
    );
    assert_eq!(shown(&driver), [said('v', "Hi"), said('h', "Mette here"), said('h', "Missed")]);
    assert_eq!(names(&driver), ["livechatState", "agentJoin"]);
}

#[test]
fn a_session_of_an_earlier_visit_is_not_told_again_where_the_first_look_fails() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&history(&[])));
    driver.say("Still there?");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(409, "") });
    driver.answer("/livechat/state", Answer::NoAnswer);
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("active", 4, &[agent(1, "Mette here")], Some("c"))));
    assert!(shown(&driver).contains(&said('h', "Mette here")));
    assert!(!names(&driver).contains(&"messageReceived"), "{:?}", names(&driver));
    driver.input(Input::Livechat(LivechatInput::Leads(true)));
    driver.answer("/livechat/sync", ok(&sync("active", 5, &[agent(2, "Yes")], Some("d"))));
    assert!(names(&driver).contains(&"messageReceived"), "what comes now is told");
}

#[test]
fn leaving_closes_the_session_and_reads_what_is_left() {
    let mut driver = active();
    driver.input(Input::Livechat(LivechatInput::Left));
    assert!(driver.client.livechat().is_leaving());
    driver.answer("/livechat/close", ok("{}"));
    assert!(driver.client.livechat().is_leaving(), "until the rest has been read");
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[agent(2, "Bye")], None)));
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Closed);
    assert_eq!(shown(&driver).last().unwrap(), &said('h', "Bye"));
    let mut driver = active();
    driver.input(Input::Livechat(LivechatInput::Left));
    driver.answer("/livechat/close", refused(500, ""));
    assert_eq!(driver.client.livechat_notice(), Some(LivechatNotice::StillHere));
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Active);
}
