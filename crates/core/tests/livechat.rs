//! Livechat through the whole client: what is asked, sent, shown, said and told, without a browser.
#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    dead_code,
    reason = "a test fails by panicking; its driver is its own"
)]

mod driver;

use chatlet_core::client::{
    Answer, Browser, Command, FormInput, FormKey, HumanOffer, Input, LivechatCommand, LivechatInput,
    LivechatNotice, ServiceInput, Stage, TimerKey,
};
use chatlet_core::livechat::LivechatTimer;
use chatlet_core::transcript::{Author, Status, Unsent};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::livechat::LivechatStatus;
use driver::{Driver, delta, done, history, ok, refused};
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

/// What the tab has told the others.
fn shared(driver: &Driver) -> Vec<String> {
    let shared = driver.commands.iter().filter_map(|command| match command {
        Command::Livechat(LivechatCommand::Share(text)) => Some(text.clone()),
        _ => None,
    });
    shared.collect()
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

/// The lines between messages: who came above which words, and who ended under which.
fn lines(driver: &Driver) -> Vec<(String, String)> {
    let client = &driver.client;
    let line = |key: &chatlet_core::transcript::MessageKey| {
        let words = client.transcript().plain_text(*key);
        let came = client.arrival(*key).map(|name| (format!("{name} joined"), words.clone()));
        let ended =
            client.end_under(*key).map(|(by, why)| (format!("{by} {}", why.unwrap_or_default()), words));
        [came, ended]
    };
    client.transcript().order().iter().flat_map(line).flatten().collect()
}

fn line(what: &str, words: &str) -> (String, String) {
    (what.into(), words.into())
}

#[test]
fn the_transcript_keeps_who_came_and_how_it_ended() {
    let mut driver = active();
    driver.say("Thanks");
    driver.answer("/livechat/messages", sent(2, "Thanks"));
    poll(&mut driver);
    // What was said last comes with the news that it was the last.
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[agent(3, "Bye")], None)));
    let joined = line("Mette joined", "Mette here");
    assert_eq!(lines(&driver), std::slice::from_ref(&joined), "the end stands over the composer");
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    let ended = line("Mette has ended the chat. Solved", "Bye");
    assert_eq!(lines(&driver), [joined.clone(), ended.clone()]);
    driver.say("And now?");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m9", "I am back", None)]);
    assert_eq!(lines(&driver), [joined.clone(), ended.clone()]);
    // Another session leaves the line of the one before where it is.
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", ok(&session("waiting", 1)));
    driver.answer("/livechat/sync", ok(&sync("waiting", 1, &[], None)));
    driver.input(Input::Livechat(LivechatInput::Left));
    driver.answer("/livechat/close", ok("{}"));
    let mut left = state_value("closed", 3);
    (left["closed_by"], left["close_reason"]) = ("customer".into(), Value::Null);
    left["feedback"]["status"] = "not_available".into();
    driver.answer("/livechat/sync", ok(&json!({"state": left, "messages": []}).to_string()));
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    assert_eq!(lines(&driver), [joined, ended, line("You have left the support chat. ", "I am back")]);
    driver.input(Input::StartedOver);
    assert!(lines(&driver).is_empty());
}

#[test]
fn who_came_has_come_once_also_where_the_assistant_still_answered_between() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let newest_first = [
        agent(2, "Still there?"),
        entry(8, "assistant", "Aluminium"),
        entry(7, "user", "And the poles?"),
        agent(1, "Mette here"),
        entry(6, "assistant", "Hi"),
    ];
    driver.answer("/messages", ok(&json!({"messages": newest_first}).to_string()));
    driver.answer("/livechat/state", ok(&state("active", 3)));
    let log = [agent(1, "Mette here"), agent(2, "Still there?")];
    driver.answer("/livechat/sync", ok(&sync("active", 3, &log, Some("c3"))));
    assert_eq!(lines(&driver), [line("Mette joined", "Mette here")]);
}

#[test]
fn after_a_reload_the_state_tells_where_the_last_session_ended() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("bound");
    driver.answer("/config", ok(&driver::config()));
    let at = |minute: u32| format!("2026-03-04T14:{minute}:00Z");
    let message = |id: u32, role: &str, text: &str, minute: u32| {
        let mut message = entry(u64::from(id), role, text);
        message["created_at"] = at(minute).into();
        message
    };
    let newest_first = [
        message(4, "assistant", "Here I am", 50),
        message(3, "user", "Are you there?", 49),
        message(2, "agent", "Bye", 40),
        message(1, "agent", "Mette here", 31),
        message(0, "assistant", "Hi", 30),
    ];
    driver.answer("/messages", ok(&json!({"messages": newest_first}).to_string()));
    let mut closed = state_value("closed", 9);
    closed["closed_at"] = at(44).into();
    closed["feedback"]["status"] = "submitted".into();
    driver.answer("/livechat/state", ok(&closed.to_string()));
    let joined = line("Mette joined", "Mette here");
    assert_eq!(lines(&driver), [joined.clone(), line("Mette has ended the chat. Solved", "Bye")]);
    // Without a time nobody knows where it belongs.
    driver.input(Input::Livechat(LivechatInput::Heard(
        json!({"read": json!({"state": state_value("inactive", 10), "messages": []}).to_string()})
            .to_string(),
    )));
    assert!(lines(&driver).contains(&joined));
}

