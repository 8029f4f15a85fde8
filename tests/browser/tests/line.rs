//! The private line, and everybody who would like to be on it (S1 to S12).

use anyhow::Result;
use chatlet_browser_tests::{Engine, HostPage, Needs, Page, Visit, loader_tag, tests, wait};
use chatlet_sandbox::Site as Origin;
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
        s01_s04_s06_other_frames_are_not_heard_and_get_nothing,
        s02_a_page_that_is_not_allowed_gets_an_explanation_and_nothing_else,
        s03_the_one_message_to_everybody_holds_nothing,
        s04_a_second_welcome_replaces_nothing,
        s05_an_address_in_the_frames_own_address_proves_nothing,
        s07_forged_events_are_not_believed,
        s08_garbage_on_the_line_is_ignored,
        s09_no_data_pollutes_a_prototype,
        s11_nothing_that_the_frame_says_moves_the_page,
        s12_the_frame_never_hears_the_pages_query_or_fragment;
}

/// Sends every message of the line to everybody above, and keeps what comes back.
const ATTACK: &str = "<script>
    window.got = [];
    addEventListener('message', ({ data, ports }) => {
        if (data == 'attack') attack();
        else got.push(['window', JSON.stringify(data), ports.length]);
    });
    const types = [
        'hello', 'failed', 'ready', 'refused', 'event', 'answer', 'close', 'tokenRequest', 'accent', 'navigate', 'open',
        'welcome', 'token', 'send', 'opened', 'closed',
    ];
    const attack = () => {
        for (const target of new Set([parent, top])) {
            for (const type of types) {
                for (const chatlet of [1, '1', true]) {
                    const { port1, port2 } = new MessageChannel();
                    port1.onmessage = ({ data }) => got.push(['port', JSON.stringify(data)]);
                    target.postMessage({
                        chatlet, type, source: 'chatlet', id: 1, accent: '#f00', onAccent: '#0f0', options: {}, private: [],
                        url: 'javascript:top.__probe=1', href: 'javascript:top.__probe=1', message: 'Stolen words', token: 'stolen',
                        event: { name: 'messageStart', id: 'forged', instance: 'default', sessionId: 'forged' },
                    }, '*', [port2]);
                }
            }
        }
        window.attacks = (window.attacks || 0) + 1;
    };
    attack();
    </script>";

async fn must_be_unharmed(page: &Page<'_>) -> Result<()> {
    assert_eq!(page.value("typeof __probe").await?, "undefined");
    let forged = page.value("JSON.stringify(__record.callbacks).includes('forged')").await?;
    assert_eq!(forged, false);
    assert!(!page.event_names().await?.contains(&"error".into()), "nobody is told of a failure");
    assert_eq!(page.in_shadow("return shadow.querySelectorAll('iframe').length;").await?, 1);
    Ok(())
}

async fn s01_s04_s06_other_frames_are_not_heard_and_get_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let stranger = visit.site().await?;
    site.put("/attacker", &HostPage::plain().without_listener().body(ATTACK));
    stranger.put("/attacker", &HostPage::plain().without_listener().body(ATTACK));
    let nested = format!("<iframe src=\"{}\"></iframe>", stranger.host("/attacker"));
    site.put("/nested", &HostPage::plain().without_listener().body(&nested));
    // The page's own origin, another one, none at all, and a frame in a frame.
    let frames = format!(
        "<iframe class=attacker src=\"/attacker\"></iframe>
        <iframe class=attacker src=\"{}\"></iframe>
        <iframe class=attacker src=\"/attacker\" sandbox=allow-scripts></iframe>
        <iframe src=\"/nested\"></iframe>",
        stranger.host("/attacker"),
    );
    let page = HostPage::plain().body(&frames).body(&loader_tag(&site, "data-preload=eager"));
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.chat().await?;
    page.until("Chatlet.state == 'ready'").await?;
    let fire = "for (const frame of document.querySelectorAll('iframe')) frame.contentWindow.postMessage('attack', '*');";
    page.run(fire, &[]).await?;
    page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    page.run(fire, &[]).await?;
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    assert_eq!(page.property("isOpen").await?, true);
    assert_eq!(chat.questions().await?, ["Hi", "Thanks"]);
    must_be_unharmed(&page).await?;
    let accent =
        page.in_shadow("return getComputedStyle(shadow.querySelector('button')).backgroundColor;").await?;
    assert_ne!(accent, "rgb(255, 0, 0)");
    // Each has attacked three times, and has nothing to show for it.
    let session = &visit.session;
    for index in 0..3 {
        session.top().await?;
        let script = "return document.querySelectorAll('.attacker')[arguments[0]];";
        let frame = session.element(script, &[index.into()]).await?;
        session.enter(&frame).await?;
        wait::until("the attacks are over", async || {
            Ok((session.run("return window.attacks;", &[]).await? == 3).then_some(()))
        })
        .await?;
        assert_eq!(session.run("return window.got;", &[]).await?, json!([]));
    }
    Ok(())
}

