//! What is kept is bounded, and the oldest goes first.

use crate::client::{Visitor, start};
use chatlet_sandbox::{Limits, Settings};
use std::time::Duration;

async fn limited(limits: Limits) -> chatlet_sandbox::Running {
    start(Settings { pace: Duration::ZERO, limits, ..Settings::default() }).await
}

#[tokio::test]
async fn the_least_recently_used_visitor_makes_room() {
    let sandbox = limited(Limits { visitors: 2, ..Limits::default() }).await;
    let first = Visitor::new(&sandbox).await;
    let second = Visitor::new(&sandbox).await;
    assert_eq!(first.get("/config").await.status, 200);
    let third = Visitor::new(&sandbox).await;
    assert_eq!(first.get("/config").await.status, 200);
    assert_eq!(second.get("/config").await.status, 401);
    assert_eq!(third.get("/config").await.status, 200);
}

#[tokio::test]
async fn the_oldest_messages_of_a_thread_are_dropped() {
    let sandbox = limited(Limits { messages_per_conversation: 10, ..Limits::default() }).await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("/history 30").await;
    let history = visitor.history().await;
    assert_eq!(history.len(), 10);
    assert_eq!(history[1]["role"], "user");
    assert!(history[9].to_string().contains("23"));
}

#[tokio::test]
async fn bytes_are_bounded_across_visitors_and_within_one() {
    let sandbox = limited(Limits { bytes: 40_000, ..Limits::default() }).await;
    let mut idle = Visitor::new(&sandbox).await;
    idle.turn("Hello").await;
    let mut busy = Visitor::new(&sandbox).await;
    for _ in 0..30 {
        busy.turn(&"x".repeat(2_000)).await;
    }
    assert_eq!(idle.get("/messages").await.status, 401);
    let history = busy.get("/messages").await;
    assert!(history.text.len() < 42_000, "{}", history.text.len());
    assert!(history.json()["messages"].as_array().unwrap().len() > 5);
}

#[tokio::test]
async fn the_oldest_thread_of_a_visitor_makes_room() {
    let sandbox = limited(Limits { conversations_per_visitor: 3, ..Limits::default() }).await;
    let forgetful = Visitor::new(&sandbox).await;
    let mut tokens = Vec::new();
    for _ in 0..4 {
        let done = forgetful.say("Hello").await.done();
        tokens.push(done["visitor_token"].as_str().unwrap().to_owned());
    }
    assert_eq!(forgetful.with(&tokens[0]).get("/messages").await.status, 401);
    assert_eq!(forgetful.with(&tokens[3]).history().await.len(), 2);
    assert_eq!(forgetful.get("/messages").await.status, 200);
}
