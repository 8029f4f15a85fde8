//! A whole handover in two browsers, and what a reload, a cut line and a second tab do to it in each of its states.

use anyhow::Result;
use chatlet_browser_tests::{Chat, Engine, HostPage, Needs, Page, Site, Visit, keys, tests, wait};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::{Fault, Rule};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

tests! {
    Needs::Nothing =>
        s26_a_handover_in_two_browsers_with_files_both_ways,
        f10_the_page_asks_for_a_person_and_a_reload_finds_every_state_again,
        f35_f40_f60_the_line_is_cut_in_every_state_and_nothing_is_lost_or_doubled,
        f58_a_message_that_nobody_sees_is_counted_titled_and_heard;
    Needs::NotWebkit("its driver has no two tabs that both count as visible") =>
        f42_two_tabs_agree_in_every_state_and_one_of_them_reads
}

/// What a session with a person tells the page, but for typing.
const STORY: [&str; 8] = [
    "handover",
    "livechatState",
    "agentJoin",
    "agentLeave",
    "messageReceived",
    "rating",
    "sessionEnd",
    "formShown",
];

/// The story so far, with what is worth telling of each event.
async fn story(page: &Page<'_>) -> Result<Vec<String>> {
    let told = page.events("callbacks").await?.into_iter().filter_map(|event| {
        let name = event["name"].as_str().filter(|name| STORY.contains(name))?;
        let detail =
            ["status", "displayName", "message", "scope"].iter().find_map(|field| event[field].as_str());
        Some(detail.map_or(name.to_owned(), |detail| format!("{name} {detail}")))
    });
    let told: Vec<_> = told.collect();
    let ids: BTreeSet<_> =
        page.events("callbacks").await?.iter().map(|event| event["id"].to_string()).collect();
    assert_eq!(ids.len(), page.events("dom").await?.len(), "each event comes once, each way");
    Ok(told)
}

/// Puts files into an input, as picking them does. Each is a name, a type, and its text; without one it is a picture.
const PICK: &str = "
    const drawing = () => new Promise((resolve) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [120, 80];
        canvas.getContext('2d').fillRect(10, 10, 60, 40);
        canvas.toBlob(resolve, 'image/png');
    });
    const transfer = new DataTransfer();
    for (const [name, type, text] of arguments[1]) {
        transfer.items.add(new File([text ?? await drawing()], name, { type }));
    }
    const input = document.querySelector(arguments[0]);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));";