async fn s02_a_page_that_is_not_allowed_gets_an_explanation_and_nothing_else(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let stranger = visit.site().await?;
    // The header lets the stranger in, so that only the app itself is left to refuse.
    site.sandbox.change_widget(|options| {
        options.allowed_origins = Some(vec![site.sandbox.host.clone(), stranger.sandbox.host.clone()]);
        options.deployment.insert("allowedOrigins".into(), json!([site.sandbox.host]));
    });
    let page = HostPage::plain().body(&loader_tag(&site, ""));
    let page = visit.open(&stranger.put("/", &page)).await?;
    page.command("open", &[json!("Hi")]).await.unwrap_err();
    let chat = page.chat_frame();
    chat.until("document.body.innerText.includes('This chat is not set up for this website.')").await?;
    assert_eq!(page.until_event("error").await?["code"], "page_refused");
    assert_eq!(page.property("state").await?, "refused");
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    assert!(!site.paths(Origin::Host).iter().any(|path| path.contains("/chat/token")));
    assert_eq!(chat.value("localStorage.length").await?, 0);
    Ok(())
}

async fn s03_the_one_message_to_everybody_holds_nothing(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    let heard = page.value("__record.messages").await?;
    let hello = format!("{} {}", site.sandbox.widget, json!({ "chatlet": 1, "type": "hello" }));
    assert_eq!(heard, json!([hello]), "everything else goes over the port");
    let said = chat.value("__record.messages").await?;
    let said: Vec<&str> = said.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&site.sandbox.host) && said[0].contains("\"welcome\""), "{said:?}");
    Ok(())
}

async fn s04_a_second_welcome_replaces_nothing(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.in_shadow(
        "window.got = [];
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => got.push(data);
        const welcome = { chatlet: 1, type: 'welcome', options: { chatbotId: 'minimal-bot', instance: 'evil' } };
        shadow.querySelector('iframe').contentWindow.postMessage(welcome, '*', [port2]);
        port1.postMessage({ type: 'send', message: 'Forged', id: 1 });",
    )
    .await?;
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Hi", "Thanks"]);
    assert_eq!(page.value("got").await?, json!([]));
    Ok(())
}

async fn s05_an_address_in_the_frames_own_address_proves_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let stranger = visit.site().await?;
    site.sandbox.change_widget(|options| {
        options.allowed_origins = Some(vec![site.sandbox.host.clone(), stranger.sandbox.host.clone()]);
        options.deployment.insert("allowedOrigins".into(), json!([site.sandbox.host]));
    });
    let claims = format!(
        "?id=shop-bot&origin={0}&parent={0}&host={0}&parentOrigin={0}&ancestor={0}",
        site.sandbox.host
    );
    let frame = format!(
        "<iframe id=bare src=\"{}\" width=400 height=600></iframe>",
        site.widget(&format!("/{claims}"))
    );
    visit.open(&stranger.put("/", &HostPage::plain().body(&frame))).await?;
    let session = &visit.session;
    let frame = session.element("return document.getElementById('bare');", &[]).await?;
    session.enter(&frame).await?;
    wait::until("the app refuses", async || {
        let text = session.run("return document.body.innerText;", &[]).await?;
        Ok(text.as_str().is_some_and(|text| text.contains("not set up for this website")).then_some(()))
    })
    .await?;
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    session.top().await?;
    assert_eq!(visit.page().value("__record.messages.length").await?, 0);
    Ok(())
}

