//! The wish for a person: where it comes from, what it waits for, and why it cannot be granted.

use super::driver;
use super::driver::{Driver, done, history, ok, refused};
use super::{state, talking};
use chatlet_core::client::{Answer, Browser, HumanOffer, Input, LivechatInput, LivechatNotice};
use chatlet_protocol::livechat::LivechatStatus;
use serde_json::{Value, json};

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
