//! From the page's load to an open chat.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests, wait};
use chatlet_sandbox::{HUMAN_PACE, Site as Origin};

tests! {
    Needs::Nothing =>
        opening_by_the_launcher_streams_a_reply,
        one_request_and_nothing_stored_before_the_visitor_shows_interest,
        s49_nothing_is_stored_before_the_visitor_writes,
        preloading_brings_the_app_but_asks_the_api_nothing,
        the_option_open_opens_at_load,
        an_element_of_the_page_opens_the_chat_and_sends_its_message,
        an_inline_widget_stands_in_the_flow_of_the_page,
        the_bare_frame_chats_without_a_loader,
        the_menu_lies_over_the_conversation_and_leads_back;
}

async fn opening_by_the_launcher_streams_a_reply(visit: &Visit) -> Result<()> {
    let site = visit.site_with(|settings| settings.pace = HUMAN_PACE).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say("Which tent fits four people?").await?;
    // Part of the reply is on the screen before all of it has come.
    let part =
        chat.until_reply("streaming", |reply| reply.status == "streaming" && reply.text.len() > 10).await?;
    let reply = chat.reply_after(0).await?;
    assert_eq!(reply.status, "settled");
    assert!(reply.text.contains("Fjell 4"), "{reply:?}");
    assert!(part.text.len() < reply.text.len(), "{part:?}");
    assert_eq!(chat.questions().await?, ["Which tent fits four people?"]);
    Ok(())
}

async fn one_request_and_nothing_stored_before_the_visitor_shows_interest(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::with_widget(&site).without_listener();
    let page = visit.open(&site.put("/", &page)).await?;
    page.launcher().await?;
    page.until("document.readyState == 'complete'").await?;
    assert_eq!(site.paths(Origin::Widget), ["GET /chatlet.js"]);
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    assert_eq!(site.paths(Origin::Host), ["GET /"]);
    assert!(!page.has_frame().await?);
    assert_eq!(page.value("localStorage.length + sessionStorage.length").await?, 0);
    assert_eq!(page.value("document.cookie").await?, "");
    assert_eq!(page.value("typeof onmessage").await?, "object", "`window.onmessage` is not assigned");
    let loaded =
        "performance.getEntriesByType('resource').filter(({ name }) => name.includes('chatlet')).length";
    assert_eq!(page.value(loaded).await?, 1);
    Ok(())
}

async fn s49_nothing_is_stored_before_the_visitor_writes(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.value("Object.keys(localStorage)").await?, serde_json::json!([]));
    assert_eq!(chat.value("document.cookie").await?, "");
    chat.ask("Hi").await?;
    assert_ne!(chat.value("Object.keys(localStorage)").await?, serde_json::json!([]));
    assert_eq!(chat.value("document.cookie").await?, "");
    assert_eq!(page.value("localStorage.length").await?, 0, "the page's own stays empty");
    let kept = page.value("({ ...sessionStorage })").await?;
    assert_eq!(
        kept,
        serde_json::json!({ "chatlet:shop-bot:default": "0.5" }),
        "nothing but what the next page needs"
    );
    Ok(())
}

async fn preloading_brings_the_app_but_asks_the_api_nothing(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("data-preload=eager").await?;
    page.chat().await?;
    page.until("Chatlet.state == 'ready'").await?;
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    assert!(!site.paths(Origin::Host).iter().any(|path| path.contains("/chat/token")));
    page.until_open(false).await
}

async fn the_option_open_opens_at_load(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-open").await?;
    page.until_open(true).await?;
    page.until_event("ready").await?;
    // Before the test itself looks into the frame, which is a touch in some engines.
    assert_eq!(page.focused().await?, "body", "nobody asked for the focus (S58)");
    page.chat().await?.until_usable().await
}

async fn an_element_of_the_page_opens_the_chat_and_sends_its_message(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    // Also one that is added later.
    page.run(
        "const button = document.createElement('button');
        button.id = 'ask';
        button.dataset.chatletOpen = '';
        button.dataset.chatletMessage = 'Opening hours?';
        button.append('Ask');
        document.body.append(button);",
        &[],
    )
    .await?;
    page.click("#ask").await?;
    let chat = page.chat().await?;
    let reply = chat.reply_after(0).await?;
    assert_eq!(reply.status, "settled");
    assert_eq!(chat.questions().await?, ["Opening hours?"]);
    assert_eq!(page.until_event("open").await?["source"], "element");
    Ok(())
}

async fn an_inline_widget_stands_in_the_flow_of_the_page(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = loader_tag(&site, "data-mode=inline data-target=\"#chat\"");
    let page = HostPage::plain()
        .body(&format!("<div id=\"chat\" style=\"width:500px\"></div>{tag}<p id=after>After</p>"));
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let script = "return document.querySelector('#chat [data-chatlet]').getBoundingClientRect().bottom
        <= document.getElementById('after').getBoundingClientRect().top;";
    assert_eq!(page.run(script, &[]).await?, true);
    let width =
        page.in_shadow("return Math.round(shadow.querySelector('iframe').getBoundingClientRect().width);");
    assert_eq!(width.await?, 500);
    assert_eq!(
        page.in_shadow("return shadow.querySelector('section').getAttribute('role');").await?,
        "region"
    );
    assert_eq!(page.in_shadow("return shadow.querySelector('button').hidden;").await?, true);
    Ok(())
}

async fn the_bare_frame_chats_without_a_loader(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let frame = format!(
        "<iframe id=bare src=\"{}\" title=Chat width=400 height=600></iframe>
        <script>
        window.heard = [];
        addEventListener('message', ({{ data, origin }}) => heard.push([data, origin]));
        </script>",
        site.widget("/?id=shop-bot")
    );
    visit.open(&site.put("/", &HostPage::plain().body(&frame))).await?;
    let session = &visit.session;
    let frame = session.element("return document.getElementById('bare');", &[]).await?;
    session.enter(&frame).await?;
    let composer = wait::until("the composer can be clicked", async || {
        let found = session.element("return document.getElementById('composer');", &[]).await?;
        session.click(&found).await?;
        Ok(Some(found))
    })
    .await?;
    composer.send_keys("My secret question\u{e007}").await?;
    session.top().await?;
    let page = visit.page();
    // It hears what happens, without the visitor's words.
    page.until("heard.some(([data]) => data.source == 'chatlet' && data.name == 'messageComplete')").await?;
    assert_eq!(page.value("JSON.stringify(heard).includes('secret')").await?, false);
    let origins = page.value("[...new Set(heard.map(([, origin]) => origin))]").await?;
    assert_eq!(origins, serde_json::json!([site.sandbox.widget]));
    Ok(())
}

async fn the_menu_lies_over_the_conversation_and_leads_back(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    let entries = page.value("history.length").await?;
    chat.click("[aria-label=Menu]").await?;
    chat.until("document.querySelector('.menu')").await?;
    chat.run(
        "const list = document.getElementById('language'); list.value = 'da';
        list.dispatchEvent(new Event('change', { bubbles: true }));",
        &[],
    )
    .await?;
    chat.until("document.documentElement.lang == 'da'").await?;
    chat.click(".page .header a").await?;
    chat.until("!document.querySelector('.menu')").await?;
    assert_eq!(chat.questions().await?, ["Hi"], "the conversation was there all along");
    assert_eq!(page.value("history.length").await?, entries, "the page's Back button is the page's");
    Ok(())
}
