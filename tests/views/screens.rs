//! What is shown in each state of the whole.

use super::stage::{Backend, Stage, fixture, tag, tags, text};
use chatlet_core::client::{Answer, Input};
use chatlet_protocol::host_line::HostCommand;

#[test]
fn the_composer_is_there_while_the_chat_loads() {
    let stage = Stage::new(Backend::default());
    stage.open();
    let html = stage.app("/");
    assert!(html.contains("class=\"skeleton\""));
    assert_eq!(tags(&html, "textarea").len(), 1);
    assert!(!html.contains("id=\"transcript\""));
}

#[test]
fn no_brand_but_the_customers_is_shown() {
    let stage = Stage::new(Backend::default());
    stage.open();
    assert!(!stage.app("/").contains("--chatlet-"));
    stage.serve();
    assert!(stage.app("/").contains("--chatlet-accent:rgb(20 83 45);"));
}

#[test]
fn a_page_that_may_not_embed_is_told_so() {
    let stage = Stage::new(Backend { origin: "https://other.example", ..Backend::default() });
    stage.open();
    let html = stage.app("/");
    assert!(text(&html).contains("This chat is not set up for this website."));
    assert!(!html.contains("<textarea"));
}

#[test]
fn a_start_that_failed_offers_another_try() {
    let stage = Stage::new(Backend::default());
    stage.open();
    stage.input(Input::Restored { session: None, draft: Some("Hej".into()) });
    stage.input(Input::Host { id: None, command: HostCommand::Token { token: None } });
    let html = stage.app("/");
    assert!(text(&html).contains("Chat is not available right now."));
    assert!(text(&html).contains("Try again"));
    stage.input(Input::StartRetried);
    stage.serve();
    let html = stage.app("/");
    assert!(html.contains("id=\"transcript\"") && !html.contains("class=\"apology\""));
}

#[test]
fn what_was_said_stays_readable_when_the_conversation_has_ended() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    let turn = stage.say("Hej igen");
    let answer = Answer::Response { status: 401, body: String::new(), retry_after: None };
    stage.input(Input::StreamRefused { turn, answer });
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("This conversation has ended.") && words.contains("Start again"));
    assert!(words.contains("Her er din faktura.") && !html.contains("<textarea"));
}

#[test]
fn a_welcome_has_words_small_print_and_ways_to_start() {
    let stage = Stage::ready(Backend::default());
    let html = stage.app("/");
    let words = text(&html);
    assert!(words.contains("Hej! Jeg er Freja. Hvad leder du efter i dag?"));
    assert!(words.contains("Du chatter med en AI-assistent."));
    assert!(words.contains("Hvor er min ordre?") && !words.contains("Hvilket telt"));
    assert!(html.contains("aria-label=\"Suggestions to start with\""));
    stage.input(Input::Chosen("Hvor er min ordre?".into()));
    let html = stage.app("/");
    assert!(!html.contains("Suggestions to start with") && text(&html).contains("Hej! Jeg er Freja."));
}

#[test]
fn a_minimal_configuration_is_enough() {
    let stage = Stage::ready(Backend { config: fixture("config-minimal.json"), ..Backend::default() });
    assert!(stage.app("/").contains("id=\"transcript\""));
}

#[test]
fn the_menu_lies_over_the_conversation_and_change_nothing_in_it() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    let html = stage.app("/menu");
    assert!(tag(&html, "main", "conversation").contains(" inert"));
    assert!(text(&html).contains("Her er din faktura."));
    assert!(text(&html).contains("English") && text(&html).contains("Dansk"));
    assert!(!stage.app("/").contains(" inert"));
    let back = tags(&html, "a").into_iter().find(|tag| tag.contains("Back to the conversation")).unwrap();
    assert!(!back.contains("target="), "{back}");
}

#[test]
fn the_interface_speaks_danish() {
    let stage = Stage::ready(Backend { language: "da", ..Backend::default() });
    let words =
        std::fs::read_to_string(format!("{}/public/locales/da.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    stage.input(Input::LanguageLoaded { tag: "da".into(), words: Some(words) });
    let html = stage.app("/");
    assert!(html.contains("lang=\"da\"") && html.contains("placeholder=\"Skriv en besked…\""));
}
