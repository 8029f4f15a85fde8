//! Everything that happens reaches the page: by callback, by DOM event, by the tag manager's list.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests, wait};
use chatlet_protocol::catalogue::CATALOGUE;
use chatlet_sandbox::Site as Origin;
use serde_json::{Value, json};
use std::collections::BTreeSet;

tests! {
    Needs::Nothing =>
        s14_every_event_of_a_story_comes_by_every_way_once_and_in_order,
        s14_a_page_may_ask_for_full_broadcasts_but_the_data_layer_stays_safe,
        the_data_layer_has_another_name_or_is_off,
        f76_a_handler_that_throws_breaks_nobody,
        a_subscription_ends_when_it_is_told_to,
        callbacks_among_the_options_hear_their_events,
        s13_the_token_is_in_no_address_event_or_store_of_the_page;
}

async fn s14_every_event_of_a_story_comes_by_every_way_once_and_in_order(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Which tents do you have?").await?;
    page.until_event("messageComplete").await?;
    chat.leave().await?;
    page.until_open(false).await?;
    page.command("hide", &[]).await?;
    page.command("show", &[]).await?;
    page.command("destroy", &[]).await?;

    let callbacks = page.events("callbacks").await?;
    let expected = [
        "open",
        "ready",
        "typing",
        "typingStop",
        "sessionStart",
        "messageStart",
        "responseStart",
        "messageChunk",
        "messageComplete",
        "close",
        "hide",
        "show",
        "destroy",
    ];
    let mut story: Vec<&str> = callbacks.iter().filter_map(|event| event["name"].as_str()).collect();
    story.dedup();
    let known: Vec<&str> = story.iter().copied().filter(|name| expected.contains(name)).collect();
    assert_eq!(known, expected, "{story:?}");

    let ids = |events: &[Value]| events.iter().map(|event| event["id"].clone()).collect::<Vec<_>>();
    let different: BTreeSet<String> = callbacks.iter().map(|event| event["id"].to_string()).collect();
    assert_eq!(different.len(), callbacks.len(), "each event has an id of its own");
    for event in &callbacks {
        assert_eq!(event["chatbotId"], "shop-bot", "{event}");
        assert_eq!(event["instance"], "default", "{event}");
        assert!(event["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')), "{event}");
    }
    let started = callbacks.iter().position(|event| event["name"] == "sessionStart").unwrap();
    assert!(callbacks[..started].iter().all(|event| event.get("sessionId").is_none()));
    assert!(callbacks[started..].iter().all(|event| event["sessionId"].is_string()));

    let dom = page.events("dom").await?;
    let layer = page.events("dataLayer").await?;
    assert_eq!(ids(&dom), ids(&callbacks));
    assert_eq!(ids(&layer), ids(&callbacks));
    for ((full, dom), pushed) in callbacks.iter().zip(&dom).zip(&layer) {
        let safe = without_private(full);
        assert_eq!(dom, &safe);
        let mut expected = safe.clone();
        expected["event"] =
            json!(format!("chatlet_{}", snake_case(full["name"].as_str().unwrap_or_default())));
        assert_eq!(pushed, &expected);
    }
    let start = callbacks.iter().find(|event| event["name"] == "messageStart").unwrap();
    assert_eq!(start["message"], "Which tents do you have?", "who subscribes hears the words");
    assert!(!json!([dom, layer]).to_string().contains("Which tents"), "a broadcast holds no words");
    Ok(())
}

async fn s14_a_page_may_ask_for_full_broadcasts_but_the_data_layer_stays_safe(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-broadcast=full").await?;
    page.open_chat().await?.ask("A word of mine").await?;
    page.until_event("messageComplete").await?;
    assert!(json!(page.events("dom").await?).to_string().contains("A word of mine"));
    assert!(!json!(page.events("dataLayer").await?).to_string().contains("A word of mine"));
    Ok(())
}

async fn the_data_layer_has_another_name_or_is_off(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-data-layer=tags").await?;
    page.click_launcher().await?;
    page.until("window.tags?.some(({ event }) => event == 'chatlet_open')").await?;
    assert_eq!(page.value("typeof dataLayer").await?, "undefined");

    let (_site, page) = visit.shop("data-data-layer=off").await?;
    page.click_launcher().await?;
    page.until_event("open").await?;
    assert_eq!(page.value("typeof dataLayer").await?, "undefined");
    Ok(())
}

async fn f76_a_handler_that_throws_breaks_nobody(visit: &Visit) -> Result<()> {
    visit.expect("a handler of the page's threw");
    let (_site, page) = visit.shop("").await?;
    page.run(
        "window.heard = [];
        Chatlet.on('open', () => { throw new Error('a handler of the page\\'s threw'); });
        Chatlet.on('open', () => heard.push('open'));
        addEventListener('chatlet:open', () => heard.push('dom'));",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(page.value("heard").await?, json!(["open", "dom"]));
    let error = page.until_event("error").await?;
    assert_eq!(error["type"], "handler");
    let told = json!([page.events("dom").await?, page.events("dataLayer").await?]).to_string();
    assert!(!told.contains("the page's threw"), "the page's own words stay in its console");
    Ok(())
}

async fn a_subscription_ends_when_it_is_told_to(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.run(
        "window.heard = [];
        const end = Chatlet.on('open', () => heard.push('ended'));
        end();
        const off = () => heard.push('off');
        Chatlet.on('open', off);
        Chatlet.off('open', off);
        Chatlet.once('open', () => heard.push('once'));
        Chatlet.on('open', () => heard.push('on'));",
        &[],
    )
    .await?;
    for _ in 0..2 {
        page.command("open", &[]).await?;
        page.command("close", &[]).await?;
    }
    assert_eq!(page.value("heard").await?, json!(["once", "on", "on"]));
    Ok(())
}

async fn callbacks_among_the_options_hear_their_events(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    page.run(
        "window.heard = [];
        Chatlet.init({
            chatbotId: 'shop-bot',
            onOpen: ({ source }) => heard.push(source),
            onMessageComplete: ({ answer }) => heard.push(answer.length > 0),
        });",
        &[],
    )
    .await?;
    page.open_chat().await?.ask("Hi").await?;
    page.until("heard.length == 2").await?;
    assert_eq!(page.value("heard").await?, json!(["launcher", true]));
    Ok(())
}

async fn s13_the_token_is_in_no_address_event_or_store_of_the_page(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::plain().body(
        "<script>window.posted = []; addEventListener('message', ({ data }) => posted.push(data));</script>",
    );
    let page = page.body(&loader_tag(&site, "data-broadcast=full"));
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.ask("/links").await?;
    page.until_events("messageComplete", 2).await?;

    let requests = site.sandbox.requests();
    let tokens: BTreeSet<&str> = requests
        .iter()
        .filter(|logged| logged.site == Origin::Api)
        .filter_map(|logged| logged.headers.get("authorization")?.strip_prefix("Bearer "))
        .collect();
    assert!(tokens.len() > 1, "a bound token replaces the first: {tokens:?}");
    let ways = ["callbacks", "dom", "dataLayer"];
    let mut seen = String::new();
    for way in ways {
        seen.push_str(&json!(page.events(way).await?).to_string());
    }
    let open =
        "JSON.stringify([posted, { ...localStorage }, { ...sessionStorage }, document.cookie, location.href,
        document.documentElement.outerHTML, performance.getEntries().map(({ name }) => name)])";
    seen.push_str(&page.value(open).await?.to_string());
    seen.push_str(&chat.value("location.href").await?.to_string());
    for logged in &requests {
        let address = format!("{} {} {:?}\n", logged.path, logged.query, logged.headers.get("referer"));
        seen += &address;
    }
    for line in visit.session.console().await? {
        seen.push_str(&line.text);
    }
    for token in tokens {
        assert!(!seen.contains(token), "{token} is in {seen}");
    }
    // No cookie goes anywhere (S47).
    assert!(requests.iter().all(|logged| !logged.headers.contains_key("cookie")));
    wait::until("the request log is complete", async || {
        Ok(site.requests(Origin::Api).iter().all(|logged| logged.status != 0).then_some(()))
    })
    .await
}

fn without_private(event: &Value) -> Value {
    let mut safe = event.clone();
    let spec = CATALOGUE.iter().find(|spec| event["name"] == spec.name);
    if let (Some(members), Some(spec)) = (safe.as_object_mut(), spec) {
        for field in spec.fields.iter().filter(|field| field.private) {
            members.remove(field.name);
        }
    }
    safe
}

fn snake_case(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            letter.is_ascii_uppercase().then_some('_').into_iter().chain([letter.to_ascii_lowercase()])
        })
        .collect()
}
