//! From page to page of one site: the window and what is unread follow the visitor, in their tab and only there.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Page, Site, Visit, tests, wait};
use chatlet_sandbox::Site as Origin;
use serde_json::json;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        the_window_follows_the_visitor_to_the_next_page_and_so_does_its_end,
        a_window_that_the_visitor_closed_stays_closed_where_the_page_opens_it,
        what_is_unread_follows_and_is_read_once,
        consent_and_persistence_say_whether_anything_follows,
        s49_after_logout_nothing_unread_is_left_on_the_launcher,
        s49_a_logout_on_a_page_that_is_left_at_once_reaches_the_app_on_the_next,
        the_launcher_speaks_the_pages_language_from_its_first_paint,
        f64_where_the_app_never_comes_the_words_are_those_of_the_pages_language;
    Needs::Chromium("a phone's screen needs its protocol") =>
        a_window_that_covers_the_page_does_not_follow;
}

const KEPT: &str = "sessionStorage.getItem('chatlet:shop-bot:default')";

fn two_pages(site: &Site, attributes: &str) -> [String; 2] {
    ["/", "/tents"].map(|path| site.put(path, &HostPage::with_options(site, attributes)))
}

async fn until_kept(page: &Page<'_>, what: &str) -> Result<()> {
    page.until(&format!("{KEPT} == '{what}'")).await
}

async fn the_window_follows_the_visitor_to_the_next_page_and_so_does_its_end(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "");
    let page = visit.open(&first).await?;
    page.open_chat().await?.ask("Hi").await?;
    let page = visit.open(&second).await?;
    page.until_open(true).await?;
    assert_eq!(page.until_event("open").await?["source"], "api", "nobody pressed anything here");
    page.until_event("ready").await?;
    // Before the test itself looks into the frame, which is a touch in some engines.
    assert_eq!(page.focused().await?, "body", "the focus is the page's (S58)");
    let chat = page.chat().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    page.click_launcher().await?;
    page.until_open(false).await?;
    until_kept(&page, "0").await?;
    let page = visit.open(&first).await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false);
    assert!(!page.has_frame().await?);
    Ok(())
}

async fn a_window_that_the_visitor_closed_stays_closed_where_the_page_opens_it(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "data-open");
    let page = visit.open(&first).await?;
    page.chat().await?.until_usable().await?;
    assert_eq!(page.value("sessionStorage.length").await?, 0, "the visitor has done nothing yet");
    page.click_launcher().await?;
    page.until_open(false).await?;
    until_kept(&page, "0").await?;
    let page = visit.open(&second).await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false);
    // A page that removes the widget and starts it anew says how it starts.
    page.command("open", &[]).await?;
    page.run("Chatlet.destroy();", &[]).await?;
    assert_eq!(page.value("sessionStorage.length").await?, 0);
    page.run(
        "Chatlet.init({ chatbotId: 'shop-bot', app: arguments[0], open: true });",
        &[json!(site.widget("/"))],
    )
    .await?;
    page.until_open(true).await
}

async fn what_is_unread_follows_and_is_read_once(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "");
    let page = visit.open(&first).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.click_launcher().await?;
    page.until_open(false).await?;
    page.command("send", &[json!("Opening hours?")]).await?;
    page.until("Chatlet.unreadCount == 1").await?;
    until_kept(&page, "1").await?;
    let widget = site.paths(Origin::Widget).len();
    let page = visit.open(&second).await?;
    page.until_launcher_says("1").await?;
    assert_eq!(page.property("unreadCount").await?, 1);
    assert!(!page.has_frame().await?, "the badge costs nothing");
    assert_eq!(site.paths(Origin::Widget).len(), widget + 1, "the loader and no more");
    page.open_chat().await?.until_usable().await?;
    assert_eq!(page.until_event("unread").await?["count"], 0);
    until_kept(&page, "0.5").await?;
    page.click_launcher().await?;
    page.until_open(false).await?;
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Open chat"));
    Ok(())
}

async fn a_window_that_covers_the_page_does_not_follow(visit: &Visit) -> Result<()> {
    let metrics = json!({ "width": 390, "height": 780, "deviceScaleFactor": 2, "mobile": true });
    visit.session.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "");
    let page = visit.open(&first).await?;
    page.open_chat().await?.ask("Hi").await?;
    until_kept(&page, "0").await?;
    let page = visit.open(&second).await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false, "the visitor sees where they went");
    Ok(())
}

