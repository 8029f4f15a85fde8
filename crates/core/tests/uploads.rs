//! Messages with files, from picking to what becomes of them.

#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]
#![allow(dead_code, reason = "the driver serves several tests")]

mod driver;

use chatlet_core::attachment::{
    FileId, Picked, Piece, Refusal, Returned, TrayName, UploadCommand, UploadInput, UploadState, pieces,
};
use chatlet_core::client::{Answer, Command, Input, ServiceInput, Slot, Wish};
use chatlet_core::transcript::{Author, MessageKey, Status, Unsent};
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::send::{InputPart, SendMessage};
use chatlet_protocol::service_line::ServiceCommand;
use driver::{Driver, done, frame, ok, refused};
use serde_json::{Value, json};

const NOBODY: &str = r#"{"status":"inactive","feedback":{"status":"not_available"}}"#;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn upload(driver: &mut Driver, input: UploadInput) {
    driver.input(Input::Upload(input));
}

fn pick(driver: &mut Driver, tray: TrayName, ids: &[u32]) {
    let file = |id: &u32| Picked {
        id: FileId(*id),
        name: format!("photo-{id}.png"),
        mime: "image/png".into(),
        bytes: 2_000_000,
    };
    upload(driver, UploadInput::Picked { tray: tray.word(), files: ids.iter().map(file).collect() });
}

/// The browser's side does what it is asked.
fn prepare(driver: &mut Driver, ids: &[u32]) {
    for id in ids {
        let id = FileId(*id);
        upload(driver, UploadInput::Inspected { id, head: PNG.to_vec(), size: Some((3_000, 2_000)) });
        let scales = |command: &Command| matches!(command, Command::Upload(UploadCommand::Scale { id: asked, .. }) if *asked == id);
        assert!(driver.commands.iter().any(scales));
        upload(driver, UploadInput::Scaled { id, bytes: 100_000, preview: format!("blob:{}", id.0) });
    }
}

fn with_two_files() -> Driver {
    let mut driver = Driver::ready();
    pick(&mut driver, TrayName::Composer, &[1, 2]);
    prepare(&mut driver, &[1, 2]);
    driver.input(Input::Typed("Can you mend this?".into()));
    driver
}

/// What is sent, with names in the place of the files' base64.
fn sent(driver: &Driver) -> SendMessage {
    let body = driver.stream_request().body.unwrap();
    let fill = |piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::File(FileId(id)) => format!("base64-{id}"),
    };
    serde_json::from_str(&pieces(&body).map(fill).collect::<String>()).unwrap()
}

fn kinds(driver: &Driver, key: MessageKey) -> Vec<String> {
    driver.client.transcript().kinds(key)
}

fn question(driver: &Driver) -> MessageKey {
    let transcript = driver.client.transcript();
    let own = |key: &&MessageKey| transcript.entry(**key).unwrap().author == Author::Visitor;
    *transcript.order().iter().rfind(own).unwrap()
}

fn ready(driver: &Driver) -> usize {
    driver.client.tray(TrayName::Composer).unwrap().ready().count()
}

fn event<'a>(driver: &'a Driver, name: &str) -> &'a Value {
    driver.events.iter().rfind(|event| event["name"] == name).unwrap()
}

#[test]
fn f61_text_and_pictures_are_one_message() {
    let mut driver = with_two_files();
    assert_eq!(event(&driver, "upload")["count"], 2);
    assert_eq!(event(&driver, "upload")["bytes"], 200_000);
    assert_eq!(event(&driver, "upload")["kinds"], json!(["image/jpeg", "image/jpeg"]));
    driver.input(Input::Submitted);
    let image = |id: u32| InputPart::Image {
        data: format!("base64-{id}"),
        mime: "image/jpeg".into(),
        filename: None,
    };
    let text = InputPart::Text { text: "Can you mend this?".into() };
    assert_eq!(sent(&driver).message.parts, [text, image(1), image(2)]);
    assert_eq!(kinds(&driver, question(&driver)), ["rich_text", "image", "image"]);
    assert_eq!(event(&driver, "messageStart")["kinds"], json!(["text", "image", "image"]));
    assert_eq!((ready(&driver), driver.client.draft()), (0, ""));
}

