//! How a reply comes over the line (`chat-api.md` §5, §14).

use crate::client::{Visitor, arrivals, fast, message, start};
use chatlet_sandbox::Settings;
use std::time::{Duration, Instant};

#[tokio::test]
async fn every_frame_leaves_when_it_is_written() {
    let sandbox = start(Settings { pace: Duration::from_millis(25), ..Settings::default() }).await;
    let visitor = Visitor::new(&sandbox).await;
    let response = visitor.request("POST", "/messages", Some(&message("Hello"))).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-cache");
    let arrivals = arrivals(response).await;
    assert!(arrivals[0].1.starts_with("event: status\ndata: {\"status\":\"connected\"}\n\n"));
    let tokens: Vec<Instant> =
        arrivals.iter().filter(|(_, text)| text.contains("append_text")).map(|(time, _)| *time).collect();
    assert!(tokens.len() > 15, "{} pieces", tokens.len());
    let together = tokens.windows(2).filter(|pair| pair[1] - pair[0] < Duration::from_millis(3)).count();
    assert!(together < tokens.len() / 2, "{together} of {} came together", tokens.len());
    let (first, last) = (arrivals[0].0, arrivals[arrivals.len() - 1].0);
    assert!(last - first > Duration::from_millis(300), "{:?}", last - first);
}

#[tokio::test]
async fn tokens_come_at_the_rate_that_was_asked_for() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let start = Instant::now();
    visitor.turn("/tokens 200 rate 400").await;
    let time = start.elapsed();
    assert!((Duration::from_millis(450)..Duration::from_secs(3)).contains(&time), "{time:?}");
}

#[tokio::test]
async fn tokens_without_a_rate_come_as_fast_as_they_are_read() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let start = Instant::now();
    let answer = visitor.say("/tokens 20000").await;
    let time = start.elapsed();
    let deltas = answer.frames().iter().filter(|(_, data)| data["delta"]["action"] == "append_text").count();
    assert!(deltas > 10_000, "{deltas}");
    assert!(time < Duration::from_secs(5), "{time:?}");
}

#[tokio::test]
async fn the_same_number_of_tokens_is_the_same_prose() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let first = visitor.turn("/tokens 500").await["parts"][0]["blocks"].clone();
    let second = visitor.turn("/tokens 500").await["parts"][0]["blocks"].clone();
    assert_eq!(first, second);
    let text = first.to_string();
    for kind in ["\"bold\"", "\"link\"", "\"bullet_list\""] {
        assert!(text.contains(kind), "{kind}");
    }
}

#[tokio::test]
async fn f32_a_reader_who_stops_finds_the_whole_reply_in_history() {
    let sandbox = start(Settings { pace: Duration::from_millis(5), ..Settings::default() }).await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    let response = visitor.request("POST", "/messages", Some(&message("How long does delivery take?"))).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    drop(response);
    let history = visitor.history_of(4).await;
    assert!(history[0].to_string().contains("Rest of Europe"));
}

#[tokio::test]
async fn the_assistant_answers_in_the_language_of_the_question() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    for (question, expected) in [
        ("How do I return a jacket?", "60 days"),
        ("Hvordan returnerer jeg en jakke?", "60 dage"),
        ("Hvad koster Fjell 4?", "2.599 kr."),
        ("Is Fjell 4 in stock?", "349.95 €"),
        ("هل لديكم خيام؟", "Fjell 4"),
        ("qwertyuiop", "I am not sure"),
    ] {
        let text = visitor.turn(question).await.to_string();
        assert!(text.contains(expected), "{question}: {text}");
    }
    let mut danish = Visitor::of(&sandbox.api, "butik-bot").await;
    assert!(danish.turn("OK").await.to_string().contains("Jeg er ikke sikker"));
}

#[tokio::test]
async fn a_picture_that_cannot_be_opened_is_answered_kindly() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let picture = |data: &str| serde_json::json!({ "message": { "parts": [{ "type": "image", "data": data, "mime": "image/png" }] } });
    let good = visitor.post("/messages", &picture("iVBORw0KGgo=")).await;
    assert!(good.done()["message"].to_string().contains("Thank you for the picture"));
    let bad = visitor.post("/messages", &picture("not base64!")).await;
    assert!(bad.done()["message"].to_string().contains("could not open"));
}
