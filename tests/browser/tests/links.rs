//! Hostile and benign content, rendered by the real widget: nothing navigates, runs or is fetched that should not (S16 to S32).

use anyhow::{Context, Result};
use chatlet_browser_tests::{
    Chat, HostPage, Needs, Page, Site, Visit, loader_tag, loader_tag_for, reply, tests, wait,
};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::{FaultProxy, Rule};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::rc::Rc;

tests! {
    Needs::Nothing =>
        s16_no_hostile_link_of_the_corpus_can_be_followed,
        s17_every_benign_link_of_the_corpus_leads_where_it_says,
        s16_s21_hostile_strings_in_every_part_stay_text,
        s19_a_link_opens_a_page_that_knows_nothing_of_this_one,
        s20_a_custom_scheme_is_an_event_and_no_navigation,
        s22_s23_nothing_but_the_widgets_own_is_fetched,
        s26_s27_a_hostile_configuration_stays_text_and_colour,
        s51_a_hostile_draft_in_storage_stays_text;
}

fn corpus(name: &str) -> Result<Vec<Value>> {
    let own = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora"));
    let path = std::env::var_os("CHATLET_CORPORA").map_or_else(own, PathBuf::from).join(name);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// A chat that answers the next question with these parts, on the page that the corpora are written for.
async fn shown<'a>(
    visit: &'a Visit,
    parts: &Value,
) -> Result<(Rc<Site>, Rc<FaultProxy>, Page<'a>, Chat<'a>)> {
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    site.sandbox.change_widget(|options| {
        options.deployment.insert("customSchemes".into(), json!(["tour", "action", "product"]));
    });
    site.put("/products/list", &HostPage::plain().body(&loader_tag(&site, "")));
    let page = visit.open(&site.host("/products/list?x=1")).await?;
    let chat = page.open_chat().await?;
    proxy.inject(Rule::next("POST", "/messages", reply::of_parts(parts)));
    assert_eq!(chat.ask("Show me").await?.status, "settled");
    Ok((site, proxy, page, chat))
}

/// A reply with a paragraph for each record: its id, and the link.
fn paragraphs(records: &[Value]) -> Value {
    let paragraph = |record: &Value| {
        let label = record["text"].as_str().unwrap_or("label");
        let link = json!({ "type": "link", "text": label, "url": record["value"] });
        json!({ "type": "paragraph", "spans": [{ "type": "text", "text": format!("{} ", record["id"].as_str().unwrap_or_default()) }, link] })
    };
    let blocks: Vec<Value> = records.iter().map(paragraph).collect();
    json!([{ "type": "rich_text", "part_id": "part_links", "blocks": blocks }])
}

/// What has become of each paragraph: its id, its anchors and its buttons.
async fn drawn(chat: &Chat<'_>) -> Result<Vec<Value>> {
    let script = "return [...document.querySelectorAll('[data-author=assistant] .bubble p')].map((paragraph) => ({
        id: paragraph.textContent.split(' ')[0],
        text: paragraph.textContent,
        shown: paragraph.querySelector('.link-host')?.textContent ?? null,
        buttons: paragraph.querySelectorAll('button').length,
        anchors: [...paragraph.querySelectorAll('a')].map((anchor) => ({
            attribute: anchor.getAttribute('href'), href: anchor.href, protocol: anchor.protocol, host: anchor.host,
            target: anchor.target, rel: anchor.rel, policy: anchor.referrerPolicy,
        })),
    }));";
    Ok(chat.run(script, &[]).await?.as_array().cloned().unwrap_or_default())
}

async fn must_be_unharmed(page: &Page<'_>, chat: &Chat<'_>) -> Result<()> {
    assert_eq!(page.value("typeof __probe").await?, "undefined");
    assert_eq!(chat.value("typeof __probe").await?, "undefined");
    let foreign = "[...document.querySelectorAll('body *')].filter((node) =>
        /^(script|style|object|embed|base|meta|link|frame|iframe)$/.test(node.localName)
        || [...node.attributes].some(({ name }) => name.startsWith('on') || name == 'srcdoc')).length";
    assert_eq!(chat.value(foreign).await?, 0, "no element or handler comes from content");
    Ok(())
}

