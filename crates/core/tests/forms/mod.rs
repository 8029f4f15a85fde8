//! Forms from marker to confirmation, and everything that can come between.

mod failures;
mod memory;

use crate::driver::{Driver, frame, ok, refused};
use chatlet_core::attachment::{FileId, Picked, Piece, TrayName, UploadCommand, UploadInput, pieces};
use chatlet_core::client::{Card, Command, FocusTarget, FormInput, FormKey, Input, Stage};
use chatlet_core::form::Problem;
use serde_json::{Value, json};

/// Nothing moves sooner than this after a form appeared (S56).
const STILL: u64 = 600;

fn contact() -> Value {
    json!({ "type": "show_contact_form", "part_id": "part_cf", "fields": [
        { "key": "Name", "label": "Name", "required": true },
        { "key": "email", "label": "E-mail", "type": "email", "required": true },
        { "key": "topic", "label": "Topic" },
        { "key": "order", "label": "Order", "required": true,
          "visible_when": [{ "field": "topic", "value": "Order" }] },
    ] })
}

fn done_with(id: &str, parts: &Value) -> String {
    let message = json!({ "message_id": id, "role": "assistant", "parts": parts });
    frame("done", &json!({ "message": message }).to_string())
}

impl Driver {
    /// A question, and a reply of these parts.
    pub fn reply(&mut self, id: &str, parts: &Value) {
        self.say("Help");
        let turn = self.turn();
        self.stream_opened(turn);
        self.bytes(turn, &[done_with(id, parts)]);
    }

    fn with_form(part: &Value) -> (Self, FormKey) {
        let mut driver = Self::ready();
        driver.reply("m1", &json!([part]));
        let key = driver.newest_form();
        driver.wait(STILL);
        (driver, key)
    }

    fn newest_form(&self) -> FormKey {
        let entry = self.client.transcript().entry(self.latest()).unwrap();
        FormKey::Part(*entry.parts.last().unwrap())
    }

    fn card(&self, key: FormKey) -> &Card {
        self.client.form(key).unwrap()
    }

    fn stage(&self, key: FormKey) -> Stage {
        self.card(key).stage()
    }

    fn fill(&mut self, form: FormKey, values: &[(usize, &str)]) {
        for (field, value) in values {
            let value = (*value).to_owned();
            self.input(Input::Form(FormInput::Changed { form, field: *field, value }));
        }
    }

    fn submit(&mut self, form: FormKey) {
        self.input(Input::Form(FormInput::Submitted(form)));
    }

    fn pick(&mut self, form: FormKey, field: u32, id: u32, bytes: u64) {
        let FormKey::Part(part) = form else { panic!("it has no part") };
        let tray = TrayName::Field(part, field).word();
        let files =
            vec![Picked { id: FileId(id), name: format!("{id}.png"), mime: "image/png".into(), bytes }];
        self.input(Input::Upload(UploadInput::Picked { tray, files }));
    }

    fn attach(&mut self, form: FormKey, field: u32, id: u32) {
        self.pick(form, field, id, 8);
        let head = b"\x89PNG\r\n\x1a\n".to_vec();
        self.input(Input::Upload(UploadInput::Inspected { id: FileId(id), head, size: None }));
    }

    /// The body of a waiting call, as it would be after the browser's side has put the files in their places.
    fn body(&self, path: &str) -> Value {
        let fill = |piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::File(FileId(id)) => format!("BASE64-{id}"),
        };
        let body: String = pieces(self.request(path).body.as_ref().unwrap()).map(fill).collect();
        serde_json::from_str(&body).unwrap()
    }

    fn forgotten(&self) -> usize {
        let forget = |command: &&Command| matches!(command, Command::Upload(UploadCommand::Forget(_)));
        self.commands.iter().filter(forget).count()
    }

    fn named(&self, name: &str) -> Vec<&Value> {
        self.events.iter().filter(|event| event["name"] == name).collect()
    }

    fn focused(&self) -> Option<FocusTarget> {
        self.commands.iter().rev().find_map(|command| match command {
            Command::Focus(target) => Some(*target),
            _ => None,
        })
    }

    fn submissions(&self) -> usize {
        self.calls().iter().filter(|url| url.ends_with("/actions")).count()
    }
}