async fn s07_forged_events_are_not_believed(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    // In the page itself, because drivers hand out frames in wrappers that an event does not take.
    let forge = format!(
        "<script>
        window.forge = () => {{
            const frame = document.querySelector('[data-chatlet]').shadowRoot.querySelector('iframe');
            for (const type of ['failed', 'hello']) {{
                const forged = {{ data: {{ chatlet: 1, type }}, origin: '{}' }};
                // Firefox takes no window of another origin here, so that there a forger has even less.
                try {{
                    dispatchEvent(new MessageEvent('message', {{ ...forged, source: frame.contentWindow }}));
                }} catch {{
                    dispatchEvent(new MessageEvent('message', forged));
                }}
            }}
        }};
        </script>",
        site.sandbox.widget
    );
    let page = HostPage::plain().body(&forge).body(&loader_tag(&site, "data-preload=eager"));
    let page = visit.open(&site.put("/", &page)).await?;
    page.until("Chatlet.state == 'ready'").await?;
    page.run("forge();", &[]).await?;
    assert_eq!(page.property("state").await?, "ready");
    must_be_unharmed(&page).await?;
    // The app does not believe them, either.
    let chat = page.chat_frame();
    let source = if visit.engine() == Engine::Firefox { "null" } else { "parent" };
    chat.run(
        &format!(
            "window.got = [];
            const {{ port1, port2 }} = new MessageChannel();
            port1.onmessage = ({{ data }}) => window.got.push(data);
            const data = {{ chatlet: 1, type: 'welcome', options: {{ chatbotId: 'minimal-bot' }} }};
            const given = {{ data, origin: arguments[0], source: {source}, ports: [port2] }};
            dispatchEvent(new MessageEvent('message', given));"
        ),
        &[json!(site.sandbox.host)],
    )
    .await?;
    page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(chat.value("window.got").await?, json!([]));
    Ok(())
}

async fn s08_garbage_on_the_line_is_ignored(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    // From the moment there is a frame, and long after the handshake.
    page.run(
        "const cycle = { chatlet: 1, type: 'welcome' };
        cycle.options = cycle;
        const garbage = [
            null, 5, 'text', [], {}, new Map(), new Date(), 10n, cycle, new ArrayBuffer(8), { chatlet: 1 },
            { chatlet: 1, type: 'welcome' }, { chatlet: 1, type: 'welcome', options: 5 }, { chatlet: 2, type: 'welcome' },
            { chatlet: 1, type: 'x'.repeat(1_000_000) }, { chatlet: 1, type: 'welcome', options: { chatbotId: '' } },
            JSON.parse('{\"chatlet\":1,\"type\":\"welcome\",\"__proto__\":{\"polluted\":1},\"options\":{\"__proto__\":{\"polluted\":1}}}'),
        ];
        window.throwing = setInterval(() => {
            const frame = document.querySelector('[data-chatlet]').shadowRoot.querySelector('iframe');
            for (const data of frame ? garbage : []) frame.contentWindow.postMessage(data, '*');
        }, 20);",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    page.run("clearInterval(throwing);", &[]).await?;
    assert_eq!(chat.value("typeof ({}).polluted").await?, "undefined");
    must_be_unharmed(&page).await
}

async fn s09_no_data_pollutes_a_prototype(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    let evil = r#"{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"chatbotId":"shop-bot",
        "metadata":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}"#;
    page.run("Chatlet.init(JSON.parse(arguments[0]));", &[json!(evil)]).await?;
    page.run(
        "for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
            Chatlet.push([name, { polluted: 1 }]);
            Chatlet.on(name, () => {});
        }",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    chat.ask("/custom __proto__").await?;
    chat.ask("/hostile").await?;
    assert_eq!(page.value("typeof ({}).polluted").await?, "undefined");
    assert_eq!(chat.value("typeof ({}).polluted").await?, "undefined");
    Ok(())
}

async fn s11_nothing_that_the_frame_says_moves_the_page(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    // From the app's own frame and origin, as a frame that was taken over would.
    chat.run(
        "for (const type of ['navigate', 'open', 'redirect', 'linkClick', 'event', 'close', 'accent', 'height'])
            for (const url of ['javascript:top.__probe=1', 'https://evil.example/', '//evil.example', 'data:text/html,x'])
                parent.postMessage({ chatlet: 1, type, url, href: url, target: '_top', event: { name: 'linkClick', href: url }, private: [] }, '*');",
        &[],
    )
    .await
    .ok();
    chat.ask("Thanks").await?;
    assert_eq!(visit.session.address().await?, site.host("/"));
    assert_eq!(page.value("typeof window.__probe").await?, "undefined");
    assert_eq!(visit.session.tabs().await?.len(), 1);
    assert!(
        !page.event_names().await?.iter().any(|name| name == "linkClick"),
        "window messages raise no events"
    );
    Ok(())
}

async fn s12_the_frame_never_hears_the_pages_query_or_fragment(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    site.put("/account", &HostPage::with_widget(&site));
    let page = visit.open(&site.host("/account?reset_token=geheim1#geheim2")).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    let heard = chat.value("__record.messages").await?.to_string();
    assert!(heard.contains("/account") && !heard.contains("geheim"), "{heard}");
    for logged in site.sandbox.requests().iter().filter(|logged| logged.site != Origin::Host) {
        let text = format!("{} {} {:?}", logged.path, logged.query, logged.headers);
        assert!(!text.contains("geheim"), "{text}");
    }
    assert!(!chat.value("document.referrer").await?.to_string().contains("geheim"));
    Ok(())
}