fn is_own_host(record: &Value) -> bool {
    // The corpus is written for a page on another host; here, loopback is the page's own.
    let value = record["value"].as_str().unwrap_or_default();
    ["127.0.0.1", "localhost"].iter().any(|host| value.contains(host))
}

async fn s16_no_hostile_link_of_the_corpus_can_be_followed(visit: &Visit) -> Result<()> {
    let mut records = corpus("hostile-links.jsonl")?;
    records.retain(|record| matches!(record["kind"].as_str(), Some("href" | "link")) && !is_own_host(record));
    let (site, _proxy, page, chat) = shown(visit, &paragraphs(&records)).await?;
    let drawn = drawn(&chat).await?;
    assert_eq!(drawn.len(), records.len());
    for (record, drawn) in records.iter().zip(&drawn) {
        assert_eq!(record["id"], drawn["id"]);
        let anchors = drawn["anchors"].as_array().context("no list")?;
        match record["verdict"].as_str() {
            Some("block" | "literal") => assert!(anchors.is_empty(), "{record}\n{drawn}"),
            Some("event") => assert!(anchors.is_empty() && drawn["buttons"] == 1, "{record}\n{drawn}"),
            _ => {
                assert_eq!(anchors.len(), 1, "{record}\n{drawn}");
                // What was checked is what the browser opens (finding 5).
                assert_eq!(anchors[0]["attribute"], anchors[0]["href"], "{record}");
                let protocol = anchors[0]["protocol"].as_str().unwrap_or_default();
                assert!(
                    ["http:", "https:", "mailto:", "tel:", "sms:"].contains(&protocol),
                    "{record}\n{drawn}"
                );
                // A host that is shown is the one that is opened, in its ASCII form (S32).
                if let (Some(host), Some(shown)) =
                    (record["must_show_host"].as_str(), drawn["shown"].as_str())
                {
                    assert!(shown.contains(host), "{record}\n{drawn}");
                }
            }
        }
    }
    // Whatever is not an allowed link may be clicked to no effect.
    let address = visit.session.address().await?;
    chat.run(
        "for (const node of document.querySelectorAll('[data-author=assistant] .bubble *')) {
            if (node.closest('a')) continue;
            for (const button of [0, 1]) {
                node.dispatchEvent(new MouseEvent(button ? 'auxclick' : 'click', { bubbles: true, cancelable: true, button }));
            }
        }",
        &[],
    )
    .await?;
    must_be_unharmed(&page, &chat).await?;
    assert_eq!(visit.session.address().await?, address);
    assert_eq!(visit.session.tabs().await?.len(), 1);
    assert_eq!(chat.value("location.href").await?, json!(site.widget("/")));
    Ok(())
}

async fn s17_every_benign_link_of_the_corpus_leads_where_it_says(visit: &Visit) -> Result<()> {
    let mut records = corpus("benign-links.jsonl")?;
    records.retain(|record| matches!(record["kind"].as_str(), Some("href" | "link")));
    let (site, _proxy, _page, chat) = shown(visit, &paragraphs(&records)).await?;
    let drawn = drawn(&chat).await?;
    for (record, drawn) in records.iter().zip(&drawn) {
        assert_eq!(record["id"], drawn["id"]);
        if record["verdict"] == "event" {
            assert_eq!(drawn["buttons"], 1, "{record}\n{drawn}");
            continue;
        }
        let anchor = &drawn["anchors"][0];
        // Relative ones are resolved against the page (S18), which is not on the corpus's host, and whose query the
        // frame never hears (S12).
        let expected = record["resolves_to"]
            .as_str()
            .map(|url| url.replace("https://shop.example/", &site.host("/")).replace("?x=1", ""));
        let own = record["value"].as_str().is_some_and(|value| value.to_lowercase().contains("shop.example"));
        let expected = if own { record["resolves_to"].as_str().map(str::to_owned) } else { expected };
        if let Some(expected) = expected {
            assert_eq!(anchor["href"], json!(expected), "{record}\n{drawn}");
        }
        assert_eq!(anchor["attribute"], anchor["href"], "{record}\n{drawn}");
        assert_eq!(anchor["target"], "_blank", "{record}");
        assert_eq!(anchor["rel"], "noopener noreferrer", "{record}");
        assert_eq!(anchor["policy"], "no-referrer", "{record}");
    }
    Ok(())
}

