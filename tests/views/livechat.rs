//! Talking to a person, as it is shown.

use super::stage::{Backend, Stage, attribute, fixture, rows, tag, tags, text};
use chatlet_core::client::{Input, LivechatInput};
use serde_json::{Value, json};

/// A conversation whose livechat stands like this, with these messages in its log.
pub(crate) fn stage(status: &str, messages: &str) -> Stage {
    let stage = Stage::new(Backend::default());
    stage.open();
    stage.serve_livechat(&fixture(status), messages);
    stage
}

pub(crate) fn log(entries: &[Value]) -> String {
    json!({"messages": entries, "has_more": false}).to_string()
}

pub(crate) fn agent_says(number: u64, words: &str) -> Value {
    said(number, "agent", words)
}

pub(crate) fn said(number: u64, role: &str, words: &str) -> Value {
    let blocks = json!([{"type": "paragraph", "spans": [{"type": "text", "text": words}]}]);
    json!({
        "message_id": format!("l{number}"), "role": role, "sequence_number": number,
        "created_at": format!("2026-03-04T14:31:0{number}Z"),
        "agent": {"agent_id": "a1", "display_name": "Mette Holm", "avatar_url": null},
        "parts": [{"type": "rich_text", "part_id": format!("p{number}"), "blocks": blocks}],
    })
}

fn livechat(input: LivechatInput) -> Input {
    Input::Livechat(input)
}

#[test]
fn a_person_can_be_asked_for_where_the_chatbot_has_livechat() {
    let stage = Stage::ready(Backend::default());
    assert!(stage.app("/").contains("aria-label=\"Talk to a person\""));
    let stage = Stage::ready(Backend { config: fixture("config-minimal.json"), ..Backend::default() });
    assert!(!stage.app("/").contains("Talk to a person"));
}

