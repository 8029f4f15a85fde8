//! The fault proxy: each fault, as a reader meets it.

use crate::client::{Visitor, arrivals, ask, fast, message, read, start};
use chatlet_sandbox::fault_proxy::{Fault, FaultProxy, Rule};
use chatlet_sandbox::{Running, Settings};
use std::time::{Duration, Instant};

/// A sandbox, a proxy in front of it, and a visitor whose token is bound, behind the proxy.
async fn behind(sandbox: &Running) -> (FaultProxy, Visitor) {
    let proxy = FaultProxy::start(&sandbox.api).await.unwrap();
    let mut visitor = Visitor::new(sandbox).await;
    visitor.turn("Hello").await;
    visitor.api.clone_from(&proxy.url);
    (proxy, visitor)
}

const SEND: (&str, &str) = ("POST", "/messages");

fn next(fault: Fault) -> Rule {
    Rule::next(SEND.0, SEND.1, fault)
}

#[tokio::test]
async fn without_rules_everything_passes() {
    let sandbox = start(Settings { pace: Duration::from_millis(4), ..Settings::default() }).await;
    let (_proxy, mut visitor) = behind(&sandbox).await;
    let response = visitor.request("POST", "/messages", Some(&message("Do you ship to Sweden?"))).await;
    assert!(arrivals(response).await.len() > 20, "frames pass one by one");
    assert_eq!(visitor.turn("Show me tents").await["role"], "assistant");
    assert_eq!(visitor.history().await.len(), 6);
    assert_eq!(visitor.get("/nothing").await.code(), "not_found");
    let deleted = read(visitor.request("DELETE", "", None).await).await;
    assert_eq!((deleted.status, deleted.is_whole), (204, true));
}

#[tokio::test]
async fn s48_cross_origin_reading_works_through_the_proxy() {
    let sandbox = fast().await;
    let (proxy, _) = behind(&sandbox).await;
    proxy.inject(Rule::next("", "/messages", Fault::DropResponse));
    let headers = [("origin", sandbox.widget.as_str()), ("access-control-request-method", "POST")];
    let preflight = ask(&proxy.url, "OPTIONS", "/api/v1/chat/messages", &headers, "").await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some(sandbox.widget.as_str()));
    // The preflight has met no fault.
    assert_eq!(proxy.pending(), 1);
}

#[tokio::test]
async fn f01_a_stream_is_cut_after_any_number_of_bytes() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    let whole = visitor.say("Hello").await.text.len();
    for after in [0, 1, 40, 41, 500, whole - 1] {
        proxy.inject(next(Fault::Cut { after }));
        let answer = visitor.try_request("POST", "/messages", Some(&message("Hello"))).await;
        // A reset may overtake the last bytes, but nothing comes behind them.
        if let Ok(response) = answer {
            let answer = read(response).await;
            assert!(!answer.is_whole && answer.text.len() <= after, "{after}: {}", answer.text.len());
        }
    }
    assert_eq!(proxy.pending(), 0);
    assert!(visitor.say("Hello").await.is_whole);
}

#[tokio::test]
async fn f02_a_stream_ends_as_if_it_were_whole() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    for after in [0, 41, 500] {
        proxy.inject(next(Fault::End { after }));
        let answer = visitor.say("Hello").await;
        assert_eq!((answer.is_whole, answer.text.len()), (true, after));
    }
}

#[tokio::test]
async fn f03_a_body_without_length_or_chunks_dies_unnoticed() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(next(Fault::CloseDelimited { after: 300 }));
    let answer = visitor.say("Hello").await;
    assert_eq!((answer.status, answer.is_whole, answer.text.len()), (200, true, 300));
    assert_eq!(answer.header("transfer-encoding"), None);
}

#[tokio::test]
async fn f04_a_stream_is_held_and_then_goes_on() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    let time = Duration::from_millis(400);
    proxy.inject(next(Fault::Hold { after: 100, time }));
    let start = Instant::now();
    let arrivals = arrivals(visitor.request("POST", "/messages", Some(&message("Hello"))).await).await;
    let before: usize =
        arrivals.iter().filter(|(at, _)| *at - start < time / 2).map(|(_, text)| text.len()).sum();
    assert_eq!(before, 100);
    let all: String = arrivals.iter().map(|(_, text)| text.as_str()).collect();
    assert!(start.elapsed() >= time && all.contains("event: done"));
}

#[tokio::test]
async fn f05_a_stream_drips() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(next(Fault::Drip { delay: Duration::from_millis(1) }));
    let response = visitor.request("POST", "/messages", Some(&message("/error empty"))).await;
    let arrivals = arrivals(response).await;
    let all: String = arrivals.iter().map(|(_, text)| text.as_str()).collect();
    assert!(
        arrivals.len() > all.len() / 8 && all.contains("event: done"),
        "{} of {}",
        arrivals.len(),
        all.len()
    );
}

