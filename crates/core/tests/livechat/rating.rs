//! What a session is rated, and what becomes of a rating whose answer is lost.

use super::driver::{Driver, ok, refused};
use super::{active, poll, state_value, sync};
use chatlet_core::client::{Answer, Input, LivechatInput};
use serde_json::json;

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
fn a_skipped_rating_sends_nothing() {
    let mut driver = active();
    poll(&mut driver);
    driver.answer("/livechat/sync", ok(&sync("closed", 3, &[], None)));
    driver.input(Input::Livechat(LivechatInput::RatingSkipped));
    assert!(!driver.client.livechat().asks_rating());
    assert!(!driver.calls().iter().any(|call| call.contains("feedback")));
}
