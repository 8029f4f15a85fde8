//! What stands around the conversation: a new chat, rating, feedback, the visitor's data, words to accept, choices, other
//! tabs (F42, F80, S30, S49, S56).

use anyhow::{Context, Result};
use chatlet_browser_tests::{Chat, HostPage, Needs, Page, Site, Visit, loader_tag, tests, wait};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::{Fault, FaultProxy, Rule};
use serde_json::json;
use std::rc::Rc;

tests! {
    Needs::Nothing =>
        a_new_chat_replaces_the_token_and_clears_the_screen,
        a_host_that_gives_no_new_token_costs_nothing,
        leaving_asks_for_a_rating_once,
        thumbs_and_words_about_a_reply_reach_the_page,
        f80_s56_deleting_takes_two_steps_and_leaves_nothing,
        f80_a_deletion_that_fails_says_so_and_keeps_everything,
        nothing_is_sent_before_the_disclaimer_is_accepted,
        choices_survive_a_reload,
        s49_after_logout_nothing_of_the_visitor_is_left;
    Needs::NotWebkit("a second tab of its driver's is never seen, so that nothing in it comes to rest") =>
        f42_a_new_chat_in_another_tab_is_shown_as_such,
        f80_a_deletion_in_another_tab_clears_this_one;
    Needs::Chromium("what a download holds is heard where the file is made") =>
        s30_an_export_is_a_readable_page_and_the_servers_document;
    Needs::Chromium("the tones are counted where they are made") =>
        an_unseen_reply_sounds_unless_it_is_muted
}

async fn menu(chat: &Chat<'_>, entry: &str) -> Result<()> {
    chat.click("[aria-label=Menu]").await?;
    chat.click_button(entry).await
}

async fn a_new_chat_replaces_the_token_and_clears_the_screen(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    menu(&chat, "New chat").await?;
    chat.click_button("Skip").await?;
    chat.until("document.getElementById('transcript') && !document.querySelector('.message')").await?;
    let ended = page.until_event("sessionEnd").await?;
    assert_eq!((&ended["reason"], &ended["messageCount"]), (&json!("reset"), &json!(2)));
    page.until_event("sessionClear").await?;
    let asked = site.requests(Origin::Host);
    let replaced =
        asked.iter().filter(|logged| logged.path == "/chat/token" && logged.method == "POST").count();
    assert_eq!(replaced, 1, "the host has replaced the token");
    assert_eq!(chat.ask("Again").await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Again"]);
    let starts = page.until_events("sessionStart", 2).await?;
    assert_ne!(starts[0]["sessionId"], starts[1]["sessionId"]);
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.message')").await?;
    assert_eq!(chat.questions().await?, ["Again"], "the old conversation does not come back");
    Ok(())
}

async fn a_host_that_gives_no_new_token_costs_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&script))).await?;
    page.run(
        "window.wishes = [];
        const getToken = async ({ current }) => {
            wishes.push(!!current);
            if (current) throw new Error('not now');
            const answer = await fetch('/chat/token?chatbot_id=shop-bot', { method: 'POST' });
            return (await answer.json()).token;
        };
        Chatlet.init({ chatbotId: 'shop-bot', getToken });",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    let refused = page.command("reset", &[]).await.unwrap_err().to_string();
    assert!(refused.contains("unavailable"), "{refused}");
    chat.until("document.querySelector('.notice.fault')").await?;
    assert_eq!(page.value("wishes").await?, json!([false, true]));
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask("Still here?").await?.status, "settled");
    Ok(())
}

async fn leaving_asks_for_a_rating_once(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.write("A draft").await?;
    chat.click_button("Close chat").await?;
    chat.until("document.activeElement?.id == 'sheet'").await?;
    chat.click(".star:nth-child(2) input").await?;
    chat.fill(".rating textarea", "Too slow").await?;
    chat.click_button("Send").await?;
    page.until_open(false).await?;
    let rating = page.until_event("rating").await?;
    assert_eq!(
        (&rating["rating"], &rating["comment"], &rating["scope"]),
        (&json!(2), &json!("Too slow"), &json!("conversation"))
    );
    assert_eq!(site.api_calls("POST", "/rate"), 1);
    page.click_launcher().await?;
    chat.until_draft("A draft").await?;
    page.until_still().await?;
    chat.click_button("Close chat").await?;
    page.until_open(false).await
}

async fn thumbs_and_words_about_a_reply_reach_the_page(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click("[aria-label=\"Bad answer\"]").await?;
    let first = page.until_event("feedback").await?;
    assert_eq!(first["rating"].as_f64(), Some(-1.0));
    assert!(first["messageId"].as_str().is_some_and(|id| !id.is_empty()));
    chat.fill(".opinion textarea", "Wrong <b>tent</b>").await?;
    chat.click(".opinion .button").await?;
    let both = page.until_events("feedback", 2).await?;
    assert_eq!(both[1]["comment"], "Wrong <b>tent</b>");
    chat.until("document.querySelector('[aria-label=\"Bad answer\"][aria-pressed=true]')").await?;
    let broadcast = page.events("dom").await?;
    assert!(broadcast.iter().all(|event| event.get("comment").is_none()), "words stay with who subscribed");
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('[aria-label=\"Bad answer\"][aria-pressed=true]')").await?;
    assert!(!page.event_names().await?.contains(&"feedback".into()), "it was said once");
    Ok(())
}

