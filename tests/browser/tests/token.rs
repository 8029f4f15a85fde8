//! Where the visitor token comes from, and when it is asked for again (F6, S49).

use anyhow::{Context, Result};
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests};
use chatlet_sandbox::Site as Origin;
use serde_json::json;

tests! {
    Needs::Nothing =>
        the_pages_callback_delivers_the_token_once,
        the_pages_own_address_is_asked_by_the_page,
        f06_a_token_that_is_refused_at_the_start_is_asked_for_once_more,
        s49_a_token_that_was_on_its_way_at_logout_is_nobodys,
        a_page_without_a_token_says_that_chat_is_unavailable_and_can_try_again;
}

async fn the_pages_callback_delivers_the_token_once(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    page.run(
        "window.calls = 0;
        const getToken = async () => {
            window.calls++;
            const answer = await fetch('/chat/token?chatbot_id=shop-bot', { method: 'POST' });
            return (await answer.json()).token;
        };
        Chatlet.init({ chatbotId: 'shop-bot', getToken });",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(page.value("calls").await?, 1);
    let asked = site.requests(Origin::Host);
    let asked = asked.iter().find(|logged| logged.path == "/chat/token").context("it was not asked for")?;
    assert_ne!(asked.headers.get("origin"), Some(&site.sandbox.widget), "the app asked for none of its own");
    Ok(())
}

async fn the_pages_own_address_is_asked_by_the_page(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    site.put("/shop/list", &HostPage::plain().body(&loader_tag(&site, "data-token-url=\"/chat/token\"")));
    let page = visit.open(&site.host("/shop/list")).await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let asked: Vec<_> =
        site.requests(Origin::Host).into_iter().filter(|logged| logged.path == "/chat/token").collect();
    assert_eq!(asked.len(), 1);
    assert_ne!(asked[0].headers.get("origin"), Some(&site.sandbox.widget));
    Ok(())
}

async fn f06_a_token_that_is_refused_at_the_start_is_asked_for_once_more(visit: &Visit) -> Result<()> {
    visit.expect("401");
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    page.run(
        "window.calls = 0;
        const getToken = async () => {
            if (!window.calls++) return 'expired';
            const answer = await fetch('/chat/token?chatbot_id=shop-bot', { method: 'POST' });
            return (await answer.json()).token;
        };
        Chatlet.init({ chatbotId: 'shop-bot', getToken });",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(page.value("calls").await?, 2, "one request for all the calls that failed");
    Ok(())
}

async fn s49_a_token_that_was_on_its_way_at_logout_is_nobodys(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let start = "window.pending = [];
        const getToken = async () => {
            const answer = await fetch('/chat/token?chatbot_id=shop-bot', { method: 'POST' });
            const { token } = await answer.json();
            return new Promise((resolve) => pending.push({ token, deliver: () => resolve(token) }));
        };
        Chatlet.init({ chatbotId: 'shop-bot', getToken });";
    for change in ["Chatlet.logout();", "Chatlet.identify({ id: 'bob' });"] {
        let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
        page.run(start, &[]).await?;
        page.run("Chatlet.identify({ id: 'ann' });", &[]).await?;
        page.open_chat().await?;
        page.until("pending.length == 1").await?;
        page.run(change, &[]).await?;
        page.until("pending.length == 2").await?;
        let theirs = page.value("pending[0].token").await?;
        // Late, and in either order.
        page.run("pending[0].deliver(); pending[1].deliver();", &[]).await?;
        let chat = page.chat().await?;
        assert_eq!(chat.ask("Hi").await?.status, "settled");
        let sent = format!("Bearer {}", theirs.as_str().unwrap_or_default());
        let used =
            site.requests(Origin::Api).iter().any(|call| call.headers.get("authorization") == Some(&sent));
        assert!(!used, "{change}: the token of the one before was used");
        visit.collect().await?;
        page.run("sessionStorage.clear();", &[]).await?;
        chat.run("localStorage.clear();", &[]).await?;
    }
    Ok(())
}

async fn a_page_without_a_token_says_that_chat_is_unavailable_and_can_try_again(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    page.run(
        "window.works = false;
        const getToken = async () => {
            if (!window.works) throw new Error('not now');
            const answer = await fetch('/chat/token?chatbot_id=shop-bot', { method: 'POST' });
            return (await answer.json()).token;
        };
        Chatlet.init({ chatbotId: 'shop-bot', getToken });",
        &[],
    )
    .await?;
    let refused = page.command("send", &[json!("Hi")]).await.unwrap_err().to_string();
    assert!(refused.contains("unavailable"), "{refused}");
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.apology')").await?;
    page.run("window.works = true;", &[]).await?;
    chat.click_button("Try again").await?;
    chat.until_usable().await?;
    chat.until_draft("Hi").await?;
    Ok(())
}
