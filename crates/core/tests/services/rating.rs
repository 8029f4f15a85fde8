use super::driver::{Driver, ok, refused};
use chatlet_core::client::{Screen, ServiceInput};
use chatlet_protocol::host_line::AppMessage;

fn closes(driver: &Driver) -> usize {
    driver.messages.iter().filter(|message| **message == AppMessage::Close).count()
}

#[test]
fn leaving_asks_once_and_only_after_an_answer() {
    let mut driver = Driver::ready();
    driver.service(ServiceInput::LeaveWanted);
    assert_eq!(closes(&driver), 1, "there is nothing to rate yet");
    driver.exchange("m1");
    driver.service(ServiceInput::LeaveWanted);
    assert!(driver.client.rating_sheet().is_some());
    assert_eq!(closes(&driver), 1);
    driver.service(ServiceInput::LeaveWanted);
    assert_eq!(closes(&driver), 2, "the second press leaves in any case");
    driver.service(ServiceInput::LeaveWanted);
    assert_eq!(closes(&driver), 3, "asked once");
    assert!(!driver.client.may_rate());
    assert!(driver.calls().iter().all(|call| !call.ends_with("/rate")));
}

#[test]
fn words_are_wanted_up_to_three_stars_and_sent_only_then() {
    let mut driver = Driver::talked();
    driver.service(ServiceInput::LeaveWanted);
    driver.service(ServiceInput::Starred(2));
    assert!(driver.client.rating_sheet().unwrap().wants_words());
    driver.service(ServiceInput::RatingWorded("  too slow ".into()));
    driver.service(ServiceInput::Starred(4));
    assert!(!driver.client.rating_sheet().unwrap().wants_words());
    driver.service(ServiceInput::Starred(9));
    assert_eq!(driver.client.rating_sheet().unwrap().stars, Some(4));
    driver.service(ServiceInput::Starred(1));
    driver.service(ServiceInput::RatingSent);
    driver.service(ServiceInput::RatingSent);
    driver.answer("/rate", ok(""));
    assert!(!driver.calls().iter().any(|call| call.ends_with("/rate")), "one call");
    let event = driver.event("rating");
    assert_eq!((&event["rating"], &event["comment"]), (&1.into(), &"too slow".into()));
    assert_eq!(event["scope"], "conversation");
    assert_eq!(closes(&driver), 1);
}

#[test]
fn a_rating_that_fails_keeps_what_was_given_and_can_be_skipped() {
    let mut driver = Driver::talked();
    driver.service(ServiceInput::NewChatWanted);
    driver.service(ServiceInput::Starred(3));
    driver.service(ServiceInput::RatingWorded("hm".into()));
    driver.service(ServiceInput::RatingSent);
    driver.answer("/rate", refused(500, ""));
    let sheet = driver.client.rating_sheet().unwrap().clone();
    assert!(sheet.failed && !sheet.sends && sheet.words == "hm");
    assert_eq!(driver.event("error")["type"], "feedback");
    assert_eq!(driver.count("rating"), 0);
    driver.service(ServiceInput::RatingSkipped);
    assert_eq!(driver.client.screen(), Screen::Loading, "the new chat goes on");
}

#[test]
fn a_rating_is_remembered_over_a_reload() {
    let mut driver = Driver::talked();
    driver.service(ServiceInput::RatingWanted);
    driver.service(ServiceInput::RatingSkipped);
    let record = driver.stored(chatlet_core::client::Slot::Session).unwrap().to_owned();
    assert!(record.contains("\"rated\":true"));
    let mut later = Driver::welcomed();
    later.reopen(&record);
    assert_eq!(later.client.screen(), Screen::Ready);
    assert!(!later.client.may_rate());
}

#[test]
fn a_spent_token_ends_the_question_with_the_conversation() {
    let mut driver = Driver::talked();
    driver.service(ServiceInput::LeaveWanted);
    driver.service(ServiceInput::Starred(5));
    driver.service(ServiceInput::RatingSent);
    driver.answer("/rate", refused(401, ""));
    assert_eq!(driver.client.screen(), Screen::Ended);
    assert!(driver.client.rating_sheet().is_none());
}
