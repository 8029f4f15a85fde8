//! What a reload keeps, and what it never does.

use super::*;
use crate::driver::{Driver, config};
use chatlet_core::attachment::{FieldName, KeptFile, Returned};
use chatlet_core::client::{FormTimer, Slot, TimerKey};
use chatlet_protocol::host_line::HostCommand;

impl Driver {
    /// What the storage holds of the forms after all that happened.
    fn stored(&self, wanted: Slot) -> Option<String> {
        self.commands.iter().rev().find_map(|command| match command {
            Command::Save { slot, value, .. } if *slot == wanted => value.clone(),
            _ => None,
        })
    }

    /// Another visit with these things in the storage, and a history that ends with the form.
    fn visit_again(session: Option<String>, record: Option<String>) -> (Self, FormKey) {
        Self::visit_again_with(session, record, &contact())
    }

    fn visit_again_with(session: Option<String>, record: Option<String>, part: &Value) -> (Self, FormKey) {
        let mut driver = Self::welcomed();
        driver.input(Input::Host {
            id: None,
            command: HostCommand::Opened { by_visitor: true, full_screen: false },
        });
        driver.input(Input::Restored { session, draft: None });
        driver.input(Input::Form(FormInput::Restored(record)));
        if driver.told().contains(&"tokenRequest".to_owned()) {
            driver.token("unbound");
        }
        driver.answer("/config", ok(&config()));
        let messages = json!([{ "message_id": "m1", "role": "assistant", "parts": [part] }]);
        driver.answer("/messages", ok(&json!({ "messages": messages }).to_string()));
        let key = driver.newest_form();
        driver.wait(STILL);
        (driver, key)
    }
}

fn typed() -> Driver {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(0, "Sofie"), (2, "Order")]);
    driver.input(Input::Elapsed(TimerKey::Form(FormTimer::Pause)));
    driver
}

#[test]
fn what_was_typed_survives_a_reload_and_the_form_is_shown_once() {
    let driver = typed();
    let (again, key) = Driver::visit_again(driver.stored(Slot::Session), driver.stored(Slot::Forms));
    let values: Vec<_> =
        again.card(key).form.fields().iter().map(|field| field.value.as_str().to_owned()).collect();
    assert_eq!(values, ["Sofie", "", "Order", ""]);
    assert!(again.named("formShown").is_empty(), "the page has heard of it");
}

