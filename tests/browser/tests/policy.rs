//! Policies: the host page's, under which the loader must work, and the frame's own (S24, S33 to S48).

use anyhow::{Context, Result};
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests, wait};
use chatlet_sandbox::Site as Origin;
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
        s36_s37_s39_a_page_with_nonce_strict_dynamic_and_trusted_types_works,
        s36_a_page_with_a_list_of_hosts_works,
        s36_inline_and_custom_element_pages_need_no_more,
        s33_the_frames_policy_stops_what_content_could_smuggle_in,
        s34_a_foreign_page_cannot_frame_the_app,
        s35_the_headers_of_the_app_say_the_same,
        s40_the_loader_can_be_pinned_by_its_hash,
        s42_s44_the_frame_may_do_no_more_than_it_needs,
        s52_neither_page_nor_address_choose_the_api,
        the_deployer_may_let_the_page_choose_the_api,
        s24_s47_s60_requests_carry_no_cookie_and_no_referrer_and_go_to_two_origins;
    Needs::NotWebkit("it knows no `credentialless` embedding") =>
        s45_an_isolated_page_can_embed_it,
        s46_a_page_with_an_opener_policy_opens_links_that_know_nothing_of_it;
    Needs::Chromium("the others know no Trusted Types in reports") =>
        s38_trusted_types_in_the_frame_report_only_the_frameworks_own_templates
}

async fn s36_s37_s39_a_page_with_nonce_strict_dynamic_and_trusted_types_works(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let policy = format!(
        "default-src 'none'; script-src 'nonce-r4nd0m' 'strict-dynamic'; frame-src {}; base-uri 'none'; \
         form-action 'none'; object-src 'none'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
        site.sandbox.widget
    );
    let page = HostPage::plain().body(&loader_tag(&site, "nonce=r4nd0m async")).policy("r4nd0m", &policy);
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    page.click_launcher().await?;
    page.until_open(false).await?;
    // The launcher is drawn as it should be, although no style is allowed.
    let round =
        page.in_shadow("return getComputedStyle(shadow.querySelector('button')).borderRadius;").await?;
    assert_eq!(round, "50%");
    page.command("destroy", &[]).await?;
    Ok(())
}

async fn s36_a_page_with_a_list_of_hosts_works(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let widget = &site.sandbox.widget;
    let policy =
        format!("default-src 'self'; script-src 'self' {widget}; frame-src {widget}; style-src 'self'");
    let page = HostPage::with_widget(&site).policy("unused", &policy);
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn s36_inline_and_custom_element_pages_need_no_more(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let widget = &site.sandbox.widget;
    let policy =
        format!("default-src 'none'; script-src 'self' {widget}; frame-src {widget}; img-src 'self'");
    let page = HostPage::plain()
        .body("<div id=chat></div>")
        .body(&loader_tag(&site, "data-mode=inline data-target=\"#chat\""))
        .policy("unused", &policy);
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

/// Each tries something in the frame, and says whether the browser let it.
const ATTEMPTS: [(&str, &str); 6] = [
    (
        "an inline script",
        "const script = document.createElement('script');
        script.append('window.__ran = 1');
        document.head.append(script);
        return typeof __ran != 'undefined';",
    ),
    (
        "a script of another origin",
        "const script = document.createElement('script');
        script.src = arguments[0] + '/attack.js';
        document.head.append(script);
        await new Promise((resolve) => { script.onload = script.onerror = resolve; });
        return typeof __ran != 'undefined';",
    ),
    (
        "a base",
        "const base = document.createElement('base');
        base.href = arguments[0];
        document.head.append(base);
        const moved = document.baseURI.startsWith(arguments[0]);
        base.remove();
        return moved;",
    ),
    (
        "an image of a host that is not listed",
        "const image = new Image();
        image.src = arguments[0] + '/pixel.png';
        await new Promise((resolve) => { image.onload = image.onerror = resolve; });
        return image.naturalWidth > 0;",
    ),
    (
        "a frame",
        "const frame = document.createElement('iframe');
        frame.src = arguments[0] + '/';
        document.body.append(frame);
        await new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 500); });
        frame.remove();
        return false;",
    ),
    (
        "a request to a stranger",
        "return await fetch(arguments[0] + '/steal', { mode: 'no-cors' }).then(() => true, () => false);",
    ),
];

async fn s33_the_frames_policy_stops_what_content_could_smuggle_in(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let stranger = visit.site().await?;
    // What is tried here is stopped by the policy, and engines say so.
    for text in [
        "script-src",
        "base-uri",
        "img-src",
        "frame-src",
        "connect-src",
        "Content Security Policy",
        "Content-Security-Policy",
        "Refused",
    ] {
        visit.expect(text);
    }
    visit.expect("Load failed");
    visit.expect("/attack.js");
    stranger.sandbox.put(
        "/attack.js",
        chatlet_sandbox::Page::html("window.__ran = 2;").with("content-type", "text/javascript"),
    );
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    for (what, attempt) in ATTEMPTS {
        let succeeded = chat.run_async(attempt, &[json!(stranger.sandbox.host)]).await?;
        assert_eq!(succeeded, false, "{what}");
    }
    assert_eq!(stranger.paths(Origin::Host), Vec::<String>::new());
    // A policy that lets WebAssembly compile still denies `eval`.
    let evaluated = chat.run_async(
        "const button = document.createElement('button');
        button.setAttribute('onclick', 'window.__ran = 3');
        button.click();
        return typeof __ran != 'undefined';",
        &[],
    );
    assert_eq!(evaluated.await?, false);
    Ok(())
}

