//! Streams that bend the rules, and streams of unusual size, each read to its end (F17 to F30, F51, F53).

use anyhow::Result;
use chatlet_browser_tests::{Chat, Needs, Visit, tests};
use serde_json::Value;

tests! {
    Needs::Nothing =>
        f17_malformed_json_costs_one_event_and_is_reported_once,
        f18_json_of_the_wrong_shape_costs_one_event,
        f19_lone_surrogates_overflow_and_deep_nesting_cost_one_event,
        f20_f21_f22_what_is_unknown_is_left_out_and_its_neighbours_stay,
        f24_f25_duplicates_double_nothing,
        f26_f27_late_and_early_deltas_do_no_harm,
        f28_nothing_counts_after_done,
        f23_an_unknown_error_is_handled_as_any_other,
        comments_and_unknown_events_are_no_text,
        every_stored_stream_is_read_to_its_end,
        f53_a_burst_of_a_thousand_deltas_arrives_whole,
        f51_a_megabyte_of_text_is_shown;
}

/// What a stream says once that has come through.
const SAID: &str = "Still here.";

async fn chat(visit: &Visit) -> Result<Chat<'_>> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    Ok(chat)
}

async fn says(chat: &Chat<'_>, command: &str, text: &str) -> Result<()> {
    let reply = chat.ask(command).await?;
    assert_eq!((reply.status.as_str(), reply.text.as_str()), ("settled", text), "{command}");
    Ok(())
}

/// The errors that the page has heard of, once it has heard of the end of so many replies.
async fn errors(visit: &Visit, replies: usize) -> Result<Vec<Value>> {
    visit.page().until_events("messageComplete", replies).await?;
    let mut events = visit.page().events("callbacks").await?;
    events.retain(|event| event["name"] == "error");
    Ok(events)
}

async fn f17_malformed_json_costs_one_event_and_is_reported_once(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/fixture malformed/bad-json", "Stadig her.").await?;
    let errors = errors(visit, 1).await?;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["code"], "malformed_frame");
    // One bad card leaves the others.
    chat.ask("/fixture malformed/bad-card").await?;
    chat.until("document.querySelectorAll('.card').length == 2").await?;
    let interrupted = chat.ask("/fixture malformed/truncated").await?;
    assert_eq!(interrupted.status, "interrupted", "{interrupted:?}");
    Ok(())
}

async fn f18_json_of_the_wrong_shape_costs_one_event(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd wrong-shape", SAID).await?;
    assert_eq!(errors(visit, 1).await?.len(), 1);
    Ok(())
}

async fn f19_lone_surrogates_overflow_and_deep_nesting_cost_one_event(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd surrogate", SAID).await?;
    says(&chat, "/odd deep", SAID).await
}

async fn f20_f21_f22_what_is_unknown_is_left_out_and_its_neighbours_stay(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    chat.ask("Hi").await?;
    let reply = chat.ask("/fixture stream-unknown-part").await?;
    assert_eq!(reply.status, "settled");
    assert!(
        reply.text.contains("Kendt tekst1 fortsætter."),
        "a span of an unknown kind is its text: {reply:?}"
    );
    assert!(reply.text.contains("4 stjerner"), "{reply:?}");
    assert!(errors(visit, 2).await?.is_empty(), "what is merely unknown is no error");
    // The same again from history.
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 4").await?;
    assert_eq!(chat.replies().await?[1].text, reply.text);
    Ok(())
}

async fn f24_f25_duplicates_double_nothing(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd duplicate", SAID).await?;
    assert_eq!(chat.replies().await?.len(), 1);
    assert_eq!(visit.page().until_events("messageComplete", 1).await?.len(), 1);
    Ok(())
}

async fn f26_f27_late_and_early_deltas_do_no_harm(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd late", SAID).await?;
    says(&chat, "/odd orphan", SAID).await?;
    says(&chat, "/fixture stream-part-only", "Uden deltas.").await
}

async fn f28_nothing_counts_after_done(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd after-done", SAID).await?;
    assert!(errors(visit, 1).await?.is_empty());
    says(&chat, "/odd comments", SAID).await
}

async fn f23_an_unknown_error_is_handled_as_any_other(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    let reply = chat.ask("/odd unknown-error").await?;
    assert_eq!(reply.status, "failed");
    assert!(reply.status_line.contains("The moon is wrong."), "{reply:?}");
    assert!(!reply.status_line.contains("Try again"), "{reply:?}");
    assert_eq!(visit.page().until_event("error").await?["code"], "moon_phase");
    Ok(())
}

async fn comments_and_unknown_events_are_no_text(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    says(&chat, "/odd comments", SAID).await?;
    assert!(errors(visit, 1).await?.is_empty());
    Ok(())
}

async fn every_stored_stream_is_read_to_its_end(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    // Pictures of hosts that the deployer has not listed are not asked for, so that nothing fails to load.
    for name in ["markers", "media", "products", "richtext", "suggestions", "table"] {
        let reply = chat.ask(&format!("/fixture stream-{name}")).await?;
        assert_eq!(reply.status, "settled", "{name}");
    }
    assert_eq!(chat.ask("/fixture stream-error").await?.status, "failed");
    assert!(chat.has(".card").await? && chat.has("table").await? && chat.has(".form").await?);
    Ok(())
}

async fn f53_a_burst_of_a_thousand_deltas_arrives_whole(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    let reply = chat.ask("/odd burst").await?;
    let expected: Vec<String> = (0..1_000).map(|index| format!("word{index}")).collect();
    assert_eq!(reply.text, expected.join(" "));
    let chunks = visit.page().event_names().await?.iter().filter(|name| *name == "messageChunk").count();
    assert!(chunks < 100, "one event per network read, not per delta: {chunks}");
    Ok(())
}

async fn f51_a_megabyte_of_text_is_shown(visit: &Visit) -> Result<()> {
    let chat = chat(visit).await?;
    chat.until_usable().await?;
    chat.say("/odd huge").await?;
    chat.until("document.querySelector('.message[data-author=assistant][data-status=settled]')").await?;
    let length =
        chat.value("document.querySelector('[data-author=assistant] .bubble').textContent.length").await?;
    assert!(length.as_u64() >= Some(999_999), "{length}");
    // It is still quick to write.
    says(&chat, "/odd late", SAID).await
}
