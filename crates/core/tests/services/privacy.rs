use super::driver::{Driver, ok, refused};
use chatlet_core::client::{Deletion, Export, ExportForm, Input, Screen, ServiceInput, ServiceTask, Slot};
use chatlet_protocol::catalogue::EndReason;

fn ask(driver: &mut Driver) {
    driver.service(ServiceInput::DeleteAsked);
    driver.wait(600);
}

#[test]
fn an_export_is_a_file_of_the_visitors_choice() {
    let mut driver = Driver::talked();
    for (form, ending) in [(ExportForm::Json, ".json"), (ExportForm::Page, ".html")] {
        driver.service(ServiceInput::ExportWanted(form));
        driver.service(ServiceInput::ExportWanted(form));
        driver.answer("/export", ok("{\"visitor_id\":\"<b>v</b>\"}"));
        let tasks = driver.tasks();
        let Some(ServiceTask::Download { name, text, .. }) = tasks.last() else { panic!("{tasks:?}") };
        assert!(name.ends_with(ending), "{name}");
        assert_eq!(text.contains("<b>v</b>"), form == ExportForm::Json);
    }
    assert_eq!(driver.count("dataExport"), 2);
    assert_eq!(driver.client.screen(), Screen::Ready, "everything stays in place");
}

#[test]
fn an_export_that_fails_says_so_and_can_be_asked_for_again() {
    let mut driver = Driver::talked();
    for answer in [refused(500, ""), ok("<html>"), refused(403, "")] {
        driver.service(ServiceInput::ExportWanted(ExportForm::Json));
        driver.answer("/export", answer);
        assert_eq!(driver.client.export(), Export::Failed);
        assert!(!driver.client.alert().is_empty());
    }
    assert_eq!(driver.count("dataExport"), 0);
}

#[test]
fn f80_s56_deleting_takes_two_steps_and_time_to_think() {
    let mut driver = Driver::talked();
    driver.service(ServiceInput::DeleteConfirmed);
    driver.service(ServiceInput::DeleteAsked);
    driver.wait(400);
    driver.service(ServiceInput::DeleteConfirmed);
    assert_eq!(driver.client.deletion(), Deletion::Asked, "a click meant for something else does nothing");
    driver.service(ServiceInput::DeleteDismissed);
    driver.wait(1_000);
    driver.service(ServiceInput::DeleteConfirmed);
    assert!(driver.calls().iter().all(|call| !call.ends_with("/chat")));
    ask(&mut driver);
    driver.service(ServiceInput::DeleteConfirmed);
    assert_eq!(driver.client.deletion(), Deletion::Running);
    assert_eq!(driver.client.transcript().order().len(), 2, "local data goes only after success");
}

#[test]
fn f80_a_deletion_leaves_nothing_behind() {
    let mut driver = Driver::talked();
    driver.input(Input::Typed("a draft".into()));
    ask(&mut driver);
    driver.service(ServiceInput::DeleteConfirmed);
    driver.answer("/api/v1/chat", refused(204, ""));
    assert_eq!(driver.client.screen(), Screen::Ended);
    assert_eq!(driver.client.end_reason(), Some(EndReason::Deleted));
    assert!(driver.client.transcript().order().is_empty());
    assert_eq!(driver.client.draft(), "");
    assert_eq!((driver.stored(Slot::Session), driver.stored(Slot::Draft)), (None, None));
    assert_eq!(driver.event("sessionEnd")["reason"], "deleted");
    assert_eq!(driver.count("dataDelete"), 1);
    driver.input(Input::StartedOver);
    assert_eq!(driver.replaced().last(), Some(&serde_json::Value::Null), "a new visitor");
}

#[test]
fn f80_a_deletion_that_fails_keeps_everything_and_says_so() {
    for answer in [refused(500, ""), chatlet_core::client::Answer::NoAnswer, refused(401, "")] {
        let mut driver = Driver::talked();
        driver.input(Input::Typed("a draft".into()));
        ask(&mut driver);
        driver.service(ServiceInput::DeleteConfirmed);
        let ended = answer.clone() == refused(401, "");
        driver.answer("/api/v1/chat", answer);
        assert_eq!(driver.client.deletion(), Deletion::Failed);
        assert_eq!(driver.client.transcript().order().len(), 2);
        assert_eq!(driver.client.draft(), "a draft");
        assert!(driver.client.alert().contains("could not be deleted"));
        assert_eq!(driver.client.screen() == Screen::Ended, ended);
        assert_eq!(driver.count("dataDelete"), 0);
    }
}

#[test]
fn a_reply_that_streams_is_stopped_before_everything_goes() {
    let mut driver = Driver::talked();
    driver.say("one more");
    let turn = driver.turn();
    driver.stream_opened(turn);
    ask(&mut driver);
    driver.service(ServiceInput::DeleteConfirmed);
    assert!(!driver.client.is_answering());
    driver.say("and another");
    assert_eq!(driver.streams(), 2, "nothing leaves while everything is being deleted");
    assert_eq!(driver.client.draft(), "and another");
}
