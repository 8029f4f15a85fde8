//! What can go wrong with a form, and the one way on from each.

use super::*;
use crate::driver::Driver;
use chatlet_core::client::{Answer, FormTimer, Notice, Screen, TimerKey};

fn sent() -> (Driver, FormKey) {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.submit(key);
    driver.commands.clear();
    (driver, key)
}

fn name(driver: &Driver, key: FormKey) -> &str {
    &driver.card(key).form.fields()[0].value
}

#[test]
fn f11_a_refusal_stands_at_its_fields_with_the_keyboard_at_the_first() {
    let (mut driver, key) = sent();
    let params = json!([{ "field": "email", "message": "We know no such address." }, { "field": "x", "message": "Odd." }]);
    let body = json!({ "error": { "code": "validation", "message": "No.", "params": params } });
    driver.answer("/actions", refused(422, &body.to_string()));
    let card = driver.card(key);
    assert_eq!(card.stage(), Stage::Open);
    assert_eq!(card.form.fields()[1].problem, Some(Problem::Server("We know no such address.".into())));
    assert_eq!(card.form.problem, Some(Problem::Server("Odd.".into())));
    assert_eq!(driver.focused(), Some(FocusTarget::Field(key, 1)));
    assert_eq!(driver.client.alert(), "Check these fields: E-mail Odd.");
    assert_eq!(name(&driver, key), "Sofie");
    assert_eq!(driver.named("formError")[0]["code"], "validation");
    driver.fill(key, &[(1, "freja@example.com")]);
    driver.submit(key);
    assert_eq!(driver.submissions(), 1);
}

