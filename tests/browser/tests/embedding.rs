//! Pages of every kind around the loader: where the script stands, what the page does to the document, and what it
//! forbids (F64 to F79, S10, S39 to S41).

use anyhow::{Context, Result};
use chatlet_browser_tests::{HostPage, Needs, Page, Site, Visit, loader_tag, tests, wait};
use chatlet_sandbox::{Logged, Page as Answer, Site as Origin};
use serde_json::json;
use std::rc::Rc;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        f64_a_page_that_forbids_the_frame_is_told_and_goes_on,
        f65_a_window_script_that_is_blocked_is_said_and_can_come_later,
        f65_a_blocked_loader_harms_nothing,
        f69_the_loader_twice_is_one_widget,
        f70_a_page_that_swaps_its_body_keeps_the_conversation,
        f70_a_page_that_replaces_everything_gets_the_widget_back,
        f72_the_script_may_stand_anywhere,
        f72_a_page_of_quirks_and_one_without_a_body_work,
        f74_hostile_style_moves_and_hides_nothing,
        f75_names_that_hide_the_documents_members_change_nothing,
        f75_globals_of_the_pages_own_stay,
        a_page_that_keeps_clicks_to_itself_still_opens_the_chat,
        f79_a_frame_that_is_moved_shakes_hands_anew,
        s10_a_polluted_prototype_sets_no_option,
        s41_the_apps_address_is_the_scripts_and_nothing_elses,
        f66_without_webassembly_there_are_words_and_the_loader_knows,
        f66_sizes_that_come_a_frame_late_are_no_failure,
        f67_assets_that_are_gone_end_in_words_after_one_reload,
        f67_the_second_part_comes_with_the_first_letter_and_can_be_tried_again;
    Needs::NotWebkit("its driver itself uses what these pages patch") =>
        f73_added_keys_and_patched_arrays_change_nothing,
        f73_inherited_options_of_elements_and_listeners_change_nothing,
        f73_a_frozen_or_patched_realm_changes_nothing;
    Needs::Chromium("XHTML is not another engine's business but another parser's") =>
        f72_a_page_of_xhtml_works;
    Needs::Chromium("the others keep no page for Back while a driver watches") =>
        f39_the_host_page_stays_fit_for_the_back_cache
}

/// The loader promises words within eight seconds.
const UNAVAILABLE: Duration = Duration::from_secs(9);

async fn chats(page: &Page<'_>) -> Result<()> {
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

/// Waits until the launcher says that there is no chat.
async fn until_unavailable(page: &Page<'_>) -> Result<()> {
    wait::within(UNAVAILABLE, "the launcher says that chat is unavailable", async || {
        let label = page.launcher_attribute("aria-label").await?.unwrap_or_default();
        Ok(label.contains("unavailable").then_some(()))
    })
    .await?;
    assert!(page.notice().await?.contains("unavailable"), "whoever waits is told, too");
    Ok(())
}

async fn f64_a_page_that_forbids_the_frame_is_told_and_goes_on(visit: &Visit) -> Result<()> {
    for text in ["frame-src", "frame"] {
        visit.expect(text);
    }
    let site = visit.site().await?;
    let policy = format!("default-src 'self'; script-src 'self' {}; frame-src 'none'", site.sandbox.widget);
    let page = HostPage::with_widget(&site).policy("unused", &policy);
    let page = visit.open(&site.put("/", &page)).await?;
    page.click_launcher().await?;
    until_unavailable(&page).await?;
    let error = page.until_event("error").await?;
    assert_eq!(error["code"], "app_unavailable");
    let refused = page.command("open", &[json!("Hi")]).await.unwrap_err().to_string();
    assert!(refused.contains("unavailable"), "{refused}");
    assert_eq!(page.value("1 + 1").await?, 2);
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    Ok(())
}

async fn f65_a_window_script_that_is_blocked_is_said_and_can_come_later(visit: &Visit) -> Result<()> {
    visit.expect("chatlet-window-");
    let site = visit.site().await?;
    site.sandbox.change_widget(|options| options.missing = vec!["/chatlet-window-".into()]);
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.click_launcher().await?;
    until_unavailable(&page).await?;
    assert_eq!(page.until_event("error").await?["code"], "app_unavailable");
    site.sandbox.change_widget(|options| options.missing.clear());
    chats(&page).await
}

async fn f65_a_blocked_loader_harms_nothing(visit: &Visit) -> Result<()> {
    visit.expect("chatlet.js");
    let site = visit.site().await?;
    site.sandbox.change_widget(|options| options.missing = vec!["/chatlet.js".into()]);
    let page = HostPage::with_widget(&site)
        .body("<script>Chatlet.push(['open', 'Hi']); window.after = true;</script>");
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(page.value("after").await?, true);
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 0);
    Ok(())
}

