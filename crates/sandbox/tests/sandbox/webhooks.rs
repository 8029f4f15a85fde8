//! Signed deliveries (`chat-api.md` §11), seen by a receiver that trusts nothing.

use crate::client::{Visitor, start, with_key};
use crate::livechat::hand_over;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chatlet_sandbox::{Running, Settings, WebhookOptions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SECRET: &str = "whsec_sandbox";

/// HMAC-SHA256 as the vendor's example computes it, written down a second time so that both must be right.
fn signature(timestamp: &str, body: &[u8]) -> String {
    let mut key = SECRET.as_bytes().to_vec();
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|byte| byte ^ with).collect::<Vec<_>>();
    let inner = Sha256::digest([&pad(0x36), timestamp.as_bytes(), b".", body].concat());
    format!("{:x}", Sha256::digest([&pad(0x5c), inner.as_slice()].concat()))
}

/// One delivery whose signature was right.
#[derive(Clone)]
struct Delivered {
    event: Value,
    kind: String,
    attempt: String,
    delivery_id: String,
}

struct Receiver {
    /// Attempts of each event that are answered with a failure first.
    failures: usize,
    delivered: Mutex<Vec<Delivered>>,
}

async fn receive(State(receiver): State<Arc<Receiver>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("x-di-signature"), signature(&header("x-di-timestamp"), &body));
    assert_eq!(
        (header("x-di-environment"), header("content-type")),
        ("test".into(), "application/json".into())
    );
    receiver.delivered.lock().unwrap().push(Delivered {
        event: serde_json::from_slice(&body).unwrap(),
        kind: header("x-di-event"),
        attempt: header("x-di-attempt"),
        delivery_id: header("x-di-delivery-id"),
    });
    let is_confirmed = header("x-di-attempt").parse::<usize>().unwrap() > receiver.failures;
    if is_confirmed { StatusCode::NO_CONTENT } else { StatusCode::INTERNAL_SERVER_ERROR }
}

/// A receiver that confirms an event after so many failures, and a sandbox that delivers to it.
async fn both(failures: usize) -> (Arc<Receiver>, Running) {
    let receiver = Arc::new(Receiver { failures, delivered: Mutex::default() });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/hook", post(receive)).with_state(receiver.clone());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let service = hyper_util::service::TowerToHyperService::new(router.clone());
            let io = hyper_util::rt::TokioIo::new(stream);
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(io, service));
        }
    });
    let mut webhook = WebhookOptions::new(format!("http://{address}/hook"), SECRET);
    webhook.retries = [10, 20].map(Duration::from_millis).to_vec();
    let sandbox =
        start(Settings { webhook: Some(webhook), pace: Duration::ZERO, ..Settings::default() }).await;
    (receiver, sandbox)
}

impl Receiver {
    /// What has come, as soon as it is so much.
    async fn wait_for(&self, count: usize) -> Vec<Delivered> {
        for _ in 0..1_000 {
            let delivered = self.delivered.lock().unwrap().clone();
            if delivered.len() >= count {
                return delivered;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{count} deliveries never came");
    }
}

/// The record of an event, once its status is `status`.
async fn record(sandbox: &Running, id: &str, status: &str) -> Value {
    for _ in 0..1_000 {
        let record = with_key(&sandbox.api, "GET", &format!("events/{id}"), "").await.json();
        if record["status"] == status {
            return record;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the event was never {status}");
}

#[tokio::test]
async fn an_event_comes_until_it_is_confirmed_and_is_one_event() {
    let (receiver, sandbox) = both(2).await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    visitor.post("/livechat/close", &json!({})).await;
    let delivered = receiver.wait_for(6).await;
    let handovers: Vec<_> =
        delivered.iter().filter(|one| one.kind == "livechat.handover.requested").collect();
    let attempts: Vec<_> = handovers.iter().map(|one| one.attempt.as_str()).collect();
    assert_eq!(attempts, ["1", "2", "3"]);
    // Whoever counts by id sees each event once, and each attempt has an id of its own.
    let distinct = |of: &dyn Fn(&Delivered) -> String| {
        delivered.iter().map(of).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(distinct(&|one| one.event["event_id"].to_string()), 2);
    assert_eq!(distinct(&|one| one.delivery_id.clone()), 6);
    let event = &handovers[2].event;
    assert_eq!(event["event_type"], "livechat.handover.requested");
    assert!(event["livechat_session"]["token"].is_string() && event["chatbot"]["id"] == "shop-bot");
    let id = event["event_id"].as_str().unwrap();
    assert_eq!(record(&sandbox, id, "delivered").await["attempt_count"], 3);
    let attempts = with_key(&sandbox.api, "GET", &format!("events/{id}/attempts"), "").await.json();
    let statuses: Vec<_> =
        attempts["attempts"].as_array().unwrap().iter().map(|one| one["response_status"].clone()).collect();
    assert_eq!(statuses, [500, 500, 204]);
}

#[tokio::test]
async fn an_event_that_nobody_confirms_is_dead_and_can_be_replayed() {
    let (receiver, sandbox) = both(3).await;
    hand_over(&Visitor::new(&sandbox).await).await;
    let first = receiver.wait_for(3).await;
    let id = first[0].event["event_id"].as_str().unwrap();
    record(&sandbox, id, "dead").await;
    let replayed = with_key(&sandbox.api, "POST", &format!("events/{id}/replay"), "").await.json();
    assert_eq!((&replayed["event_id"], &replayed["status"]), (&json!(id), &json!("pending")));
    let last = receiver.wait_for(4).await.pop().unwrap();
    assert_eq!((&last.event, last.attempt.as_str()), (&first[0].event, "4"));
    record(&sandbox, id, "delivered").await;
}

#[tokio::test]
async fn a_deletion_is_told() {
    let (receiver, sandbox) = both(0).await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("Hello").await;
    visitor.request("DELETE", "", None).await;
    let told = receiver.wait_for(1).await.pop().unwrap();
    assert_eq!(told.kind, "visitor.data.deleted");
    assert_eq!(told.event["deletion"]["counts"]["messages"], 2);
    assert!(told.event["visitor"]["id"].is_string() && told.event["visitor"]["session_id"].is_string());
    let list = with_key(&sandbox.api, "GET", "events?limit=1", "").await.json();
    assert_eq!(list["events"][0]["event_id"], told.event["event_id"]);
}

#[tokio::test]
async fn without_a_receiver_events_are_kept() {
    let sandbox = crate::client::fast().await;
    hand_over(&Visitor::new(&sandbox).await).await;
    let list = with_key(&sandbox.api, "GET", "events", "").await.json();
    let event = &list["events"][0];
    assert_eq!((&event["status"], &event["attempt_count"]), (&json!("pending"), &json!(0)));
    let path = format!("events/{}/replay", event["event_id"].as_str().unwrap());
    assert_eq!(with_key(&sandbox.api, "POST", &path, "").await.status, 409);
    assert_eq!(with_key(&sandbox.api, "POST", "events/evt_unknown/replay", "").await.status, 404);
}
