//! Files of the visitor's, and pictures, files and products of the assistant's (F49, F50, F61 to F63, S28, A20).

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Needs, Site, Visit, keys, loader_tag, tests, wait};
use chatlet_sandbox::fault_proxy::{Fault, Rule};
use serde_json::{Value, json};
use std::time::Duration;

tests! {
    Needs::Nothing =>
        f61_two_pictures_and_words_are_one_message,
        f62_files_that_cannot_be_sent_are_refused_before_anything_is_sent,
        f61_a_cut_upload_is_not_shown_as_sent_and_a_retry_keeps_everything,
        a20_files_can_be_dropped_and_taken_out,
        f61_how_much_of_a_picture_has_left_can_be_seen,
        a_picture_opens_large_by_keyboard_and_escape_closes_only_that,
        a_product_goes_into_the_cart_when_the_page_says_so,
        f50_a_file_whose_address_has_expired_is_fetched_anew_once,
        a_picture_in_the_composer_survives_a_reload_until_it_is_sent;
    Needs::Chromium("the others make no paste with files at a script's word") =>
        a20_files_can_be_pasted;
    Needs::Chromium("one engine is enough for what takes its time") =>
        f63_a_large_picture_becomes_small_upright_and_nameless,
        a_cart_that_does_not_answer_is_not_waited_for_forever
}

/// What the browser itself says of a failed request; a script can do nothing about it.
const NETWORK_NOISE: &str = "Failed to load resource";

/// Makes pictures in the frame and picks them as a visitor does: with the input's own event. Each is a name, a type, and
/// either text to put into the file or nothing for a drawing.
const PICK: &str = "
    const drawing = () => new Promise((resolve) => {
        const canvas = document.createElement('canvas');
        canvas.width = 1600;
        canvas.height = 1200;
        const context = canvas.getContext('2d');
        context.fillStyle = 'teal';
        context.fillRect(0, 0, 800, 1200);
        canvas.toBlob(resolve, 'image/png');
    });
    const transfer = new DataTransfer();
    for (const [name, type, text] of arguments[0]) {
        transfer.items.add(new File([text ?? await drawing()], name, { type }));
    }
    if (arguments[1] == 'pick') {
        const input = document.querySelector('input[data-tray]:not([capture])');
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (arguments[1] == 'paste') {
        const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
        return !document.getElementById('composer').dispatchEvent(event);
    } else {
        const event = new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true });
        return !document.body.dispatchEvent(event);
    }";

async fn pick(chat: &Chat<'_>, files: Value, way: &str) -> Result<Value> {
    chat.until_usable().await?;
    chat.until("document.querySelector('input[data-tray]')").await?;
    chat.run_async(PICK, &[files, json!(way)]).await
}

/// Waits until so many files stand like this.
async fn until_files(chat: &Chat<'_>, state: &str, count: usize) -> Result<()> {
    chat.until(&format!("document.querySelectorAll('.upload[data-state={state}]').length == {count}")).await
}

/// Waits until so many pictures of the visitor's are drawn.
async fn until_pictures(chat: &Chat<'_>, count: usize) -> Result<()> {
    chat.until(&format!(
        "[...document.querySelectorAll('[data-author=visitor] img.picture')].filter((image) => image.naturalWidth).length == {count}"
    ))
    .await
}

async fn f61_two_pictures_and_words_are_one_message(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    pick(&chat, json!([["torn.png", "image/png"], ["zip.png", "image/png"]]), "pick").await?;
    until_files(&chat, "ready", 2).await?;
    let upload = page.until_event("upload").await?;
    assert_eq!((&upload["count"], &upload["kinds"]), (&json!(2), &json!(["image/jpeg", "image/jpeg"])));
    let reply = chat.ask("Can you mend this?").await?;
    assert_eq!(reply.status, "settled");
    assert!(reply.text.contains("picture"), "{reply:?}");
    until_pictures(&chat, 2).await?;
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    let started = page.until_event("messageStart").await?;
    assert_eq!(started["kinds"], json!(["text", "image", "image"]));
    // History has them as well.
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_pictures(&chat, 2).await?;
    assert_eq!(chat.questions().await?, ["Can you mend this?"]);
    Ok(())
}