async fn f66_without_webassembly_there_are_words_and_the_loader_knows(visit: &Visit) -> Result<()> {
    // What each engine says of it in its own words.
    for text in ["wasm", "WebAssembly", "CompileError", "Content Security Policy", "script-src"] {
        visit.expect(text);
    }
    let site = visit.site().await?;
    site.sandbox.change_widget(|options| options.wasm_allowed = false);
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.click_launcher().await?;
    let chat = page.chat_frame();
    chat.until("document.documentElement.dataset.chatlet == 'failed'").await?;
    chat.until("document.getElementById('fallback').getClientRects().length").await?;
    let error = page.until_event("error").await?;
    assert_eq!(error["code"], "app_failed");
    assert!(page.notice().await?.contains("unavailable"));
    assert_eq!(page.property("state").await?, "unavailable");
    let inside = "const { top, bottom } = shadow.querySelector('iframe').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;";
    assert_eq!(page.in_shadow(inside).await?, true, "all of the window can be seen");
    Ok(())
}

async fn f66_sizes_that_come_a_frame_late_are_no_failure(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // As while the app still starts, when every error of the window means that it cannot.
    let stays = "const root = document.documentElement;
        delete root.dataset.chatlet;
        const message = 'ResizeObserver loop completed with undelivered notifications.';
        const said = dispatchEvent(new ErrorEvent('error', { message, cancelable: true }));
        const failed = root.dataset.chatlet == 'failed';
        root.dataset.chatlet = 'ready';
        return !said && !failed;";
    assert_eq!(chat.run(stays, &[]).await?, true);
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn f67_assets_that_are_gone_end_in_words_after_one_reload(visit: &Visit) -> Result<()> {
    for text in ["404", "wasm", "WebAssembly", "Failed to", "TypeError", "NetworkError", "Load failed"] {
        visit.expect(text);
    }
    let site = assets_are_gone(visit, ".wasm").await?;
    // The script that starts the app was there, and is what is gone next.
    let paths = site
        .paths(Origin::Widget)
        .into_iter()
        .filter_map(|asked| asked.strip_prefix("GET ").map(str::to_owned));
    let is_start = |path: &String| {
        path.starts_with("/chatlet-") && !path.contains("window") && path.rsplit('.').next() == Some("js")
    };
    let start = paths.into_iter().find(is_start).context("nothing starts the app")?;
    assets_are_gone(visit, &start).await?;
    Ok(())
}

async fn assets_are_gone(visit: &Visit, which: &str) -> Result<Rc<Site>> {
    let site = visit.site().await?;
    site.sandbox.change_widget(|options| options.missing = vec![which.into()]);
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.click_launcher().await?;
    let chat = page.chat_frame();
    chat.until("document.documentElement.dataset.chatlet == 'failed'").await?;
    assert_eq!(page.until_event("error").await?["code"], "app_failed");
    let loads = site.paths(Origin::Widget).iter().filter(|path| *path == "GET /").count();
    assert_eq!(loads, 2, "one reload, and no more");
    Ok(site)
}

async fn f67_the_second_part_comes_with_the_first_letter_and_can_be_tried_again(visit: &Visit) -> Result<()> {
    for text in [
        "404",
        "wasm",
        "WebAssembly",
        "Failed to",
        "TypeError",
        "NetworkError",
        "Load failed",
        "odule",
        "sheet",
    ] {
        visit.expect(text);
    }
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // Whether anything of the second part has been asked for in vain, and whether it came.
    let second = |status: u16| {
        let is_second = |logged: &Logged| logged.path.contains("/later-") && logged.status == status;
        site.requests(Origin::Widget).iter().any(is_second)
    };
    assert!(!second(200) && !second(404), "a first screen needs the first part only");
    site.sandbox.change_widget(|options| options.missing = vec!["/later-".into()]);
    chat.say("Hi").await?;
    chat.until("document.querySelector('.apology .button')").await?;
    site.sandbox.change_widget(|options| options.missing.clear());
    chat.click(".apology .button").await?;
    chat.until("document.querySelector('#composer')?.value == 'Hi'").await?;
    chat.click(".send").await?;
    assert_eq!(chat.reply_after(0).await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Hi"], "sent once");
    assert!(second(404) && second(200), "tried again");
    Ok(())
}

async fn f69_the_loader_twice_is_one_widget(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = loader_tag(&site, "");
    let page = visit.open(&site.put("/", &HostPage::plain().body(&tag).body(&tag))).await?;
    page.run(
        "const again = document.createElement('script');
        again.src = arguments[0];
        again.dataset.chatbotId = 'shop-bot';
        again.onload = () => { window.ranAgain = true; };
        document.head.append(again);",
        &[json!(site.widget("/chatlet.js"))],
    )
    .await?;
    page.until("window.ranAgain").await?;
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 1);
    chats(&page).await?;
    assert_eq!(page.in_shadow("return shadow.querySelectorAll('iframe').length;").await?, 1);
    assert_eq!(page.event_names().await?.iter().filter(|name| *name == "open").count(), 1);
    Ok(())
}

async fn f70_a_page_that_swaps_its_body_keeps_the_conversation(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.run("window.same = true;", &[]).await?;
    // As Turbo does: a new body, and the script of the new page runs again.
    page.run(
        "const body = document.createElement('body');
        body.append('Another page');
        const script = document.createElement('script');
        script.src = arguments[0];
        script.dataset.chatbotId = 'shop-bot';
        script.onload = () => { window.ranAgain = true; };
        body.append(script);
        document.body.replaceWith(body);",
        &[json!(site.widget("/chatlet.js"))],
    )
    .await?;
    page.until("window.ranAgain").await?;
    assert_eq!(chat.value("window.same").await?, true, "the frame was not loaded again");
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(page.property("isOpen").await?, true);
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 1);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    Ok(())
}