#[test]
fn a_picture_can_go_without_words() {
    let mut driver = Driver::ready();
    assert!(!driver.client.can_send());
    pick(&mut driver, TrayName::Composer, &[1]);
    assert!(!driver.client.can_send(), "it is still being prepared");
    driver.input(Input::Submitted);
    assert_eq!(driver.streams(), 0);
    prepare(&mut driver, &[1]);
    driver.input(Input::Submitted);
    assert_eq!(sent(&driver).message.parts.len(), 1);
}

#[test]
fn f61_a_cut_upload_is_not_sent_and_keeps_words_and_files_for_the_retry() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let first = driver.stream_request().body;
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: Answer::NoAnswer });
    driver.answer("/messages", ok(&driver::history(&[])));
    let question = question(&driver);
    assert_eq!(driver.status(question), Status::Unsent(Unsent::Refused));
    driver.input(Input::Retried(question));
    assert_eq!(driver.stream_request().body, first);
    assert_eq!(driver.client.transcript().order().len(), 2);
}

#[test]
fn f61_an_upload_the_visitor_stops_is_not_shown_as_sent() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    driver.input(Input::Stopped);
    let question = question(&driver);
    assert!(driver.commands.iter().any(|command| matches!(command, Command::CloseStream(_))));
    assert_eq!(driver.status(question), Status::Unsent(Unsent::Offline), "it may have arrived all the same");
    assert_eq!(driver.client.transcript().order().len(), 1);
    driver.input(Input::Edited(question));
    assert_eq!((ready(&driver), driver.client.draft()), (2, "Can you mend this?"));
    assert!(driver.client.transcript().order().is_empty());
}

#[test]
fn f62_what_the_server_refuses_can_be_changed_and_sent_again() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let turn = driver.turn();
    let body = r#"{"error":{"code":"validation","message":"Is too large.","params":[]}}"#;
    driver.input(Input::StreamRefused { turn, answer: refused(413, body) });
    let question = question(&driver);
    assert_eq!(driver.status(question), Status::Unsent(Unsent::Rejected));
    driver.input(Input::Edited(question));
    upload(&mut driver, UploadInput::Removed(FileId(2)));
    driver.input(Input::Submitted);
    assert_eq!(sent(&driver).message.parts.len(), 2);
}

#[test]
fn f08_an_ended_conversation_gives_words_and_files_back() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(401, "") });
    assert_eq!((ready(&driver), driver.client.draft()), (2, "Can you mend this?"));
}

