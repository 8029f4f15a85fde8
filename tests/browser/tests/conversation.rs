//! Talking: to stop, to try again, to come back, and what stands in the composer meanwhile.

use anyhow::Result;
use chatlet_browser_tests::{Needs, Visit, keys, tests, wait};
use chatlet_sandbox::Site as Origin;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        f32_a_stopped_reply_keeps_its_draft_and_the_composer_is_ready,
        f31_a_retryable_error_offers_another_try_and_a_final_one_does_not,
        f30_an_empty_reply_is_shown_as_such_and_can_be_tried_again,
        f33_enter_while_a_reply_streams_sends_nothing_and_keeps_the_text,
        f34_two_quick_enters_or_a_double_click_are_one_message,
        the_conversation_goes_on_after_a_reload,
        f32_a_conversation_whose_first_reply_was_stopped_goes_on_after_a_reload,
        what_was_written_survives_a_reload,
        with_persist_off_nothing_survives,
        quick_replies_send_their_words,
        shift_and_enter_begin_a_new_line,
        the_view_follows_the_end_until_the_visitor_scrolls,
        a_conversation_is_opened_at_its_end;
    Needs::Chromium("the others have no two tabs that both count as visible") =>
        f42_two_tabs_share_the_conversation_and_opening_one_opens_no_other
}

const SLOW: &str = "/tokens 600 rate 100";

async fn f32_a_stopped_reply_keeps_its_draft_and_the_composer_is_ready(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say(SLOW).await?;
    chat.until_reply("streaming", |reply| reply.status == "streaming" && reply.text.len() > 40).await?;
    chat.click_button("Stop the answer").await?;
    let stopped = chat.reply_after(0).await?;
    assert_eq!(stopped.status, "stopped");
    assert!(stopped.text.len() > 40, "{stopped:?}");
    page.until_event("messageStop").await?;
    let same = async || Ok(chat.replies().await?.first() == Some(&stopped));
    wait::stays(Duration::from_millis(400), "late bytes change nothing", same).await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert!(!page.event_names().await?.contains(&"error".into()));
    Ok(())
}

async fn f31_a_retryable_error_offers_another_try_and_a_final_one_does_not(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let failed = chat.ask("/error stream once").await?;
    assert_eq!(failed.status, "failed");
    assert!(failed.text.contains("Let me look into that"), "the draft stays: {failed:?}");
    assert!(failed.status_line.contains("The answer could not be finished. Please try again."), "{failed:?}");
    assert_eq!(page.until_event("error").await?["retryable"], true);
    chat.click_button("Try again").await?;
    let reply = chat.until_reply("settled", |reply| reply.status == "settled").await?;
    assert!(reply.text.contains("It worked this time"), "{reply:?}");
    assert_eq!(chat.questions().await?.len(), 1, "no second echo");
    assert_eq!(site.api_calls("POST", "/messages"), 2);

    let last = chat.ask("/error stream-final").await?;
    assert_eq!(last.status, "failed");
    assert!(last.status_line.contains("This question cannot be answered."), "{last:?}");
    assert!(!last.status_line.contains("Try again"), "{last:?}");
    Ok(())
}

async fn f30_an_empty_reply_is_shown_as_such_and_can_be_tried_again(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let reply = chat.ask("/error empty").await?;
    assert_eq!(reply.status, "empty");
    assert!(
        reply.status_line.contains("No answer came.") && reply.status_line.contains("Try again"),
        "{reply:?}"
    );
    assert!(!chat.has(".message[data-status=empty] .bubble").await?, "no blank bubble");
    Ok(())
}

async fn f33_enter_while_a_reply_streams_sends_nothing_and_keeps_the_text(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say(SLOW).await?;
    chat.until_reply("streaming", |reply| reply.status == "streaming").await?;
    chat.say("And another thing").await?;
    assert_eq!(chat.draft().await?, "And another thing");
    assert_eq!(chat.questions().await?.len(), 1);
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    chat.click_button("Stop the answer").await?;
    chat.reply_after(0).await?;
    chat.element("#composer").await?.send_keys(&keys::ENTER.to_string()).await?;
    assert_eq!(chat.reply_after(1).await?.status, "settled");
    assert_eq!(chat.questions().await?[1], "And another thing");
    Ok(())
}

async fn f34_two_quick_enters_or_a_double_click_are_one_message(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say(&format!("Hi{0}{0}", keys::ENTER)).await?;
    chat.reply_after(0).await?;
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    // A real double click of the pointer: two clicks, the second of which says so.
    chat.write("/tokens 40 rate 40").await?;
    chat.run(
        "const button = document.querySelector('.send');
        for (const detail of [1, 2]) button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));",
        &[],
    )
    .await?;
    let reply = chat.reply_after(1).await?;
    assert_eq!(reply.status, "settled", "the second click did not stop it");
    assert_eq!(site.api_calls("POST", "/messages"), 2);
    Ok(())
}

