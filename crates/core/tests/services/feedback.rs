use super::driver::Driver;
use chatlet_core::client::{Opinion, ServiceInput, Slot};

#[test]
fn thumbs_are_told_at_once_and_words_follow() {
    let mut driver = Driver::talked();
    let key = driver.latest();
    driver.service(ServiceInput::Opined { key, up: false });
    let event = driver.event("feedback");
    assert_eq!((event["rating"].as_f64(), &event["messageId"]), (Some(-1.0), &"m1".into()));
    assert_eq!(event.get("comment"), None);
    assert_eq!(driver.client.opinion(key), Some(Opinion { up: false, asks: true }));
    driver.service(ServiceInput::OpinionWorded(" wrong tent ".into()));
    driver.service(ServiceInput::OpinionSent);
    assert_eq!(driver.event("feedback")["comment"], "wrong tent");
    assert_eq!(driver.client.opinion(key), Some(Opinion { up: false, asks: false }));
    assert_eq!(driver.count("feedback"), 2);
}

#[test]
fn the_same_thumb_twice_is_one_opinion_and_the_other_changes_it() {
    let mut driver = Driver::talked();
    let key = driver.latest();
    for up in [true, true, false] {
        driver.service(ServiceInput::Opined { key, up });
    }
    assert_eq!(driver.count("feedback"), 2);
    assert!(!driver.client.opinion(key).unwrap().up);
    driver.service(ServiceInput::OpinionSent);
    assert_eq!(driver.count("feedback"), 2, "no words, nothing more to tell");
}

#[test]
fn only_what_the_assistant_said_can_be_judged() {
    let mut driver = Driver::talked();
    let question = driver.client.transcript().order()[0];
    driver.service(ServiceInput::Opined { key: question, up: true });
    assert_eq!(driver.count("feedback"), 0);
}

#[test]
fn thumbs_are_there_again_after_a_reload() {
    let mut driver = Driver::talked();
    let key = driver.latest();
    driver.service(ServiceInput::Opined { key, up: true });
    driver.service(ServiceInput::Opined { key, up: false });
    let record = driver.stored(Slot::Session).unwrap().to_owned();
    assert!(record.contains("\"-m1\"") && !record.contains("\"+m1\""), "{record}");
    let mut later = Driver::welcomed();
    later.reopen(&record);
    let key = later.latest();
    assert_eq!(later.client.opinion(key), Some(Opinion { up: false, asks: false }));
    assert_eq!(later.count("feedback"), 0);
}