async fn s16_s21_hostile_strings_in_every_part_stay_text(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let reply = chat.ask("/hostile").await?;
    assert_eq!(reply.status, "settled");
    assert!(reply.text.contains("<script>window.__probe=1</script>"), "markup is text");
    assert!(reply.text.contains("**not bold**"), "and so is shorthand");
    must_be_unharmed(&page, &chat).await?;
    let anchors = "[...document.querySelectorAll('[data-author=assistant] a')].map(({ href }) => href)";
    assert_eq!(chat.value(anchors).await?, json!([]), "every address in it is to be blocked");
    let pictures =
        "[...document.querySelectorAll('[data-author=assistant] .parts img')].map(({ src }) => src)";
    assert_eq!(chat.value(pictures).await?, json!([]));
    // The same after a reload, from history.
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    must_be_unharmed(&page, &chat).await?;
    assert_eq!(chat.value(anchors).await?, json!([]));
    // What can be clicked sends words, and nothing else.
    chat.run("document.querySelector('.suggestions button, .quick-replies button').click();", &[]).await?;
    chat.reply_after(1).await?;
    must_be_unharmed(&page, &chat).await?;
    assert_eq!(visit.session.address().await?, site.host("/"));
    Ok(())
}

async fn s19_a_link_opens_a_page_that_knows_nothing_of_this_one(visit: &Visit) -> Result<()> {
    // Relative, so that it leads to the host page's own site (S18).
    let link = json!({ "type": "link", "text": "Returns", "url": "/returns" });
    let parts = json!([{ "type": "rich_text", "part_id": "p", "blocks": [{ "type": "paragraph", "spans": [link] }] }]);
    let (site, _proxy, page, chat) = shown(visit, &parts).await?;
    let target = "<script>document.title = `${opener === null} [${document.referrer}]`;</script>";
    site.put("/returns", &HostPage::plain().body(target));
    let first = visit.session.tabs().await?;
    chat.click(&format!("a[href=\"{}\"]", site.host("/returns"))).await?;
    let opened = wait::until("a tab has been opened", async || {
        let tabs = visit.session.tabs().await?;
        Ok(tabs.into_iter().find(|tab| !first.contains(tab)))
    })
    .await?;
    let click = page.until_event("linkClick").await?;
    assert_eq!(click["href"], json!(site.host("/returns")));
    visit.session.switch_to(opened).await?;
    let page = visit.page();
    page.until("document.title == 'true []'").await?;
    let requests = site.requests(Origin::Host);
    let request = requests.iter().find(|logged| logged.path == "/returns").context("it was not asked for")?;
    assert_eq!(request.headers.get("referer"), None);
    visit.session.switch_to(first.into_iter().next().context("no first tab")?).await
}

async fn s20_a_custom_scheme_is_an_event_and_no_navigation(visit: &Visit) -> Result<()> {
    let link = json!({ "type": "link", "text": "Show me round", "url": "tour:start&step=2&__proto__=x" });
    let parts = json!([{ "type": "rich_text", "part_id": "p", "blocks": [{ "type": "paragraph", "spans": [link] }] }]);
    let (_site, _proxy, page, chat) = shown(visit, &parts).await?;
    chat.click_button("Show me round").await?;
    let event = page.until_event("linkClick").await?;
    assert_eq!(event["protocol"], "tour:");
    assert_eq!(event["params"], json!({ "start": "", "step": "2" }));
    assert_eq!(visit.session.tabs().await?.len(), 1);
    must_be_unharmed(&page, &chat).await
}

