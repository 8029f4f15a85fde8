//! A visitor in the browser and an agent at the API: a whole handover, and what a reload, a cut line and a second tab do
//! to it.

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Needs, Page, Visit, tests, wait};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::FaultProxy;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        a_handover_from_the_wish_to_the_stars,
        f10_the_page_asks_for_a_person_and_a_reload_finds_every_state_again,
        f60_what_an_agent_says_while_the_line_is_cut_is_there_when_it_is_back;
    Needs::Chromium("the others have no two tabs that both count as visible") =>
        f42_two_tabs_show_the_same_and_one_of_them_reads
}

async fn until_said(chat: &Chat<'_>, author: &str, text: &str) -> Result<()> {
    wait::until(&format!("{author} says {text:?}"), async || {
        let messages = chat.messages().await?;
        let found =
            messages.iter().filter(|message| message.author == author && message.text == text).count();
        anyhow::ensure!(found < 2, "it is there twice");
        if found == 1 { Ok(Some(())) } else { anyhow::bail!("there is {messages:?}") }
    })
    .await
}

async fn until_shown(chat: &Chat<'_>, text: &str) -> Result<()> {
    chat.until(&format!("document.body.innerText.includes({})", serde_json::json!(text))).await
}

async fn until_asked(page: &Page<'_>) -> Result<()> {
    let told = async || {
        let states = page.events("callbacks").await?;
        let waits =
            states.iter().any(|event| event["name"] == "livechatState" && event["status"] == "waiting");
        Ok(waits.then_some(()))
    };
    wait::until("somebody has been asked for", told).await
}

async fn a_handover_from_the_wish_to_the_stars(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "Waiting for a person").await?;
    // The assistant keeps helping, and the form for those who wait is there.
    assert_eq!(chat.ask("Still there?").await?.status, "settled");
    until_shown(&chat, "While you wait").await?;
    site.sandbox.agent("say Mette here")?;
    until_said(&chat, "agent", "Mette here").await?;
    until_shown(&chat, "Support agent").await?;
    chat.until("!document.body.innerText.includes('While you wait')").await?;
    assert!(chat.announcements().await?.iter().any(|(_, text)| text.contains("Mette here")));
    site.sandbox.agent("type")?;
    chat.until("!!document.querySelector('.talk-typing')").await?;
    chat.say("Where is my parcel?").await?;
    until_said(&chat, "visitor", "Where is my parcel?").await?;
    until_shown(&chat, "Delivered").await?;
    site.sandbox.agent("close All done")?;
    until_shown(&chat, "has ended the chat.").await?;
    until_shown(&chat, "All done").await?;
    chat.run("document.querySelectorAll('.star input')[4].click()", &[]).await?;
    chat.run("document.querySelector('.talk-rating .button').click()", &[]).await?;
    let rating = page.until_event("rating").await?;
    assert_eq!((&rating["rating"], &rating["scope"]), (&5.into(), &"livechat".into()));
    // The assistant is back in the same conversation.
    assert_eq!(chat.ask("And now?").await?.status, "settled");
    let names = page.event_names().await?;
    let story = [
        "handover",
        "livechatState",
        "agentJoin",
        "agentTyping",
        "messageReceived",
        "agentLeave",
        "sessionEnd",
    ];
    for name in story {
        assert!(names.contains(&name.to_owned()), "no {name} in {names:?}");
    }
    assert_eq!(names.iter().filter(|name| *name == "messageReceived").count(), 1);
    assert_eq!(site.api_calls("POST", "/livechat/handover"), 1);
    Ok(())
}

async fn f10_the_page_asks_for_a_person_and_a_reload_finds_every_state_again(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.command("requestHandover", &[serde_json::json!({"reason": "VIP", "priority": "high"})]).await?;
    let handover = page.until_event("handover").await?;
    assert_eq!((&handover["reason"], &handover["source"]), (&"VIP".into(), &"api".into()));
    until_asked(&page).await?;

    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_shown(&chat, "Waiting for a person").await?;
    site.sandbox.agent("say One")?;
    until_said(&chat, "agent", "One").await?;

    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_said(&chat, "agent", "One").await?;
    site.sandbox.agent("say Two")?;
    until_said(&chat, "agent", "Two").await?;
    chat.say("Three").await?;
    until_said(&chat, "visitor", "Three").await?;
    let received = page.until_event("messageReceived").await?;
    assert_eq!(received["message"], "Two", "what was said before is not told again");
    site.sandbox.agent("close")?;
    until_shown(&chat, "has ended the chat.").await?;

    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_shown(&chat, "How was the help you got?").await?;
    let said: Vec<_> = chat.messages().await?.into_iter().map(|message| message.text).collect();
    assert_eq!(said[said.len() - 3..], ["One", "Two", "Three"]);
    chat.click_button("Skip").await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_said(&chat, "visitor", "Three").await?;
    wait::until("the state has been read", async || {
        Ok((site.api_calls("GET", "/livechat/state") >= 5).then_some(()))
    })
    .await?;
    assert!(!chat.has(".talk-end").await?, "nobody asks twice");
    Ok(())
}

async fn f60_what_an_agent_says_while_the_line_is_cut_is_there_when_it_is_back(visit: &Visit) -> Result<()> {
    visit.expect("Failed to load resource");
    let site = visit.site().await?;
    let proxy = FaultProxy::start(&site.sandbox.api).await?;
    site.sandbox.advertise_api(Some(&proxy.url));
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "Waiting for a person").await?;
    site.sandbox.agent("say Before")?;
    until_said(&chat, "agent", "Before").await?;
    proxy.set_offline(true);
    site.sandbox.agent("say Meanwhile")?;
    wait::stays(Duration::from_millis(800), "the line is cut", async || {
        Ok(!chat.messages().await?.iter().any(|message| message.text == "Meanwhile"))
    })
    .await?;
    proxy.set_offline(false);
    until_said(&chat, "agent", "Meanwhile").await?;
    chat.say("I am back").await?;
    until_said(&chat, "visitor", "I am back").await?;
    until_shown(&chat, "Delivered").await?;
    Ok(())
}

async fn f42_two_tabs_show_the_same_and_one_of_them_reads(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "Waiting for a person").await?;
    let first = visit.session.tabs().await?.swap_remove(0);
    let second = visit.session.another_tab().await?;
    let page = visit.open(&site.host("/")).await?;
    let chat = page.open_chat().await?;
    until_shown(&chat, "Waiting for a person").await?;
    site.sandbox.agent("say For both")?;
    until_said(&chat, "agent", "For both").await?;
    visit.session.switch_to(first).await?;
    let chat = visit.page().chat().await?;
    until_said(&chat, "agent", "For both").await?;
    // A read that waits is held by the server; two tabs that both read would hold two.
    let waiting =
        site.requests(Origin::Api).into_iter().filter(|request| request.query.contains("wait_ms")).count();
    assert!(waiting >= 1, "somebody reads");
    site.sandbox.agent("close")?;
    until_shown(&chat, "has ended the chat.").await?;
    visit.session.switch_to(second).await?;
    until_shown(&visit.page().chat().await?, "has ended the chat.").await?;
    Ok(())
}