async fn f70_a_page_that_replaces_everything_gets_the_widget_back(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    visit.collect().await?;
    page.run(
        "const fresh = document.createElement('html');
        fresh.lang = 'en';
        fresh.append(document.createElement('head'), document.createElement('body'));
        document.documentElement.replaceWith(fresh);",
        &[],
    )
    .await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    Ok(())
}

async fn f72_the_script_may_stand_anywhere(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let later = format!(
        "<script>addEventListener('load', () => setTimeout(() => {{
            const script = document.createElement('script');
            script.src = '{}';
            script.dataset.chatbotId = 'shop-bot';
            document.head.append(script);
        }}));</script>",
        site.widget("/chatlet.js")
    );
    let tag = loader_tag(&site, "").replace("</", "<\\/");
    let written = format!("<script>document.write('{tag}');</script>");
    let pages = [
        ("/head", HostPage::plain().head(&loader_tag(&site, ""))),
        ("/async", HostPage::plain().head(&loader_tag(&site, "async"))),
        ("/defer", HostPage::plain().head(&loader_tag(&site, "defer"))),
        ("/later", HostPage::plain().body(&later)),
        ("/module", HostPage::plain().head(&loader_tag(&site, "type=module"))),
        ("/written", HostPage::plain().body(&written)),
    ];
    for (path, page) in pages {
        let page = visit.open(&site.put(path, &page)).await?;
        page.open_chat().await?.until_usable().await?;
    }
    // As a module it has no tag of its own to read, and is told by `init`.
    let module = format!("<script type=module>import '{}';</script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/import", &HostPage::plain().body(&module))).await?;
    page.until("window.Chatlet?.init").await?;
    page.run("Chatlet.init({ chatbotId: 'shop-bot', app: arguments[0] });", &[json!(site.widget("/"))])
        .await?;
    chats(&page).await
}

