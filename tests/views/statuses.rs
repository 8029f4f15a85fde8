//! Where a message stands, and the way on.

use super::stage::{Backend, Stage, fixture, tags, text};
use chatlet_core::client::{Answer, Input, ScrollPosition};

/// The text under a message of this status.
fn foot(stage: &Stage, status: &str) -> String {
    let html = stage.app("/");
    let mark = format!("data-status=\"{status}\"");
    let row = html
        .rsplit(&mark)
        .next()
        .filter(|_| html.contains(&mark))
        .unwrap_or_else(|| panic!("no {status}: {html}"));
    let foot = &row[row.find("class=\"foot\"").unwrap()..];
    text(&foot[foot.find('>').unwrap() + 1..foot.find("</li>").unwrap()]).trim().to_owned()
}

fn refused(stage: &Stage, status: u16, body: &str) {
    let turn = stage.say("Hej");
    let answer = Answer::Response { status, body: body.into(), retry_after: Some("7".into()) };
    stage.input(Input::StreamRefused { turn, answer });
}

#[test]
fn a_message_on_its_way_says_so_without_moving_anything() {
    let stage = Stage::ready(Backend::default());
    stage.say("Hej");
    assert_eq!(foot(&stage, "sending"), "");
    let html = stage.app("/");
    assert!(html.contains("class=\"on-its-way\"") && text(&html).contains("Sending…"));
    assert!(html.contains("data-status=\"waiting\"") && html.contains("class=\"bubble typing\""));
}

#[test]
fn f32_a_stopped_reply_keeps_its_words_and_can_be_asked_again() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    let whole = fixture("stream-richtext.sse");
    stage.stream(turn, &whole[..whole.find("event: part\n").unwrap()]);
    stage.input(Input::Stopped);
    assert!(foot(&stage, "stopped").starts_with("StoppedTry again"));
    assert!(text(&stage.app("/")).contains("30 dages"));
    stage.reply("Og nu?", r#"{"type":"rich_text","part_id":"a","blocks":[]}"#);
    assert_eq!(foot(&stage, "stopped"), "Stopped");
}

#[test]
fn f31_a_failed_reply_offers_a_retry_only_when_that_can_help() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    stage.stream(turn, &fixture("stream-error.sse"));
    assert!(foot(&stage, "failed").contains("Try again"));
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    stage.stream(
        turn,
        "event: error\ndata: {\"code\":\"internal\",\"message\":\"<b>No</b>\",\"retryable\":false}\n\n",
    );
    assert_eq!(foot(&stage, "failed"), "<b>No</b>");
    assert!(tags(&stage.app("/"), "b").is_empty());
}

#[test]
fn f14_an_interrupted_reply_is_looked_for_before_a_retry_is_offered() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    stage.stream(turn, "event: status\ndata: {\"status\":\"connected\"}\n\n");
    stage.input(Input::StreamEnded { turn });
    assert_eq!(foot(&stage, "unclear"), "Connection lost. Looking for the rest of the answer…");
    stage.serve();
    assert!(foot(&stage, "interrupted").starts_with("The answer was interrupted.Try again"));
}

#[test]
fn a_rejected_message_is_edited_and_a_refused_one_also_tried_again() {
    let stage = Stage::ready(Backend::default());
    refused(&stage, 422, r#"{"error":{"code":"validation","message":"Too long"}}"#);
    assert_eq!(foot(&stage, "unsent"), "Not sent.Edit");
    assert!(stage.app("/").contains("class=\"notice fault\"") && text(&stage.app("/")).contains("Too long"));
    let stage = Stage::ready(Backend::default());
    refused(&stage, 429, "{}");
    assert_eq!(foot(&stage, "unsent"), "Not sent.Try againEdit");
    assert!(text(&stage.app("/")).contains("You can send again in 7 s."));
}

#[test]
fn f40_being_offline_is_said_above_the_composer() {
    let stage = Stage::ready(Backend::default());
    stage.input(Input::Online(false));
    assert!(text(&stage.app("/")).contains("You are offline. What you write stays here."));
    stage.input(Input::Online(true));
    assert!(!text(&stage.app("/")).contains("offline"));
}

#[test]
fn the_way_back_to_the_newest_message_comes_with_a_count() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    assert!(!stage.app("/").contains("class=\"jump\""));
    stage.input(Input::Scrolled(ScrollPosition { top: 900.0, height: 1_400.0, view: 500.0 }));
    stage.input(Input::Scrolled(ScrollPosition { top: 100.0, height: 1_400.0, view: 500.0 }));
    assert!(text(&stage.app("/")).contains("Jump to latest"));
    stage.input(Input::JumpedToLatest);
    assert!(!stage.app("/").contains("class=\"jump\""));
}

#[test]
fn earlier_messages_that_could_not_be_had_can_be_tried_again() {
    let stage = Stage::new(Backend { history: "nonsense".into(), ..Backend::default() });
    stage.open();
    stage.serve();
    assert!(text(&stage.app("/")).contains("Earlier messages could not be loaded."));
}