async fn consent_and_persistence_say_whether_anything_follows(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    for attributes in ["data-persist=off", "data-consent=required"] {
        let page = visit.open(&site.put("/", &HostPage::with_options(&site, attributes))).await?;
        page.open_chat().await?.ask("Hi").await?;
        assert_eq!(page.value("sessionStorage.length").await?, 0, "{attributes}");
    }
    let page = visit.page();
    page.command("consent", &[json!("granted")]).await?;
    until_kept(&page, "0.5").await?;
    page.command("consent", &[json!("denied")]).await?;
    assert_eq!(page.value("sessionStorage.length").await?, 0);
    // The deployer asks for it, and the page says nothing.
    site.sandbox.change_widget(|options| {
        options.deployment.insert("defaults".into(), json!({ "consent": "required" }));
    });
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.open_chat().await?.ask("Hi").await?;
    assert_eq!(page.value("sessionStorage.length").await?, 0);
    Ok(())
}

async fn s49_after_logout_nothing_unread_is_left_on_the_launcher(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "data-title-notice=on");
    let page = visit.open(&first).await?;
    page.open_chat().await?.ask("Hi").await?;
    page.click_launcher().await?;
    page.until_open(false).await?;
    page.command("send", &[json!("Opening hours?")]).await?;
    page.until("Chatlet.unreadCount == 1").await?;
    until_kept(&page, "1").await?;
    // There is no app yet on the next page, and the visitor leaves.
    let page = visit.open(&second).await?;
    page.until("Chatlet.unreadCount == 1").await?;
    page.until("document.title.startsWith('(1) ')").await?;
    page.command("logout", &[]).await?;
    assert_eq!(page.property("unreadCount").await?, 0);
    assert_eq!(page.until_event("unread").await?["count"], 0);
    assert_eq!(page.value("document.title.startsWith('(')").await?, false);
    until_kept(&page, "0").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, Vec::<String>::new());
    Ok(())
}

async fn s49_a_logout_on_a_page_that_is_left_at_once_reaches_the_app_on_the_next(
    visit: &Visit,
) -> Result<()> {
    let site = visit.site().await?;
    let [first, second] = two_pages(&site, "");
    let page = visit.open(&first).await?;
    page.open_chat().await?.ask("Hi").await?;
    page.click_launcher().await?;
    page.until_open(false).await?;
    until_kept(&page, "0").await?;
    let page = visit.open(&second).await?;
    page.launcher().await?;
    // Somebody else is named at once; the page is gone before the app has come.
    let leave =
        "await Chatlet.logout(); await Chatlet.identify({ id: 'bob' }); location.href = arguments[0];";
    page.run_async(leave, &[json!(first)]).await.ok();
    page.until(&format!("location.href == '{first}' && window.Chatlet?.init")).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, Vec::<String>::new());
    page.until("localStorage.getItem('chatlet:shop-bot:left') === null").await
}

async fn the_launcher_speaks_the_pages_language_from_its_first_paint(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    for (language, open, close) in [
        ("ar", "فتح الدردشة", "إغلاق الدردشة"),
        ("zh-Hans", "打开聊天", "关闭聊天"),
        ("no", "Åpne chatten", "Lukk chatten"),
        ("fi", "Open chat", "Close chat"),
    ] {
        let root = format!("lang=\"{language}\"");
        let page = visit
            .open(&site.put("/", &HostPage::with_options(&site, "data-preload=none").root(&root)))
            .await?;
        assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some(open));
        page.run("Chatlet.open();", &[]).await?;
        page.until_launcher_says(close).await?;
    }
    Ok(())
}

async fn f64_where_the_app_never_comes_the_words_are_those_of_the_pages_language(
    visit: &Visit,
) -> Result<()> {
    for text in ["frame-src", "frame"] {
        visit.expect(text);
    }
    let site = visit.site().await?;
    let policy = format!("default-src 'self'; script-src 'self' {}; frame-src 'none'", site.sandbox.widget);
    let page = HostPage::with_widget(&site).root("lang=\"de\"").policy("unused", &policy);
    let page = visit.open(&site.put("/", &page)).await?;
    page.click_launcher().await?;
    page.until_launcher_says("Chat schließen").await?;
    wait::within(Duration::from_secs(9), "it says so in German", async || {
        Ok(page.notice().await?.contains("nicht verfügbar").then_some(()))
    })
    .await
}