async fn s34_a_foreign_page_cannot_frame_the_app(visit: &Visit) -> Result<()> {
    for text in ["frame-ancestors", "Refused to", "refused", "frame", "violates"] {
        visit.expect(text);
    }
    let site = visit.site().await?;
    let stranger = visit.site().await?;
    let page = HostPage::plain().body(&loader_tag(&site, ""));
    let page = visit.open(&stranger.put("/", &page)).await?;
    page.click_launcher().await?;
    page.frame().await?;
    wait::until("the app's page has been asked for", async || {
        Ok(site.paths(Origin::Widget).contains(&"GET /".to_owned()).then_some(()))
    })
    .await?;
    let error = page.until_event("error").await?;
    assert_eq!(error["code"], "app_unavailable");
    let asked = site.paths(Origin::Widget);
    assert!(!asked.iter().any(|path| path.contains(".wasm")), "nothing of the app was run: {asked:?}");
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    Ok(())
}

async fn s35_the_headers_of_the_app_say_the_same(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let names = [
        "content-security-policy",
        "x-frame-options",
        "referrer-policy",
        "x-content-type-options",
        "permissions-policy",
        "set-cookie",
    ];
    let script = "const { headers } = await fetch('./');
        return Object.fromEntries(arguments[0].map((name) => [name, headers.get(name)]));";
    let headers = chat.run_async(script, &[json!(names)]).await?;
    let policy = headers["content-security-policy"].as_str().context("no policy")?;
    for directive in [
        "default-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors http",
    ] {
        assert!(policy.contains(directive), "{directive} in {policy}");
    }
    assert!(
        !policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'") && !policy.contains('*'),
        "{policy}"
    );
    assert_eq!(headers["x-frame-options"], Value::Null);
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    Ok(())
}

async fn s38_trusted_types_in_the_frame_report_only_the_frameworks_own_templates(
    visit: &Visit,
) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    for command in ["Hi", "/hostile", "/links", "/table"] {
        chat.ask(command).await?;
    }
    for report in site.sandbox.reports() {
        let report: Value = serde_json::from_str(&report)?;
        let sample = report["csp-report"]["script-sample"].as_str().unwrap_or_default().to_owned();
        assert!(sample.contains("innerHTML|") && !sample.contains("__probe"), "{report}");
    }
    Ok(())
}

async fn s40_the_loader_can_be_pinned_by_its_hash(visit: &Visit) -> Result<()> {
    visit.expect("integrity");
    let site = visit.site().await?;
    let page = visit.open(&site.put("/empty", &HostPage::plain())).await?;
    let script = "const bytes = await (await fetch(arguments[0])).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
        return btoa(String.fromCharCode(...digest));";
    let hash = page.run_async(script, &[json!(site.widget("/chatlet.js"))]).await?;
    let hash = hash.as_str().context("no hash")?;
    let right = loader_tag(&site, &format!("crossorigin=anonymous integrity=\"sha384-{hash}\""));
    let page = visit.open(&site.put("/right", &HostPage::plain().body(&right))).await?;
    page.open_chat().await?.until_usable().await?;
    let wrong = loader_tag(
        &site,
        "crossorigin=anonymous integrity=\"sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"",
    );
    let page = visit.open(&site.put("/wrong", &HostPage::plain().body(&wrong))).await?;
    assert_eq!(page.value("Array.isArray(Chatlet)").await?, true, "it did not run");
    Ok(())
}

async fn s42_s44_the_frame_may_do_no_more_than_it_needs(visit: &Visit) -> Result<()> {
    for text in ["Unsafe attempt", "sandbox", "navigate", "SecurityError", "allow-modals", "dialog"] {
        visit.expect(text);
    }
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    let given = page.in_shadow(
        "const frame = shadow.querySelector('iframe');
        return [[...frame.sandbox].sort(), frame.allow.split(';').map((text) => text.trim()).sort(), frame.referrerPolicy];",
    );
    let expected = json!([
        [
            "allow-downloads",
            "allow-forms",
            "allow-popups",
            "allow-popups-to-escape-sandbox",
            "allow-same-origin",
            "allow-scripts"
        ],
        ["clipboard-write", "microphone"],
        "no-referrer",
    ]);
    assert_eq!(given.await?, expected);
    chat.run(
        "try { top.location = arguments[0]; } catch {} try { alert(1); } catch {}",
        &[json!(site.host("/gone"))],
    )
    .await?;
    assert_eq!(page.value("location.pathname").await?, "/");
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(page.value("location.pathname").await?, "/");
    Ok(())
}