#[test]
fn a_retried_reply_is_asked_for_with_the_same_files() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[frame("error", r#"{"code":"generation_failed","message":"No","retryable":true}"#)]);
    let reply = driver.latest();
    let question = question(&driver);
    assert_eq!(driver.status(question), Status::Settled);
    driver.input(Input::Retried(reply));
    assert_eq!(sent(&driver).message.parts.len(), 3);
}

#[test]
fn a20_progress_is_told_at_start_and_end_only() {
    let mut driver = Driver::ready();
    pick(&mut driver, TrayName::Composer, &[1, 2, 3]);
    assert_eq!(driver.client.announcement(), "Preparing…");
    prepare(&mut driver, &[1, 2]);
    assert_eq!(driver.client.announcement(), "Preparing…");
    upload(&mut driver, UploadInput::Failed(FileId(3)));
    assert_eq!(driver.client.announcement(), "Ready to send: 2");
    assert_eq!(driver.client.alert(), "Some files cannot be sent.");
    let uploads = driver.events.iter().filter(|event| event["name"] == "upload").count();
    assert_eq!(uploads, 1);
}

#[test]
fn f63_preparing_can_be_stopped() {
    let mut driver = Driver::ready();
    pick(&mut driver, TrayName::Composer, &[1]);
    upload(&mut driver, UploadInput::Removed(FileId(1)));
    assert!(driver.commands.contains(&Command::Upload(UploadCommand::Forget(FileId(1)))));
    upload(&mut driver, UploadInput::Scaled { id: FileId(1), bytes: 5, preview: "blob:1".into() });
    assert!(driver.client.tray(TrayName::Composer).unwrap().uploads().is_empty());
}

/// A chat that has just been opened, where the configuration leaves this out.
fn without(feature: &str) -> Driver {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("unbound");
    let (on, off) = (format!("\"{feature}\": true"), format!("\"{feature}\": false"));
    driver.answer("/config", ok(&driver::config().replace(&on, &off)));
    driver.answer("/messages", ok(&driver::history(&[])));
    driver
}

#[test]
fn files_are_taken_only_where_the_configuration_lets_them() {
    let mut driver = without("image_enabled");
    assert_eq!(driver.client.attachment_rules(), None);
    driver.answer("/livechat/state", ok(NOBODY));
    pick(&mut driver, TrayName::Composer, &[1]);
    assert!(driver.client.tray(TrayName::Composer).unwrap().uploads().is_empty());
    assert!(driver.commands.contains(&Command::Upload(UploadCommand::Forget(FileId(1)))));
}

#[test]
fn starting_over_lets_go_of_what_was_sent() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    driver.input(Input::Stopped);
    driver.input(Input::StartedOver);
    assert!(driver.commands.contains(&Command::Upload(UploadCommand::Forget(FileId(1)))));
}

#[test]
fn an_image_that_is_asked_for_answers_the_marker() {
    let mut driver = Driver::ready();
    driver.say("My tent is torn");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let marker = json!({
        "type": "request_image_upload", "part_id": "w", "accepted_types": ["image/png"], "max_size_bytes": 200_000
    });
    let message = json!({"message": {"message_id": "m", "role": "assistant", "parts": [marker]}});
    driver.bytes(turn, &[frame("done", &message.to_string())]);
    let part = driver.client.transcript().entry(driver.latest()).unwrap().parts[0];
    assert_eq!(driver.client.wish(part), Wish::Open);
    pick(&mut driver, TrayName::Wish(part), &[7]);
    prepare(&mut driver, &[7]);
    let tray = driver.client.tray(TrayName::Composer).unwrap().uploads();
    assert_eq!((tray[0].state, tray[0].mime.as_str()), (UploadState::Ready, "image/png"));
    driver.input(Input::Submitted);
    assert_eq!(driver.client.wish(part), Wish::Answered);
}

#[test]
fn an_image_that_is_not_sent_leaves_the_marker_behind() {
    let mut driver = Driver::ready();
    driver.say("My tent is torn");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let marker = json!({"type": "request_image_upload", "part_id": "w"});
    let message = json!({"message": {"message_id": "m", "role": "assistant", "parts": [marker]}});
    driver.bytes(turn, &[frame("done", &message.to_string())]);
    let part = driver.client.transcript().entry(driver.latest()).unwrap().parts[0];
    driver.say("Never mind");
    assert_eq!(driver.client.wish(part), Wish::Passed);
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("n", "All right", None)]);
    assert_eq!(driver.client.wish(part), Wish::Passed);
}

fn kept(driver: &Driver) -> Option<Vec<u32>> {
    driver.commands.iter().rev().find_map(|command| match command {
        Command::Upload(UploadCommand::Keep { files, .. }) => {
            Some(files.iter().map(|file| file.id.0).collect())
        }
        _ => None,
    })
}

#[test]
fn files_are_kept_for_a_reload_until_they_are_sent() {
    let mut driver = Driver::ready();
    assert_eq!(kept(&driver), None, "nothing before the visitor has done anything");
    pick(&mut driver, TrayName::Composer, &[1, 2]);
    prepare(&mut driver, &[1, 2]);
    assert_eq!(kept(&driver), Some(vec![1, 2]));
    upload(&mut driver, UploadInput::Removed(FileId(1)));
    assert_eq!(kept(&driver), Some(vec![2]));
    driver.input(Input::Typed("Here".into()));
    driver.input(Input::Submitted);
    assert_eq!(kept(&driver), Some(vec![]));
}