#[test]
fn an_answered_form_stays_answered() {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.submit(key);
    driver.answer("/actions", ok(r#"{"submission_id":"s"}"#));
    let record = driver.stored(Slot::Forms);
    let (again, key) = Driver::visit_again(driver.stored(Slot::Session), record);
    assert_eq!(again.stage(key), Stage::Answered);
    assert!(matches!(key, FormKey::Part(part) if again.client.was_answered(part)));
}

#[test]
fn f46_s51_a_record_that_is_not_exactly_right_is_as_if_it_were_not_there() {
    let driver = typed();
    let session = driver.stored(Slot::Session);
    let good: Value = serde_json::from_str(&driver.stored(Slot::Forms).unwrap()).unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut record = good.clone();
        change(&mut record);
        Some(record.to_string())
    };
    let records = [
        changed(&|record| record["version"] = 2.into()),
        changed(&|record| record["session"] = "another".into()),
        changed(&|record| record["forms"][0]["values"]["Name"] = 5.into()),
        changed(&|record| record["forms"][0]["stands"] = "<b>".into()),
        changed(&|record| record["forms"][0]["part"] = "".into()),
        changed(&|record| record["forms"][0]["values"]["Name"] = "x".repeat(70_000).into()),
        changed(&|record| record["forms"] = vec![good["forms"][0].clone(); 51].into()),
        Some("{".into()),
        None,
    ];
    for record in records {
        let (again, key) = Driver::visit_again(session.clone(), record.clone());
        assert!(again.card(key).form.typed().is_empty(), "{record:?}");
    }
}

/// A form with a field for a file.
fn claim() -> Value {
    json!({ "type": "show_form", "part_id": "p", "form_id": "f",
        "fields": [{ "key": "photo", "label": "Photo", "type": "file" }, { "key": "a", "label": "A" }] })
}

/// What the database holds after all that happened.
fn kept(driver: &Driver) -> Option<Vec<KeptFile>> {
    driver.commands.iter().rev().find_map(|command| match command {
        Command::Upload(UploadCommand::Keep { files, .. }) => Some(files.clone()),
        _ => None,
    })
}

fn back(id: u32, part_id: &str, key: &str) -> Returned {
    let file = Picked { id: FileId(id), name: "tent.png".into(), mime: "image/png".into(), bytes: 8 };
    Returned { file, field: Some(FieldName { part_id: part_id.into(), key: key.into() }) }
}

fn inspected(driver: &mut Driver, id: u32) {
    let head = b"\x89PNG\r\n\x1a\n".to_vec();
    driver.input(Input::Upload(UploadInput::Inspected { id: FileId(id), head, size: None }));
}

#[test]
fn a_file_of_a_form_is_kept_under_its_field_until_the_form_is_done() {
    let (mut driver, key) = Driver::with_form(&claim());
    driver.attach(key, 0, 7);
    let file = &kept(&driver).unwrap()[0];
    let field = FieldName { part_id: "p".into(), key: "photo".into() };
    assert_eq!((file.id, file.field.as_ref()), (FileId(7), Some(&field)));
    driver.submit(key);
    assert_eq!(kept(&driver).unwrap().len(), 1, "a reload may come before the answer");
    driver.answer("/actions", ok(r#"{"submission_id":"s"}"#));
    assert_eq!(kept(&driver).unwrap(), []);
    let (mut driver, key) = Driver::with_form(&claim());
    driver.attach(key, 0, 7);
    driver.say("Something else");
    assert_eq!(kept(&driver).unwrap(), [], "the conversation has passed it by");
}

#[test]
fn a_file_of_a_form_survives_a_reload_and_another_one_and_is_told_once() {
    let (driver, _) = Driver::with_form(&claim());
    let (mut again, key) = Driver::visit_again_with(driver.stored(Slot::Session), None, &claim());
    again.input(Input::Upload(UploadInput::Recalled(vec![back(3, "p", "photo")])));
    assert_eq!(kept(&again).unwrap().len(), 1);
    inspected(&mut again, 3);
    assert!(again.card(key).form.field(0).unwrap().is_filled());
    assert!(again.named("upload").is_empty(), "the page has heard of it");
    assert_eq!(kept(&again).unwrap().len(), 1);
    again.submit(key);
    assert_eq!(again.body("/actions")["action"]["files"]["photo"]["data_base64"], "BASE64-3");
}

#[test]
fn a_file_waits_for_the_fields_of_its_form() {
    let marker = json!({ "type": "show_form", "part_id": "p", "form_id": "f" });
    let (driver, _) = Driver::with_form(&claim());
    let (mut again, key) = Driver::visit_again_with(driver.stored(Slot::Session), None, &marker);
    again.input(Input::Upload(UploadInput::Recalled(vec![back(3, "p", "photo")])));
    assert_eq!(again.stage(key), Stage::Loading);
    assert_eq!(kept(&again).unwrap().len(), 1);
    let fields = claim()["fields"].clone();
    again.answer("/forms/f", ok(&json!({ "form_id": "f", "fields": fields }).to_string()));
    inspected(&mut again, 3);
    assert!(again.card(key).form.field(0).unwrap().is_filled());
}

#[test]
fn a_file_that_nobody_asks_for_any_more_is_let_go() {
    let (driver, _) = Driver::with_form(&claim());
    let session = driver.stored(Slot::Session);
    for stranger in [back(3, "another", "photo"), back(3, "p", "a"), back(3, "p", "gone")] {
        let (mut again, key) = Driver::visit_again_with(session.clone(), None, &claim());
        again.input(Input::Upload(UploadInput::Recalled(vec![stranger])));
        assert_eq!((again.forgotten(), kept(&again)), (1, Some(vec![])));
        assert_eq!(again.card(key).form.all_files().count(), 0);
    }
    let (mut again, key) = Driver::visit_again_with(session, None, &claim());
    again.attach(key, 0, 9);
    again.input(Input::Upload(UploadInput::Recalled(vec![back(3, "p", "photo")])));
    assert_eq!(again.card(key).form.files()[0].1.id, FileId(9), "the visitor was quicker");
}

#[test]
fn no_content_of_a_file_is_ever_stored() {
    let (mut driver, key) = Driver::with_form(&claim());
    driver.fill(key, &[(1, "kept")]);
    driver.attach(key, 0, 4711);
    driver.input(Input::Elapsed(TimerKey::Form(FormTimer::Pause)));
    let record = driver.stored(Slot::Forms).unwrap();
    assert!(record.contains("kept") && !record.contains("4711"));
}

#[test]
fn f44_without_persistence_nothing_is_stored() {
    let mut driver = Driver::new();
    let options = chatlet_protocol::options::FrameOptions {
        chatbot_id: "shop-bot".into(),
        has_token_source: true,
        persist: false,
        consent: true,
        ..Default::default()
    };
    let deployment = chatlet_protocol::options::Deployment {
        api: Some("https://api.example".into()),
        allowed_origins: vec![crate::driver::PAGE.into()],
        ..Default::default()
    };
    let origin = crate::driver::PAGE.into();
    driver.input(Input::Welcomed { options: Box::new(options), deployment: Box::new(deployment), origin });
    driver.input(Input::Host {
        id: None,
        command: HostCommand::Opened { by_visitor: true, full_screen: false },
    });
    driver.token("unbound");
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(r#"{"messages":[]}"#));
    driver.reply("m1", &json!([contact()]));
    let key = driver.newest_form();
    driver.fill(key, &[(0, "Sofie")]);
    driver.input(Input::Elapsed(TimerKey::Form(FormTimer::Pause)));
    assert!(driver.saved().is_empty());
}

#[test]
fn the_end_of_the_conversation_leaves_nothing_stored() {
    let mut driver = typed();
    driver.commands.clear();
    driver.say("Hi");
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(401, "") });
    let removed = |command: &Command| matches!(command, Command::Save { slot: Slot::Forms, value: None, .. });
    assert!(driver.commands.iter().any(removed));
    assert_eq!(driver.stored(Slot::Forms), None);
}