async fn s45_an_isolated_page_can_embed_it(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::with_widget(&site)
        .header("cross-origin-embedder-policy", "require-corp")
        .header("cross-origin-opener-policy", "same-origin");
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(page.value("crossOriginIsolated").await?, true);
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn s46_a_page_with_an_opener_policy_opens_links_that_know_nothing_of_it(visit: &Visit) -> Result<()> {
    for (index, policy) in ["same-origin", "same-origin-allow-popups", "unsafe-none"].into_iter().enumerate()
    {
        let site = visit.site().await?;
        let page = HostPage::with_widget(&site).header("cross-origin-opener-policy", policy);
        let page = visit.open(&site.put("/", &page)).await?;
        let target = "<script>document.title = `${opener === null} [${document.referrer}]`;</script>";
        site.put("/target", &HostPage::plain().body(target));
        let chat = page.open_chat().await?;
        chat.ask("/links").await?;
        let first = visit.session.tabs().await?;
        // Any link of the reply, led to a page that says what it knows.
        chat.run(
            "document.querySelector('.message a[href]').href = arguments[0];",
            &[json!(site.host("/target"))],
        )
        .await?;
        chat.click(&format!("a[href=\"{}\"]", site.host("/target"))).await?;
        let opened = wait::until("a tab has been opened", async || {
            let tabs = visit.session.tabs().await?;
            Ok(tabs.into_iter().find(|tab| !first.contains(tab)))
        })
        .await?;
        visit.session.switch_to(opened).await?;
        visit.page().until("document.title == 'true []'").await?;
        visit.session.switch_to(first.into_iter().next().context("no first tab")?).await?;
        assert_eq!(chat.ask("Thanks").await?.status, "settled", "{index}: {policy}");
    }
    Ok(())
}

async fn s24_s47_s60_requests_carry_no_cookie_and_no_referrer_and_go_to_two_origins(
    visit: &Visit,
) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    // A cookie of the host's own, which on loopback every port would be sent.
    page.run("document.cookie = 'session=hosts; path=/';", &[]).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.ask("/table").await?;
    for logged in site.requests(Origin::Api) {
        // A picture's cookies are the browser's business where it knows no `credentialless` embedding.
        let is_call = logged.path.starts_with(chatlet_protocol::API_PREFIX);
        assert!(!is_call || !logged.headers.contains_key("cookie"), "{}", logged.path);
        assert_eq!(logged.headers.get("referer"), None, "{}", logged.path);
    }
    let token = site.requests(Origin::Host).into_iter().find(|logged| logged.path == "/chat/token");
    assert_eq!(token.context("no token was asked for")?.headers.get("cookie"), None);
    let frame_page = site.requests(Origin::Widget).into_iter().find(|logged| logged.path == "/");
    assert_eq!(frame_page.context("no page")?.headers.get("referer"), None);
    let origins =
        "[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))]";
    let known = [&site.sandbox.widget, &site.sandbox.api, &site.sandbox.host];
    for seen in [page.value(origins).await?, chat.value(origins).await?] {
        for origin in seen.as_array().into_iter().flatten() {
            assert!(known.iter().any(|known| origin == *known) || origin == "null", "{origin}");
        }
    }
    page.run("document.cookie = 'session=; path=/; max-age=0';", &[]).await?;
    Ok(())
}

async fn s52_neither_page_nor_address_choose_the_api(visit: &Visit) -> Result<()> {
    let stranger = visit.site().await?;
    let site = visit.site().await?;
    let attributes = format!("data-api=\"{}\"", stranger.sandbox.api);
    let page = visit.open(&site.put("/", &HostPage::with_options(&site, &attributes))).await?;
    assert_eq!(page.open_chat().await?.ask("Hi").await?.status, "settled");
    // The bare frame's address names the chatbot, and nothing else.
    let claims = format!("/?id=shop-bot&api={0}&tokenUrl={0}&debug=1&token=stolen", stranger.sandbox.api);
    let frame = format!("<iframe id=bare src=\"{}\" width=400 height=600></iframe>", site.widget(&claims));
    visit.open(&site.put("/bare", &HostPage::plain().body(&frame))).await?;
    let session = &visit.session;
    let frame = session.element("return document.getElementById('bare');", &[]).await?;
    session.enter(&frame).await?;
    wait::until("the chat has started", async || {
        let found = session.run("return !!document.getElementById('transcript');", &[]).await?;
        Ok((found == true).then_some(()))
    })
    .await?;
    assert_eq!(stranger.paths(Origin::Api), Vec::<String>::new());
    assert!(
        site.requests(Origin::Api).iter().all(|logged| {
            logged.headers.get("authorization").is_none_or(|token| !token.contains("stolen"))
        })
    );
    Ok(())
}

async fn the_deployer_may_let_the_page_choose_the_api(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let api = site.sandbox.api.clone();
    site.sandbox.change_widget(|options| {
        options.deployment.insert("api".into(), json!("https://api.example/"));
        options.deployment.insert("pageMaySet".into(), json!(["api"]));
    });
    let page = HostPage::with_options(&site, &format!("data-api=\"{api}\""));
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(page.open_chat().await?.ask("Hi").await?.status, "settled");
    Ok(())
}