#[test]
fn a_contact_form_is_shown_filled_in_sent_and_confirmed() {
    let (mut driver, key) = Driver::with_form(&contact());
    assert_eq!(driver.client.announcement(), "Form: Contact us", "who listens hears of it");
    let shown = driver.named("formShown");
    assert_eq!(shown.len(), 1);
    assert_eq!((&shown[0]["formType"], &shown[0]["partId"]), (&"contact".into(), &"part_cf".into()));
    driver.fill(key, &[(0, " Sofie "), (1, "sofie@example.com"), (3, "never sent")]);
    driver.submit(key);
    assert_eq!(driver.stage(key), Stage::Sending);
    let action =
        json!({ "type": "contact_form", "fields": { "Name": "Sofie", "email": "sofie@example.com" } });
    assert_eq!(driver.body("/actions"), json!({ "part_id": "part_cf", "action": action }));
    let answer = json!({ "submission_id": "sub_1", "confirmation_text": "We write back\u{202e} soon." });
    driver.answer("/actions", ok(&answer.to_string()));
    assert_eq!(driver.stage(key), Stage::Answered);
    assert_eq!(driver.client.announcement(), "We write back soon.");
    assert_eq!(driver.focused(), Some(FocusTarget::Form(key)), "its button is gone");
    let submit = driver.named("formSubmit")[0];
    assert_eq!((&submit["submissionId"], &submit["fields"]["Name"]), (&"sub_1".into(), &"Sofie".into()));
    driver.fill(key, &[(0, "Freja")]);
    driver.submit(key);
    assert_eq!(driver.card(key).form.fields()[0].value, " Sofie ", "it is read-only");
    assert_eq!(driver.submissions(), 0);
}

#[test]
fn what_is_wrong_is_found_before_anything_is_sent() {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(1, "sofie"), (2, "Order")]);
    driver.submit(key);
    assert_eq!(driver.submissions(), 0);
    assert_eq!(driver.client.alert(), "Check these fields: Name, E-mail, Order");
    assert_eq!(driver.focused(), Some(FocusTarget::Field(key, 0)));
    assert!(!driver.client.reading().follows, "what is read does not move");
    assert_eq!(driver.named("formError")[0]["code"], "validation");
    driver.fill(key, &[(2, "Other")]);
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.submit(key);
    assert_eq!(driver.submissions(), 1);
}

#[test]
fn f34_s56_a_form_is_sent_once_however_often_it_is_pressed_and_not_by_a_click_meant_for_something_else() {
    let mut driver = Driver::ready();
    driver.reply("m1", &json!([contact()]));
    let key = driver.newest_form();
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.submit(key);
    assert_eq!(driver.submissions(), 0, "it has only just appeared");
    driver.wait(STILL);
    driver.submit(key);
    driver.submit(key);
    driver.submit(key);
    assert_eq!(driver.submissions(), 1);
}

