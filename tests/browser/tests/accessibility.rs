//! What people hear who do not look, and what axe finds (A1 to A22).

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Needs, Page, Visit, axe, keys, loader_tag_for, tests, wait};
use chatlet_sandbox::fault_proxy::{Fault, Rule};
use serde_json::json;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        a06_a_reply_is_announced_once_and_only_when_it_is_whole,
        a07_an_error_is_said_once_and_loudly,
        a08_the_regions_are_there_before_they_are_filled,
        a10_a_different_done_is_announced_once_and_moves_no_focus,
        a09_messages_have_author_and_time_in_a_list_with_headings,
        a15_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name;
    Needs::Chromium("axe judges the same document in every engine") =>
        axe_finds_what_is_wrong,
        a22_axe_finds_nothing_at_the_welcome_in_light,
        a22_axe_finds_nothing_at_the_welcome_in_dark,
        a22_axe_finds_nothing_in_parts_of_every_kind_in_light,
        a22_axe_finds_nothing_in_parts_of_every_kind_in_dark,
        a22_axe_finds_nothing_in_errors,
        a18_a22_axe_finds_nothing_in_forms,
        a22_axe_finds_nothing_in_livechat,
        a22_axe_finds_nothing_from_right_to_left,
        a22_axe_finds_nothing_in_the_menu,
        a22_axe_finds_nothing_in_any_question,
        a22_axe_finds_nothing_with_an_ugly_brand,
        a22_axe_finds_nothing_where_there_is_no_chat;
    Needs::Chromium("only its protocol emulates such screens") =>
        a14_nothing_is_cut_off_at_320_pixels,
        a14_nothing_moves_for_those_who_asked_for_it,
        a14_with_forced_colours_everything_is_still_there
}

type Said = Vec<(String, String)>;

async fn chat(visit: &Visit) -> Result<(Page<'_>, Chat<'_>)> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    Ok((page, chat))
}

/// What was said of one turn.
async fn said_of(chat: &Chat<'_>, question: &str) -> Result<Said> {
    chat.run("__record.announcements.length = 0;", &[]).await?;
    chat.ask(question).await?;
    chat.until("__record.announcements.length >= 2").await?;
    chat.announcements().await
}

fn said(politeness: &str, text: &str) -> (String, String) {
    (politeness.into(), text.into())
}

async fn a06_a_reply_is_announced_once_and_only_when_it_is_whole(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    let found = said_of(&chat, "/fixture stream-part-only").await?;
    assert_eq!(found, [said("polite", "Answering…"), said("polite", "Uden deltas.")]);
    let found = said_of(&chat, "/tokens 120 rate 200").await?;
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], said("polite", "Answering…"));
    let log = "document.getElementById('transcript')";
    assert_eq!(chat.value(&format!("{log}.getAttribute('aria-live')")).await?, "off");
    assert_eq!(chat.value(&format!("{log}.getAttribute('aria-busy')")).await?, "false");
    Ok(())
}

async fn a07_an_error_is_said_once_and_loudly(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    let found = said_of(&chat, "/error stream").await?;
    let words = "The answer could not be finished. Please try again.";
    assert_eq!(found, [said("polite", "Answering…"), said("assertive", words)]);
    Ok(())
}

async fn a08_the_regions_are_there_before_they_are_filled(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    let mark = "const regions = document.querySelectorAll('.hidden[role=status], .hidden[role=alert]');
        for (const region of regions) region.known = true;
        return [regions.length, [...regions].map(({ textContent }) => textContent).join('')];";
    assert_eq!(chat.run(mark, &[]).await?, json!([2, ""]));
    chat.ask("Hi").await?;
    chat.ask("/error stream").await?;
    let same = "[...document.querySelectorAll('[role=status], [role=alert]')].every(({ known }) => known)";
    assert_eq!(chat.value(same).await?, true, "the same elements all along");
    Ok(())
}