async fn the_conversation_goes_on_after_a_reload(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.open_chat().await?.ask("Which tents do you have?").await?;
    let session = page.until_event("sessionStart").await?["sessionId"].clone();
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?, ["Which tents do you have?"]);
    chat.ask("Thanks").await?;
    let start = page.until_event("messageStart").await?;
    assert_eq!(start["sessionId"], session);
    assert_eq!(start["first"], false);
    let minted = site.requests(Origin::Host).iter().filter(|logged| logged.path == "/chat/token").count();
    assert_eq!(minted, 1, "the bound token is kept");
    Ok(())
}

async fn f32_a_conversation_whose_first_reply_was_stopped_goes_on_after_a_reload(
    visit: &Visit,
) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say(SLOW).await?;
    chat.until_reply("streaming", |reply| reply.status == "streaming").await?;
    chat.click_button("Stop the answer").await?;
    chat.reply_after(0).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // The backend has bound no token yet; the one in force is the visitor's all the same.
    assert_eq!(chat.questions().await?, [SLOW]);
    Ok(())
}

async fn what_was_written_survives_a_reload(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.write("Half a que").await?;
    page.until_event("typingStop").await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_draft("Half a que").await?;
    chat.say("stion").await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Half a question"]);
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.draft().await?, "", "what was sent is no draft");
    Ok(())
}

async fn with_persist_off_nothing_survives(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-persist=off").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    assert_eq!(chat.value("localStorage.length + sessionStorage.length").await?, 0);
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.messages().await?, []);
    Ok(())
}

async fn quick_replies_send_their_words(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/quick-replies").await?;
    chat.click_button("Opening hours").await?;
    assert_eq!(chat.reply_after(1).await?.status, "settled");
    assert_eq!(chat.questions().await?[1], "Opening hours");
    assert_eq!(page.until_event("quickReply").await?["label"], "Opening hours");
    assert!(!chat.has(".quick-replies").await?, "only the latest turn offers them");
    Ok(())
}

async fn shift_and_enter_begin_a_new_line(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.write("One").await?;
    let before = chat.value("document.getElementById('composer').offsetHeight").await?.as_u64();
    visit.session.press_with(keys::SHIFT, keys::ENTER).await?;
    chat.element("#composer").await?.send_keys("two").await?;
    assert_eq!(chat.draft().await?, "One\ntwo");
    assert!(
        chat.value("document.getElementById('composer').offsetHeight").await?.as_u64() > before,
        "it grows"
    );
    assert_eq!(site.api_calls("POST", "/messages"), 0);
    Ok(())
}

async fn the_view_follows_the_end_until_the_visitor_scrolls(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/tokens 400").await?;
    let at_end =
        "(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight < 24)(
        document.getElementById('transcript'))";
    chat.until(at_end).await?;
    chat.say("/tokens 300 rate 150").await?;
    chat.until_reply("streaming", |reply| reply.status == "streaming" && reply.text.len() > 100).await?;
    chat.until(at_end).await?;
    // The visitor turns the wheel, as far as a script can: the browser tells the app of it as of any other scroll.
    chat.run("document.getElementById('transcript').scrollTop -= 300;", &[]).await?;
    chat.until("document.querySelector('.jump')").await?;
    let place = chat.value("Math.round(document.getElementById('transcript').scrollTop)").await?;
    chat.reply_after(1).await?;
    let now = chat.value("Math.round(document.getElementById('transcript').scrollTop)").await?;
    assert_eq!(now, place, "it stays where the visitor reads");
    chat.click(".jump").await?;
    chat.until(at_end).await?;
    chat.until("!document.querySelector('.jump')").await
}

async fn f42_two_tabs_share_the_conversation_and_opening_one_opens_no_other(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("From the first tab").await?;
    let first = visit.session.tabs().await?.swap_remove(0);
    let second = visit.session.another_tab().await?;
    let page = visit.open(&site.host("/")).await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false);
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, ["From the first tab"]);
    chat.ask("From the second tab").await?;
    visit.session.switch_to(first).await?;
    let page = visit.page();
    let chat = page.chat().await?;
    chat.until("document.querySelectorAll('.message[data-author=visitor]').length == 2").await?;
    assert_eq!(chat.questions().await?, ["From the first tab", "From the second tab"], "without a reload");
    // Neither overwrites what the other has stored.
    visit.collect().await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, ["From the first tab", "From the second tab"]);
    visit.session.switch_to(second).await?;
    Ok(())
}

async fn a_conversation_is_opened_at_its_end(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.open_chat().await?.ask("/history 60").await?;
    // More than once, because what is drawn first differs with the network.
    for _ in 0..4 {
        let page = visit.reload().await?;
        let chat = page.open_chat().await?;
        chat.until("document.querySelectorAll('.message').length > 20").await?;
        chat.until(
            "(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight < 24)(
                document.getElementById('transcript'))",
        )
        .await?;
    }
    Ok(())
}