/// A session that has just ended, and whose rating got no answer.
fn rated_into_the_void() -> Driver {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[], None)));
    driver.input(Input::Livechat(LivechatInput::Starred(3)));
    driver.input(Input::Livechat(LivechatInput::RatingWorded("slow".into())));
    driver.input(Input::Livechat(LivechatInput::RatingSent));
    driver.answer("/livechat/feedback", Answer::NoAnswer);
    assert!(driver.client.livechat_rating().failed && ratings(&driver).is_empty());
    driver
}

fn ratings(driver: &Driver) -> Vec<(u64, &str)> {
    let ratings = driver.events.iter().filter(|event| event["name"] == "rating");
    ratings.map(|event| (event["rating"].as_u64().unwrap(), event["comment"].as_str().unwrap())).collect()
}

#[test]
fn a_rating_whose_answer_was_lost_is_told_once_when_the_server_has_it() {
    let mut driver = rated_into_the_void();
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[], None)));
    assert!(driver.client.livechat().asks_rating(), "the server has none yet");
    driver.input(Input::Livechat(LivechatInput::Starred(1)));
    driver.input(Input::Livechat(LivechatInput::RatingSent));
    driver.answer("/livechat/feedback", refused(409, ""));
    assert_eq!(ratings(&driver), [(3, "slow")], "what arrived is what was sent first");
    assert!(driver.client.livechat().is_rated());
    driver.input(Input::Livechat(LivechatInput::RatingSent));
    assert!(!driver.calls().iter().any(|call| call.contains("feedback")));
}

#[test]
fn a_rating_whose_answer_was_lost_is_told_when_the_state_knows_it() {
    let mut driver = rated_into_the_void();
    let mut rated = state_value("closed", 5);
    rated["feedback"]["status"] = "submitted".into();
    let sync = json!({"state": rated, "messages": [], "has_more": false});
    driver.answer("/livechat/sync", ok(&sync.to_string()));
    assert_eq!(ratings(&driver), [(3, "slow")]);
    assert!(driver.client.livechat().is_rated());
}

#[test]
fn a_session_that_was_rated_elsewhere_tells_nothing_here() {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 4, &[], None)));
    driver.input(Input::Livechat(LivechatInput::Starred(5)));
    driver.input(Input::Livechat(LivechatInput::RatingSent));
    driver.answer("/livechat/feedback", refused(409, ""));
    assert!(ratings(&driver).is_empty() && driver.client.livechat().is_rated());
}

#[test]
fn the_wish_says_where_it_comes_from() {
    let mut driver = talking();
    let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0".into();
    let browser = Browser { agent, language: "da-DK".into() };
    driver.input(Input::Livechat(LivechatInput::Browser(browser)));
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    let (_, request) = driver.take_call("/livechat/handover");
    let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
    assert_eq!((&body["platform"], &body["source"]), (&json!("website"), &json!("manual_button")));
    let context = json!({
        "browser": "Firefox", "browser_version": "128.0", "browser_language": "da-DK", "language": "en",
        "os": "Linux", "current_page_url": "https://shop.example/tents",
    });
    assert_eq!(body["client_context"], context);
    assert_eq!(request.token.as_deref(), Some("bound"));
    assert!(driver.client.is_asking_for_human());
}

#[test]
fn a_wish_during_the_first_reply_waits_for_the_token_that_it_binds() {
    let mut driver = Driver::ready();
    driver.answer("/livechat/state", ok(&state("inactive", 0)));
    driver.say("Hello");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    assert!(!driver.calls().iter().any(|call| call.contains("handover")));
    assert!(driver.client.is_asking_for_human());
    driver.bytes(turn, &[done("m1", "Hi", Some("bound"))]);
    let (_, request) = driver.take_call("/livechat/handover");
    assert_eq!(request.token.as_deref(), Some("bound"));
}