/// An open chat with something said in it, its API behind a proxy.
async fn broken(visit: &Visit) -> Result<(Rc<Site>, Rc<FaultProxy>, Page<'_>, Chat<'_>)> {
    visit.expect("Failed to load resource");
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    Ok((site, proxy, page, chat))
}

/// Confirms until the deletion is on its way: at first the button takes no click (S56).
async fn confirm(chat: &Chat<'_>, page: &Page<'_>, done: &str) -> Result<()> {
    wait::until("the deletion is confirmed", async || {
        chat.run("document.querySelector('.button.danger')?.click();", &[]).await?;
        let done = chat.value(&format!("!!({done})")).await?;
        page.value("0").await?;
        Ok((done == true).then_some(()))
    })
    .await
}

async fn f80_s56_deleting_takes_two_steps_and_leaves_nothing(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.write("A draft").await?;
    page.until_event("typingStop").await?;
    menu(&chat, "Delete my data").await?;
    chat.run_async(
        "document.querySelector('.question') || await new Promise((resolve) => setTimeout(resolve));
        document.querySelector('.button.danger').click();",
        &[],
    )
    .await?;
    assert_eq!(site.api_calls("DELETE", ""), 0, "a click that was meant for something else");
    assert!(chat.has(".question").await?);
    confirm(&chat, &page, "document.querySelector('.ended')").await?;
    assert_eq!(site.api_calls("DELETE", ""), 1);
    page.until_event("dataDelete").await?;
    assert!(chat.value("document.querySelector('.ended').innerText").await?.to_string().contains("deleted"));
    chat.until("!document.querySelector('.menu')").await?;
    assert_eq!(chat.messages().await?, []);
    let kept = chat.value("Object.keys(localStorage).filter((key) => !key.endsWith(':choices'))").await?;
    assert_eq!(kept, json!([]));
    chat.click_button("Start again").await?;
    chat.until_draft("").await?;
    assert_eq!(chat.ask("Hello").await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Hello"]);
    Ok(())
}

async fn f80_a_deletion_that_fails_says_so_and_keeps_everything(visit: &Visit) -> Result<()> {
    let (_site, proxy, page, chat) = broken(visit).await?;
    proxy.inject(Rule::next(
        "DELETE",
        "/chat",
        Fault::Answer { status: 500, headers: Vec::new(), body: String::new() },
    ));
    menu(&chat, "Delete my data").await?;
    confirm(&chat, &page, "document.querySelector('.question .fault')").await?;
    let error = page.until_event("error").await?;
    assert_eq!(error["code"], "delete_failed");
    assert!(!page.event_names().await?.contains(&"dataDelete".into()));
    assert_eq!(chat.questions().await?, ["Hi"]);
    chat.click_button("Cancel").await?;
    chat.click("[aria-label=\"Back to the conversation\"]").await?;
    assert_eq!(chat.ask("Still here?").await?.status, "settled");
    Ok(())
}

async fn s30_an_export_is_a_readable_page_and_the_servers_document(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("<img src=x onerror=alert(1)>").await?;
    chat.run(
        "window.files = []; window.names = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { files.push(blob); return make.call(URL, blob); };
        const click = HTMLElement.prototype.click;
        HTMLElement.prototype.click = function () { if (this.download) names.push(this.download); else click.call(this); };",
        &[],
    )
    .await?;
    menu(&chat, "Download my data").await?;
    page.until_events("dataExport", 1).await?;
    chat.click_button("Download as JSON").await?;
    page.until_events("dataExport", 2).await?;
    let texts = chat.run_async("return await Promise.all(files.map((file) => file.text()));", &[]).await?;
    let readable = texts[0].as_str().context("no page")?;
    assert!(
        readable.contains("&lt;img src=x onerror=alert(1)&gt;") && !readable.contains("<img"),
        "{readable}"
    );
    let document: serde_json::Value = serde_json::from_str(texts[1].as_str().context("no document")?)?;
    assert!(document["conversations"][0]["messages"].is_array());
    let names = chat.value("names").await?;
    assert!(names[0].as_str().is_some_and(|name| name.rsplit('.').next() == Some("html")), "{names}");
    assert!(names[1].as_str().is_some_and(|name| name.rsplit('.').next() == Some("json")), "{names}");
    let counted = "const body = new DOMParser().parseFromString(arguments[0], 'text/html');
        return body.querySelectorAll('script, img, a, iframe').length;";
    assert_eq!(page.run(counted, &[json!(readable)]).await?, 0);
    chat.click("[aria-label=\"Back to the conversation\"]").await?;
    assert_eq!(chat.ask("Still here?").await?.status, "settled", "everything stays in place");
    Ok(())
}

async fn nothing_is_sent_before_the_disclaimer_is_accepted(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = loader_tag(&site, "data-disclaimer='{\"id\":\"v1\",\"text\":\"An <b>AI</b> answers.\"}'");
    let page = visit.open(&site.put("/", &HostPage::plain().body(&tag))).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.sheet')?.innerText.includes('An <b>AI</b> answers.')").await?;
    page.run("Chatlet.send('By the page');", &[]).await?;
    assert!(!chat.has("#composer").await?);
    assert_eq!(site.api_calls("POST", "/messages"), 0);
    chat.click_button("Accept").await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["By the page"]);
    assert_eq!(page.until_event("disclaimerAccept").await?["experienceId"], "v1");
    Ok(())
}