async fn f62_files_that_cannot_be_sent_are_refused_before_anything_is_sent(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    let files = json!([
        ["good.png", "image/png"],
        ["page.html", "text/html", "<h1>"],
        ["empty.png", "image/png", ""],
        ["<img src=x>.png", "image/png", "<svg onload=alert(1)>"],
        ["torn.png", "image/png", "\u{89}PNG\r\n\u{1a}\nnothing behind"],
    ]);
    pick(&chat, files, "pick").await?;
    until_files(&chat, "ready", 1).await?;
    until_files(&chat, "refused", 4).await?;
    let words = chat.value("document.querySelector('.tray').innerText").await?;
    let words = words.as_str().unwrap_or_default();
    for expected in
        ["Choose JPEG, PNG, WEBP, GIF.", "The file is empty.", "Damaged, or not what", "<img src=x>.png"]
    {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let alarms = chat.announcements().await?;
    assert!(alarms.iter().any(|(_, words)| words == "Some files cannot be sent."), "{alarms:?}");
    assert_eq!(site.api_calls("POST", "/messages"), 0);
    chat.click("button[aria-label='Send message']").await?;
    chat.reply_after(0).await?;
    until_pictures(&chat, 1).await
}

async fn f61_a_cut_upload_is_not_shown_as_sent_and_a_retry_keeps_everything(visit: &Visit) -> Result<()> {
    visit.expect(NETWORK_NOISE);
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    pick(&chat, json!([["torn.png", "image/png"], ["zip.png", "image/png"]]), "pick").await?;
    until_files(&chat, "ready", 2).await?;
    proxy.inject(Rule::next("POST", "/messages", Fault::CutRequest { after: 2_000 }));
    chat.say("Can you mend this?").await?;
    chat.until("document.querySelector('[data-author=visitor][data-status=unsent]')").await?;
    assert_eq!(site.api_calls("POST", "/messages"), 0, "nothing has arrived");
    until_pictures(&chat, 2).await?;
    chat.click_button("Try again").await?;
    let reply = chat.reply_after(0).await?;
    assert!(reply.text.contains("picture"), "{reply:?}");
    assert_eq!(chat.questions().await?, ["Can you mend this?"]);
    until_pictures(&chat, 2).await?;
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    Ok(())
}

async fn a_picture_in_the_composer_survives_a_reload_until_it_is_sent(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    assert!(!chat.keeps_files().await?);
    pick(&chat, json!([["torn.png", "image/png"]]), "pick").await?;
    until_files(&chat, "ready", 1).await?;
    wait::until("the picture is kept", async || Ok(chat.keeps_files().await?.then_some(()))).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_files(&chat, "ready", 1).await?;
    assert_eq!(chat.value("document.querySelector('.upload-name').innerText").await?, "torn.png");
    assert!(!page.event_names().await?.contains(&"upload".into()), "the page has heard of it before");
    chat.say("Can you mend this?").await?;
    chat.reply_after(0).await?;
    until_pictures(&chat, 1).await?;
    wait::until("nothing is kept", async || Ok((!chat.keeps_files().await?).then_some(()))).await
}

async fn f61_how_much_of_a_picture_has_left_can_be_seen(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    pick(&chat, json!([["torn.png", "image/png"]]), "pick").await?;
    until_files(&chat, "ready", 1).await?;
    proxy.inject(Rule::next("POST", "/messages", Fault::DelayRequest(Duration::from_secs(2))));
    chat.say("Can you mend this?").await?;
    chat.until("document.querySelector('[data-author=visitor] .share')?.value == 100").await?;
    // The reply streams as any other does, and what measured its question is gone.
    assert_eq!(chat.reply_after(0).await?.status, "settled");
    assert!(!chat.has(".share").await?);
    Ok(())
}

async fn a20_files_can_be_pasted(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    assert_eq!(pick(&chat, json!([["pasted.png", "image/png"]]), "paste").await?, true);
    until_files(&chat, "ready", 1).await
}

async fn a20_files_can_be_dropped_and_taken_out(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    pick(&chat, json!([["picked.png", "image/png"]]), "pick").await?;
    until_files(&chat, "ready", 1).await?;
    assert_eq!(pick(&chat, json!([["dropped.png", "image/png"]]), "drop").await?, true);
    until_files(&chat, "ready", 2).await?;
    let names =
        chat.value("[...document.querySelectorAll('.upload-name')].map((name) => name.textContent)").await?;
    assert_eq!(names, json!(["picked.png", "dropped.png"]));
    chat.click_button("Remove picked.png").await?;
    until_files(&chat, "ready", 1).await?;
    assert_eq!(chat.focused().await?, "textarea#composer");
    // By keyboard alone: the input takes the focus, and looks like it.
    chat.run("document.querySelector('input[data-tray]').focus();", &[]).await?;
    chat.until("document.activeElement.matches('input[data-tray]')").await?;
    // Firefox reads its own button of the input with it.
    assert!(chat.name_of("input[data-tray]").await?.starts_with("Attach images"));
    Ok(())
}

async fn f63_a_large_picture_becomes_small_upright_and_nameless(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // A photograph as a phone takes it: lying on its side, with a place in it, and 25 MB long.
    let script = "
        const canvas = document.createElement('canvas');
        canvas.width = 2000;
        canvas.height = 1000;
        const context = canvas.getContext('2d');
        context.fillStyle = 'teal';
        context.fillRect(0, 0, 2000, 1000);
        const jpeg = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
        const bytes = new Uint8Array(await jpeg.arrayBuffer());
        const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        const payload = [...new TextEncoder().encode('Exif'), 0, 0, ...tiff, ...new TextEncoder().encode('GPS 55.6 12.5')];
        const head = [0xff, 0xe1, (payload.length + 2) >> 8, (payload.length + 2) & 255];
        const parts = [bytes.slice(0, 2), new Uint8Array([...head, ...payload]), bytes.slice(2), new Uint8Array(25e6)];
        const transfer = new DataTransfer();
        transfer.items.add(new File(parts, 'photo.jpg', { type: 'image/jpeg' }));
        let longest = 0;
        let last = performance.now();
        const beat = setInterval(() => {
            longest = Math.max(longest, performance.now() - last);
            last = performance.now();
        }, 10);
        const input = document.querySelector('input[data-tray]:not([capture])');
        input.files = transfer.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
        let image;
        for (let tries = 0; tries < 500 && !(image = document.querySelector('.upload img'))?.naturalWidth; tries++) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        clearInterval(beat);
        return { width: image.naturalWidth, height: image.naturalHeight, longest,
            facts: document.querySelector('.upload-state').textContent };";
    let found = chat.run_async(script, &[]).await?;
    assert_eq!((&found["width"], &found["height"]), (&json!(512), &json!(1024)), "upright: {found}");
    assert!(found["facts"].as_str().is_some_and(|facts| facts.ends_with("kB")), "{found}");
    assert!(found["longest"].as_f64().is_some_and(|longest| longest < 2_000.0), "{found}");
    chat.click("button[aria-label='Send message']").await?;
    chat.reply_after(0).await?;
    // What the backend has got tells what was sent.
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    until_pictures(&chat, 1).await?;
    let stored = chat
        .value("atob(document.querySelector('[data-author=visitor] img.picture').src.split(',')[1])")
        .await?;
    let stored = stored.as_str().unwrap_or_default();
    assert!(stored.starts_with('\u{ff}') && stored.len() < 200_000, "{} bytes", stored.len());
    assert!(!stored.contains("Exif") && !stored.contains("GPS"));
    Ok(())
}

async fn a_picture_opens_large_by_keyboard_and_escape_closes_only_that(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/image").await?;
    chat.until("document.querySelector('.enlarge img')?.naturalWidth").await?;
    chat.run("document.querySelector('.enlarge').focus();", &[]).await?;
    visit.session.press(&[keys::ENTER]).await?;
    chat.until("document.querySelector('dialog[open]')").await?;
    assert_eq!(chat.name_of("dialog").await?, "Fjell 4 by the fjord");
    for _ in 0..6 {
        visit.session.press(&[keys::TAB]).await?;
        let inside = "document.querySelector('dialog').contains(document.activeElement) || !document.hasFocus() \
                      || document.activeElement == document.body";
        chat.until(inside).await?;
    }
    chat.run("document.querySelector('.lightbox-stage').focus();", &[]).await?;
    visit.session.press(&['+']).await?;
    chat.until("document.querySelector('dialog.zoomed')").await?;
    visit.session.press(&[keys::ESCAPE]).await?;
    chat.until("!document.querySelector('dialog')").await?;
    chat.until("document.activeElement.matches('.enlarge')").await?;
    page.until_open(true).await
}

/// A page whose basket takes tents at once, refuses boots, and is silent about the rest.
fn shop_page(site: &Site) -> HostPage {
    let basket = "<script>
        window.Chatlet = window.Chatlet || [];
        window.asked = [];
        window.heard = [];
        addEventListener('chatlet:addToCart', ({ detail }) => heard.push('reply' in detail));
        Chatlet.push(['on', 'addToCart', (event) => asked.push(event)]);
    </script>";
    HostPage::plain().body(basket).body(&loader_tag(site, "async"))
}

const CART: &str = "document.querySelector('.card-cart').innerText.trim()";

async fn a_product_goes_into_the_cart_when_the_page_says_so(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &shop_page(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("/products").await?;
    let shown = "window.dataLayer.filter((entry) => entry.event == 'chatlet_products_shown').length";
    page.until(&format!("{shown} == 1")).await?;
    chat.click(".card-cart button").await?;
    chat.until(&format!("{CART} == 'Adding…'")).await?;
    page.until("asked.length == 1").await?;
    assert_eq!(page.value("[asked[0].sku, asked[0].quantity]").await?, json!(["FF-FJELL-4", 1]));
    assert_eq!(page.value("heard").await?, json!([false]), "a broadcast cannot be answered");
    page.run("asked[0].reply('failed', 'The last one was sold a minute ago.');", &[]).await?;
    chat.until(&format!("{CART}.includes('The last one was sold a minute ago.')")).await?;
    chat.click(".card-cart button").await?;
    page.until("asked.length == 2").await?;
    page.run("asked[1].reply('ok');", &[]).await?;
    chat.until(&format!("{CART} == 'Added to cart'")).await?;
    chat.until("__record.announcements.some(([, words]) => words == 'Added to cart')").await?;
    assert_eq!(page.value(shown).await?, 1);
    chat.until("document.activeElement.matches('.card-cart button')").await
}

async fn a_cart_that_does_not_answer_is_not_waited_for_forever(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &shop_page(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("/products").await?;
    chat.click(".card-cart button").await?;
    wait::within(Duration::from_secs(25), "the card says that nobody answered", async || {
        let words = chat.value(CART).await?;
        Ok(words.as_str().is_some_and(|words| words.contains("No answer from the shop")).then_some(()))
    })
    .await?;
    page.run("asked[0].reply('ok');", &[]).await?;
    chat.until(&format!("{CART} == 'Added to cart'")).await
}

async fn f50_a_file_whose_address_has_expired_is_fetched_anew_once(visit: &Visit) -> Result<()> {
    visit.expect(NETWORK_NOISE);
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("/file").await?;
    let link = |number: usize| format!("document.querySelectorAll('a.file')[{number}]");
    let words = |number: usize| format!("{}.innerText", link(number));
    // Nothing is opened, so that the test stays where it is; the frame asks beside the browser.
    chat.run("document.addEventListener('click', (event) => event.target.closest('a') && event.preventDefault(), true);
        window.open = (address) => { window.__opened = address; return null; };", &[])
        .await?;
    let before = chat.value(&format!("{}.href", link(1))).await?;
    let reads = site.api_calls("GET", "/messages");
    chat.run(&format!("{}.click();", link(1)), &[]).await?;
    chat.until("window.__opened").await?;
    let after = chat.value(&format!("{}.href", link(1))).await?;
    assert_ne!(before, after);
    assert_eq!(chat.value("window.__opened").await?, after, "the fresh address is opened");
    assert_eq!(site.api_calls("GET", "/messages"), reads + 1);
    // The deleted one: tried, fetched anew, tried again, given up.
    chat.run(&format!("{}.click();", link(2)), &[]).await?;
    chat.until(&format!("{}.includes('fresh again')", words(2))).await?;
    chat.run(&format!("{}.click();", link(2)), &[]).await?;
    chat.until(&format!("{}.includes('No longer available') && !{}.href", words(2), link(2))).await?;
    assert_eq!(site.api_calls("GET", "/messages"), reads + 2);
    Ok(())
}
