use super::driver::{Driver, done};
use chatlet_core::client::{Command, Input, ServiceInput, ServiceTask, Slot, TextSize};
use chatlet_protocol::host_line::HostCommand;

#[test]
fn choices_survive_a_reload() {
    let mut driver = Driver::ready();
    driver.input(Input::ThemeChosen("dark".into()));
    driver.input(Input::LanguageChosen("da".into()));
    driver.service(ServiceInput::TextSizeChosen(TextSize::Larger));
    driver.service(ServiceInput::SoundChosen(false));
    let record = driver.stored(Slot::Choices).unwrap().to_owned();
    let mut later = Driver::welcomed();
    later.open_only();
    later.service(ServiceInput::Recalled(Some(record)));
    assert_eq!(later.client.theme(), "dark");
    assert_eq!(later.client.text_size(), TextSize::Larger);
    for driver in [&driver, &later] {
        let larger = |command: &Command| matches!(command, Command::Document { text: "larger", .. });
        assert!(driver.commands.iter().any(larger), "the document has the size");
    }
    assert!(!later.client.has_sound());
    assert!(later.commands.contains(&Command::LoadLanguage("da".into())));
}

#[test]
fn the_launcher_learns_its_words_in_the_visitors_language() {
    let mut driver = Driver::ready();
    let labels = |driver: &Driver| {
        let told = driver.messages.iter().map(chatlet_protocol::host_line::AppMessage::write);
        told.filter(|message| message["type"] == "labels").collect::<Vec<_>>()
    };
    assert!(labels(&driver).is_empty(), "English is the loader's own");
    driver.input(Input::LanguageLoaded { tag: "fr".into(), words: Some("{\"openChat\":\"Ouvrir\"}".into()) });
    assert_eq!(labels(&driver)[0]["labels"][0], "Ouvrir");
    driver.input(Input::LanguageChosen("en".into()));
    assert_eq!(labels(&driver)[1]["labels"][0], "Open chat");
}

#[test]
fn a_language_that_runs_from_right_to_left_does_so_on_any_page() {
    let mut driver = Driver::ready();
    driver.input(Input::LanguageLoaded { tag: "ar".into(), words: Some("{}".into()) });
    assert_eq!(driver.client.direction(), "rtl");
    driver.input(Input::LanguageChosen("en".into()));
    assert_eq!(driver.client.direction(), "ltr");
}

#[test]
fn f46_s51_a_record_that_is_not_ours_changes_nothing() {
    for record in [
        "",
        "{",
        "null",
        "[]",
        "{\"version\":9,\"theme\":\"dark\"}",
        "{\"version\":1,\"theme\":5,\"text\":[],\"sound\":{}}",
        "{\"version\":1,\"theme\":\"<x>\",\"text\":\"huge\",\"language\":\"../x\"}",
    ] {
        let mut driver = Driver::ready();
        driver.service(ServiceInput::Recalled(Some(record.into())));
        assert_eq!(driver.client.theme(), "auto", "{record}");
        assert_eq!(driver.client.text_size(), TextSize::Normal);
        assert!(driver.client.has_sound());
        assert!(!driver.commands.iter().any(|command| matches!(command, Command::LoadLanguage(_))));
    }
}

#[test]
fn a_message_sounds_only_unseen_after_a_gesture_and_unmuted() {
    let chimes = |driver: &Driver| driver.tasks().iter().filter(|task| ***task == ServiceTask::Chime).count();
    let reply = |driver: &mut Driver, id: &str| {
        let turn = driver.turn();
        driver.stream_opened(turn);
        driver.bytes(turn, &[done(id, "reply", None)]);
    };
    let mut driver = Driver::talked();
    assert_eq!(chimes(&driver), 0, "seen");
    driver.say("question");
    driver.input(Input::Host { id: None, command: HostCommand::Closed });
    reply(&mut driver, "m2");
    assert_eq!(chimes(&driver), 1);
    driver.service(ServiceInput::SoundChosen(false));
    driver.input(Input::Host { id: None, command: HostCommand::Send { message: "more".into() } });
    reply(&mut driver, "m3");
    assert_eq!(chimes(&driver), 1, "muted");
}

#[test]
fn nothing_sounds_before_the_visitors_first_gesture() {
    let mut driver = Driver::welcomed();
    driver.reopen("{\"version\":1,\"token\":\"t\",\"session\":\"s\",\"started\":1}");
    driver.input(Input::Visible(false));
    driver.input(Input::Host { id: None, command: HostCommand::Send { message: "by the page".into() } });
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[done("m2", "reply", None)]);
    assert!(!driver.tasks().contains(&&ServiceTask::Chime));
}
