//! State and messages in one read that waits for news.

use super::{Desk, METTE, hand_over, log};
use crate::client::{Visitor, fast, read};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

async fn sync(visitor: &Visitor, query: &str) -> Value {
    visitor.get(&format!("/livechat/sync?{query}")).await.json()
}

fn cursor(answer: &Value) -> String {
    answer["sync_cursor"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn news_comes_at_once_and_nothing_after_the_wait() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let inactive = sync(&visitor, "wait_ms=20000").await;
    assert_eq!((&inactive["state"]["status"], &inactive["messages"]), (&json!("inactive"), &json!([])));
    hand_over(&visitor).await;
    let waiting = sync(&visitor, "").await;
    assert_eq!(waiting["state"]["status"], "waiting");
    // Nothing happens: the answer comes when the time is up, and is the same.
    let start = Instant::now();
    let again = sync(&visitor, &format!("wait_ms=150&sync_cursor={}", cursor(&waiting))).await;
    assert!(start.elapsed() >= Duration::from_millis(150));
    assert_eq!(again, waiting);
    // Something happens: the answer comes at once, although it might have waited for twenty seconds.
    let desk = Desk::take(&sandbox).await;
    let path = format!("/livechat/sync?wait_ms=20000&sync_cursor={}", cursor(&waiting));
    let start = Instant::now();
    let (answer, ()) = tokio::join!(async { read(visitor.request("GET", &path, None).await).await }, async {
        desk.types(METTE, true).await;
    });
    assert!(start.elapsed() < Duration::from_secs(10));
    let active = answer.json();
    assert_eq!(
        (&active["state"]["status"], &active["state"]["is_agent_typing"]),
        (&json!("active"), &json!(true))
    );
    desk.says(METTE, "Hi").await;
    let news = sync(&visitor, &format!("wait_ms=20000&sync_cursor={}", cursor(&active))).await;
    assert_eq!(news["messages"][0]["sequence_number"], 1);
    // What was applied does not come again.
    let known = sync(&visitor, "after_sequence_number=1").await;
    assert_eq!((&known["messages"], &known["has_more"]), (&json!([]), &json!(false)));
}

#[tokio::test]
async fn f60_a_long_log_comes_in_pages() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let desk = Desk::take(&sandbox).await;
    for number in 0..120 {
        desk.says(METTE, &format!("Line {number}")).await;
    }
    let mut numbers: Vec<u64> = Vec::new();
    loop {
        let page = sync(&visitor, &format!("after_sequence_number={}", numbers.len())).await;
        let messages = page["messages"].as_array().unwrap();
        numbers.extend(messages.iter().map(|message| message["sequence_number"].as_u64().unwrap()));
        if page["has_more"] == false {
            break;
        }
    }
    assert_eq!(numbers, (1..=120).collect::<Vec<_>>());
    assert_eq!(log(&visitor, 118).await.len(), 2);
}

#[tokio::test]
async fn f07_a_token_that_is_spent_ends_the_wait() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    hand_over(&visitor).await;
    let waiting = sync(&visitor, "").await;
    let path = format!("/livechat/sync?wait_ms=20000&sync_cursor={}", cursor(&waiting));
    let (answer, ()) = tokio::join!(async { read(visitor.request("GET", &path, None).await).await }, async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        visitor.request("DELETE", "", None).await;
    });
    assert_eq!(answer.status, 401);
}