async fn f72_a_page_of_quirks_and_one_without_a_body_work(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let quirks = HostPage::with_widget(&site).quirks();
    let page = visit.open(&site.put("/quirks", &quirks)).await?;
    assert_eq!(page.value("document.compatMode").await?, "BackCompat");
    chats(&page).await?;
    let frames = "<frameset><frame src=/blank></frameset>";
    let html = format!("<!doctype html><html><head>{}</head>{frames}</html>", loader_tag(&site, ""));
    site.sandbox.page("/frames", html, Vec::new());
    site.put("/blank", &HostPage::plain());
    let page = visit.open(&site.host("/frames")).await?;
    page.launcher().await?;
    // The window was open on the page before.
    page.until("Chatlet.isOpen && Chatlet.state == 'ready'").await?;
    Ok(())
}

async fn f72_a_page_of_xhtml_works(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag =
        format!("<script src=\"{}\" data-chatbot-id=\"shop-bot\"></script>", site.widget("/chatlet.js"));
    let html = format!(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>Shop</title></head>\
         <body><p>Shop</p>{tag}</body></html>"
    );
    site.sandbox.put("/", Answer::html(html).with("content-type", "application/xhtml+xml"));
    let page = visit.open(&site.host("/")).await?;
    chats(&page).await
}

async fn f73_inherited_options_of_elements_and_listeners_change_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let polluted = "<script>for (const name of ['labels', 'opener', 'message', 'handled', 'error', 'body', 'data', 'key'])
        Object.prototype[name] = 'polluted';</script>";
    let page = HostPage::plain().without_listener().head(polluted).body(&loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Open chat"));
    chats(&page).await
}

async fn a_page_that_keeps_clicks_to_itself_still_opens_the_chat(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let body = "<div onclick='event.stopPropagation()'><button id=ask data-chatlet-open>Ask</button></div>";
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site).body(body))).await?;
    page.launcher().await?;
    page.click("#ask").await?;
    page.until_open(true).await
}

async fn f73_added_keys_and_patched_arrays_change_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    // As Prototype.js and its time did.
    let patches = "<script>
        Object.prototype.extra = function () {};
        Array.prototype.each = function () {};
        Array.prototype.toJSON = function () { return '[patched]'; };
        String.prototype.toJSON = function () { return 'patched'; };
        </script>";
    let tag = loader_tag(&site, "data-metadata='{\"list\":[1,2]}'");
    let page = visit.open(&site.put("/", &HostPage::plain().head(patches).body(&tag))).await?;
    page.command("send", &[json!("Hi")]).await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.reply_after(0).await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Hi"]);
    let metadata = "__record.callbacks.find(({ name }) => name == 'sessionStart').metadata";
    assert_eq!(page.value(&format!("{metadata}.list.length")).await?, 2);
    Ok(())
}

