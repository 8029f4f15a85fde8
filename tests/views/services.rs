//! What stands around the conversation: menu, questions over the composer, thumbs, speech.

use super::stage::{Backend, Stage, attribute, fixture, rows, tag, tags, text};
use chatlet_core::client::{ExportForm, Input, ServiceInput, SpeechInput};
use chatlet_core::locale::{LANGUAGES, own_name};
use chatlet_protocol::catalogue::SizeMode;
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::service_line::ServiceCommand;
use chatlet_protocol::welcome::Disclaimer;

fn talked() -> Stage {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Kan jeg returnere?", "stream-richtext.sse");
    stage
}

fn service(stage: &Stage, input: ServiceInput) {
    stage.input(input.into());
}

/// The call that waits is answered so.
fn answer(stage: &Stage, path: &str, status: u16, body: &str) {
    while let Some((call, request)) = stage.take_call() {
        if request.url.ends_with(path) {
            return stage.answer(call, status, body);
        }
    }
    panic!("nobody asks for {path}");
}

#[test]
fn the_menu_offers_what_there_is_to_do() {
    let stage = Stage::ready(Backend::default());
    let words = text(&stage.app("/menu"));
    assert!(
        !words.contains("New chat") && !words.contains("Rate this chat"),
        "there is nothing to leave yet"
    );
    for entry in ["Language", "Appearance", "Text size", "Sound for new messages", "Your data", "About"] {
        assert!(words.contains(entry), "{entry}");
    }
    let words = text(&talked().app("/menu"));
    for entry in ["New chat", "Rate this chat", "Larger window", "Download my data", "Delete my data"] {
        assert!(words.contains(entry), "{entry}");
    }
    assert!(!words.contains("Delete everything"), "deleting takes two steps");
}

#[test]
fn every_language_is_listed_by_its_own_name() {
    let html = Stage::ready(Backend::default()).app("/menu");
    let options = tags(&html, "option");
    assert_eq!(options.len(), LANGUAGES.len());
    for language in LANGUAGES {
        assert!(text(&html).contains(own_name(language)));
        assert!(options.iter().any(|option| attribute(option, "lang").as_deref() == Some(language)));
    }
}

#[test]
fn the_size_of_the_window_follows_the_choice() {
    let stage = talked();
    let command = HostCommand::Service(ServiceCommand::Size { mode: SizeMode::Maximized });
    stage.input(Input::Host { id: None, command });
    let words = text(&stage.app("/menu"));
    assert!(words.contains("Smaller window") && !words.contains("Larger window"));
}

#[test]
fn f80_the_second_step_says_what_it_does_and_a_failure_that_nothing_is_lost() {
    let stage = talked();
    service(&stage, ServiceInput::DeleteAsked);
    let html = stage.app("/menu");
    assert!(text(&html).contains("Delete everything this chat has stored about you? This cannot be undone."));
    let group = tag(&html, "div", "question");
    assert_eq!(attribute(group, "aria-labelledby").as_deref(), Some("delete-question"));
    stage.wait(600);
    service(&stage, ServiceInput::DeleteConfirmed);
    assert!(text(&stage.app("/menu")).contains("Deleting…"));
    answer(&stage, "/chat", 500, "");
    let words = text(&stage.app("/menu"));
    assert!(
        words.contains("could not be deleted. Everything is still there.")
            && words.contains("Delete everything")
    );
    assert!(text(&stage.app("/")).contains("Kan jeg returnere?"));
    service(&stage, ServiceInput::DeleteDismissed);
    assert!(!text(&stage.app("/menu")).contains("Delete everything"));
}

#[test]
fn after_a_deletion_there_is_nothing_but_a_new_start() {
    let stage = talked();
    service(&stage, ServiceInput::DeleteAsked);
    stage.wait(600);
    service(&stage, ServiceInput::DeleteConfirmed);
    answer(&stage, "/chat", 204, "");
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("Your data has been deleted.") && words.contains("Start again"));
    assert!(!words.contains("Kan jeg returnere?") && rows(&html).is_empty());
}

#[test]
fn an_export_says_how_far_it_has_come() {
    let stage = talked();
    service(&stage, ServiceInput::ExportWanted(ExportForm::Page));
    assert!(text(&stage.app("/menu")).contains("Preparing your data…"));
    answer(&stage, "/export", 200, &fixture("export.json"));
    assert!(text(&stage.app("/menu")).contains("Your data has been downloaded."));
}

