use super::driver::Driver;
use chatlet_core::client::{Input, Notice, ServiceInput, ServiceTask, SpeechFault, SpeechInput, SpeechTask};
use chatlet_protocol::host_line::HostCommand;

impl Driver {
    fn speech(&mut self, input: SpeechInput) {
        self.service(ServiceInput::Speech(input));
    }

    fn speech_tasks(&self) -> Vec<&SpeechTask> {
        self.tasks()
            .into_iter()
            .filter_map(|task| match task {
                ServiceTask::Speech(task) => Some(task),
                _ => None,
            })
            .collect()
    }

    /// The run that was begun last.
    fn run(&self) -> u32 {
        let run = self.speech_tasks().into_iter().rev().find_map(|task| match task {
            SpeechTask::Speak { run, .. } | SpeechTask::Listen { run, .. } => Some(*run),
            SpeechTask::Hush | SpeechTask::Deafen => None,
        });
        run.unwrap()
    }

    fn speaking() -> Self {
        let mut driver = Self::talked();
        driver.speech(SpeechInput::Offered { speaks: true, listens: true });
        driver.commands.clear();
        driver
    }
}

#[test]
fn nothing_speaks_or_listens_where_the_browser_cannot() {
    let mut driver = Driver::talked();
    let key = driver.latest();
    driver.speech(SpeechInput::AloudToggled(key));
    driver.speech(SpeechInput::DictationToggled);
    assert!(driver.speech_tasks().is_empty());
    assert!(!driver.client.can_speak() && !driver.client.can_listen());
}

#[test]
fn a_message_is_read_and_its_story_told() {
    let mut driver = Driver::speaking();
    let key = driver.latest();
    driver.speech(SpeechInput::AloudToggled(key));
    assert_eq!(driver.client.aloud(), Some(key));
    let run = driver.run();
    driver.speech(SpeechInput::AloudBegan(run));
    driver.speech(SpeechInput::AloudBegan(run));
    driver.wait(1_500);
    driver.speech(SpeechInput::AloudEnded(run));
    driver.speech(SpeechInput::AloudEnded(run));
    assert_eq!(driver.client.aloud(), None);
    assert_eq!((driver.count("ttsStart"), driver.count("ttsEnd")), (1, 1));
    assert_eq!(
        (&driver.event("ttsStart")["text"], &driver.event("ttsStart")["messageId"]),
        (&"reply".into(), &"m1".into())
    );
    assert_eq!(driver.event("ttsEnd")["duration"], 1_500);
}

#[test]
fn another_message_replaces_the_one_that_is_read_and_the_same_stops_it() {
    let mut driver = Driver::speaking();
    let first = driver.latest();
    driver.exchange("m2");
    let second = driver.latest();
    driver.speech(SpeechInput::AloudToggled(first));
    let run = driver.run();
    driver.speech(SpeechInput::AloudBegan(run));
    driver.speech(SpeechInput::AloudToggled(second));
    assert_eq!(driver.client.aloud(), Some(second));
    assert_eq!(driver.count("ttsEnd"), 1);
    driver.speech(SpeechInput::AloudEnded(run));
    assert_eq!(driver.client.aloud(), Some(second), "the late end of another voice ends nothing");
    driver.speech(SpeechInput::AloudToggled(second));
    assert_eq!(driver.client.aloud(), None);
    assert_eq!(driver.speech_tasks().last(), Some(&&SpeechTask::Hush));
}

#[test]
fn a_closed_window_and_a_new_chat_are_silent() {
    let mut driver = Driver::speaking();
    let key = driver.latest();
    driver.speech(SpeechInput::AloudToggled(key));
    driver.input(Input::Host { id: None, command: HostCommand::Closed });
    assert_eq!(driver.client.aloud(), None);
}

#[test]
fn what_is_said_stands_behind_what_was_written() {
    let mut driver = Driver::speaking();
    driver.input(Input::Typed("I want ".into()));
    driver.speech(SpeechInput::DictationToggled);
    assert!(driver.client.is_dictating());
    let run = driver.run();
    driver.speech(SpeechInput::DictationBegan(run));
    driver.speech(SpeechInput::Heard { run, text: "a ten".into() });
    driver.speech(SpeechInput::Heard { run, text: " a tent".into() });
    assert_eq!(driver.client.draft(), "I want a tent");
    driver.wait(2_000);
    driver.speech(SpeechInput::DictationEnded(run));
    assert_eq!(driver.event("voiceStart")["language"], "en");
    let end = driver.event("voiceEnd");
    assert_eq!((&end["transcript"], &end["duration"]), (&"a tent".into(), &2_000.into()));
    driver.speech(SpeechInput::Heard { run, text: "too late".into() });
    assert_eq!(driver.client.draft(), "I want a tent");
}

#[test]
fn writing_or_sending_ends_the_dictation() {
    for send in [true, false] {
        let mut driver = Driver::speaking();
        driver.speech(SpeechInput::DictationToggled);
        let run = driver.run();
        driver.speech(SpeechInput::Heard { run, text: "hello".into() });
        driver.input(if send { Input::Submitted } else { Input::Typed("hello you".into()) });
        assert!(!driver.client.is_dictating());
        driver.speech(SpeechInput::Heard { run, text: "hello there".into() });
        assert_eq!(driver.client.draft(), if send { "" } else { "hello you" });
    }
}

#[test]
fn a_voice_and_a_microphone_are_never_on_together() {
    let mut driver = Driver::speaking();
    let key = driver.latest();
    driver.speech(SpeechInput::AloudToggled(key));
    driver.speech(SpeechInput::DictationToggled);
    assert_eq!((driver.client.aloud(), driver.client.is_dictating()), (None, true));
    driver.speech(SpeechInput::AloudToggled(key));
    assert_eq!((driver.client.aloud(), driver.client.is_dictating()), (Some(key), false));
}

#[test]
fn a_microphone_that_is_not_allowed_is_a_sentence() {
    for (fault, code) in [
        (SpeechFault::Refused, Some("microphone_refused")),
        (SpeechFault::NoMicrophone, Some("no_microphone")),
        (SpeechFault::Silence, Some("nothing_heard")),
        (SpeechFault::Failed, Some("dictation_failed")),
        (SpeechFault::Aborted, None),
    ] {
        let mut driver = Driver::speaking();
        driver.speech(SpeechInput::DictationToggled);
        let run = driver.run();
        driver.speech(SpeechInput::DictationFailed { run, fault });
        assert!(!driver.client.is_dictating());
        assert_eq!(driver.errors().last().copied(), code);
        assert_eq!(matches!(driver.client.notice(), Some(Notice::Refused(_))), code.is_some());
    }
}