async fn f73_a_frozen_or_patched_realm_changes_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let frozen = "<script>Object.freeze(Object.prototype); Object.freeze(Array.prototype);</script>";
    let patched = "<script>
        const { map, filter } = Array.prototype;
        Array.prototype.map = function (...given) { return map.apply(this, given); };
        Array.prototype.filter = function (...given) { return filter.apply(this, given); };
        Function.prototype.bind = function (self) { return (...given) => this.apply(self, given); };
        </script>";
    let replaced = "<script>window.JSON = { parse: JSON.parse, stringify: () => 'replaced' };</script>";
    for (path, script) in [("/frozen", frozen), ("/patched", patched), ("/replaced", replaced)] {
        // A page of its own each, without the tests' listener, whose work such a page could spoil.
        let page = HostPage::plain().without_listener().head(script).body(&loader_tag(&site, ""));
        let page = visit.open(&site.put(path, &page)).await?;
        let chat = page.open_chat().await?;
        assert_eq!(chat.ask("Hi").await?.status, "settled", "{path}");
    }
    Ok(())
}

async fn f74_hostile_style_moves_and_hides_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let style = "<style>
        * { all: unset !important; display: none !important; opacity: 0 !important; transform: scale(0) !important }
        html { display: block !important; transform: none !important; opacity: 1 !important }
        iframe, div, button { display: none !important; max-width: 10px !important; visibility: hidden !important }
        </style>";
    let overlay = "<div style=\"position:fixed;inset:0;z-index:2147482999;display:block!important\"></div>";
    let page = HostPage::plain().head(style).body(overlay).body(&loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    let box_of = |selector: &str| {
        format!(
            "const box = shadow.querySelector('{selector}').getBoundingClientRect();
            return [box.width, box.height, innerWidth - box.right, innerHeight - box.bottom].map(Math.round);"
        )
    };
    page.launcher().await?;
    assert_eq!(page.in_shadow(&box_of("button")).await?, json!([56, 56, 20, 20]));
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    let frame = page.in_shadow(&box_of("iframe")).await?;
    assert_eq!(frame[0], 400, "{frame}");
    assert_eq!(frame[2], 20, "{frame}");
    Ok(())
}

