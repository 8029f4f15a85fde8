//! Pages that were written for `SiteGPT`.

use super::stage::{Stage, click_link, link, script, with_ids};
use anyhow::Result;
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{Needs, Visit, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        sitegpt_examples_hear_what_their_document_promises,
        sitegpt_commands_and_late_listeners_work;
}

async fn sitegpt_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let examples = Reference::find("sitegpt-tracking-events.md").map_or_else(
        || {
            vec![
                "window.$sitegpt = window.$sitegpt || [];
                window.$sitegpt.push(['on', 'booking_link_clicked', function (data) {
                    console.log('Booking link clicked:', data.url);
                }]);"
                    .to_owned(),
                "window.addEventListener('sitegpt:chat_opened', function (e) { console.log(e.detail); });"
                    .to_owned(),
            ]
        },
        |document| {
            // The first is an object to look at, not code to run.
            let mut all = document.fenced("javascript").split_off(1);
            let tag = document.fenced("html").concat();
            all.push(tag.replace("<script>", "").replace("</script>", ""));
            all
        },
    );
    let before: String = examples.iter().map(|example| script(&with_ids(example))).collect();
    let stage = Stage::new(visit, "data-dialect=sitegpt", &before, "").await?;
    let chat = stage.page.open_chat().await?;
    stage.ask(&chat, "May I book a visit?", &link("https://calendly.com/shop/visit", "Book a visit")).await?;
    click_link(&chat, "Book a visit").await?;
    stage.page.until("dataLayer.some(({ event }) => event == 'sitegpt_booking_link_clicked')").await?;
    chat.leave().await?;
    stage.page.until("dataLayer.some(({ event }) => event == 'sitegpt_chat_closed')").await?;

    let layer = stage.page.value("dataLayer.filter(({ event }) => event.startsWith('sitegpt_'))").await?;
    let thread = layer[1]["threadId"].clone();
    assert!(thread.is_string(), "{layer}");
    assert_eq!(
        layer,
        json!([
            { "event": "sitegpt_chat_opened", "chatbotId": "shop-bot" },
            { "event": "sitegpt_conversation_started", "chatbotId": "shop-bot", "threadId": thread },
            { "event": "sitegpt_message_sent", "chatbotId": "shop-bot", "threadId": thread },
            { "event": "sitegpt_booking_link_clicked", "chatbotId": "shop-bot", "threadId": thread, "url": "https://calendly.com" },
            { "event": "sitegpt_chat_closed", "chatbotId": "shop-bot" },
        ])
    );
    let logged = stage.told("log").await?;
    assert!(logged.contains(&json!([{ "chatbotId": "shop-bot" }])), "{logged:?}");
    assert!(logged.contains(&json!(["Booking link clicked:", "https://calendly.com"])), "{logged:?}");
    if examples.len() > 2 {
        let tagged = stage.told("gtag").await?;
        assert!(
            tagged.contains(
                &json!(["event", "sitegpt_message_sent", { "chatbotId": "shop-bot", "threadId": thread }])
            ),
            "{tagged:?}"
        );
        assert_eq!(tagged.len(), 5, "{tagged:?}");
    }
    assert!(!layer.to_string().contains("May I book"), "no payload holds the visitor's words");
    drop(stage.site);
    Ok(())
}

async fn sitegpt_commands_and_late_listeners_work(visit: &Visit) -> Result<()> {
    let before = script("window.$sitegpt = [['open']]; window.queue = $sitegpt;");
    let stage = Stage::new(visit, "data-dialect=sitegpt", &before, "").await?;
    stage.page.until_open(true).await?;
    stage
        .page
        .run(
            "window.heard = [];
            window.onClose = (data) => heard.push(data);
            queue.push(['on', 'chat_closed', onClose]);
            queue.push(['close']);",
            &[],
        )
        .await?;
    // The widget is on its way meanwhile: it arrives before the test ends.
    stage.page.until_event("ready").await?;
    stage.page.until("heard.length == 1").await?;
    stage
        .page
        .run("queue.push(['off', 'chat_closed', onClose]); queue.push(['toggle'], ['toggle']);", &[])
        .await?;
    stage.page.until("dataLayer.filter(({ event }) => event == 'sitegpt_chat_closed').length == 2").await?;
    assert_eq!(stage.page.value("heard").await?, json!([{ "chatbotId": "shop-bot" }]));
    Ok(())
}