async fn a10_a_different_done_is_announced_once_and_moves_no_focus(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    chat.click("#composer").await?;
    chat.run("__record.focus.length = 0;", &[]).await?;
    let found = said_of(&chat, "/odd different-done").await?;
    assert_eq!(
        found,
        [said("polite", "Answering…"), said("polite", "This is what I meant to say all along.")]
    );
    assert_eq!(chat.replies().await?[0].text, "This is what I meant to say all along.");
    assert_eq!(chat.value("document.activeElement.id").await?, "composer");
    assert_eq!(chat.value("__record.focus.filter((name) => name != 'textarea#composer')").await?, json!([]));
    Ok(())
}

async fn a09_messages_have_author_and_time_in_a_list_with_headings(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    chat.ask("Hi").await?;
    let script = "return [...document.querySelectorAll('#transcript ol > li')].map((message) => [
        message.querySelector('.name')?.textContent, !!message.querySelector('time[datetime]'),
    ]);";
    assert_eq!(chat.run(script, &[]).await?, json!([["You", true], ["Freja", true]]));
    let shown =
        "[...document.querySelectorAll('h1')].filter((heading) => heading.getClientRects().length).length";
    assert_eq!(chat.value(shown).await?, 1);
    assert_eq!(chat.value("document.querySelectorAll('main').length").await?, 1);
    let log = "(({ role, ariaLabel }) => [role, ariaLabel])(document.getElementById('transcript'))";
    let log = chat.value(log).await?;
    assert!(log == json!(["log", "Conversation"]) || log[0].is_null(), "{log}");
    Ok(())
}

async fn a15_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name(visit: &Visit) -> Result<()> {
    let (_page, chat) = chat(visit).await?;
    chat.ask("/table").await?;
    let script = "const scroller = document.querySelector('.table');
        return [scroller.tabIndex, scroller.getAttribute('role'), !!scroller.getAttribute('aria-label'),
            scroller.querySelectorAll('th[scope=col]').length > 0];";
    assert_eq!(chat.run(script, &[]).await?, json!([0, "region", true, true]));
    // The transcript is one stop, and what is behind it can be reached.
    chat.run("document.querySelector('.table').focus();", &[]).await?;
    assert_eq!(chat.value("document.activeElement.className").await?, "table");
    visit.session.press(&[keys::TAB]).await?;
    assert_ne!(chat.value("document.activeElement.className").await?, "table");
    Ok(())
}

async fn must_be_fine(page: &Page<'_>, chat: &Chat<'_>) -> Result<()> {
    let mut found = axe::of_chat(chat).await?;
    found.extend(axe::of_widget(page).await?);
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn open<'a>(
    visit: &'a Visit,
    chatbot: &str,
    attributes: &str,
    root: &str,
) -> Result<(Page<'a>, Chat<'a>)> {
    let site = visit.site().await?;
    let page = HostPage::plain().root(root).body(&loader_tag_for(&site, chatbot, attributes));
    let page = visit.open(&site.put("/", &page)).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    Ok((page, chat))
}

/// A judge that finds nothing anywhere may be asleep.
async fn axe_finds_what_is_wrong(visit: &Visit) -> Result<()> {
    let (page, chat) = open(visit, "shop-bot", "", "lang=en").await?;
    chat.run("document.querySelector('main header').append(document.createElement('button'));", &[]).await?;
    page.in_shadow("shadow.querySelector('button').removeAttribute('aria-label');").await?;
    let found = axe::of_chat(&chat).await?.join("\n");
    assert!(found.contains("button-name"), "{found}");
    let found = axe::of_widget(&page).await?.join("\n");
    assert!(found.contains("button-name"), "{found}");
    Ok(())
}

async fn a22_axe_finds_nothing_at_the_welcome_in_light(visit: &Visit) -> Result<()> {
    let (page, chat) = open(visit, "shop-bot", "data-theme=light", "lang=en").await?;
    must_be_fine(&page, &chat).await?;
    page.click_launcher().await?;
    page.until_open(false).await?;
    must_be_fine(&page, &chat).await
}

