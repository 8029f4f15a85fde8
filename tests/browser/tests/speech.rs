//! Messages read aloud and dictated, with a stand-in for the browser's voice and ear that does what the standard says.

use anyhow::Result;
use chatlet_browser_tests::{Chat, Needs, Page, Visit, tests};
use serde_json::json;

tests! {
    Needs::Chromium("the stand-ins take the place of its interfaces") =>
        where_the_browser_has_no_speech_there_are_no_buttons,
        a_reply_is_read_aloud_and_another_one_replaces_it,
        what_is_said_is_written_and_can_be_sent,
        a_microphone_that_is_not_allowed_is_a_sentence
}

/// A voice that says everything at once, and an ear that hears what the test says.
const STAND_IN: &str = "
    window.said = [];
    window.cancelled = 0;
    const voice = window.speechSynthesis;
    let waiting = [];
    const next = () => {
        const utterance = waiting[0];
        if (!utterance) return;
        utterance.dispatchEvent(new Event('start'));
        said.push([utterance.text, utterance.lang]);
    };
    voice.getVoices = () => [{ lang: 'en', name: 'Stand-in' }];
    voice.speak = (utterance) => { if (waiting.push(utterance) == 1) queueMicrotask(next); };
    voice.cancel = () => {
        cancelled++;
        const [cut] = waiting;
        waiting = [];
        cut?.dispatchEvent(Object.assign(new Event('error'), { error: 'interrupted' }));
    };
    window.finish = () => { waiting.shift()?.dispatchEvent(new Event('end')); next(); };
    window.SpeechRecognition = class extends EventTarget {
        start() { window.ear = this; queueMicrotask(() => this.dispatchEvent(new Event('start'))); }
        stop() { this.dispatchEvent(new Event('end')); }
        abort() { window.ear = null; this.dispatchEvent(Object.assign(new Event('error'), { error: 'aborted' })); this.stop(); }
    };
    window.hear = (...words) => ear.dispatchEvent(Object.assign(new Event('result'), {
        resultIndex: 0,
        results: words.map((transcript) => [{ transcript, confidence: 1 }]),
    }));
    voice.dispatchEvent(new Event('voiceschanged'));";

async fn speaking(visit: &Visit) -> Result<(Page<'_>, Chat<'_>)> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.run(STAND_IN, &[]).await?;
    Ok((page, chat))
}

async fn where_the_browser_has_no_speech_there_are_no_buttons(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.run(
        "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;
        speechSynthesis.getVoices = () => [];
        speechSynthesis.dispatchEvent(new Event('voiceschanged'));",
        &[],
    )
    .await?;
    chat.ask("Hi").await?;
    chat.until("document.querySelector('[aria-label=\"Good answer\"]')").await?;
    assert!(!chat.has("[aria-label=\"Read aloud\"]").await?);
    assert!(!chat.has(".microphone").await?);
    Ok(())
}

async fn a_reply_is_read_aloud_and_another_one_replaces_it(visit: &Visit) -> Result<()> {
    let (page, chat) = speaking(visit).await?;
    chat.ask("Hi").await?;
    chat.ask("What are your opening hours?").await?;
    let buttons = "document.querySelectorAll('[aria-label=\"Read aloud\"]')";
    chat.until(&format!("{buttons}.length == 2")).await?;
    chat.click("[aria-label=\"Read aloud\"]").await?;
    chat.until("said.length == 1").await?;
    chat.until("document.querySelector('[aria-label=\"Stop reading\"][aria-pressed=true]')").await?;
    assert_eq!(chat.value("said[0][1]").await?, "en");
    chat.click("[aria-label=\"Read aloud\"]").await?;
    page.until_events("ttsStart", 2).await?;
    page.until_events("ttsEnd", 1).await?;
    assert_eq!(chat.value("document.querySelectorAll('[aria-label=\"Stop reading\"]').length").await?, 1);
    chat.run("for (let count = 0; count < 20; count++) finish();", &[]).await?;
    page.until_events("ttsEnd", 2).await?;
    chat.until("!document.querySelector('[aria-label=\"Stop reading\"]')").await?;
    let starts = page.until_events("ttsStart", 2).await?;
    assert!(starts[1]["text"].as_str().is_some_and(|text| text.contains("Monday to Friday")), "{starts:?}");
    assert!(
        page.events("dom")
            .await?
            .iter()
            .all(|event| event["name"] != "ttsStart" || event.get("text").is_none())
    );
    chat.click("[aria-label=\"Read aloud\"]").await?;
    page.until_events("ttsStart", 3).await?;
    page.command("close", &[]).await?;
    page.until_events("ttsEnd", 3).await?;
    Ok(())
}

async fn what_is_said_is_written_and_can_be_sent(visit: &Visit) -> Result<()> {
    let (page, chat) = speaking(visit).await?;
    chat.until_usable().await?;
    chat.write("I want").await?;
    chat.click_button("Speak your message").await?;
    page.until_event("voiceStart").await?;
    chat.run("hear('a ten');", &[]).await?;
    chat.until_draft("I want a ten").await?;
    chat.run("hear('a tent', ' for two');", &[]).await?;
    chat.until_draft("I want a tent for two").await?;
    chat.click_button("Stop listening").await?;
    let end = page.until_event("voiceEnd").await?;
    assert_eq!(end["transcript"], "a tent for two");
    chat.until("!window.ear").await?;
    chat.click_button("Send message").await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["I want a tent for two"]);
    Ok(())
}

async fn a_microphone_that_is_not_allowed_is_a_sentence(visit: &Visit) -> Result<()> {
    let (page, chat) = speaking(visit).await?;
    chat.until_usable().await?;
    chat.click_button("Speak your message").await?;
    chat.until("window.ear").await?;
    chat.run(
        "ear.dispatchEvent(Object.assign(new Event('error'), { error: arguments[0] })); ear.dispatchEvent(new Event('end'));",
        &[json!("not-allowed")],
    )
    .await?;
    chat.until("document.querySelector('.notice.fault')?.innerText.includes('microphone is not allowed')")
        .await?;
    chat.until("document.querySelector('[role=alert]').textContent.includes('microphone')").await?;
    assert_eq!(page.until_event("error").await?["code"], "microphone_refused");
    chat.until("document.querySelector('.microphone[aria-pressed=false]')").await?;
    assert_eq!(chat.ask("Then in writing").await?.status, "settled");
    Ok(())
}
