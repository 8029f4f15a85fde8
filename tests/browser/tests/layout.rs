//! Where the widget stands, and what its content does to its shape (F52, F55, F77, F78, A12, A17).

use anyhow::{Context, Result};
use chatlet_browser_tests::{
    CHATBOT, Chat, HostPage, Needs, Site, Visit, keys, loader_tag, loader_tag_for, reply, tests, wait,
};
use chatlet_sandbox::fault_proxy::Rule;
use serde_json::{Value, json};
use std::rc::Rc;

tests! {
    Needs::Nothing =>
        the_launcher_stands_where_the_options_say,
        a_right_to_left_page_mirrors_the_corner_and_the_chat,
        a_launcher_of_the_pages_own_replaces_the_built_in_one,
        a17_links_say_that_they_open_a_new_tab,
        f52_what_the_reader_looks_at_stays_when_earlier_messages_come;
    Needs::NotWebkit("on a loaded machine the way to the beginning was seen to stop there: a part of the cause is still open") =>
        f52_a_long_history_loads_by_page_and_keeps_the_document_small;
    Needs::Chromium("a matter of layout that one engine decides") =>
        f55_large_tables_many_cards_and_missing_fields_hold_at_320_pixels,
        a12_every_stop_of_the_keyboard_shows_where_it_is;
    Needs::Chromium("only its protocol emulates such screens") =>
        f78_a_keyboard_that_only_shrinks_the_view_keeps_composer_and_last_message_above_it,
        f77_f78_a_shrinking_screen_keeps_the_composer_in_view,
        the_window_covers_a_small_screen_and_not_a_large_one
}

async fn the_launcher_stands_where_the_options_say(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let cases = [
        ("", "right", "bottom", 20, 20),
        ("data-position=bottom-left data-offset-x=30 data-offset-y=40", "left", "bottom", 30, 40),
        ("data-position=top-right data-offset-x=0 data-offset-y=5", "right", "top", 0, 5),
        ("data-position=top-left", "left", "top", 20, 20),
    ];
    for (attributes, side, edge, x, y) in cases {
        let page = HostPage::with_options(&site, &format!("{attributes} data-z-index=77"));
        let page = visit.open(&site.put("/", &page)).await?;
        page.launcher().await?;
        let script =
            "const { left, right, top, bottom } = shadow.querySelector('button').getBoundingClientRect();
            const { clientWidth, clientHeight } = document.documentElement;
            return { left, top, right: clientWidth - right, bottom: innerHeight - bottom, clientHeight };";
        let found = page.in_shadow(script).await?;
        assert_eq!(
            (found[side].as_f64(), found[edge].as_f64()),
            (Some(f64::from(x)), Some(f64::from(y))),
            "{attributes}"
        );
        let index = page.in_shadow("return getComputedStyle(shadow.host).zIndex;").await?;
        assert_eq!(index, "77");
    }
    Ok(())
}

async fn a_right_to_left_page_mirrors_the_corner_and_the_chat(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::plain().root("lang=ar dir=rtl").body(&loader_tag_for(&site, "salam-bot", ""));
    let page = visit.open(&site.put("/", &page)).await?;
    page.launcher().await?;
    let left = page.in_shadow("return shadow.querySelector('button').getBoundingClientRect().left;").await?;
    assert_eq!(left, 20);
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.value("document.documentElement.dir").await?, "rtl");
    assert_eq!(chat.ask("مرحبا").await?.status, "settled");
    // The visitor's own words stand on the other side than those of the assistant.
    let sides = "['visitor', 'assistant'].map((author) => {
        const { left, right } = document.querySelector(`[data-author=${author}] .bubble`).getBoundingClientRect();
        return left < innerWidth - right ? 'left' : 'right';
    })";
    assert_eq!(chat.value(sides).await?, json!(["left", "right"]));
    Ok(())
}

async fn a_launcher_of_the_pages_own_replaces_the_built_in_one(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = loader_tag(&site, "data-launcher=\"#help\"");
    let page = HostPage::plain().body("<button id=help>Help</button>").body(&tag);
    let page = visit.open(&site.put("/", &page)).await?;
    page.launcher().await?;
    assert_eq!(page.in_shadow("return shadow.querySelector('button').getClientRects().length;").await?, 0);
    page.click("#help").await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    assert_eq!(page.property("isOpen").await?, true);
    page.until_still().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    chat.leave().await?;
    page.until("!Chatlet.isOpen").await?;
    page.until_focused("button#help").await
}

async fn a17_links_say_that_they_open_a_new_tab(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/links").await?;
    let name =
        async |address: &str| chat.name_of(&format!("[data-author=assistant] a[href^='{address}']")).await;
    assert_eq!(name("https://weather").await?, "weather (opens in a new tab)");
    // What contradicts a label is heard as well (S32).
    // Engines differ in the space between a word and what the style sheet adds to it.
    let contradicted = name("https://evil").await?.replace(' ', "");
    assert_eq!(contradicted, "https://bank.example.com/(evil.example.net)(opensinanewtab)");
    assert_eq!(name("mailto:").await?, "mail");
    chat.ask("/products").await?;
    assert!(chat.name_of("a.card-face").await?.ends_with("(opens in a new tab)"));
    Ok(())
}