#[test]
fn an_answer_does_not_take_the_keyboard_from_who_writes_elsewhere() {
    let (mut driver, _key) = sent();
    driver.input(Input::Typed("Meanwhile".into()));
    driver.answer("/actions", ok(r#"{"submission_id":"s"}"#));
    assert_eq!(driver.focused(), None);
}

#[test]
fn f13_f14_a_failure_keeps_everything_and_another_press_tries_again() {
    for (answer, problem, code) in [
        (refused(500, ""), Problem::Failed, "internal"),
        (refused(503, "<html>"), Problem::Failed, "unavailable"),
        (Answer::NoAnswer, Problem::Offline, "offline"),
    ] {
        let (mut driver, key) = sent();
        driver.answer("/actions", answer);
        assert_eq!((driver.stage(key), name(&driver, key)), (Stage::Open, "Sofie"));
        assert_eq!(driver.card(key).form.problem, Some(problem));
        assert_eq!(driver.submissions(), 0, "a write is never repeated by itself");
        assert_eq!(driver.named("formError")[0]["code"], code);
        driver.submit(key);
        assert_eq!(driver.submissions(), 1);
        // The first attempt had arrived after all.
        driver.answer("/actions", refused(409, ""));
        assert_eq!(driver.stage(key), Stage::Answered);
    }
}

#[test]
fn a_server_that_never_answers_is_given_up_and_its_late_word_changes_nothing() {
    let (mut driver, key) = sent();
    driver.input(Input::Elapsed(TimerKey::Form(FormTimer::Answer(key))));
    assert_eq!(driver.card(key).form.problem, Some(Problem::Offline));
    driver.answer("/actions", ok(r#"{"submission_id":"late"}"#));
    assert_eq!(driver.stage(key), Stage::Open);
    assert!(driver.named("formSubmit").is_empty());
}

#[test]
fn f12_a_pause_is_counted_down_and_then_it_goes_on() {
    let (mut driver, key) = sent();
    let pause = Answer::Response { status: 429, body: String::new(), retry_after: Some("3".into()) };
    driver.answer("/actions", pause);
    assert_eq!(driver.client.notice(), Some(Notice::Pause(3)));
    assert_eq!(driver.client.alert(), "A short pause, please. You can send again in 3 s.");
    driver.submit(key);
    assert_eq!((driver.submissions(), name(&driver, key)), (0, "Sofie"));
    driver.wait(3_000);
    driver.input(Input::Elapsed(TimerKey::Gate));
    driver.submit(key);
    assert_eq!(driver.submissions(), 1);
}

#[test]
fn what_cannot_be_answered_any_more_says_so_and_can_still_be_read() {
    for (status, stage, code) in [
        (403, Stage::Forbidden, "forbidden"),
        (404, Stage::Missing, "not_found"),
        (409, Stage::Closed, "conflict"),
    ] {
        let (mut driver, key) = sent();
        driver.answer("/actions", refused(status, ""));
        assert_eq!((driver.stage(key), name(&driver, key)), (stage, "Sofie"));
        assert!(driver.client.alert().ends_with("Write a message instead."));
        assert_eq!(driver.named("formError")[0]["code"], code);
        driver.submit(key);
        assert_eq!(driver.submissions(), 0);
    }
}

#[test]
fn a_spent_token_ends_the_conversation_and_keeps_what_was_typed() {
    let (mut driver, key) = sent();
    driver.answer("/actions", refused(401, ""));
    assert_eq!((driver.client.screen(), driver.stage(key)), (Screen::Ended, Stage::Closed));
    assert_eq!(name(&driver, key), "Sofie");
}

fn thin() -> Value {
    json!({ "type": "show_form", "part_id": "thin", "form_id": "news letter" })
}

const DEFINITION: &str = r#"{"form_id":"news letter","fields":[{"key":"email","label":"E-mail","type":"email"}],"min_filled_fields":1}"#;

#[test]
fn a_form_without_fields_fetches_them() {
    let (mut driver, key) = Driver::with_form(&thin());
    assert_eq!(driver.stage(key), Stage::Loading);
    assert!(driver.named("formShown").is_empty(), "there is nothing to see yet");
    driver.answer("/forms/news%20letter", ok(DEFINITION));
    assert_eq!(driver.stage(key), Stage::Open);
    assert_eq!(driver.named("formShown")[0]["formId"], "news letter");
    driver.wait(STILL);
    driver.submit(key);
    assert_eq!(driver.card(key).form.problem, Some(Problem::TooFew(1)));
}

#[test]
fn a_definition_that_cannot_be_had_is_offered_again_or_said_to_be_gone() {
    let (mut driver, key) = Driver::with_form(&thin());
    for _ in 0..4 {
        driver.answer("/forms/", refused(500, ""));
        driver.elapse_repeats_for_forms();
    }
    assert_eq!(driver.stage(key), Stage::NotLoaded);
    driver.input(Input::Form(FormInput::Reloaded(key)));
    assert_eq!(driver.stage(key), Stage::Loading);
    driver.answer("/forms/", refused(404, ""));
    assert_eq!(driver.stage(key), Stage::Missing);
}

#[test]
fn f09_a_401_for_definitions_asks_the_host_once_for_all_of_them() {
    let mut driver = Driver::ready();
    let mut second = thin();
    second["part_id"] = "thin2".into();
    second["form_id"] = "other".into();
    driver.reply("m1", &json!([thin(), second]));
    driver.messages.clear();
    driver.answer("/forms/", refused(401, ""));
    driver.answer("/forms/", refused(401, ""));
    assert_eq!(driver.told().iter().filter(|message| *message == "tokenRequest").count(), 1);
    driver.token("fresh");
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert_eq!(driver.request("/forms/other").token.as_deref(), Some("fresh"));
    let key = driver.newest_form();
    driver.answer("/forms/news", ok(DEFINITION));
    driver.answer("/forms/other", refused(401, ""));
    assert_eq!(driver.stage(key), Stage::Missing, "a second refusal is final");
    assert_eq!(driver.told().iter().filter(|message| *message == "tokenRequest").count(), 1);
}

impl Driver {
    fn elapse_repeats_for_forms(&mut self) {
        let waiting = self.calls().len();
        self.elapse_repeats();
        assert!(self.calls().len() <= waiting + 1);
    }
}