#[test]
fn the_rating_takes_the_composers_place_and_asks_for_words_up_to_three() {
    let stage = talked();
    service(&stage, ServiceInput::LeaveWanted);
    let html = stage.app("/");
    assert!(!html.contains("id=\"composer\"") && html.contains("id=\"sheet\""));
    let stars: Vec<_> =
        tags(&html, "input").into_iter().filter(|tag| tag.contains("name=\"sheet-title-stars\"")).collect();
    assert_eq!(stars.len(), 5);
    assert_eq!(attribute(stars[1], "aria-label").as_deref(), Some("2 of 5 stars"));
    assert!(!html.contains("sheet-title-words"));
    service(&stage, ServiceInput::Starred(3));
    assert!(stage.app("/").contains("sheet-title-words"));
    service(&stage, ServiceInput::Starred(4));
    assert!(!stage.app("/").contains("sheet-title-words"));
    service(&stage, ServiceInput::RatingSent);
    answer(&stage, "/rate", 500, "");
    assert!(text(&stage.app("/")).contains("Your rating could not be sent."));
    service(&stage, ServiceInput::RatingSkipped);
    assert!(stage.app("/").contains("id=\"composer\""));
}

#[test]
fn thumbs_belong_to_replies_and_show_what_was_said() {
    let stage = talked();
    let html = stage.app("/");
    let rows = rows(&html);
    assert!(!rows[0].contains("Good answer") && rows[1].contains("Good answer"), "{rows:?}");
    assert!(!html.contains("Read aloud"), "without a voice");
    let key = stage.widget.peek(|client| *client.transcript().order().last().unwrap());
    service(&stage, ServiceInput::Opined { key, up: true });
    let html = stage.app("/");
    let up = tags(&html, "button").into_iter().find(|tag| tag.contains("Good answer")).unwrap();
    assert_eq!(attribute(up, "aria-pressed").as_deref(), Some("true"));
    assert!(html.contains(&format!("<label for=\"opinion-{}\"", key.0)));
    service(&stage, ServiceInput::OpinionClosed);
    assert!(!stage.app("/").contains("<label for=\"opinion-"));
}

#[test]
fn speech_is_offered_where_the_browser_has_it() {
    let stage = talked();
    assert!(!stage.app("/").contains("Speak your message"));
    service(&stage, ServiceInput::Speech(SpeechInput::Offered { speaks: true, listens: true }));
    let html = stage.app("/");
    assert!(html.contains("Speak your message") && html.contains("Read aloud"));
    service(&stage, ServiceInput::Speech(SpeechInput::DictationToggled));
    assert!(stage.app("/").contains("Stop listening"));
}

#[test]
fn a_disclaimer_stands_before_the_first_message_as_text() {
    let stage = Stage::new(Backend::default());
    stage.open_with(|options| {
        options.disclaimer = Some(Disclaimer {
            id: "v1".into(),
            title: None,
            text: "An <b>AI</b> answers.".into(),
            accept: Some("I agree".into()),
        });
    });
    stage.serve();
    let html = stage.app("/");
    assert!(text(&html).contains("An <b>AI</b> answers.") && text(&html).contains("I agree"));
    assert!(html.contains("An &lt;b&gt;AI") && !html.contains("id=\"composer\""));
    service(&stage, ServiceInput::DisclaimerAccepted);
    let html = stage.app("/");
    assert!(html.contains("id=\"composer\"") && !text(&html).contains("I agree"));
}

#[test]
fn buttons_of_the_welcome_are_drawn_and_addresses_judged() {
    let stage = Stage::new(Backend::default());
    let actions = serde_json::json!({ "chatbotId": "x", "welcomeActions": [
        { "label": "Say <i>hi</i>", "action": { "type": "send_message", "message": "Hi" } },
        { "label": "Open", "action": { "type": "open_link", "url": "https://fjord.example.com/help" } },
        { "label": "Bad", "action": { "type": "open_link", "url": "javascript:alert(1)" } },
    ]});
    let read =
        <chatlet_protocol::options::FrameOptions as chatlet_protocol::Decode>::decode(actions).unwrap();
    stage.open_with(move |options| options.welcome_actions = read.welcome_actions);
    stage.serve();
    let html = stage.app("/");
    assert!(text(&html).contains("Say <i>hi</i>") && !text(&html).contains("Bad"));
    assert!(html.contains("href=\"https://fjord.example.com/help\""));
    stage.input(Input::Chosen("Hej".into()));
    assert!(!text(&stage.app("/")).contains("Say <i>hi</i>"), "none after the first visitor turn");
}

#[test]
fn a_new_chat_in_another_tab_is_shown_as_such() {
    let stage = talked();
    let session = stage.widget.peek(|client| client.conversation_id().map(str::to_owned)).unwrap();
    let signal =
        format!("{{\"version\":1,\"kind\":\"over\",\"reason\":\"reset\",\"session\":\"{session}\"}}");
    service(&stage, ServiceInput::Signalled(signal));
    let words = text(&stage.app("/"));
    assert!(words.contains("A new chat was started in another tab.") && words.contains("Kan jeg returnere?"));
}