#[test]
fn files_that_were_kept_come_back_and_the_page_does_not_hear_of_them_twice() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.start_up();
    let asks = |command: &&Command| matches!(command, Command::Upload(UploadCommand::Recall { .. }));
    assert_eq!(driver.commands.iter().filter(asks).count(), 1);
    let file = Picked { id: FileId(7), name: "tent.png".into(), mime: "image/png".into(), bytes: 9_000 };
    let back = |file| UploadInput::Recalled(vec![Returned { file, field: None }]);
    upload(&mut driver, back(file.clone()));
    assert_eq!(kept(&driver), Some(vec![7]), "another reload may come at once");
    prepare(&mut driver, &[7]);
    assert_eq!(ready(&driver), 1);
    assert!(!driver.events.iter().any(|event| event["name"] == "upload"));
    assert_eq!(kept(&driver), Some(vec![7]));
    upload(&mut driver, back(Picked { id: FileId(8), ..file }));
    assert_eq!(ready(&driver), 1, "the visitor was quicker");
}

#[test]
fn a_file_that_would_take_too_much_room_is_not_kept() {
    let mut driver = Driver::ready();
    pick(&mut driver, TrayName::Composer, &[1, 2]);
    for (id, bytes) in [(1, 100), (2, 30 * 1024 * 1024)] {
        let id = FileId(id);
        upload(&mut driver, UploadInput::Inspected { id, head: PNG.to_vec(), size: Some((3_000, 2_000)) });
        upload(&mut driver, UploadInput::Scaled { id, bytes, preview: "blob:x".into() });
    }
    assert_eq!(kept(&driver), Some(vec![1]));
}

#[test]
fn s51_files_go_with_the_visitor_they_belong_to() {
    let mut driver = with_two_files();
    assert_eq!(kept(&driver), Some(vec![1, 2]));
    driver.input(Input::Host { id: Some(1), command: HostCommand::Service(ServiceCommand::Logout) });
    assert_eq!(kept(&driver), Some(vec![]));
}

#[test]
fn how_much_of_a_message_has_left_is_known_while_it_is_sent() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let question = question(&driver);
    assert_eq!(driver.client.upload_share(question), None);
    for percent in [0, 40, 255] {
        upload(&mut driver, UploadInput::Left { id: FileId(1), percent });
        assert_eq!(driver.client.upload_share(question), Some(percent.min(100)));
    }
    upload(&mut driver, UploadInput::Left { id: FileId(99), percent: 3 });
    assert_eq!(driver.client.upload_share(question), Some(100));
}

#[test]
fn words_and_files_that_could_not_be_sent_outlive_the_page() {
    let mut driver = with_two_files();
    driver.input(Input::Submitted);
    let turn = driver.turn();
    driver.input(Input::StreamRefused { turn, answer: refused(413, "") });
    let question = question(&driver);
    assert!(matches!(driver.status(question), Status::Unsent(_)));
    assert_eq!(kept(&driver), Some(vec![1, 2]));
    driver.input(Input::Typed("And this?".into()));
    driver.input(Input::Service(ServiceInput::PageLeft));
    let draft = driver.commands.iter().rev().find_map(|command| match command {
        Command::Save { slot: Slot::Draft, value, .. } => value.clone(),
        _ => None,
    });
    assert_eq!(draft.as_deref(), Some("Can you mend this?\nAnd this?"));
    driver.input(Input::Service(ServiceInput::PageReturned));
    let draft = driver.commands.iter().rev().find_map(|command| match command {
        Command::Save { slot: Slot::Draft, value, .. } => value.clone(),
        _ => None,
    });
    assert_eq!(draft.as_deref(), Some("And this?"), "it is in the transcript still");
}

const SOMEBODY: &str = r#"{"status":"active","active_agent":{"agent_id":"a","display_name":"Mette"},
    "feedback":{"status":"not_available"},"state_version":1}"#;