#[test]
fn nobody_is_asked_for_while_nobody_is_there() {
    let mut config: Value = serde_json::from_str(&driver::config()).unwrap();
    config["livechat"]["availability_status"] = "offline".into();
    config["livechat"]["availability_reason"] = "outside_working_hours".into();
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("unbound");
    driver.answer("/config", ok(&config.to_string()));
    driver.answer("/messages", ok(&history(&[])));
    assert_eq!(driver.client.human_offer(), HumanOffer::Away);
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    assert!(!driver.calls().iter().any(|call| call.contains("handover")));
    assert_eq!(driver.client.livechat_notice(), Some(LivechatNotice::AwayByHours));
    assert!(driver.client.announcement().contains("You can go on with the assistant."));
    driver.input(Input::Livechat(LivechatInput::NoticeClosed));
    assert_eq!(driver.client.livechat_notice(), None);
}

#[test]
fn f10_a_wish_that_the_server_cannot_grant_explains_itself() {
    let mut driver = talking();
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", refused(409, ""));
    assert_eq!(driver.client.livechat_notice(), Some(LivechatNotice::Away));
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Inactive);
    // One without an answer may have been granted.
    let mut driver = talking();
    driver.input(Input::Livechat(LivechatInput::Wanted(None)));
    driver.answer("/livechat/handover", Answer::NoAnswer);
    assert_eq!(driver.client.livechat_notice(), Some(LivechatNotice::Failed));
    driver.answer("/livechat/state", ok(&state("waiting", 1)));
    assert_eq!(driver.client.livechat().status(), LivechatStatus::Waiting);
    assert_eq!(driver.client.livechat_notice(), None, "it was granted after all");
}

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

#[test]
fn a_skipped_rating_sends_nothing() {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[], None)));
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    assert!(!driver.client.livechat().asks_rating());
    assert!(!driver.calls().iter().any(|call| call.contains("feedback")));
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

const WAITING_FORM: &str = r#"{"form_id":"whileWaiting","name":"While you wait","min_filled_fields":1,"fields":[
    {"key":"email","label":"E-mail","type":"email"},{"key":"orderNumber","label":"Order"},
    {"key":"photo","label":"Photo","type":"file","required":true}]}"#;

fn with_waiting_form() -> Driver {
    let mut driver = waiting();
    driver.answer("/forms/whileWaiting", ok(WAITING_FORM));
    assert!(driver.client.form(FormKey::Waiting).is_none(), "what is known is still to come");
    driver.answer("/session", ok(r#"{"values":[{"key":"email","value":"sofie@example.com"}]}"#));
    driver.wait(1_000);
    driver
}

fn save(driver: &mut Driver) {
    driver.input(Input::Form(FormInput::Submitted(FormKey::Waiting)));
}

#[test]
fn who_waits_may_say_more_and_types_nothing_twice() {
    let mut driver = with_waiting_form();
    let form = &driver.client.form(FormKey::Waiting).unwrap().form;
    let fields: Vec<_> =
        form.fields().iter().map(|field| (field.asked.key.as_str(), field.value.as_str())).collect();
    assert_eq!(fields, [("email", "sofie@example.com"), ("orderNumber", "")], "without files");
    let shown = driver.events.iter().find(|event| event["name"] == "formShown").unwrap();
    assert_eq!((&shown["formType"], &shown["formId"]), (&"waiting".into(), &"whileWaiting".into()));
    let (form, value) = (FormKey::Waiting, "SO-1".to_owned());
    driver.input(Input::Form(FormInput::Changed { form, field: 1, value }));
    save(&mut driver);
    save(&mut driver);
    let saved = driver.request("/forms/whileWaiting/values").clone();
    let values = json!({ "values": { "email": "sofie@example.com", "orderNumber": "SO-1" } });
    assert_eq!(serde_json::from_str::<Value>(&saved.body.unwrap()).unwrap(), values);
    assert_eq!(driver.calls().iter().filter(|url| url.contains("/values")).count(), 1);
    driver.answer("/forms/whileWaiting/values", ok(r#"{"values":[]}"#));
    assert_eq!(
        driver.client.form(FormKey::Waiting).map(chatlet_core::client::Card::stage),
        Some(Stage::Answered)
    );
    assert!(driver.events.iter().any(|event| event["name"] == "formSubmit"));
}

#[test]
fn the_waiting_form_goes_when_the_wait_is_over() {
    let mut driver = with_waiting_form();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("active", 2, &[agent(1, "Mette here")], Some("c2"))));
    assert!(driver.client.form(FormKey::Waiting).is_none());
    // The server may know it first (`chat-api.md` §9).
    let mut driver = with_waiting_form();
    save(&mut driver);
    driver.answer("/forms/whileWaiting/values", refused(409, ""));
    assert!(driver.client.form(FormKey::Waiting).is_none());
    // And a read that fails shows nothing.
    let mut driver = waiting();
    driver.answer("/session", refused(404, ""));
    driver.answer("/forms/whileWaiting", ok(WAITING_FORM));
    assert!(driver.client.form(FormKey::Waiting).is_none());
}
