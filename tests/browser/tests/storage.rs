//! What is stored, and what happens where nothing can be (F44 to F47, S49, S51).

use anyhow::{Context, Result};
use chatlet_browser_tests::{HostPage, Needs, Visit, Wishes, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        f46_s51_a_record_that_is_not_ours_is_discarded,
        f45_full_storage_loses_nothing_but_memory,
        without_consent_nothing_is_stored;
    Needs::Session(Wishes { blocks_storage: true }) =>
        f44_blocked_storage_is_memory_only_and_silent;
    Needs::Chromium("the same host by two names is two sites there") =>
        f47_another_site_is_another_visitor
}

async fn f46_s51_a_record_that_is_not_ours_is_discarded(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.open_chat().await?.ask("Hi").await?;
    let records = [
        "",
        "{",
        "null",
        "[]",
        "{\"version\":99,\"token\":\"x\",\"session\":\"s\",\"started\":1}",
        "{\"version\":1,\"token\":{\"toString\":1},\"session\":[],\"started\":\"now\"}",
        "{\"version\":1,\"__proto__\":{\"token\":\"x\"}}",
    ];
    for record in records {
        let chat = page.chat().await?;
        let script = "const key = Object.keys(localStorage).find((key) => key.endsWith(':session'));
            localStorage.setItem(key, arguments[0]);";
        chat.run(script, &[json!(record)]).await?;
        let page = visit.reload().await?;
        let chat = page.open_chat().await?;
        chat.until_usable().await?;
        assert_eq!(chat.messages().await?, [], "{record}");
        assert_eq!(chat.ask("Hi").await?.status, "settled", "{record}");
    }
    // A token that the backend does not know ends quietly in a new one (`chat-api.md` §2).
    visit.expect("401");
    let chat = page.chat().await?;
    let stranger = "const key = Object.keys(localStorage).find((key) => key.endsWith(':session'));
        const record = JSON.parse(localStorage.getItem(key));
        localStorage.setItem(key, JSON.stringify({ ...record, token: 'stranger' }));";
    chat.run(stranger, &[]).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn f45_full_storage_loses_nothing_but_memory(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.run(
        "let size = 4_000_000;
        for (let index = 0; size >= 1; index++) {
            try { localStorage.setItem('full' + index, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
        }",
        &[],
    )
    .await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    chat.write("Half a que").await?;
    page.until_event("typingStop").await?;
    assert_eq!(chat.ask(" and the rest").await?.status, "settled");
    assert!(!page.event_names().await?.contains(&"error".into()));
    chat.run("localStorage.clear();", &[]).await?;
    Ok(())
}

async fn f44_blocked_storage_is_memory_only_and_silent(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let blocked =
        chat.value("(() => { try { localStorage; return false; } catch { return true; } })()").await?;
    assert_eq!(blocked, true, "the browser blocks what the test is about");
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    chat.write("Half a que").await?;
    page.until_event("typingStop").await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.messages().await?, []);
    assert!(!page.event_names().await?.contains(&"error".into()), "a lost history is no error");
    assert!(!chat.has("[role=alert]:not(:empty)").await?);
    Ok(())
}

async fn f47_another_site_is_another_visitor(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let host = site.sandbox.host.replace("127.0.0.1", "localhost");
    let allowed = vec![site.sandbox.host.clone(), host.clone()];
    site.sandbox.change_widget(|options| options.allowed_origins = Some(allowed));
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.open_chat().await?.ask("Hi").await?;
    let page = visit.open(&format!("{host}/")).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.messages().await?, []);
    chat.ask("Hello from elsewhere").await?;
    let page = visit.open(&site.host("/")).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?.first().context("no question")?, "Hi");
    Ok(())
}

async fn without_consent_nothing_is_stored(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-consent=required").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.write("Half a que").await?;
    page.until_event("typingStop").await?;
    assert_eq!(chat.value("localStorage.length + sessionStorage.length").await?, 0);
    assert_eq!(chat.value("document.cookie").await?, "");
    Ok(())
}
