//! The form that whoever waits may fill in.

use super::driver::{Driver, ok, refused};
use super::{agent, poll, sync, waiting};
use chatlet_core::client::{FormInput, FormKey, Input, Stage};
use serde_json::{Value, json};

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
