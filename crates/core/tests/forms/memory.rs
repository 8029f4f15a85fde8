//! What a reload keeps, and what it never does.

use super::*;
use crate::driver::{Driver, config};
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
        let messages = json!([{ "message_id": "m1", "role": "assistant", "parts": [contact()] }]);
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

#[test]
fn no_content_of_a_file_is_ever_stored() {
    let part = json!({ "type": "show_form", "part_id": "p", "form_id": "f",
        "fields": [{ "key": "photo", "label": "Photo", "type": "file" }, { "key": "a", "label": "A" }] });
    let (mut driver, key) = Driver::with_form(&part);
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