async fn choices_survive_a_reload(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-theme=light").await?;
    let chat = page.open_chat().await?;
    chat.click("[aria-label=Menu]").await?;
    let size = "parseFloat(getComputedStyle(document.documentElement).fontSize)";
    let before = chat.value(size).await?.as_f64().context("no size")?;
    chat.click("input[name=text][aria-label], .segment:last-child input[name=text]").await?;
    chat.until(&format!("{size} > {before}")).await?;
    chat.click("[role=switch]").await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until(&format!("{size} > {before}")).await?;
    chat.click("[aria-label=Menu]").await?;
    chat.until("document.querySelector('[role=switch]')?.checked === false").await
}

async fn s49_after_logout_nothing_of_the_visitor_is_left(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.command("identify", &[json!({ "id": "ann@example.com" })]).await?;
    let chat = page.open_chat().await?;
    chat.ask("My secret order").await?;
    chat.write("A secret draft").await?;
    page.until_event("typingStop").await?;
    assert_eq!(chat.value("JSON.stringify({ ...localStorage }).includes('ann@')").await?, false);
    page.command("logout", &[]).await?;
    page.until_event("identityChange").await?;
    assert_eq!(chat.value("document.body.innerText.includes('secret')").await?, false);
    let kept = chat.value("Object.keys(localStorage).filter((key) => !key.endsWith(':choices'))").await?;
    assert_eq!(kept, json!([]));
    chat.until_usable().await?;
    assert_eq!(chat.draft().await?, "");
    assert_eq!(chat.messages().await?, []);
    assert_eq!(chat.ask("Hello").await?.status, "settled");
    Ok(())
}

/// Two tabs with the same conversation; the second one is in front.
#[allow(clippy::elidable_lifetime_names, reason = "the bound of a function cannot leave it out")]
async fn two_tabs<'a>(visit: &'a Visit) -> Result<(Chat<'a>, impl AsyncFnOnce() -> Result<Chat<'a>>)> {
    let (site, page) = visit.shop("").await?;
    page.open_chat().await?.ask("Hi").await?;
    let first = visit.session.tabs().await?.swap_remove(0);
    visit.session.another_tab().await?;
    let page = visit.open(&site.host("/")).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    Ok((chat, async move || {
        visit.session.switch_to(first).await?;
        visit.page().chat().await
    }))
}

async fn f42_a_new_chat_in_another_tab_is_shown_as_such(visit: &Visit) -> Result<()> {
    let (chat, back) = two_tabs(visit).await?;
    menu(&chat, "New chat").await?;
    chat.click_button("Skip").await?;
    chat.until("document.getElementById('transcript') && !document.querySelector('.message')").await?;
    chat.ask("In the new one").await?;
    let chat = back().await?;
    chat.until("document.querySelector('.ended')?.innerText.includes('another tab')").await?;
    assert_eq!(chat.questions().await?, ["Hi"], "what was said stays readable");
    chat.click_button("Start again").await?;
    chat.until("document.querySelector('.message')?.innerText.includes('In the new one')").await
}

async fn f80_a_deletion_in_another_tab_clears_this_one(visit: &Visit) -> Result<()> {
    let (chat, back) = two_tabs(visit).await?;
    menu(&chat, "Delete my data").await?;
    confirm(&chat, &visit.page(), "document.querySelector('.ended')").await?;
    let chat = back().await?;
    chat.until("document.querySelector('.ended')?.innerText.includes('deleted')").await?;
    assert_eq!(chat.messages().await?, []);
    Ok(())
}

async fn an_unseen_reply_sounds_unless_it_is_muted(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.run(
        "window.tones = 0;
        const make = BaseAudioContext.prototype.createOscillator;
        BaseAudioContext.prototype.createOscillator = function () { tones++; return make.call(this); };",
        &[],
    )
    .await?;
    chat.ask("Hi").await?;
    assert_eq!(chat.value("tones").await?, 0, "what is seen needs no sound");
    page.command("close", &[]).await?;
    page.command("send", &[json!("More")]).await?;
    page.until_events("messageComplete", 2).await?;
    chat.until("tones == 2").await?;
    page.command("open", &[]).await?;
    page.until_still().await?;
    chat.click("[aria-label=Menu]").await?;
    chat.click("[role=switch]").await?;
    chat.click("[aria-label=\"Back to the conversation\"]").await?;
    page.command("close", &[]).await?;
    page.command("send", &[json!("More")]).await?;
    page.until_events("messageComplete", 3).await?;
    assert_eq!(chat.value("tones").await?, 2);
    Ok(())
}