/// A table of 200 rows and 12 columns, a hundred cards with holes, and pictures that are not there.
fn crowd(picture: &str) -> Value {
    let cell = |text: String| json!({ "blocks": [{ "type": "paragraph", "spans": [{ "type": "text", "text": text }] }] });
    let row = |row: usize| (0..12).map(|column| cell(format!("cell {row}/{column}"))).collect::<Vec<_>>();
    let product = |index: usize| {
        let mut product = json!({ "id": index.to_string(), "title": format!("Tent {index} {}", "with-a-long-name".repeat(index % 4)) });
        if index.is_multiple_of(2) {
            product["image_url"] = json!(picture);
        }
        if !index.is_multiple_of(3) {
            product["price"] = json!({ "amount": 1234.5, "currency": "DKK" });
        }
        product["url"] = json!("/tents");
        product
    };
    json!([
        { "type": "table", "part_id": "t", "headers": row(0), "rows": (1..=200).map(row).collect::<Vec<_>>() },
        { "type": "products", "part_id": "p", "products": (0..100).map(product).collect::<Vec<_>>() },
        { "type": "image", "url": picture, "caption": "A picture that is not there" },
    ])
}

async fn f55_large_tables_many_cards_and_missing_fields_hold_at_320_pixels(visit: &Visit) -> Result<()> {
    for text in ["Failed to load resource", "img-src", "Content Security Policy"] {
        visit.expect(text);
    }
    let metrics = json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    proxy.inject(Rule::next(
        "POST",
        "/messages",
        reply::of_parts(&crowd(&format!("{}/gone.png", proxy.url))),
    ));
    assert_eq!(chat.ask("Everything, please").await?.status, "settled");
    assert_eq!(chat.value("document.querySelectorAll('tbody tr').length").await?, 200);
    let wide = "[document.documentElement, document.getElementById('transcript')]
        .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)";
    assert_eq!(chat.value(wide).await?, json!([0, 0]));
    let scrolls =
        "(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(document.querySelector('.table'))";
    assert_eq!(chat.value(scrolls).await?, true, "the table has a scroller of its own");
    // Nothing may change its size when a picture turns out to be missing.
    chat.until("document.querySelector('.picture.missing, .image')").await
}

async fn a12_every_stop_of_the_keyboard_shows_where_it_is(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    for command in ["/links", "/table", "/products", "/quick-replies"] {
        chat.ask(command).await?;
    }
    chat.click("#composer").await?;
    let looks = "const node = document.activeElement;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
        const box = node.getBoundingClientRect();
        const visible = (outlineStyle != 'none' && parseFloat(outlineWidth) > 0) || boxShadow != 'none';
        const composer = node.closest('.composer');
        const field = composer && getComputedStyle(composer);
        const around = field && (field.outlineStyle != 'none' || field.boxShadow != 'none');
        const inView = box.bottom > 0 && box.top < innerHeight;
        return [node.outerHTML.slice(0, 120), visible || !!around, inView];";
    let mut seen = 0;
    for _ in 0..30 {
        visit.session.press_with(keys::SHIFT, keys::TAB).await?;
        if page.focused().await? != "widget iframe" {
            break;
        }
        let found = chat.run(looks, &[]).await?;
        assert_eq!((&found[1], &found[2]), (&json!(true), &json!(true)), "{found}");
        seen += 1;
    }
    assert!(seen > 5, "{seen} stops");
    Ok(())
}

async fn f77_f78_a_shrinking_screen_keeps_the_composer_in_view(visit: &Visit) -> Result<()> {
    let screen =
        |height: u32| json!({ "width": 390, "height": height, "deviceScaleFactor": 2, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen(780)).await?;
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/tokens 200").await?;
    // A keyboard takes half of the screen.
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen(400)).await?;
    page.until("innerHeight == 400").await?;
    let frame =
        "return Math.round(shadow.querySelector('iframe').getBoundingClientRect().height) == 400 || null;";
    page.until_in_shadow("the frame is as high as the screen", frame).await?;
    chat.until("innerHeight == 400").await?;
    let composer = "(({ top, bottom }) => top > 0 && bottom <= innerHeight)(document.getElementById('composer').getBoundingClientRect())";
    chat.until(composer).await?;
    let last = "(({ bottom }) => bottom <= innerHeight)([...document.querySelectorAll('.message')].at(-1).getBoundingClientRect())";
    chat.until(last).await
}

