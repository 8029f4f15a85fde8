//! Pages that were written for another widget, with a dialect on: each example of the five documents, as it stands there,
//! hears what its document promises (`events.md`, Dialects).

use anyhow::Result;
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{Chat, HostPage, Needs, Page, Site, Visit, loader_tag, reply, tests};
use chatlet_sandbox::fault_proxy::{FaultProxy, Rule};
use serde_json::{Value, json};
use std::rc::Rc;

tests! {
    Needs::Nothing =>
        sitegpt_examples_hear_what_their_document_promises,
        sitegpt_commands_and_late_listeners_work,
        chatspark_examples_hear_what_their_document_promises,
        chatspark_starts_a_widget_of_its_own,
        nexus_examples_hear_what_their_document_promises,
        nexus_welcome_actions_ask_for_an_agent,
        dialoge_examples_hear_what_their_document_promises,
        dialoge_commands_and_elements_work,
        dialoge_search_bars_ask_the_chat,
        dialoge_inline_chat_stands_in_its_placeholder,
        several_dialects_at_once_do_not_disturb_each_other,
        a_page_without_a_dialect_has_nothing_of_one,
        a_dialect_may_stand_in_the_loaders_place;
}

/// What the examples use of the page: the console, and the tools of others, each of which notes what it is told.
const PAGE: &str = "<script>
    window.told = [];
    const note = (who) => (...given) => void told.push([who, ...JSON.parse(JSON.stringify(given))]);
    console.log = note('log');
    window.gtag = note('gtag');
    window.analytics = { track: note('analytics') };
    window.mixpanel = { track: note('mixpanel') };
    window.Sentry = { captureException: note('sentry') };
    for (const name of ['startGuidedTour', 'openProductModal', 'openSchedulingModal', 'initiateDownload', 'openFeedbackForm']) {
        window[name] = note(name);
    }
</script>";

fn script(code: &str) -> String {
    format!("<script>{code}</script>")
}

/// An example with the ids of this page.
fn with_ids(code: &str) -> String {
    code.replace("YOUR_CHATBOT_ID", "shop-bot")
        .replace("your-experience-id", "shop-bot")
        .replace("https://your-api.com", "")
}

/// A page with a script and a chat whose replies the test writes.
struct Stage<'a> {
    site: Rc<Site>,
    proxy: FaultProxy,
    page: Page<'a>,
}

impl<'a> Stage<'a> {
    /// `before` and `after` stand around the loader's tag.
    async fn new(visit: &'a Visit, attributes: &str, before: &str, after: &str) -> Result<Self> {
        let site = visit.site().await?;
        let tag = loader_tag(&site, attributes);
        Self::with_body(visit, site, &format!("{PAGE}{before}{tag}{after}")).await
    }

    async fn with_body(visit: &'a Visit, site: Rc<Site>, body: &str) -> Result<Self> {
        let proxy = FaultProxy::start(&site.sandbox.api).await?;
        site.sandbox.advertise_api(Some(&proxy.url));
        site.sandbox.change_widget(|options| {
            options.deployment.insert("customSchemes".into(), json!(["tour", "action", "product"]));
        });
        let page = visit.open(&site.put("/", &HostPage::plain().body(body))).await?;
        Ok(Self { site, proxy, page })
    }

    /// Answers the next question with these parts.
    async fn ask(&self, chat: &Chat<'_>, question: &str, parts: &Value) -> Result<()> {
        self.proxy.inject(Rule::next("POST", "/messages", reply::of_parts(parts)));
        assert_eq!(chat.ask(question).await?.status, "settled");
        Ok(())
    }

    async fn told(&self, who: &str) -> Result<Vec<Value>> {
        let all = self.page.value("told").await?;
        let meant = all.as_array().into_iter().flatten().filter(|entry| entry[0] == who);
        Ok(meant.map(|entry| json!(entry.as_array().map(|parts| &parts[1..]))).collect())
    }
}

/// A reply with a link.
fn link(url: &str, label: &str) -> Value {
    json!([{ "type": "rich_text", "part_id": "links", "blocks": [{ "type": "paragraph", "spans": [
        { "type": "text", "text": "Here: " }, { "type": "link", "text": label, "url": url }] }] }])
}