#[tokio::test]
async fn f24_f25_every_frame_comes_twice() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(next(Fault::Duplicate));
    let frames = visitor.say("Hello").await.frames();
    assert!(frames.chunks(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(frames.iter().filter(|(name, _)| name == "done").count(), 2);
}

#[tokio::test]
async fn f35_the_request_arrives_and_the_answer_does_not() {
    let sandbox = start(Settings { pace: Duration::from_millis(5), ..Settings::default() }).await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(next(Fault::DropResponse));
    let lost = visitor.try_request("POST", "/messages", Some(&message("Show me boots"))).await;
    assert!(lost.is_err());
    let history = visitor.history_of(4).await;
    assert!(history[1].to_string().contains("Show me boots"));
}

#[tokio::test]
async fn f35_the_first_turn_is_found_by_the_unbound_token() {
    let sandbox = start(Settings { pace: Duration::from_millis(5), ..Settings::default() }).await;
    let proxy = FaultProxy::start(&sandbox.api).await.unwrap();
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.api.clone_from(&proxy.url);
    proxy.inject(next(Fault::DropResponse));
    assert!(visitor.try_request("POST", "/messages", Some(&message("Hello"))).await.is_err());
    visitor.history_of(2).await;
}

#[tokio::test]
async fn f12_an_answer_is_made_up() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    let fault = Fault::Answer {
        status: 429,
        headers: vec![("Retry-After".into(), "2".into()), ("Content-Type".into(), "application/json".into())],
        body: r#"{"error":{"code":"rate_limited","message":"Slow down."}}"#.into(),
    };
    proxy.inject(next(fault).times(2));
    sandbox.forget_requests();
    for _ in 0..2 {
        let answer = visitor.say("Hello").await;
        assert_eq!(
            (answer.status, answer.header("retry-after"), answer.code().as_str()),
            (429, Some("2"), "rate_limited")
        );
    }
    assert!(sandbox.requests().is_empty());
    assert_eq!(visitor.say("Hello").await.status, 200);
    let gone = Fault::Answer { status: 204, headers: Vec::new(), body: String::new() };
    proxy.inject(Rule::next("GET", "/config", gone));
    let headers = [("origin", "http://widget.example")];
    let answer = ask(&proxy.url, "GET", "/api/v1/chat/config", &headers, "").await;
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (204, Some("http://widget.example"))
    );
}

#[tokio::test]
async fn f36_f56_requests_and_answers_are_delayed() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    let time = Duration::from_millis(600);
    for fault in [Fault::DelayRequest(time), Fault::DelayResponse(time)] {
        proxy.inject(Rule::next("GET", "/config", fault).after(1));
        let quick = Instant::now();
        visitor.get("/config").await;
        assert!(quick.elapsed() < time);
        let slow = Instant::now();
        assert_eq!(visitor.get("/config").await.status, 200);
        assert!(slow.elapsed() >= time);
    }
}

#[tokio::test]
async fn f61_an_upload_is_cut_half_way() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(next(Fault::CutRequest { after: 1_000 }));
    sandbox.forget_requests();
    let picture = serde_json::json!({ "message": { "parts": [
        { "type": "image", "data": "A".repeat(3_000_000), "mime": "image/png" },
    ] } });
    assert!(visitor.try_request("POST", "/messages", Some(&picture)).await.is_err());
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn f38_f40_offline_breaks_what_is_open_and_refuses_what_is_new() {
    let sandbox = start(Settings::default()).await;
    let (proxy, visitor) = behind(&sandbox).await;
    let stream = visitor.request("POST", "/messages", Some(&message("/long"))).await;
    proxy.set_offline(true);
    assert!(!read(stream).await.is_whole);
    assert!(visitor.try_request("GET", "/config", None).await.is_err());
    proxy.set_offline(false);
    assert_eq!(visitor.get("/config").await.status, 200);
}

#[tokio::test]
async fn what_breaks_behind_the_proxy_breaks_in_front_of_it() {
    let sandbox = fast().await;
    let (_proxy, visitor) = behind(&sandbox).await;
    assert!(!visitor.say("/error cut").await.is_whole);
    assert!(visitor.say("/error end").await.is_whole);
}

#[tokio::test]
async fn a_rule_can_hold_for_ever_and_be_lifted() {
    let sandbox = fast().await;
    let (proxy, visitor) = behind(&sandbox).await;
    proxy.inject(Rule::next("", "", Fault::DropResponse).always());
    for _ in 0..3 {
        assert!(visitor.try_request("GET", "/config", None).await.is_err());
    }
    proxy.clear();
    assert_eq!(visitor.get("/config").await.status, 200);
}