async fn s22_s23_nothing_but_the_widgets_own_is_fetched(visit: &Visit) -> Result<()> {
    let stranger = visit.site().await?;
    let evil = stranger.host("/pixel.png?secret=1");
    let product =
        |id: &Value, image: &Value| json!({ "id": id, "title": id, "image_url": image, "url": evil });
    let mut records = corpus("hostile-links.jsonl")?;
    records.retain(|record| record["kind"] == "image" && record["verdict"] == "block");
    let mut products: Vec<Value> =
        records.iter().map(|record| product(&record["id"], &record["value"])).collect();
    products.push(product(&json!("stranger"), &json!(evil)));
    let spans = json!([
        { "type": "link", "text": "A page", "url": evil },
        { "type": "text", "text": format!("![picture]({evil}) <img src=\"{evil}\">") },
    ]);
    let suggestion = json!({ "id": "1", "title": "More", "image_url": evil, "prompt_text": "x" });
    let parts = json!([
        { "type": "products", "part_id": "p1", "products": products },
        { "type": "image", "url": evil, "thumbnail_url": evil, "caption": "A picture" },
        { "type": "file", "url": evil, "filename": "a.png", "mime_type": "image/png" },
        { "type": "suggestions", "part_id": "p2", "suggestions": [suggestion] },
        { "type": "rich_text", "part_id": "p3", "blocks": [{ "type": "paragraph", "spans": spans }] },
    ]);
    let (site, proxy, page, chat) = shown(visit, &parts).await?;
    must_be_unharmed(&page, &chat).await?;
    let pictures =
        "[...document.querySelectorAll('[data-author=assistant] .parts img')].map(({ src }) => src)";
    assert_eq!(chat.value(pictures).await?, json!([]));
    assert_eq!(stranger.paths(Origin::Host), Vec::<String>::new());
    let origins =
        "[...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin))]";
    let mut seen = chat.value(origins).await?.as_array().cloned().unwrap_or_default();
    let own = [&site.sandbox.widget, &site.sandbox.api, &site.sandbox.host, &proxy.url];
    seen.retain(|origin| !own.iter().any(|own| origin == *own) && origin != "null");
    assert_eq!(seen, Vec::<Value>::new());
    let hints = "document.querySelectorAll('link[rel~=prefetch], link[rel~=preconnect], link[rel~=dns-prefetch]').length";
    assert_eq!(chat.value(hints).await?, 0);
    // Nobody learns from a referrer where the widget is (S24).
    for logged in site.sandbox.requests().iter().filter(|logged| logged.site == Origin::Api) {
        assert_eq!(logged.headers.get("referer"), None, "{}", logged.path);
    }
    Ok(())
}

async fn s26_s27_a_hostile_configuration_stays_text_and_colour(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::plain().body(&loader_tag_for(&site, "hostile-bot", ""));
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    must_be_unharmed(&page, &chat).await?;
    let styled = "[...document.querySelectorAll('*')].filter((node) => {
        const { backgroundImage, content } = getComputedStyle(node);
        return /url\\(/.test(backgroundImage + content);
    }).length";
    assert_eq!(chat.value(styled).await?, 0, "no text of the backend's reaches the style");
    assert_eq!(
        chat.value("getComputedStyle(document.querySelector('.frame')).display != 'none'").await?,
        true
    );
    let protocols = "[...document.querySelectorAll('a')].every(({ protocol }) => /^https?:$/.test(protocol))";
    assert_eq!(chat.value(protocols).await?, true);
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn s51_a_hostile_draft_in_storage_stays_text(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.run(
        "for (const key of Object.keys(localStorage)) {
            if (key.endsWith(':draft')) localStorage.removeItem(key);
            if (key.endsWith(':session')) localStorage.setItem(key.replace(':session', ':draft'), '<img src=x onerror=window.__probe=1>');
        }",
        &[],
    )
    .await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_draft("<img src=x onerror=window.__probe=1>").await?;
    must_be_unharmed(&page, &chat).await
}