/// Clicks the newest link or custom link of the transcript.
async fn click_link(chat: &Chat<'_>, label: &str) -> Result<()> {
    chat.run(
        "const label = arguments[0];
        const all = [...document.querySelectorAll('.bubble a, .bubble button, .rich-text a, .rich-text button, main a, main button')];
        const link = all.filter((node) => node.textContent.includes(label)).at(-1);
        // The event is what counts here; where the link leads is tested elsewhere.
        addEventListener('click', (event) => event.preventDefault(), { once: true });
        link.click();",
        &[json!(label)],
    )
    .await?;
    Ok(())
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

async fn nexus_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let examples =
        Reference::find("nexus-events-system.md").map(|document| document.unfenced()).unwrap_or_default();
    // Each example is a page's whole script; here they share a page, so each has a scope of its own. Those that do not start
    // the widget speak of the one that another has started.
    let init = "const widget = window.NexusChatWidget.init({ experienceId: 'shop-bot', apiUrl: 'https://api.example.com' });";
    let after: String = examples
        .iter()
        .map(|example| {
            let own = if example.contains("NexusChatWidget.init") { "" } else { init };
            script(&format!("{{{own}{}}}", with_ids(example)))
        })
        .collect();
    let own = script(&format!(
        "{{{init}
        window.heard = {{}};
        for (const name of ['open', 'close', 'sessionStart', 'messageStart', 'messageComplete', 'messageChunk', 'linkClick', 'copy']) {{
            widget.on(name, (data) => {{ heard[name] = data; }});
        }}
        window.widget = widget; }}"
    ));
    let status = "<p id=\"chat-status\"></p>";
    let stage = Stage::new(visit, "data-dialect=nexus", status, &format!("{after}{own}")).await?;
    let chat = stage.page.open_chat().await?;
    stage.ask(&chat, "Show me around", &link("tour:id=123456&step=2", "Take the tour")).await?;
    click_link(&chat, "Take the tour").await?;
    stage.page.until("heard.linkClick").await?;
    stage.page.run("widget.close()", &[]).await?;
    stage.page.until("heard.close").await?;

    let heard = stage.page.value("heard").await?;
    let session = heard["sessionStart"]["sessionId"].clone();
    assert!(session.is_string(), "{heard}");
    assert_eq!(heard["messageStart"]["message"], "Show me around");
    assert!(heard["messageStart"]["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')));
    let complete = &heard["messageComplete"];
    assert!(complete["answer"].as_str().is_some_and(|answer| answer.contains("Take the tour")), "{complete}");
    assert!(complete["queryId"].is_string() && complete["duration"].is_u64(), "{complete}");
    let clicked = &heard["linkClick"];
    assert_eq!(clicked["protocol"], "tour:");
    assert_eq!(clicked["href"], "tour:id=123456&step=2");
    assert_eq!(clicked["params"], json!({ "id": "123456", "step": "2" }));
    assert_eq!(clicked["sessionId"], session);
    if !examples.is_empty() {
        let logged = stage.told("log").await?;
        for expected in
            [json!(["User message:", "Show me around"]), json!(["Guided tour requested:", "123456"])]
        {
            assert!(logged.contains(&expected), "{logged:?}");
        }
        assert_eq!(
            stage.page.value("document.getElementById('chat-status').textContent").await?,
            "Chat Closed"
        );
        assert_eq!(
            stage.told("startGuidedTour").await?.len(),
            2,
            "by the listener and by the handler of the protocol"
        );
        let tracked = stage.told("mixpanel").await?;
        assert!(tracked.iter().any(|entry| entry[0] == "Chat Message Completed"), "{tracked:?}");
    }
    Ok(())
}

async fn nexus_welcome_actions_ask_for_an_agent(visit: &Visit) -> Result<()> {
    let example = Reference::find("nexus-events-system.md")
        .and_then(|document| document.unfenced().into_iter().find(|code| code.contains("trigger_handover")))
        .unwrap_or_else(|| "const widget = window.NexusChatWidget.init({ experienceId: 'your-experience-id', messages: {
                    welcomeMessage: 'Hello!',
                    welcomeActions: { actions: [{ id: 'talk-to-agent', label: 'Talk to Agent', action: {
                        type: 'trigger_handover',
                        payload: { reason: 'user_requested', priority: 'normal', metadata: { source: 'welcome_message' } },
                    } }] },
                } });
                widget.on('handover', (data) => console.log('Handover requested:', data));".to_owned());
    // The chat waits for an agent when the test ends, and its servers with it.
    visit.expect("livechat");
    let site = visit.site().await?;
    // The page's own backend, which the example asks for an agent.
    let backend = script("window.fetch = async () => new Response(JSON.stringify({ name: 'Ada' }));");
    let body = format!(
        "{PAGE}{backend}<script src=\"{}\"></script>{}",
        site.widget("/dialects/nexus.js"),
        script(&with_ids(&example)),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    let chat = stage.page.open_chat().await?;
    chat.click_button("Talk to Agent").await?;
    stage.page.until("told.some(([who, what]) => who == 'log' && what == 'Handover requested:')").await?;
    let logged = stage.told("log").await?;
    let requested = logged.iter().find(|line| line[0] == "Handover requested:").unwrap();
    assert_eq!(requested[1]["reason"], "user_requested");
    assert_eq!(requested[1]["priority"], "normal");
    assert_eq!(requested[1]["metadata"], json!({ "source": "welcome_message" }));
    Ok(())
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
