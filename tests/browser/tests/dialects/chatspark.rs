//! Pages that were written for `ChatSpark`.

use super::stage::{PAGE, Stage, script};
use anyhow::Result;
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{Needs, Visit, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        chatspark_examples_hear_what_their_document_promises,
        chatspark_starts_a_widget_of_its_own;
}

async fn chatspark_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let examples = Reference::find("chatspark-widget-events.md").map_or_else(
        || {
            vec![
                "window.ChatSpark.on('user-message', function(data) {
                    console.log('User message:', data.message);
                    analytics.track('chat_message_sent', { text: data.message });
                });
                window.ChatSpark.on('agent-response', function(data) { console.log('Agent replied:', data.message); });
                window.ChatSpark.on('conversation-started', function(data) {
                    console.log('New conversation:', data.conversationId);
                });"
                    .to_owned(),
            ]
        },
        |document| document.unfenced(),
    );
    let after: String = examples.iter().map(|example| script(&format!("{{{example}}}"))).collect();
    let own = script(
        "window.payloads = {};
        for (const name of ['user-message', 'agent-response', 'conversation-started']) {
            ChatSpark.on(name, (data) => { payloads[name] = data; });
        }",
    );
    let stage = Stage::new(visit, "data-dialect=chatspark", "", &format!("{after}{own}")).await?;
    let chat = stage.page.open_chat().await?;
    let text = json!([{ "type": "rich_text", "part_id": "a", "blocks": [
        { "type": "paragraph", "spans": [{ "type": "text", "text": "We open at nine." }] }] }]);
    stage.ask(&chat, "When do you open?", &text).await?;
    stage.page.until("payloads['agent-response']").await?;

    let payloads = stage.page.value("payloads").await?;
    let conversation = payloads["conversation-started"]["conversationId"].clone();
    assert!(conversation.is_string(), "{payloads}");
    assert_eq!(
        payloads["user-message"],
        json!({ "message": "When do you open?", "conversationId": conversation })
    );
    let answer = &payloads["agent-response"];
    assert_eq!(
        (answer["message"].as_str(), &answer["conversationId"]),
        (Some("We open at nine."), &conversation)
    );
    assert!(answer["messageId"].is_string(), "{answer}");
    let logged = stage.told("log").await?;
    for expected in [
        json!(["User message:", "When do you open?"]),
        json!(["Agent replied:", "We open at nine."]),
        json!(["New conversation:", conversation]),
    ] {
        assert!(logged.contains(&expected), "{logged:?}");
    }
    assert_eq!(
        stage.told("analytics").await?,
        [json!(["chat_message_sent", { "text": "When do you open?" }])]
    );
    Ok(())
}

async fn chatspark_starts_a_widget_of_its_own(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let body = format!(
        "{PAGE}<script src=\"{}\"></script>{}",
        site.widget("/dialects/chatspark.js"),
        script(
            "window.chat = ChatSpark({ chatbotId: 'shop-bot', data: { plan: 'pro' } }).render(); chat.open();"
        ),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    stage.page.until_open(true).await?;
    let chat = stage.page.chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let started = stage.page.until_event("sessionStart").await?;
    assert_eq!(started["metadata"], json!({ "plan": "pro" }));
    Ok(())
}