async fn f75_names_that_hide_the_documents_members_change_nothing(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let names = [
        "createElement",
        "documentElement",
        "body",
        "head",
        "querySelector",
        "currentScript",
        "activeElement",
        "scripts",
    ];
    let images = names.map(|name| format!("<img name={name} alt=''>")).concat();
    let clutter = format!(
        "{images}<form name=Chatlet></form><div id=dataLayer></div><form id=chatlet><input name=init></form>"
    );
    let page = HostPage::plain().without_listener().body(&clutter).body(&loader_tag(&site, ""));
    site.put("/", &page);
    let page = visit.open(&site.host("/")).await?;
    wait::until("the widget is there", async || {
        let script = "return !!Document.prototype.querySelector.call(document, '[data-chatlet]') || null;";
        Ok(page.run(script, &[]).await?.as_bool())
    })
    .await?;
    page.run(
        "Document.prototype.querySelectorAll.call(document, 'img').forEach((image) => image.remove());",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    page.until("Array.isArray(window.dataLayer) && dataLayer.some(({ event }) => event == 'chatlet_open')")
        .await
}

async fn f75_globals_of_the_pages_own_stay(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = "<script>
        window.own = () => {};
        window.onmessage = own;
        window.before = Object.keys(window);
        window.pushState = history.pushState;
        // Asked in the page itself, because drivers look at it through wrappers.
        window.areOwn = () => onmessage === own && history.pushState === pushState;
        </script>";
    let page = HostPage::plain().without_listener().head(script).body(&loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    chats(&page).await?;
    assert_eq!(page.value("areOwn()").await?, true);
    // What the drivers leave in a page is not the loader's.
    let added = page
        .value(
            "Object.keys(window)
        .filter((name) => !before.includes(name) && !/^(se_|ret_nodes|cdc_)/.test(name)).sort()",
        )
        .await?;
    assert_eq!(added, json!(["Chatlet", "areOwn", "before", "dataLayer", "pushState"]));
    let style = page.value("document.querySelectorAll('style, link, meta').length").await?;
    assert_eq!(style, 2, "nothing is added to the page's head");
    Ok(())
}

async fn f79_a_frame_that_is_moved_shakes_hands_anew(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    visit.collect().await?;
    chat.run("window.same = true;", &[]).await?;
    // The visitor is elsewhere by now.
    let elsewhere = "const field = document.createElement('input');
        field.id = 'elsewhere';
        document.body.append(field);
        field.focus();";
    page.run(elsewhere, &[]).await?;
    page.run("document.body.append(document.querySelector('[data-chatlet]'));", &[]).await?;
    page.until_focused("input#elsewhere").await?;
    chat.until("!window.same && document.documentElement.dataset.chatlet == 'ready'").await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(page.focused().await?, "input#elsewhere", "the focus is where the visitor is (S58)");
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    page.run("document.getElementById('elsewhere').focus();", &[]).await?;
    page.command("open", &[json!("From the page")]).await?;
    chat.reply_after(2).await?;
    assert_eq!(page.focused().await?, "input#elsewhere", "an open window that is opened takes no focus (A4)");
    Ok(())
}

async fn s10_a_polluted_prototype_sets_no_option(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let script = "<script>
        const poison = {
            app: 'https://evil.example/', api: 'https://evil.example/', tokenUrl: 'https://evil.example/', mode: 'inline',
            target: 'body', open: true, hidden: true, chatbotId: 'evil', instance: 'evil', position: 'top-left',
            getToken: () => 'stolen', onOpen: () => { window.polluted = true; }, zIndex: 1, width: 1, height: 1,
        };
        for (const name in poison) {
            Object.defineProperty(Object.prototype, name, { value: poison[name], configurable: true, writable: true });
        }
        </script>";
    let page = HostPage::plain().without_listener().head(script).body(&loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false);
    chats(&page).await?;
    assert_eq!(page.value("typeof polluted").await?, "undefined");
    let width =
        page.in_shadow("return shadow.querySelector('iframe').getBoundingClientRect().width;").await?;
    assert_eq!(width, 400);
    assert!(site.api_calls("POST", "/messages") == 1);
    Ok(())
}

async fn s41_the_apps_address_is_the_scripts_and_nothing_elses(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let attacker = Site::start(std::path::Path::new(".")).await?;
    let clutter = format!(
        "<base href=\"{}/\"><img name=currentScript src=data:, alt=''><a id=CHATLET_APP href=\"{}/\"></a>",
        attacker.sandbox.host, attacker.sandbox.host
    );
    let page = HostPage::plain().body(&clutter).body(&loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    chats(&page).await?;
    let asked: Vec<_> = attacker.requests(Origin::Host).into_iter().map(|logged| logged.path).collect();
    assert_eq!(asked, Vec::<String>::new());
    let source = page.in_shadow("return shadow.querySelector('iframe').src;").await?;
    assert!(source.as_str().is_some_and(|source| source.starts_with(&site.sandbox.widget)), "{source}");
    Ok(())
}

async fn f39_the_host_page_stays_fit_for_the_back_cache(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let listen = "<script>addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; });</script>";
    let first = site.put("/", &HostPage::plain().head(listen).body(&loader_tag(&site, "")));
    let bare = site.put("/bare", &HostPage::plain().head(listen));
    let other = site.put("/other", &HostPage::plain());
    // Whether this browser keeps pages at all, before it is asked to keep one with the widget.
    let page = visit.open(&bare).await?;
    page.run("window.same = true;", &[]).await?;
    visit.open(&other).await?;
    visit.session.back().await?;
    let keeps = visit.page().value("!!window.same").await? == true;
    let page = visit.open(&first).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.command("close", &[]).await?;
    page.run("window.same = true;", &[]).await?;
    visit.open(&other).await?;
    visit.session.back().await?;
    let page = visit.page();
    page.launcher().await?;
    if keeps {
        let why = "JSON.stringify(performance.getEntriesByType('navigation')[0].notRestoredReasons)";
        assert_eq!(page.value("!!window.same").await?, true, "{}", page.value(why).await?);
    }
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    Ok(())
}
