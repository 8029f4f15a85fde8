//! Every fixture of the wire is read as the contract says, and written back it still carries what it had.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chatlet_protocol::action::ActionResponse;
use chatlet_protocol::banner::BannerList;
use chatlet_protocol::config::Config;
use chatlet_protocol::error::ApiError;
use chatlet_protocol::form::{FormDefinition, SessionState};
use chatlet_protocol::json::Decode;
use chatlet_protocol::livechat::{
    FeedbackStatus, LivechatMessagePage, LivechatSession, LivechatState, LivechatStatus, LivechatSync,
};
use chatlet_protocol::message::{MessagePage, Role};
use chatlet_protocol::part::Part;
use chatlet_protocol::stream::{Frame, Skipped};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name);
    fs::read_to_string(path).unwrap()
}

fn read<T: Decode>(name: &str) -> T {
    T::decode(serde_json::from_str(&text(name)).unwrap()).unwrap_or_else(|| panic!("{name} is not read"))
}

#[test]
fn configurations_are_read_with_their_defaults() {
    let full: Config = read("config-full.json");
    assert_eq!(full.display.name, "Freja");
    assert_eq!(full.start_prompts.len(), 3);
    assert_eq!(full.forms.len(), 3);
    assert!(full.livechat.live && full.add_to_cart);
    let minimal: Config = read("config-minimal.json");
    assert!(minimal.image_enabled && !minimal.livechat.enabled && minimal.start_prompts.is_empty());
}

#[test]
fn history_is_read_newest_first_with_every_role() {
    let page: MessagePage = read("history-page1.json");
    assert!(page.has_more);
    let roles: Vec<Role> = page.messages.iter().map(|message| message.role).collect();
    assert_eq!(roles, [Role::Assistant, Role::System, Role::Agent, Role::User, Role::Assistant]);
    assert!(!read::<MessagePage>("history-page2.json").has_more);
}

#[test]
fn livechat_documents_are_read() {
    let closed: LivechatState = read("livechat-state-closed-pending.json");
    assert_eq!((closed.status, closed.feedback), (LivechatStatus::Closed, FeedbackStatus::Pending));
    assert_eq!(read::<LivechatState>("livechat-state-inactive.json").state_version, None);
    assert_eq!(read::<LivechatSession>("livechat-handover.json").status, LivechatStatus::Waiting);
    assert!(read::<LivechatMessagePage>("livechat-messages.json").has_more);
    assert_eq!(read::<LivechatSync>("livechat-sync.json").messages.len(), 1);
}

#[test]
fn other_documents_are_read() {
    assert_eq!(read::<BannerList>("banners.json").banners.len(), 4);
    assert!(!read::<FormDefinition>("form-waiting.json").fields.is_empty());
    assert!(!read::<SessionState>("session-values.json").values.is_empty());
    assert!(read::<ActionResponse>("action-response-start-livechat.json").livechat_session.is_some());
    let errors: Value = serde_json::from_str(&text("errors.json")).unwrap();
    for (code, body) in errors.as_object().unwrap() {
        assert_eq!(&ApiError::read(&body.to_string()).code, code);
    }
}

fn frames(name: &str) -> Vec<Result<Frame, Skipped>> {
    let body = text(name).replace("\r\n", "\n");
    body.split("\n\n")
        .filter_map(|block| {
            let event = block.lines().find_map(|line| line.strip_prefix("event: "))?;
            let data: Vec<_> = block.lines().filter_map(|line| line.strip_prefix("data:")).collect();
            Some(Frame::read(event, &data.join("\n")))
        })
        .collect()
}

#[test]
fn f17_f21_a_bad_or_unknown_item_costs_only_itself() {
    let frames = frames("malformed/bad-card.sse");
    let Some(Ok(Frame::Done { message, .. })) = frames.last() else { panic!() };
    let Part::Products { products, .. } = &message.parts[0] else { panic!() };
    assert_eq!(products.len(), 2);
    let Part::ShowContactForm { fields, .. } = &message.parts[1] else { panic!() };
    assert_eq!(fields.len(), 1);
    assert_eq!(frames.iter().filter(|frame| **frame == Err(Skipped::Malformed)).count(), 1);
}

#[test]
fn f18_the_wrong_shape_is_skipped() {
    for data in
        ["null", "5", "[]", "{}", r#"{"part_id":1,"delta":{}}"#, r#"{"part":null}"#, "{", r#""\ud800""#]
    {
        for name in ["part_delta", "part", "done"] {
            assert!(Frame::read(name, data).is_err(), "{name} {data}");
        }
    }
    let deep = format!("{}1{}", "[".repeat(300), "]".repeat(300));
    assert_eq!(Frame::read("part", &deep), Err(Skipped::Malformed));
    assert_eq!(Frame::read("part", r#"{"part":1e400}"#), Err(Skipped::Malformed));
}

#[test]
fn parts_survive_being_written_and_read_again() {
    let streams =
        fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")).unwrap();
    let mut seen = 0;
    for entry in streams {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.strip_suffix("sse").is_some_and(|stem| stem.ends_with('.')) {
            continue;
        }
        for frame in frames(&name).into_iter().flatten() {
            let (event, data) = frame.write();
            assert_eq!(Frame::read(event, &data.to_string()), Ok(frame), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 80, "only {seen} frames");
}