async fn a22_axe_finds_nothing_at_the_welcome_in_dark(visit: &Visit) -> Result<()> {
    let (page, chat) = open(visit, "shop-bot", "data-theme=dark", "lang=en").await?;
    must_be_fine(&page, &chat).await
}

async fn with_parts(visit: &Visit, chatbot: &str, attributes: &str, root: &str) -> Result<()> {
    let (page, chat) = open(visit, chatbot, attributes, root).await?;
    for command in [
        "Hi",
        "/table",
        "/products",
        "/image",
        "/file",
        "/suggestions",
        "/links",
        "/contact-form",
        "/quick-replies",
    ] {
        assert_eq!(chat.ask(command).await?.status, "settled", "{command}");
    }
    must_be_fine(&page, &chat).await?;
    // While a reply is on its way there is a button to stop it.
    chat.say("/tokens 400 rate 50").await?;
    chat.until("document.querySelector('[data-status=streaming]')").await?;
    must_be_fine(&page, &chat).await
}

async fn a22_axe_finds_nothing_in_parts_of_every_kind_in_light(visit: &Visit) -> Result<()> {
    with_parts(visit, "shop-bot", "data-theme=light", "lang=en").await
}

async fn a22_axe_finds_nothing_in_parts_of_every_kind_in_dark(visit: &Visit) -> Result<()> {
    with_parts(visit, "shop-bot", "data-theme=dark", "lang=en").await
}

async fn a22_axe_finds_nothing_in_errors(visit: &Visit) -> Result<()> {
    visit.expect("Failed to load resource");
    for theme in ["light", "dark"] {
        let (page, chat) = open(visit, "shop-bot", &format!("data-theme={theme}"), "lang=en").await?;
        chat.ask("/error stream").await?;
        chat.ask("/error empty").await?;
        chat.say("/error 422").await?;
        chat.until("document.querySelector('[data-status=unsent]')").await?;
        must_be_fine(&page, &chat).await?;
        chat.say("/error 429 5").await?;
        chat.until("document.querySelector('.notice')?.innerText.includes('A short pause')").await?;
        must_be_fine(&page, &chat).await?;
    }
    Ok(())
}

async fn a18_a22_axe_finds_nothing_in_forms(visit: &Visit) -> Result<()> {
    for (bot, theme, root) in [
        ("shop-bot", "light", "lang=en"),
        ("shop-bot", "dark", "lang=en"),
        ("salam-bot", "light", "lang=ar dir=rtl"),
    ] {
        let (page, chat) = open(visit, bot, &format!("data-theme={theme}"), root).await?;
        chat.ask("/form").await?;
        chat.until("document.querySelectorAll('.form .control').length > 2").await?;
        let choose = "const list = document.querySelector('select'); list.selectedIndex = 2;
            list.dispatchEvent(new Event('change', { bubbles: true }));";
        chat.run(choose, &[]).await?;
        chat.element(".form input[type=file]").await?;
        let pick = "const files = new DataTransfer();
            files.items.add(new File([], 'empty.txt'));
            const control = document.querySelector('.form input[type=file]');
            control.files = files.files;
            control.dispatchEvent(new Event('change', { bubbles: true }));";
        chat.run(pick, &[]).await?;
        chat.until("document.querySelector('.form .upload.fault')").await?;
        must_be_fine(&page, &chat).await?;
        // A form takes no press before it has been there for half a second (S56).
        let there = async || chat.has(".form .control").await;
        wait::stays(Duration::from_millis(700), "the form stands still", there).await?;
        chat.click(".form button[type=submit]").await?;
        chat.until("document.querySelectorAll('.field.wrong').length == 3").await?;
        must_be_fine(&page, &chat).await?;
        chat.ask("Hi").await?;
        chat.until("document.querySelector('.form-outcome')").await?;
        must_be_fine(&page, &chat).await?;
    }
    Ok(())
}

