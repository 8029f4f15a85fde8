//! Several dialects, none, and one in the loader's place.

use super::stage::{PAGE, Stage, script};
use anyhow::Result;
use chatlet_browser_tests::{Needs, Visit, tests};
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
        several_dialects_at_once_do_not_disturb_each_other,
        a_page_without_a_dialect_has_nothing_of_one,
        a_dialect_may_stand_in_the_loaders_place;
}

async fn several_dialects_at_once_do_not_disturb_each_other(visit: &Visit) -> Result<()> {
    let after = script(
        "window.heard = [];
        ChatSpark.on('user-message', ({ message }) => heard.push(['chatspark', message]));
        addEventListener('sitegpt:message_sent', () => heard.push(['sitegpt']));
        addEventListener('chat_open', () => heard.push(['dialoge']));",
    );
    let stage = Stage::new(visit, "data-dialect=\"sitegpt chatspark dialoge nexus\"", "", &after).await?;
    let chat = stage.page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let heard = stage.page.value("heard").await?;
    assert_eq!(heard[0], json!(["dialoge"]));
    let rest = heard.as_array().map(|all| &all[1..]).unwrap_or_default();
    assert!(rest.contains(&json!(["chatspark", "Hi"])) && rest.contains(&json!(["sitegpt"])), "{heard}");
    assert_eq!(rest.len(), 2, "{heard}");
    Ok(())
}

async fn a_page_without_a_dialect_has_nothing_of_one(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let globals = "['DialogIntelligens', 'ChatSpark', 'NexusChatWidget', '$sitegpt', 'initChatbotSearchWidget'].filter((name) => name in window)";
    assert_eq!(page.value(globals).await?, json!([]));
    assert_eq!(page.value("document.getElementById('chat-iframe')").await?, Value::Null);
    let fetched = site.paths(chatlet_sandbox::Site::Widget);
    assert!(!fetched.iter().any(|path| path.contains("dialects")), "{fetched:?}");
    Ok(())
}

async fn a_dialect_may_stand_in_the_loaders_place(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let body = format!(
        "{PAGE}<script src=\"{}?id=shop-bot\"></script>{}",
        site.widget("/dialects/dialoge.js"),
        script("DialogIntelligens.open('Hello there');"),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    stage.page.until_open(true).await?;
    let chat = stage.page.chat().await?;
    chat.until_reply("the greeting is answered", chatlet_browser_tests::Message::is_final).await?;
    assert_eq!(chat.questions().await?, ["Hello there"]);
    Ok(())
}
