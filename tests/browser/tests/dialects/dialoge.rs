//! Pages that were written for Dialog Intelligens.

use super::stage::{PAGE, Stage, link, script};
use anyhow::Result;
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{Needs, Visit, loader_tag, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        dialoge_examples_hear_what_their_document_promises,
        dialoge_commands_and_elements_work,
        dialoge_search_bars_ask_the_chat,
        dialoge_inline_chat_stands_in_its_placeholder;
}

async fn dialoge_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let document = Reference::find("dialoge-docs.md");
    let listening = |code: &&String| code.contains("addEventListener");
    let examples: Vec<String> = document
        .map(|document| document.fenced("js"))
        .unwrap_or_default()
        .iter()
        .filter(listening)
        .cloned()
        .collect();
    let site = visit.site().await?;
    // Lines of that document are broken at any space, also in a string.
    let before: String = examples
        .iter()
        .map(|code| {
            let code =
                code.replace('\n', " ").replace("https://chatbot.dialogintelligens.dk", &site.sandbox.widget);
            script(&format!("{{{code}}}"))
        })
        .collect();
    let own = script(&format!(
        "window.events = []; window.actions = [];
        for (const name of ['chat_open', 'chat_response', 'chat_recommendation', 'chat_product_click', 'chat_contact_form_shown']) {{
            addEventListener(name, ({{ detail }}) => events.push([name, detail]));
        }}
        addEventListener('message', ({{ origin, data }}) => {{
            if (origin == '{}' && data.action) actions.push(data);
        }});",
        site.sandbox.widget
    ));
    let tag = loader_tag(&site, "data-dialect=dialoge");
    let stage = Stage::with_body(visit, site, &format!("{PAGE}{before}{own}{tag}")).await?;
    let chat = stage.page.open_chat().await?;
    stage.ask(&chat, "Hi", &link("https://shop.example/", "Shop")).await?;
    stage.page.until_event("messageComplete").await?;
    chat.leave().await?;
    stage.page.until_open(false).await?;

    let events = stage.page.value("events").await?;
    assert_eq!(events[0], json!(["chat_open", { "chat_type": "shopping_assistant" }]));
    assert_eq!(events[1][0], "chat_response");
    assert_eq!(events[1][1]["chat_type"], "shopping_assistant");
    assert!(events[1][1]["response_latency_ms"].is_u64(), "{events}");
    let actions = stage.page.value("actions").await?;
    assert_eq!(
        actions,
        json!([
            { "action": "userMessageSubmitted" },
            { "action": "firstMessageSent", "chatbotID": "shop-bot" },
            { "action": "assistantFirstToken" },
            { "action": "closeChat" },
        ])
    );
    if !examples.is_empty() {
        let logged = stage.told("log").await?;
        assert!(
            logged.contains(&json!(["Chat opened", { "chat_type": "shopping_assistant" }])),
            "{logged:?}"
        );
        assert!(logged.iter().any(|line| line[0] == "Response latency:" && line[1].is_u64()), "{logged:?}");
    }
    Ok(())
}

async fn dialoge_commands_and_elements_work(visit: &Visit) -> Result<()> {
    let stage =
        Stage::new(visit, "data-dialect=dialoge", "", &script("DialogIntelligens.open('Hello there');"))
            .await?;
    stage.page.until_open(true).await?;
    let chat = stage.page.chat().await?;
    chat.until_reply("the greeting is answered", chatlet_browser_tests::Message::is_final).await?;
    assert_eq!(chat.questions().await?, ["Hello there"]);
    let origin = stage.site.sandbox.widget.clone();
    let post = "document.getElementById('chat-iframe').contentWindow.postMessage(
        { action: 'externalMessage', message: arguments[0], source: 'public-api' }, arguments[1]);";
    stage.page.run(post, &[json!("For somebody else"), json!("https://elsewhere.example")]).await?;
    stage.page.run(post, &[json!("By message"), json!(origin)]).await?;
    chat.until("document.body.innerText.includes('By message')").await?;
    assert_eq!(chat.questions().await?, ["Hello there", "By message"]);
    stage.page.run("DialogIntelligens.hide()", &[]).await?;
    stage.page.until_open(false).await?;
    stage.page.run("DialogIntelligens.show(); document.getElementById('chat-button').click();", &[]).await?;
    stage.page.until_open(true).await?;
    stage.page.run("DialogIntelligens.destroy()", &[]).await?;
    stage.page.until("!document.getElementById('chat-iframe')").await?;
    Ok(())
}

async fn dialoge_search_bars_ask_the_chat(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let body = format!(
        "{PAGE}<div id=\"chatbot-search-widget\"></div><p id=\"by-hand\"></p>{}<script src=\"{}\"></script>{}",
        loader_tag(&site, "data-dialect=dialoge"),
        site.widget("/chatlet-search.js"),
        script(
            "initChatbotSearchWidget('#by-hand', { placeholder: 'What do you need?', messageTemplate: 'Find: {query}',
                borderRadius: 8, backgroundColor: 'rgb(1, 2, 3)', borderColor: 'red;}body{display:none' });",
        ),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    stage
        .page
        .until(
            "['#chatbot-search-widget', '#by-hand'].every((bar) => document.querySelector(bar).shadowRoot)",
        )
        .await?;
    let style = "(({ backgroundColor, borderRadius }) => [backgroundColor, borderRadius])(
        getComputedStyle(document.querySelector('#by-hand').shadowRoot.querySelector('form')))";
    assert_eq!(stage.page.value(style).await?, json!(["rgb(1, 2, 3)", "8px"]));
    assert_eq!(stage.page.value("getComputedStyle(document.body).display").await?, "block");
    stage
        .page
        .run(
            "const { shadowRoot } = document.querySelector('#by-hand');
            const field = shadowRoot.querySelector('input');
            if (field.placeholder != 'What do you need?') throw new Error(field.placeholder);
            field.value = 'a tent';
            shadowRoot.querySelector('form').requestSubmit();",
            &[],
        )
        .await?;
    stage.page.until_open(true).await?;
    let chat = stage.page.chat().await?;
    chat.until_reply("the question is answered", chatlet_browser_tests::Message::is_final).await?;
    assert_eq!(chat.questions().await?, ["Find: a tent"]);
    Ok(())
}

async fn dialoge_inline_chat_stands_in_its_placeholder(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let body = format!(
        "{PAGE}<div id=\"chatbot-placeholder\"></div>{}<script src=\"{}?id=shop-bot&mode=inline\"></script>",
        script("window.__CHATBOT_INLINE_OVERRIDES__ = { inlineWelcomeMessage: 'Ask about our tents' };"),
        site.widget("/dialects/dialoge.js"),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    let chat = stage.page.chat().await?;
    chat.until("document.body.innerText.includes('Ask about our tents')").await?;
    let inside = "(([placeholder, frame]) => frame.top >= placeholder.top && frame.bottom <= placeholder.bottom + 1)(
        [document.getElementById('chatbot-placeholder'), [...document.querySelectorAll('*')].find((node) => node.shadowRoot?.querySelector('iframe'))]
            .map((node) => node.getBoundingClientRect()))";
    stage.page.until(inside).await
}
