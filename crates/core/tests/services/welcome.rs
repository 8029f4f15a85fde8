use super::driver::{Driver, config, history, ok};
use chatlet_core::client::{Input, ServiceInput, Slot};
use chatlet_protocol::Decode;
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::options::{Deployment, FrameOptions};
use chatlet_protocol::service_line::ServiceCommand;
use serde_json::{Value, json};

fn driver(options: &Value) -> Driver {
    let mut driver = Driver::new();
    let mut all =
        json!({ "chatbotId": "shop-bot", "hasTokenSource": true, "page": "https://shop.example/tents" });
    all.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
    let deployment = Deployment {
        api: Some("https://api.example".into()),
        allowed_origins: vec!["*".into()],
        ..Deployment::default()
    };
    driver.input(Input::Welcomed {
        options: Box::new(FrameOptions::decode(all).unwrap()),
        deployment: Box::new(deployment),
        origin: "https://shop.example".into(),
    });
    driver.open();
    driver.token("unbound");
    driver.answer("/config", ok(&config()));
    driver.answer("/messages", ok(&history(&[])));
    driver
}

#[test]
fn nothing_is_sent_before_the_disclaimer_is_accepted_and_nothing_is_lost() {
    let mut driver = driver(&json!({ "disclaimer": { "id": "v2", "text": "An AI answers." } }));
    assert_eq!(driver.client.disclaimer().unwrap().text, "An AI answers.");
    driver.input(Input::Host { id: Some(3), command: HostCommand::Send { message: "by the page".into() } });
    driver.input(Input::Chosen("by a chip".into()));
    assert_eq!(driver.streams(), 0);
    driver.service(ServiceInput::DisclaimerAccepted);
    driver.service(ServiceInput::DisclaimerAccepted);
    assert_eq!(driver.event("disclaimerAccept")["experienceId"], "v2");
    assert_eq!(driver.count("disclaimerAccept"), 1);
    assert_eq!(driver.streams(), 1);
    assert!(driver.stream_request().body.unwrap().contains("by the page"));
    assert_eq!(driver.answers(), [(3, String::new())]);
    assert!(driver.stored(Slot::Choices).unwrap().contains("\"accepted\":\"v2\""));
}

#[test]
fn a_disclaimer_that_was_accepted_is_not_shown_again_and_a_new_one_is() {
    for (id, shown) in [("v2", false), ("v3", true)] {
        let mut driver = driver(&json!({ "disclaimer": { "id": id, "text": "An AI answers." } }));
        driver.service(ServiceInput::Recalled(Some("{\"version\":1,\"accepted\":\"v2\"}".into())));
        assert_eq!(driver.client.disclaimer().is_some(), shown);
    }
}

#[test]
fn each_button_of_the_welcome_does_its_deed() {
    let action = |id: &str, kind: &str, payload: Value| json!({ "id": id, "label": id, "action": { "type": kind, "payload": payload } });
    let mut driver = driver(&json!({ "welcomeActions": { "actions": [
        action("human", "trigger_handover", json!({ "reason": "user_requested", "priority": "high", "metadata": { "a": 1 } })),
        action("show", "custom_event", json!({ "eventName": "show_animation", "eventData": { "b": 2 } })),
        action("say", "send_message", json!({ "message": "Hi" })),
    ]}}));
    driver.service(ServiceInput::WelcomeChosen(0));
    let handover = driver.event("handover");
    assert_eq!(
        (&handover["reason"], &handover["priority"], &handover["metadata"]),
        (&"user_requested".into(), &"high".into(), &json!({ "a": 1 }))
    );
    driver.service(ServiceInput::WelcomeChosen(1));
    let custom = driver.event("customAction");
    assert_eq!(
        (&custom["eventName"], &custom["actionId"], &custom["actionType"]),
        (&"show_animation".into(), &"show".into(), &"custom_event".into())
    );
    driver.service(ServiceInput::WelcomeChosen(9));
    driver.service(ServiceInput::WelcomeChosen(2));
    assert!(driver.stream_request().body.unwrap().contains("Hi"));
    assert!(driver.client.welcome_actions().is_empty(), "none after the first visitor turn");
}

#[test]
fn prompts_and_banners_follow_the_page() {
    let mut driver = Driver::ready();
    let banners = json!({ "banners": [
        { "id": "a", "message": "Sale", "dismissible": true },
        { "id": "b", "message": "News", "dismissible": true },
    ]});
    driver.answer("/banners", ok(&banners.to_string()));
    driver.input(Input::BannerDismissed(0));
    driver.input(Input::Host {
        id: None,
        command: HostCommand::Page { page: "https://shop.example/boots".into() },
    });
    assert!(driver.calls().iter().any(|call| call.contains("boots")));
    let again = json!({ "banners": [
        { "id": "other id", "message": "Sale", "dismissible": true },
        { "id": "a", "message": "Sale, today only", "dismissible": true },
    ]});
    driver.answer("/banners", ok(&again.to_string()));
    let shown: Vec<_> = driver.client.banners().iter().map(|banner| banner.message.as_str()).collect();
    assert_eq!(shown, ["Sale, today only"], "dismissed by content, not by id");
}

#[test]
fn the_loader_gets_the_backends_teasers_when_it_asks() {
    let mut driver = Driver::welcomed();
    driver.page(None, ServiceCommand::Teasers);
    driver.start_up();
    let told = driver.messages.iter().map(chatlet_protocol::host_line::AppMessage::write);
    let teasers: Vec<_> = told.filter(|message| message["type"] == "teasers").collect();
    assert_eq!(teasers.len(), 1);
    assert!(teasers[0]["teasers"][0]["text"].is_string());
}

#[test]
fn a_classification_reaches_the_page() {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    let part = r#"{"type":"custom","part_id":"c","key":"conversation_classified","payload":{"classification":"returns"}}"#;
    driver.bytes(turn, &[super::reply("m1", part)]);
    assert_eq!(driver.event("classification")["classification"], "returns");
}