async fn a22_axe_finds_nothing_in_livechat(visit: &Visit) -> Result<()> {
    // Nobody is there at first.
    visit.expect("Failed to load resource");
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let fine = async |state: &str| {
        chat.until(&format!("document.body.innerText.includes({})", json!(state))).await?;
        for theme in ["dark", "light"] {
            page.command("setTheme", &[json!(theme)]).await?;
            let found = axe::of_chat(&chat).await?;
            assert!(found.is_empty(), "{state}, {theme}: {}", found.join("\n"));
        }
        anyhow::Ok(())
    };
    chat.ask("/human").await?;
    site.sandbox.agent("offline")?;
    chat.click_button("Talk to a person").await?;
    fine("You can go on with the assistant").await?;
    site.sandbox.agent("online")?;
    chat.click_button("Talk to a person").await?;
    chat.until("document.querySelector('form')").await?;
    fine("Waiting for a person").await?;
    for line in ["say Mette here", "picture", "file", "system A note", "odd A word", "type"] {
        site.sandbox.agent(line)?;
    }
    chat.until("document.querySelector('.talk-typing')").await?;
    fine("A note").await?;
    chat.say("Thank you").await?;
    fine("Delivered").await?;
    chat.click_button("End chat").await?;
    fine("End the chat with").await?;
    site.sandbox.agent("close Solved")?;
    fine("has ended the chat").await?;
    chat.run("document.querySelector('.star input').click();", &[]).await?;
    fine("What could be better?").await?;
    chat.click(".talk-rating .button").await?;
    fine("Thank you for your rating").await
}

async fn a22_axe_finds_nothing_from_right_to_left(visit: &Visit) -> Result<()> {
    with_parts(visit, "salam-bot", "data-theme=light", "lang=ar dir=rtl").await
}

async fn a22_axe_finds_nothing_in_the_menu(visit: &Visit) -> Result<()> {
    for theme in ["light", "dark"] {
        let (page, chat) = open(visit, "shop-bot", &format!("data-theme={theme}"), "lang=en").await?;
        chat.click("[aria-label=Menu]").await?;
        chat.until("document.querySelector('.menu')").await?;
        must_be_fine(&page, &chat).await?;
        chat.click("[aria-label=\"Back to the conversation\"]").await?;
        chat.until("!document.querySelector('.menu')").await?;
    }
    Ok(())
}

/// The disclaimer, words about a reply, the menu with the deletion asked for, and the rating: one visit meets them all.
async fn a22_axe_finds_nothing_in_any_question(visit: &Visit) -> Result<()> {
    for (theme, page) in [("light", "lang=en"), ("dark", "lang=ar")] {
        let attributes =
            format!("data-theme={theme} data-disclaimer='An AI answers in {theme}. It can be wrong.'");
        let site = visit.site().await?;
        let page = HostPage::plain().root(page).body(&loader_tag_for(&site, "shop-bot", &attributes));
        let page = visit.open(&site.put("/", &page)).await?;
        let chat = page.open_chat().await?;
        chat.until("document.querySelector('.sheet-words')").await?;
        must_be_fine(&page, &chat).await?;
        chat.click(".sheet .button").await?;
        chat.ask("Hi").await?;
        chat.until("document.querySelectorAll('.thumb').length >= 2").await?;
        chat.run("[...document.querySelectorAll('.thumb')].at(-1).click();", &[]).await?;
        chat.until("document.querySelector('.opinion textarea')").await?;
        must_be_fine(&page, &chat).await?;
        chat.click(".conversation .header a").await?;
        chat.until("document.querySelector('.menu .choice')").await?;
        chat.run("[...document.querySelectorAll('.menu button.choice')].at(-1).click();", &[]).await?;
        chat.until("document.querySelector('.question .button.danger')").await?;
        must_be_fine(&page, &chat).await?;
        chat.click(".page .header a").await?;
        chat.run("[...document.querySelectorAll('.conversation .header button')].at(-1).click();", &[])
            .await?;
        chat.until("document.querySelectorAll('.sheet .star').length == 5").await?;
        chat.click(".star:nth-child(2) input").await?;
        chat.until("document.querySelector('.rating textarea')").await?;
        must_be_fine(&page, &chat).await?;
    }
    Ok(())
}

