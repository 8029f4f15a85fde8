//! Pages of history (`chat-api.md` §6).

use crate::client::{Visitor, fast};
use serde_json::{Value, json};
use std::collections::HashSet;

#[tokio::test]
async fn pages_are_newest_first_and_miss_nothing() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("/history 250").await;
    let mut ids = Vec::new();
    let mut texts = Vec::new();
    let mut path = "/messages?limit=100".to_owned();
    loop {
        let page = visitor.get(&path).await.json();
        for message in page["messages"].as_array().unwrap() {
            ids.push(message["message_id"].as_str().unwrap().to_owned());
            texts.push(message["created_at"].as_str().unwrap().to_owned());
        }
        let cursor = page["next_cursor"].as_str().map(str::to_owned);
        assert_eq!(page["has_more"].as_bool().unwrap(), cursor.is_some());
        // What arrives between two pages shifts nothing.
        visitor.turn("Hello").await;
        match cursor {
            Some(cursor) => path = format!("/messages?limit=100&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(ids.len(), 252);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 252);
    let backwards = texts.windows(2).position(|pair| pair[0] < pair[1]);
    assert_eq!(backwards.map(|at| &texts[at..at + 2]), None, "{backwards:?}");
}

#[tokio::test]
async fn a_page_has_as_many_messages_as_were_asked_for() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    visitor.turn("/history 10").await;
    assert_eq!(visitor.get("/messages?limit=3").await.json()["messages"].as_array().unwrap().len(), 3);
    for (query, field) in
        [("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("limit=1&limit=2", "limit")]
    {
        let answer = visitor.get(&format!("/messages?{query}")).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![field.to_owned()]), "{query}");
    }
    // Nothing is older than a message nobody knows: a client that made up a cursor does not go round in circles.
    let page = visitor.get("/messages?cursor=nonsense").await.json();
    assert_eq!(page, json!({ "messages": [], "has_more": false, "next_cursor": null }));
}

#[tokio::test]
async fn input_comes_back_as_rich_text_image_and_file() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    let body = json!({ "message": { "parts": [
        { "type": "text", "text": "Hvad er det? <b>æøå</b>" },
        { "type": "image", "data": "iVBORw0KGgo=", "mime": "image/png" },
        { "type": "file", "data": "JVBERi0=", "mime": "application/pdf", "filename": "faktura.pdf" },
    ] } });
    let done = visitor.post("/messages", &body).await.done();
    let bound = visitor.with(done["visitor_token"].as_str().unwrap());
    let history = bound.history().await;
    let parts = history[1]["parts"].as_array().unwrap();
    assert_eq!(history[1]["role"], "user");
    assert_eq!(
        parts[0]["blocks"][0]["spans"],
        json!([{ "type": "text", "text": "Hvad er det? <b>æøå</b>" }])
    );
    assert_eq!(
        (&parts[1]["type"], &parts[1]["url"]),
        (&json!("image"), &json!("data:image/png;base64,iVBORw0KGgo="))
    );
    assert_eq!((&parts[2]["type"], &parts[2]["filename"]), (&json!("file"), &json!("faktura.pdf")));
    assert!(history.iter().all(|message| message["created_at"].is_string()));
}

#[tokio::test]
async fn f52_ten_thousand_messages_come_quickly() {
    let sandbox = fast().await;
    let mut visitor = Visitor::new(&sandbox).await;
    let start = std::time::Instant::now();
    visitor.turn("/history 10000").await;
    let mut cursor: Option<Value> = None;
    let mut count = 0;
    while cursor.as_ref() != Some(&Value::Null) {
        let query = cursor.iter().filter_map(Value::as_str).map(|cursor| format!("&cursor={cursor}"));
        let page = visitor.get(&format!("/messages?limit=100{}", query.collect::<String>())).await.json();
        count += page["messages"].as_array().unwrap().len();
        cursor = Some(page["next_cursor"].clone());
    }
    assert_eq!(count, 10_002);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