#[test]
fn a_form_of_the_operators_sends_values_and_files() {
    let part = json!({ "type": "show_form", "part_id": "p", "form_id": "claim", "name": " ",
        "confirmation_text": "Thank you from the marker.", "min_filled_fields": 2, "fields": [
            { "key": "topic", "label": "Topic", "type": "dropdown", "required": true, "options": ["Order", "Claim"] },
            { "key": "photo", "label": "Photo", "type": "file",
              "visible_when": [{ "field": "topic", "operator": "equals", "value": "Claim" }] },
        ] });
    let (mut driver, key) = Driver::with_form(&part);
    driver.fill(key, &[(0, "Claim")]);
    driver.submit(key);
    assert_eq!(driver.card(key).form.problem, Some(Problem::TooFew(2)));
    driver.pick(key, 1, 7, 8);
    driver.submit(key);
    assert_eq!(driver.submissions(), 0, "a file is still being looked at");
    driver.attach(key, 1, 8);
    assert_eq!(driver.forgotten(), 1, "the new file takes the place of the old");
    driver.submit(key);
    let action = &driver.body("/actions")["action"];
    assert_eq!(action["values"], json!({ "topic": "Claim" }));
    let photo = json!({ "filename": "8.png", "mime_type": "image/png", "data_base64": "BASE64-8" });
    assert_eq!((&action["form_id"], &action["files"]["photo"]), (&"claim".into(), &photo));
    driver.answer("/actions", ok(r#"{"submission_id":"s"}"#));
    assert_eq!(driver.client.announcement(), "Thank you from the marker.");
    assert_eq!(driver.forgotten(), 2, "nobody needs its bytes any more");
}

#[test]
fn a_ticket_sends_its_three_slots_and_loses_no_answer() {
    let part = json!({ "type": "show_support_ticket", "part_id": "t", "max_attachment_size_bytes": 10, "fields": [
        { "key": "order", "label": "Order number" },
        { "key": "message", "label": "What happened?", "type": "textarea", "required": true },
        { "key": "photo", "label": "Photo", "type": "file", "required": true },
    ] });
    let (mut driver, key) = Driver::with_form(&part);
    let labels: Vec<_> =
        driver.card(key).form.fields().iter().map(|field| field.asked.label.as_str().to_owned()).collect();
    assert_eq!(labels, ["Order number", "What happened?", "Name", "E-mail", "Attached files"]);
    driver.fill(key, &[(0, "SO-1"), (1, "It broke"), (3, "a@b.c")]);
    driver.pick(key, 4, 1, 11);
    assert_eq!(driver.client.alert(), "Some files cannot be sent.");
    driver.submit(key);
    assert_eq!(driver.card(key).form.fields()[4].problem, Some(Problem::BadFile));
    driver.input(Input::Upload(UploadInput::Removed(FileId(1))));
    assert_eq!(driver.focused(), Some(FocusTarget::Field(key, 4)));
    driver.attach(key, 4, 2);
    driver.attach(key, 4, 3);
    let told = driver.named("upload");
    assert_eq!((told.len(), &told[0]["kinds"]), (2, &json!(["image/png"])));
    driver.submit(key);
    let expected = json!({ "type": "support_ticket", "name": "", "email": "a@b.c",
        "message": "It broke\n\nOrder number: SO-1",
        "attachments": [
            { "filename": "2.png", "mime_type": "image/png", "data_base64": "BASE64-2" },
            { "filename": "3.png", "mime_type": "image/png", "data_base64": "BASE64-3" },
        ] });
    assert_eq!(driver.body("/actions")["action"], expected);
}

#[test]
fn only_the_newest_reply_can_be_answered() {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.say("Something else");
    assert_eq!(driver.stage(key), Stage::Closed);
    assert_eq!(driver.card(key).form.fields()[0].value, "Sofie", "what was typed can be read");
    driver.submit(key);
    assert_eq!(driver.submissions(), 0);
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(422, "") });
    assert_eq!(driver.stage(key), Stage::Open, "the reply that passed it by never came");
}

#[test]
fn a_form_cannot_be_sent_before_its_reply_is_whole() {
    let mut driver = Driver::ready();
    driver.say("Help");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[frame("part", &json!({ "part": contact() }).to_string())]);
    let key = driver.newest_form();
    driver.wait(STILL);
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com")]);
    driver.submit(key);
    assert_eq!((driver.submissions(), driver.client.can_submit(key)), (0, false));
    driver.bytes(turn, &[done_with("m1", &json!([contact()]))]);
    assert_eq!(driver.card(key).form.fields()[0].value, "Sofie");
    driver.submit(key);
    assert_eq!(driver.submissions(), 1);
}

#[test]
fn nobody_types_their_address_twice() {
    let (mut driver, key) = Driver::with_form(&contact());
    driver.fill(key, &[(0, "Sofie"), (1, "sofie@example.com"), (2, "Weather")]);
    driver.submit(key);
    driver.answer("/actions", ok(r#"{"submission_id":"s"}"#));
    let mut again = contact();
    again["part_id"] = "part_2".into();
    driver.reply("m2", &json!([again]));
    let key = driver.newest_form();
    let values: Vec<_> =
        driver.card(key).form.fields().iter().map(|field| field.value.as_str().to_owned()).collect();
    assert_eq!(values, ["Sofie", "sofie@example.com", "", ""]);
}

#[test]
fn a_form_behind_a_closed_window_is_not_shown_yet() {
    let mut driver = Driver::ready();
    driver.input(Input::Host { id: None, command: chatlet_protocol::host_line::HostCommand::Closed });
    driver.reply("m1", &json!([contact()]));
    assert!(driver.named("formShown").is_empty());
    for _ in 0..2 {
        driver.open();
        assert_eq!(driver.named("formShown").len(), 1);
    }
}