async fn a22_axe_finds_nothing_with_an_ugly_brand(visit: &Visit) -> Result<()> {
    with_parts(visit, "ugly-bot", "data-theme=light", "lang=en").await?;
    with_parts(visit, "ugly-bot", "data-theme=dark", "lang=en").await?;
    with_parts(visit, "minimal-bot", "data-theme=light", "lang=en").await
}

async fn a22_axe_finds_nothing_where_there_is_no_chat(visit: &Visit) -> Result<()> {
    visit.expect("Failed to load resource");
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let answer = Fault::Answer { status: 503, headers: Vec::new(), body: "{}".into() };
    proxy.inject(Rule::next("GET", "/config", answer).always());
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.apology')").await?;
    must_be_fine(&page, &chat).await
}

async fn a14_nothing_is_cut_off_at_320_pixels(visit: &Visit) -> Result<()> {
    let metrics = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
    let (page, chat) = open(visit, "shop-bot", "", "lang=en").await?;
    for command in ["/table", "/products", "/suggestions", "/links", "/file"] {
        chat.ask(command).await?;
    }
    chat.write(&"averyverylongwordwithoutanyspaces".repeat(8)).await?;
    let wide = "[document.documentElement, document.getElementById('transcript'), document.querySelector('.composer')]
        .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)";
    assert_eq!(chat.value(wide).await?, json!([0, 0, 0]));
    let outside =
        "[...document.querySelectorAll('.bubble, .card, .composer, .header, button')].filter((node) => {
        const { left, right, width } = node.getBoundingClientRect();
        return width && !node.closest('.cards') && (left < 0 || right > innerWidth);
    }).length";
    assert_eq!(chat.value(outside).await?, 0);
    assert_eq!(page.value("document.documentElement.scrollWidth").await?, 320);
    must_be_fine(&page, &chat).await
}

async fn a14_nothing_moves_for_those_who_asked_for_it(visit: &Visit) -> Result<()> {
    let media = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    visit.session.devtools("Emulation.setEmulatedMedia", media).await?;
    let (page, chat) = chat(visit).await?;
    chat.say("/tokens 200 rate 50").await?;
    chat.until("document.querySelector('[data-status=waiting], [data-status=streaming]')").await?;
    let moving = "document.getAnimations().filter(({ playState, effect }) =>
        playState == 'running' && effect.getComputedTiming().activeDuration > 1).length";
    assert_eq!(chat.value(moving).await?, 0);
    chat.reply_after(0).await?;
    page.command("close", &[]).await?;
    let durations = "return [...shadow.querySelectorAll('*')].every((node) =>
        getComputedStyle(node).transitionDuration.split(', ').every((time) => parseFloat(time) < 0.01));";
    assert_eq!(page.in_shadow(durations).await?, true);
    Ok(())
}

async fn a14_with_forced_colours_everything_is_still_there(visit: &Visit) -> Result<()> {
    let media = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    visit.session.devtools("Emulation.setEmulatedMedia", media).await?;
    let (page, chat) = chat(visit).await?;
    chat.ask("Hi").await?;
    assert_eq!(chat.value("matchMedia('(forced-colors: active)').matches").await?, true);
    // Where backgrounds are taken away, an outline or a border has to show what belongs together.
    let bare = "[...document.querySelectorAll('.bubble, .composer, button.send, .chip')].filter((node) => {
        const { borderTopWidth, borderTopStyle, outlineStyle, outlineWidth } = getComputedStyle(node);
        const border = borderTopStyle != 'none' && parseFloat(borderTopWidth) > 0;
        return !border && (outlineStyle == 'none' || parseFloat(outlineWidth) == 0);
    }).map(({ className }) => className)";
    assert_eq!(chat.value(bare).await?, json!([]));
    let launcher = page.in_shadow(
        "const { borderTopWidth, outlineStyle } = getComputedStyle(shadow.querySelector('button'));
        return parseFloat(borderTopWidth) > 0 || outlineStyle != 'none';",
    );
    assert_eq!(launcher.await?, true);
    Ok(())
}