/// A file that only an agent takes, as it comes back after a reload or is picked right after it.
fn pdf(id: u32) -> Picked {
    Picked { id: FileId(id), name: "receipt.pdf".into(), mime: "application/pdf".into(), bytes: 9_000 }
}

fn inspect_pdf(driver: &mut Driver, id: u32) {
    upload(driver, UploadInput::Inspected { id: FileId(id), head: b"%PDF-1.7".to_vec(), size: None });
}

fn states(driver: &Driver) -> Vec<UploadState> {
    driver.client.tray(TrayName::Composer).unwrap().uploads().iter().map(|file| file.state).collect()
}

#[test]
fn a_file_is_judged_once_it_is_known_with_whom_the_conversation_is() {
    for (state, verdict) in [(SOMEBODY, UploadState::Ready), (NOBODY, UploadState::Refused(Refusal::Type))] {
        let mut driver = Driver::ready();
        let back = Returned { file: pdf(1), field: None };
        upload(&mut driver, UploadInput::Recalled(vec![back]));
        inspect_pdf(&mut driver, 1);
        assert_eq!(states(&driver), [UploadState::Undecided]);
        assert_eq!(kept(&driver), Some(vec![1]));
        assert!(driver.client.alert().is_empty(), "nothing is refused while nothing is known");
        let tray = TrayName::Composer.word();
        upload(&mut driver, UploadInput::Picked { tray, files: vec![pdf(2)] });
        pick(&mut driver, TrayName::Composer, &[3]);
        prepare(&mut driver, &[3]);
        driver.input(Input::Typed("Here".into()));
        assert!(!driver.client.can_send());
        driver.answer("/livechat/state", ok(state));
        let second = if verdict == UploadState::Ready { UploadState::Checking } else { verdict };
        assert_eq!(states(&driver), [verdict, second, UploadState::Ready]);
        inspect_pdf(&mut driver, 2);
        assert_eq!(states(&driver), [verdict, verdict, UploadState::Ready]);
        assert_eq!(driver.client.alert().is_empty(), verdict == UploadState::Ready);
        assert!(driver.client.can_send());
        assert_eq!(kept(&driver), Some(if verdict == UploadState::Ready { vec![1, 2, 3] } else { vec![3] }));
    }
}

#[test]
fn a_file_waits_for_its_judgement_as_long_as_the_state_cannot_be_read() {
    let mut driver = Driver::ready();
    let tray = TrayName::Composer.word();
    upload(&mut driver, UploadInput::Picked { tray, files: vec![pdf(1)] });
    inspect_pdf(&mut driver, 1);
    driver.answer("/livechat/state", refused(500, ""));
    assert_eq!(states(&driver), [UploadState::Undecided]);
    upload(&mut driver, UploadInput::Removed(FileId(1)));
    driver.say("Without it, then");
    assert_eq!(driver.streams(), 1);
}

#[test]
fn an_agent_who_takes_no_files_is_sent_none_that_were_meant_for_the_assistant() {
    let mut driver = without("attachments_enabled");
    pick(&mut driver, TrayName::Composer, &[1]);
    prepare(&mut driver, &[1]);
    assert_eq!(states(&driver), [UploadState::Ready]);
    driver.answer("/livechat/state", ok(SOMEBODY));
    assert_eq!(states(&driver), [UploadState::Refused(Refusal::Files)]);
}

#[test]
fn where_the_assistant_takes_no_files_those_for_an_agent_wait_all_the_same() {
    for (state, verdict) in [(SOMEBODY, UploadState::Ready), (NOBODY, UploadState::Refused(Refusal::Files))] {
        let mut driver = without("image_enabled");
        let back = |id| Returned { file: pdf(id), field: None };
        upload(&mut driver, UploadInput::Recalled(vec![back(1), back(2)]));
        inspect_pdf(&mut driver, 1);
        driver.answer("/livechat/state", ok(state));
        inspect_pdf(&mut driver, 2);
        assert_eq!(states(&driver), [verdict, verdict]);
    }
}