/// What anybody gets who has the address: the head of the answer, and its body.
async fn download(address: &Value) -> Result<(String, Vec<u8>)> {
    let address = address.as_str().and_then(|address| address.strip_prefix("http://")).unwrap_or_default();
    let (authority, path) = address.split_once('/').unwrap_or_default();
    let mut stream = TcpStream::connect(authority).await?;
    let request = format!("GET /{path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(answer.len() - 4);
    let body = answer.split_off(end + 4);
    Ok((String::from_utf8_lossy(&answer).to_lowercase(), body))
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

/// How often the server was asked to wait for news; each is held by it.
fn reads_that_wait(site: &Site) -> usize {
    let asked = site.requests(Origin::Api).into_iter();
    asked.filter(|request| request.method == "GET" && request.query.contains("wait_ms")).count()
}

async fn until_reads(site: &Site, count: usize) -> Result<()> {
    wait::until("news are waited for", async || Ok((reads_that_wait(site) >= count).then_some(()))).await
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

async fn s26_a_handover_in_two_browsers_with_files_both_ways(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let colleague = visit.another_browser().await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "Waiting for a person").await?;
    // The assistant keeps helping, and the form for those who wait is there.
    assert_eq!(chat.ask("Still there?").await?.status, "settled");
    until_shown(&chat, "While you wait").await?;
    let desk = colleague.open(&site.host("/desk/")).await?;
    desk.until("document.querySelector('.waiting .card')").await?;
    desk.run("document.querySelector('.card').click();", &[]).await?;
    desk.until("document.querySelector('.hint')?.textContent.includes('takes the conversation')").await?;
    let field =
        colleague.session.element("return document.querySelector('.composer textarea');", &[]).await?;
    field.send_keys("Hello, <b>Mette</b>").await?;
    // Who it is, before they have said anything.
    chat.until("document.querySelector('.talk-title')?.innerText == 'Mette Holm'").await?;
    chat.until("document.querySelector('.talk-face img')?.naturalWidth > 0").await?;
    chat.until("document.querySelector('.talk-typing')").await?;
    chat.until("!document.body.innerText.includes('While you wait')").await?;
    field.send_keys(&format!(" here{}", keys::ENTER)).await?;
    until_said(&chat, "agent", "Hello, <b>Mette</b> here").await?;
    chat.until("!document.querySelector('.talk-typing')").await?;
    assert!(chat.announcements().await?.iter().any(|(_, text)| text.contains("Mette Holm: Hello")));
    // From the visitor to the desk.
    chat.write("<img src=x> My tent").await?;
    desk.until("document.querySelector('#conversation > .typing').textContent.includes('is typing')").await?;
    let files = json!([["tent.png", "image/png", null], ["invoice.pdf", "application/pdf", "%PDF-1.4 bill"]]);
    chat.run_async(PICK, &["input[data-tray]:not([capture])".into(), files]).await?;
    chat.until("document.querySelectorAll('.tray li').length == 2").await?;
    chat.element("#composer").await?.send_keys(&keys::ENTER.to_string()).await?;
    until_shown(&chat, "Delivered").await?;
    desk.until(
        "document.querySelector('.message.user:last-child')?.textContent.includes('<img src=x> My tent')",
    )
    .await?;
    desk.until("document.querySelector('.message.user:last-child img').naturalWidth == 120").await?;
    desk.until("document.querySelector('#conversation > .typing').textContent == ''").await?;
    let link = desk.value("document.querySelector('.message.user:last-child .file a').href").await?;
    assert_eq!(download(&link).await?.1, b"%PDF-1.4 bill");
    // From the desk to the visitor.
    let files = json!([["manual.pdf", "application/pdf", "%PDF-1.4 how"], ["peg.png", "image/png", null]]);
    desk.run_async(PICK, &[".composer input[type=file]".into(), files]).await?;
    field.send_keys(&format!("The manual{}", keys::ENTER)).await?;
    chat.until("document.querySelectorAll('[data-author=agent] a.file').length == 1").await?;
    chat.until("document.querySelector('[data-author=agent] .parts img')?.naturalWidth == 120").await?;
    let (head, body) =
        download(&chat.value("document.querySelector('[data-author=agent] a.file').href").await?).await?;
    assert_eq!(body, b"%PDF-1.4 how");
    assert!(head.contains("content-disposition: attachment"), "{head}");
    // The end, and what the visitor thinks of it.
    desk.run("document.querySelector('.head .button').click();", &[]).await?;
    desk.run("document.querySelector('dialog[open] .button').click();", &[]).await?;
    until_shown(&chat, "Mette Holm has ended the chat.").await?;
    until_shown(&chat, "Solved").await?;
    chat.run("document.querySelectorAll('.star input')[1].click()", &[]).await?;
    chat.element(".talk-rating textarea").await?.send_keys("It took long").await?;
    chat.click(".talk-rating .button").await?;
    let rating = page.until_event("rating").await?;
    assert_eq!((&rating["rating"], &rating["comment"]), (&2.into(), &"It took long".into()));
    // The assistant is back in the same conversation.
    assert_eq!(chat.ask("And now?").await?.status, "settled");
    let expected = [
        "handover",
        "livechatState waiting",
        "formShown",
        "livechatState active",
        "agentJoin Mette Holm",
        "messageReceived Hello, <b>Mette</b> here",
        "messageReceived The manual\nmanual.pdf",
        "agentLeave Mette Holm",
        "livechatState closed",
        "sessionEnd",
        "rating livechat",
    ];
    assert_eq!(story(&page).await?, expected);
    let typing: Vec<_> =
        page.until_events("agentTyping", 2).await?.iter().map(|event| event["isTyping"] == true).collect();
    assert!(typing.chunks(2).all(|pair| pair == [true, false]), "{typing:?}");
    assert_eq!(site.api_calls("POST", "/livechat/handover"), 1);
    assert_eq!(site.api_calls("POST", "/livechat/feedback"), 1);
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
    let held = reads_that_wait(&site);
    let chat = page.open_chat().await?;
    until_said(&chat, "agent", "One").await?;
    // What the first read brings was there before.
    until_reads(&site, held + 1).await?;
    site.sandbox.agent("say Two")?;
    until_said(&chat, "agent", "Two").await?;
    chat.say("Three").await?;
    until_said(&chat, "visitor", "Three").await?;
    // The agent has it before the talk ends.
    until_shown(&chat, "Delivered").await?;
    let received = page.until_event("messageReceived").await?;
    assert_eq!(received["message"], "Two", "what was said before is not told again");
    site.sandbox.agent("close")?;
    until_shown(&chat, "has ended the chat.").await?;

    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_shown(&chat, "How was the help you got?").await?;
    until_said(&chat, "visitor", "Three").await?;
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

async fn f35_f40_f60_the_line_is_cut_in_every_state_and_nothing_is_lost_or_doubled(
    visit: &Visit,
) -> Result<()> {
    visit.expect("Failed to load resource");
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "While you wait").await?;
    // Waiting: somebody joins meanwhile.
    proxy.set_offline(true);
    site.sandbox.agent("say One")?;
    proxy.set_offline(false);
    until_said(&chat, "agent", "One").await?;
    // Active: a message arrives whose answer does not, and one does not arrive at all.
    proxy.inject(Rule::next("POST", "/livechat/messages", Fault::DropResponse));
    chat.say("Two").await?;
    until_shown(&chat, "Delivered").await?;
    until_said(&chat, "visitor", "Two").await?;
    proxy.set_offline(true);
    chat.say("Four").await?;
    wait::until("it is known that neither was answered", async || {
        let told = page.events("callbacks").await?;
        let unanswered = told.iter().filter(|event| event["code"] == "message_unanswered").count();
        Ok((unanswered == 2).then_some(()))
    })
    .await?;
    site.sandbox.agent("say Three")?;
    proxy.set_offline(false);
    until_said(&chat, "agent", "Three").await?;
    chat.click_button("Try again").await?;
    chat.until("!document.querySelector('.status.fault')").await?;
    until_shown(&chat, "Delivered").await?;
    // Closing, and rating.
    proxy.set_offline(true);
    for question in ["End the chat with", "could not be ended"] {
        chat.run("[...document.querySelectorAll('.talk button')].at(-1).click();", &[]).await?;
        until_shown(&chat, question).await?;
    }
    proxy.set_offline(false);
    chat.click_button("Try again").await?;
    until_shown(&chat, "You have left the support chat.").await?;
    proxy.set_offline(true);
    chat.run("document.querySelectorAll('.star input')[4].click()", &[]).await?;
    chat.click(".talk-rating .button").await?;
    until_shown(&chat, "could not be sent").await?;
    proxy.set_offline(false);
    chat.click(".talk-rating .button").await?;
    page.until_event("rating").await?;
    let said: Vec<_> = chat.messages().await?.into_iter().map(|message| message.text).collect();
    let talk: Vec<_> = said.iter().skip(2).map(String::as_str).collect();
    assert_eq!(
        talk.iter().collect::<BTreeSet<_>>(),
        ["One", "Two", "Three", "Four"].iter().collect(),
        "{said:?}"
    );
    assert_eq!(talk.len(), 4, "{said:?}");
    let expected = [
        "handover",
        "livechatState waiting",
        "formShown",
        "livechatState active",
        "agentJoin Mette Holm",
        "messageReceived One",
        "messageReceived Three",
        "agentLeave Mette Holm",
        "livechatState closed",
        "sessionEnd",
        "rating livechat",
    ];
    assert_eq!(story(&page).await?, expected);
    Ok(())
}

async fn f58_a_message_that_nobody_sees_is_counted_titled_and_heard(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("data-title-notice=on").await?;
    let chat = page.open_chat().await?;
    let count = "window.tones = 0;
        const make = BaseAudioContext.prototype.createOscillator;
        BaseAudioContext.prototype.createOscillator = function () { tones++; return make.call(this); };";
    chat.run(count, &[]).await?;
    chat.ask("Hi").await?;
    chat.click_button("Talk to a person").await?;
    until_shown(&chat, "Waiting for a person").await?;
    site.sandbox.agent("say One")?;
    until_said(&chat, "agent", "One").await?;
    // What is written when the agent closes stays, and is told to nobody (F58).
    chat.write("Take your").await?;
    wait::until("typing is told", async || {
        Ok((site.api_calls("POST", "/livechat/typing") == 1).then_some(()))
    })
    .await?;
    assert_eq!(chat.value("tones").await?, 0, "what is seen needs no sound");
    assert_eq!(page.value("document.title").await?, "Shop");
    page.command("close", &[]).await?;
    site.sandbox.agent("say Two")?;
    page.until_launcher_says("1 unread").await?;
    page.until("document.title == '(1) Shop'").await?;
    // The others do not let them be counted.
    if visit.engine() == Engine::Chromium {
        chat.until("tones == 2").await?;
    }
    page.command("open", &[]).await?;
    page.until("document.title == 'Shop'").await?;
    assert_eq!(page.events("callbacks").await?.iter().filter(|event| event["name"] == "unread").count(), 2);
    site.sandbox.agent("close")?;
    until_shown(&chat, "has ended the chat.").await?;
    chat.until_draft("Take your").await?;
    let typings = site.api_calls("POST", "/livechat/typing");
    assert_eq!(typings, 2, "the start of the burst, and its end");
    chat.write(" time").await?;
    chat.until_draft("Take your time").await?;
    assert_eq!(chat.ask("!").await?.status, "settled");
    assert_eq!(site.api_calls("POST", "/livechat/typing"), typings);
    Ok(())
}

async fn f42_two_tabs_agree_in_every_state_and_one_of_them_reads(visit: &Visit) -> Result<()> {
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
    chat.say("From the second").await?;
    until_said(&chat, "visitor", "From the second").await?;
    visit.session.switch_to(first).await?;
    let chat = visit.page().chat().await?;
    until_said(&chat, "agent", "For both").await?;
    until_said(&chat, "visitor", "From the second").await?;
    chat.say("From the first").await?;
    until_said(&chat, "visitor", "From the first").await?;
    // A read that waits is held by the server; two tabs that both read would hold two.
    until_reads(&site, 1).await?;
    site.sandbox.agent("close")?;
    until_shown(&chat, "has ended the chat.").await?;
    chat.run("document.querySelectorAll('.star input')[4].click()", &[]).await?;
    chat.click(".talk-rating .button").await?;
    visit.page().until_event("rating").await?;
    visit.session.switch_to(second).await?;
    let chat = visit.page().chat().await?;
    until_said(&chat, "visitor", "From the first").await?;
    until_shown(&chat, "has ended the chat.").await?;
    // Rated in one of them, it is asked for in none.
    chat.until("!document.querySelector('.talk-rating')").await
}