async fn f78_a_keyboard_that_only_shrinks_the_view_keeps_composer_and_last_message_above_it(
    visit: &Visit,
) -> Result<()> {
    let screen = json!({ "width": 390, "height": 780, "deviceScaleFactor": 2, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen).await?;
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/tokens 200").await?;
    // As iOS does: the page stays as high as it was, and the visual viewport tells what is left of it.
    page.run(
        "for (const [name, value] of Object.entries({ height: 420, offsetTop: 60 }))
            Object.defineProperty(visualViewport, name, { value, configurable: true });
        visualViewport.dispatchEvent(new Event('resize'));",
        &[],
    )
    .await?;
    assert_eq!(page.value("innerHeight").await?, 780);
    let place = "const { top, height } = shadow.querySelector('section').getBoundingClientRect();
        return top == 60 && Math.round(height) == 420 || null;";
    page.until_in_shadow("the window is where the visitor looks", place).await?;
    chat.until("innerHeight == 420").await?;
    chat.until("document.getElementById('composer').getBoundingClientRect().bottom <= innerHeight").await?;
    chat.until(
        "[...document.querySelectorAll('.message')].at(-1).getBoundingClientRect().bottom <= innerHeight",
    )
    .await
}

async fn the_window_covers_a_small_screen_and_not_a_large_one(visit: &Visit) -> Result<()> {
    let screen =
        |width: u32| json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": true });
    let modal =
        |is: bool| format!("return shadow.querySelector('section').getAttribute('aria-modal') == '{is}';");
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen(1_000)).await?;
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.until_in_shadow("it stands beside the page", &modal(false)).await?;
    // A tablet is turned, a window is made narrow: the conversation stays.
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen(400)).await?;
    page.until_in_shadow("it covers the page", &modal(true)).await?;
    visit.session.devtools("Emulation.setDeviceMetricsOverride", screen(1_000)).await?;
    page.until_in_shadow("it stands beside the page", &modal(false)).await?;
    assert_eq!(page.value("document.body.inert").await?, false);
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask(CHATBOT).await?.status, "settled");
    Ok(())
}

/// A chat with so many messages, at the end of which the visitor has come back.
async fn after(visit: &Visit, messages: usize) -> Result<(Rc<Site>, Chat<'_>)> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask(&format!("/history {messages}")).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelectorAll('.message').length > 20").await?;
    // Nobody scrolls what they have not seen: the app has heard of the end once it has been painted.
    let script = "document.getElementById('transcript').scrollTop = 1e6;
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return document.getElementById('transcript').scrollTop > 1000;";
    assert_eq!(chat.run_async(script, &[]).await?, true);
    Ok((site, chat))
}

async fn f52_what_the_reader_looks_at_stays_when_earlier_messages_come(visit: &Visit) -> Result<()> {
    let (_site, chat) = after(visit, 150).await?;
    for _ in 0..3 {
        // Near the top, but not at it: what is there now has to stay where it is.
        let script = "const transcript = document.getElementById('transcript');
            const messages = [...document.querySelectorAll('.message')];
            window.first = messages[0];
            transcript.scrollTop = 300;
            const inView = (node) => node.getBoundingClientRect().top > transcript.getBoundingClientRect().top;
            window.looked = messages.find(inView);
            // In the conversation: a banner above it, which may come at any time, moves all of it.
            window.placed = () => looked.getBoundingClientRect().top - transcript.getBoundingClientRect().top;
            window.place = placed();";
        chat.run(script, &[]).await?;
        // The app may have to see one more step on the way up.
        wait::until("earlier messages come", async || {
            let script = "const transcript = document.getElementById('transcript');
                if (document.querySelector('.message') != window.first) return true;
                transcript.scrollTop += transcript.scrollTop % 2 ? 1 : -1;
                window.place = placed();
                return null;";
            Ok(chat.run(script, &[]).await?.as_bool())
        })
        .await?;
        chat.until("!document.querySelector('.older')").await?;
        // Two frames later everything that was to be put right has been.
        let moved = "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return Math.abs(placed() - window.place);";
        let moved = chat.run_async(moved, &[]).await?.as_f64().context("no number")?;
        assert!(moved < 3.0, "it moved by {moved} px");
    }
    Ok(())
}

async fn f52_a_long_history_loads_by_page_and_keeps_the_document_small(visit: &Visit) -> Result<()> {
    let (site, chat) = after(visit, 350).await?;
    let nodes = "document.querySelectorAll('*').length";
    // The visitor presses Home again and again, until there is nothing earlier; each press brings something.
    let first = "document.querySelector('.message').id";
    while !chat.has(".intro").await? {
        let before = chat.value(first).await?;
        wait::until("earlier messages come", async || {
            chat.run("document.getElementById('transcript').scrollTop = 0;", &[]).await?;
            Ok((chat.value(first).await? != before || chat.has(".intro").await?).then_some(()))
        })
        .await?;
        let count = chat.value(nodes).await?.as_u64().context("no number")?;
        assert!(count < 3_000, "{count} nodes");
    }
    assert!(site.api_calls("GET", "/messages") >= 4, "by page: {}", site.api_calls("GET", "/messages"));
    Ok(())
}
