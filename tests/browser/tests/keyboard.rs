//! Keyboard and focus, inside the frame and across its edge (A1 to A5, A11, A21, S58).

use anyhow::Result;
use chatlet_browser_tests::{Engine, HostPage, Needs, Page, Visit, keys, loader_tag, tests, wait};
use serde_json::json;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        a01_the_launcher_is_a_button_with_name_and_state,
        a02_the_frame_and_its_document_have_title_and_language,
        a03_the_window_is_a_labelled_dialog_and_modal_only_where_it_covers_the_page,
        a04_opening_moves_the_focus_in_and_escape_gives_it_back,
        a04_s58_opening_by_script_moves_no_focus,
        a05_shift_and_tab_leave_the_window_to_the_page,
        s58_no_reply_and_no_start_takes_the_focus,
        a11_enter_that_ends_a_composition_sends_nothing,
        a11_the_composer_has_a_name_and_says_how_it_is_used,
        a21_keys_in_the_chat_are_none_of_the_pages_business,
        the_conversation_is_one_stop_and_keys_lead_from_message_to_message;
    Needs::Chromium("only its protocol composes text as an input method does") =>
        a11_composed_text_arrives_whole_and_is_sent_once,
        a03_on_a_phone_the_page_is_inert_and_back_closes
}

const FIELD: &str = "<p><input id=before aria-label=Before></p>";

async fn page_with_field(visit: &Visit) -> Result<Page<'_>> {
    let site = visit.site().await?;
    let page = HostPage::plain().body(FIELD).body(&loader_tag(&site, ""));
    visit.open(&site.put("/", &page)).await
}

async fn a01_the_launcher_is_a_button_with_name_and_state(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let launcher = page.launcher().await?;
    assert_eq!(launcher.tag_name().await?.to_lowercase(), "button");
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Open chat"));
    assert_eq!(page.launcher_attribute("aria-expanded").await?.as_deref(), Some("false"));
    assert_eq!(page.launcher_attribute("aria-haspopup").await?.as_deref(), Some("dialog"));
    page.open_chat().await?;
    page.until_open(true).await?;
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Close chat"));
    let controlled = page.in_shadow(
        "return !!shadow.getElementById(shadow.querySelector('button').getAttribute('aria-controls'));",
    );
    assert_eq!(controlled.await?, true);
    page.click_launcher().await?;
    page.until_open(false).await
}

async fn a02_the_frame_and_its_document_have_title_and_language(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    let title = page.in_shadow("return shadow.querySelector('iframe').title;").await?;
    assert!(title.as_str().is_some_and(|title| !title.is_empty()));
    assert_eq!(chat.value("document.documentElement.lang").await?, "en");
    assert_ne!(chat.value("document.title").await?, "");
    Ok(())
}

async fn a03_the_window_is_a_labelled_dialog_and_modal_only_where_it_covers_the_page(
    visit: &Visit,
) -> Result<()> {
    let page = page_with_field(visit).await?;
    page.open_chat().await?;
    let section = "const section = shadow.querySelector('section');
        return [section.getAttribute('role'), !!section.getAttribute('aria-label'), section.getAttribute('aria-modal')];";
    let found = page.in_shadow(section).await?;
    assert_eq!(found, json!(["dialog", true, "false"]));
    // The page beside it stays usable.
    let field = visit.session.element("return document.getElementById('before');", &[]).await?;
    field.send_keys("tent").await?;
    assert_eq!(page.value("document.getElementById('before').value").await?, "tent");
    assert_eq!(page.property("isOpen").await?, true);
    Ok(())
}

async fn a03_on_a_phone_the_page_is_inert_and_back_closes(visit: &Visit) -> Result<()> {
    let metrics = json!({ "width": 390, "height": 780, "deviceScaleFactor": 2, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
    let page = page_with_field(visit).await?;
    let address = visit.session.address().await?;
    page.open_chat().await?;
    page.until_in_shadow(
        "it is modal",
        "return shadow.querySelector('section').getAttribute('aria-modal') == 'true';",
    )
    .await?;
    assert_eq!(page.value("document.body.inert").await?, true);
    assert_eq!(page.value("getComputedStyle(document.documentElement).overflow").await?, "hidden");
    let covers = "const box = shadow.querySelector('iframe').getBoundingClientRect();
        return [Math.round(box.width), Math.round(box.height)];";
    assert_eq!(page.in_shadow(covers).await?, json!([390, 780]));
    page.run("history.back();", &[]).await?;
    page.until_open(false).await?;
    assert_eq!(page.value("document.body.inert").await?, false);
    assert_eq!(page.value("getComputedStyle(document.documentElement).overflow").await?, "visible");
    assert_eq!(visit.session.address().await?, address, "the page itself went nowhere");
    Ok(())
}

async fn a04_opening_moves_the_focus_in_and_escape_gives_it_back(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    page.click_launcher().await?;
    // Before the test itself looks into the frame, which is a touch in some engines.
    page.until_focused("widget iframe").await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    page.until_still().await?;
    // WebKit lets no frame of another origin focus its elements before the visitor has touched it.
    if visit.engine() == Engine::Webkit {
        chat.click("#composer").await?;
    }
    chat.until("document.activeElement?.id == 'composer'").await?;
    visit.session.press(&[keys::ESCAPE]).await?;
    page.until_open(false).await?;
    page.until_focused("widget button").await
}

async fn a04_s58_opening_by_script_moves_no_focus(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    page.run("document.getElementById('before').focus();", &[]).await?;
    page.command("open", &[json!("Hi")]).await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    page.until_focused("input#before").await?;
    page.command("close", &[]).await?;
    page.until_focused("input#before").await
}

async fn a05_shift_and_tab_leave_the_window_to_the_page(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.click("#composer").await?;
    // Far more stops than there are.
    for _ in 0..40 {
        // Keys go where the session is; a real keyboard's go where the focus is.
        if page.focused().await? == "widget iframe" {
            chat.enter().await?;
        }
        visit.session.press_with(keys::SHIFT, keys::TAB).await?;
        if page.focused().await? == "input#before" {
            return Ok(());
        }
    }
    anyhow::bail!("the focus is caught at {} / {}", page.focused().await?, chat.focused().await?)
}

async fn s58_no_reply_and_no_start_takes_the_focus(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::plain().body(FIELD).body(&loader_tag(&site, "data-preload=eager"));
    let page = visit.open(&site.put("/", &page)).await?;
    page.click("#before").await?;
    let chat = page.chat().await?;
    page.command("send", &[json!("Hi")]).await?;
    page.until_event("messageComplete").await?;
    page.command("open", &[]).await?;
    page.command("send", &[json!("/links")]).await?;
    page.until_events("messageComplete", 2).await?;
    assert_eq!(page.focused().await?, "input#before");
    assert_eq!(page.value("__record.focus").await?, json!(["input#before"]));
    assert_eq!(chat.value("__record.focus").await?, json!([]));
    Ok(())
}

async fn a11_enter_that_ends_a_composition_sends_nothing(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.write("nihon").await?;
    // Engines tell of it in two ways: by `isComposing`, and by the key code of an input method's.
    chat.run(
        "const field = document.getElementById('composer');
        field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        for (const how of [{ isComposing: true }, { keyCode: 229, which: 229 }]) {
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how }));
        }
        field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '日本' }));",
        &[],
    )
    .await?;
    let unsent = async || Ok(chat.questions().await?.is_empty() && chat.draft().await? == "nihon");
    wait::stays(Duration::from_millis(300), "nothing is sent", unsent).await?;
    chat.element("#composer").await?.send_keys(&keys::ENTER.to_string()).await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["nihon"]);
    Ok(())
}