#[test]
fn the_assistants_offer_is_a_button_in_the_newest_reply_only() {
    let stage = Stage::ready(Backend::default());
    stage.reply("Hi", r#"{"type":"request_human_agent","part_id":"h"}"#);
    assert!(text(&stage.app("/")).contains("You can talk to a person.Talk to a person"));
    stage.reply("Never mind", r#"{"type":"text","text":"Fine"}"#);
    assert!(!text(&stage.app("/")).contains("You can talk to a person.Talk to a person"));
    let stage = Stage::ready(Backend { config: fixture("config-minimal.json"), ..Backend::default() });
    stage.reply("Hi", r#"{"type":"request_human_agent","part_id":"h"}"#);
    assert!(!text(&stage.app("/")).contains("You can talk to a person."));
}

#[test]
fn while_nobody_is_there_the_button_says_why_and_what_to_do() {
    let mut config: Value = serde_json::from_str(&fixture("config-full.json")).unwrap();
    config["livechat"]["availability_status"] = "offline".into();
    config["livechat"]["availability_reason"] = "outside_working_hours".into();
    let stage = Stage::ready(Backend { config: config.to_string(), ..Backend::default() });
    stage.input(livechat(LivechatInput::Wanted(None)));
    let words = text(&stage.app("/"));
    assert!(words.contains("Our team is away outside working hours.You can go on with the assistant."));
    stage.input(livechat(LivechatInput::NoticeClosed));
    assert!(!stage.app("/").contains("class=\"talk\""));
}

#[test]
fn a_waiting_visitor_sees_how_long_and_can_stop() {
    let stage = stage("livechat-state-waiting.json", &log(&[]));
    stage.pass(61_000);
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("Waiting for a person Waited "), "{words}");
    assert!(words.contains("The assistant keeps answering until someone is here."));
    assert!(words.contains("Stop waiting") && !html.contains("aria-label=\"Talk to a person\""));
    // The clock is not read aloud each second.
    assert!(!tag(&html, "span", "talk-clock").contains("aria-live"));
}

#[test]
fn an_agent_is_told_apart_from_the_assistant() {
    let stage = stage("livechat-state-active.json", &log(&[agent_says(1, "Hej, Mette her")]));
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("Mette HolmSupport agent"), "{words}");
    assert!(html.contains("data-author=\"agent\"") && html.contains("placeholder=\"Write to Mette Holm…\""));
    assert!(words.contains("End chat"));
    // The fixture's agent types.
    assert!(words.contains("Mette Holm is typing…") && html.contains("class=\"bubble typing\""));
}

#[test]
fn a06_an_agents_message_is_announced_once_and_by_whom() {
    let stage = stage("livechat-state-active.json", &log(&[]));
    assert_eq!(stage.widget.announcement(), "Mette Holm has joined the chat.");
    stage.hear(&fixture("livechat-state-active.json"), &[agent_says(1, "Hej!")]);
    assert_eq!(stage.widget.announcement(), "Mette Holm: Hej!");
    stage.input(Input::Typed("x".into()));
    stage.hear(&fixture("livechat-state-active.json"), &[agent_says(1, "Hej!")]);
    assert_eq!(stage.widget.announcement(), "Mette Holm: Hej!");
}

#[test]
fn a_message_that_the_agent_has_says_so() {
    let stage = stage("livechat-state-active.json", &log(&[said(1, "user", "Er du der?")]));
    assert!(text(&stage.app("/")).contains("Delivered"));
}

#[test]
fn an_end_says_by_whom_and_why_and_asks_for_stars() {
    let stage = stage("livechat-state-active.json", &log(&[agent_says(1, "Farvel")]));
    stage.hear(&fixture("livechat-state-closed-pending.json"), &[]);
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("Mette Holm has ended the chat.") && words.contains("Løst"), "{words}");
    assert!(words.contains("The assistant answers again.") && words.contains("How was the help you got?"));
    assert_eq!(tags(&html, "input").into_iter().filter(|tag| tag.contains("talk-rating-stars")).count(), 5);
    assert!(!html.contains("class=\"talk\""), "the bar is gone");
    stage.input(livechat(LivechatInput::Starred(5)));
    assert!(!text(&stage.app("/")).contains("What could be better?"));
    stage.input(livechat(LivechatInput::Starred(2)));
    assert!(text(&stage.app("/")).contains("What could be better? (optional)"));
    let send = tags(&stage.app("/"), "button")
        .into_iter()
        .find(|tag| tag.contains("class=\"button\""))
        .map(str::to_owned);
    assert_eq!(attribute(&send.unwrap(), "aria-disabled"), None);
    assert!(!html.contains("Løst</bdi></p></li>"), "it is said once");
    stage.input(livechat(LivechatInput::RatingSkipped));
    let html = stage.app("/");
    assert!(!html.contains("class=\"talk-end\""));
    let last = rows(&html).pop().unwrap();
    let lines: Vec<String> =
        last.split("class=\"trace\"").skip(1).map(|line| text(&format!("<p {line}"))).collect();
    assert!(lines[0].starts_with("Mette Holm has joined the chat."), "{lines:?}");
    assert!(
        lines[1].starts_with("Mette Holm has ended the chat. ") && lines[1].contains("Løst"),
        "{lines:?}"
    );
}

#[test]
fn a_closed_session_of_an_earlier_visit_asks_only_what_is_still_to_be_asked() {
    let stage = stage("livechat-state-closed-pending.json", &log(&[]));
    assert!(text(&stage.app("/")).contains("How was the help you got?"));
    assert_eq!(stage.widget.announcement(), "");
    let stage = self::stage("livechat-state-closed-submitted.json", &log(&[]));
    assert!(!stage.app("/").contains("class=\"talk-end\""));
}

#[test]
fn s26_names_and_reasons_are_text() {
    let markup = "<img src=x onerror=alert(1)>\u{202e}";
    let mut livechat: Value = serde_json::from_str(&fixture("livechat-state-active.json")).unwrap();
    livechat["active_agent"]["display_name"] = markup.into();
    livechat["active_agent"]["avatar_url"] = "javascript:alert(1)".into();
    let mut message = agent_says(1, markup);
    message["agent"]["display_name"] = markup.into();
    let stage = Stage::new(Backend::default());
    stage.open();
    stage.serve_livechat(&livechat.to_string(), &log(&[message]));
    let html = stage.app("/");
    assert!(tags(&html, "img").into_iter().all(|tag| !tag.contains("onerror")));
    assert!(!html.contains("javascript:") && !text(&html).contains('\u{202e}'));
    let mut closed: Value = serde_json::from_str(&fixture("livechat-state-closed-pending.json")).unwrap();
    closed["close_reason"] = markup.into();
    stage.hear(&closed.to_string(), &[]);
    let html = stage.app("/");
    assert!(
        text(&html).contains("<img src=x")
            && tags(&html, "img").into_iter().all(|tag| !tag.contains("onerror"))
    );
}