async fn a11_composed_text_arrives_whole_and_is_sent_once(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.click("#composer").await?;
    let compose = |text: &str| json!({ "text": text, "selectionStart": 1, "selectionEnd": 1 });
    let process =
        json!({ "type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229 });
    visit.session.devtools("Input.imeSetComposition", compose("に")).await?;
    visit.session.devtools("Input.imeSetComposition", compose("にほん")).await?;
    visit.session.devtools("Input.dispatchKeyEvent", process).await?;
    visit.session.devtools("Input.insertText", json!({ "text": "日本" })).await?;
    chat.until_draft("日本").await?;
    assert_eq!(chat.questions().await?, Vec::<String>::new());
    chat.element("#composer").await?.send_keys(&keys::ENTER.to_string()).await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["日本"]);
    Ok(())
}

async fn a11_the_composer_has_a_name_and_says_how_it_is_used(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    let composer = chat.element("#composer").await?;
    assert_eq!(composer.attr("aria-label").await?.as_deref(), Some("Message"));
    let described = "document.getElementById(document.getElementById('composer').getAttribute('aria-describedby')).textContent";
    assert!(chat.value(described).await?.as_str().is_some_and(|hint| hint.contains("Enter")));
    Ok(())
}

async fn a21_keys_in_the_chat_are_none_of_the_pages_business(visit: &Visit) -> Result<()> {
    let page = page_with_field(visit).await?;
    page.run("window.pressed = []; addEventListener('keydown', ({ key }) => pressed.push(key), true);", &[])
        .await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    chat.say("/help me? s k").await?;
    chat.reply_after(0).await?;
    assert_eq!(page.value("pressed").await?, json!([]));
    // And none of ours is triggered from the page.
    let field = visit.session.element("return document.getElementById('before');", &[]).await?;
    field.send_keys("/sk").await?;
    assert_eq!(page.value("pressed").await?, json!(["/", "s", "k"]));
    assert_eq!(page.property("isOpen").await?, true);
    assert_eq!(chat.draft().await?, "");
    Ok(())
}

async fn the_conversation_is_one_stop_and_keys_lead_from_message_to_message(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/links").await?;
    chat.ask("/products").await?;
    let on = async |what: &str| chat.until(&format!("document.activeElement.matches({})", json!(what))).await;
    let press = async |key: char| {
        chat.enter().await?;
        visit.session.press(&[key]).await
    };
    // What stands beside the field is passed on the way, and nothing in a message.
    let back_to_conversation = async || {
        chat.click("#composer").await?;
        for _ in 0..6 {
            chat.enter().await?;
            visit.session.press_with(keys::SHIFT, keys::TAB).await?;
            assert_eq!(chat.value("!!document.activeElement.closest('.message')").await?, false);
            if chat.value("document.activeElement.id").await? == "transcript" {
                return Ok(());
            }
        }
        on("#transcript").await
    };
    back_to_conversation().await?;
    press(keys::ARROW_UP).await?;
    on(".message:last-child").await?;
    press(keys::HOME).await?;
    on(".message:first-child").await?;
    press(keys::ARROW_DOWN).await?;
    on(".message:nth-child(2)").await?;
    press(keys::ENTER).await?;
    on(".message:nth-child(2) a").await?;
    press(keys::TAB).await?;
    on(".message:nth-child(2) a ~ a, .message:nth-child(2) a").await?;
    press(keys::ESCAPE).await?;
    on("#composer").await?;
    assert_eq!(page.property("isOpen").await?, true, "Escape leads back to the composer first");
    back_to_conversation().await?;
    press(keys::END).await?;
    on(".message:last-child").await?;
    press(keys::TAB).await?;
    on(".composer-area *").await
}
