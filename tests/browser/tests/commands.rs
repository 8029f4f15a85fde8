//! What a page may command: at any time, in any order, before the load and after the end.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        f71_commands_from_before_the_loader_are_done_in_order,
        open_with_a_message_twice_sends_it_twice_and_never_closes,
        f71_a_message_given_before_the_app_is_ready_is_sent_once,
        send_prefill_close_and_toggle_do_as_they_say,
        hide_and_show_take_everything_away_and_back,
        destroy_removes_everything_and_init_starts_anew,
        commands_are_safe_in_any_order,
        a_wrong_option_is_one_warning_and_the_widget_still_starts,
        the_badge_counts_replies_that_nobody_saw,
        f43_two_widgets_on_one_page_do_not_collide,
        theme_and_language_follow_the_page_and_its_commands;
}

async fn f71_commands_from_before_the_loader_are_done_in_order(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let queue = "<script>
        window.Chatlet = window.Chatlet || [];
        Chatlet.push(['prefill', 'A draft']);
        Chatlet.push(['open', 'First']);
        Chatlet.push(['send', 'Second']);
        </script>";
    let page = HostPage::plain().head(queue).body(&loader_tag(&site, "async"));
    let page = visit.open(&site.put("/", &page)).await?;
    page.until_open(true).await?;
    let chat = page.chat().await?;
    chat.reply_after(1).await?;
    assert_eq!(chat.questions().await?, ["First", "Second"]);
    assert_eq!(chat.draft().await?, "A draft");
    Ok(())
}

async fn open_with_a_message_twice_sends_it_twice_and_never_closes(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.command("open", &[json!("Hi")]).await?;
    page.command("open", &[json!("Hi")]).await?;
    assert_eq!(page.property("isOpen").await?, true);
    let chat = page.chat().await?;
    chat.reply_after(1).await?;
    assert_eq!(chat.questions().await?, ["Hi", "Hi"]);
    assert_eq!(site.api_calls("POST", "/messages"), 2);
    assert_eq!(page.event_names().await?.iter().filter(|name| *name == "open").count(), 1);
    Ok(())
}

async fn f71_a_message_given_before_the_app_is_ready_is_sent_once(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.run("Chatlet.open('Hi'); Chatlet.open(); Chatlet.open();", &[]).await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    Ok(())
}

async fn send_prefill_close_and_toggle_do_as_they_say(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.command("toggle", &[]).await?;
    assert_eq!(page.property("isOpen").await?, true);
    let chat = page.chat().await?;
    chat.until_usable().await?;
    page.command("prefill", &[json!("Do you have <b>boots</b>?")]).await?;
    chat.until_draft("Do you have <b>boots</b>?").await?;
    assert_eq!(chat.questions().await?, Vec::<String>::new(), "a prefilled text waits for the visitor");
    page.command("send", &[json!("Hi")]).await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.draft().await?, "Do you have <b>boots</b>?", "what the visitor writes stays");
    page.command("close", &[]).await?;
    assert_eq!(page.property("isOpen").await?, false);
    page.command("close", &[]).await?;
    page.command("toggle", &[]).await?;
    page.command("toggle", &[]).await?;
    assert_eq!(page.property("isOpen").await?, false);
    let empty = page.command("send", &[json!("")]).await.unwrap_err().to_string();
    assert!(empty.contains("invalid"), "{empty}");
    Ok(())
}

async fn hide_and_show_take_everything_away_and_back(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-hidden").await?;
    let hidden = "return shadow.querySelector('button').getClientRects().length == 0;";
    page.launcher().await?;
    assert_eq!(page.in_shadow(hidden).await?, true);
    page.command("show", &[]).await?;
    assert_eq!(page.in_shadow(hidden).await?, false);
    page.open_chat().await?;
    page.command("hide", &[]).await?;
    assert_eq!(page.in_shadow(hidden).await?, true);
    assert_eq!(page.property("isOpen").await?, false);
    page.command("hide", &[]).await?;
    page.command("show", &[]).await?;
    assert_eq!(page.in_shadow(hidden).await?, false);
    let mut names = page.event_names().await?;
    names.retain(|name| name == "hide" || name == "show");
    assert_eq!(names, ["show", "hide", "show"]);
    Ok(())
}

async fn destroy_removes_everything_and_init_starts_anew(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    visit.collect().await?;
    page.command("destroy", &[]).await?;
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 0);
    assert_eq!(page.property("state").await?, "destroyed");
    let refused = page.command("open", &[]).await.unwrap_err().to_string();
    assert!(refused.contains("destroyed"), "{refused}");
    page.command("destroy", &[]).await?;

    page.run("Chatlet.init({ chatbotId: 'shop-bot' });", &[]).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // The conversation is the visitor's, not the widget's.
    assert_eq!(chat.questions().await?, ["Hi"]);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    Ok(())
}

async fn commands_are_safe_in_any_order(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    // Nothing is awaited: each comes while the others are under way.
    page.run(
        "for (const name of ['close', 'toggle', 'show', 'open', 'hide', 'close', 'show', 'toggle', 'toggle']) {
            Chatlet[name]();
        }
        Chatlet.open('Hi');
        Chatlet.close();
        Chatlet.open();",
        &[],
    )
    .await?;
    page.until_open(true).await?;
    let chat = page.chat().await?;
    assert_eq!(chat.reply_after(0).await?.status, "settled");
    assert_eq!(chat.questions().await?, ["Hi"]);
    Ok(())
}

async fn a_wrong_option_is_one_warning_and_the_widget_still_starts(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let listen = "<script>
        window.warnings = [];
        console.warn = (...words) => warnings.push(words.join(' '));
        </script>";
    let tag = loader_tag(&site, "data-position=middle data-width=wide data-open=maybe data-metadata=\"{\"");
    let page = visit.open(&site.put("/", &HostPage::plain().head(listen).body(&tag))).await?;
    page.open_chat().await?;
    let warnings = page.value("warnings").await?.to_string();
    for name in ["position", "width", "open", "metadata"] {
        assert_eq!(warnings.matches(&format!("\\\"{name}\\\"")).count(), 1, "{name} in {warnings}");
    }
    assert!(warnings.contains("bottom-right"), "it says what is accepted: {warnings}");
    Ok(())
}

async fn the_badge_counts_replies_that_nobody_saw(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.command("send", &[json!("Hi")]).await?;
    page.until_events("messageComplete", 1).await?;
    page.until_launcher_says("1 unread").await?;
    assert_eq!(page.property("unreadCount").await?, 1);
    assert_eq!(page.until_event("unread").await?["count"], 1);
    page.command("send", &[json!("Opening hours?")]).await?;
    page.until_launcher_says("2 unread").await?;
    let badge = page.in_shadow("return shadow.querySelector('button span').textContent;").await?;
    assert_eq!(badge, "2");
    page.open_chat().await?;
    page.until("Chatlet.unreadCount == 0").await?;
    let label = page.launcher_attribute("aria-label").await?.unwrap_or_default();
    assert!(!label.contains("unread"), "{label}");
    let counts: Vec<_> = page.until_events("unread", 3).await?;
    assert_eq!(counts[2]["count"], 0);
    Ok(())
}

async fn f43_two_widgets_on_one_page_do_not_collide(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.run(
        "window.heard = [];
        const second = Chatlet.init({ chatbotId: 'minimal-bot', instance: 'second', position: 'bottom-left' });
        second.on('*', ({ name, instance, chatbotId }) => heard.push([name, instance, chatbotId]));",
        &[],
    )
    .await?;
    let second = page.instance("second");
    let first_chat = page.open_chat().await?;
    first_chat.ask("For the first").await?;
    assert_eq!(second.property("isOpen").await?, false, "opening one does not open the other");
    let second_chat = second.open_chat().await?;
    second_chat.ask("For the second").await?;
    assert_eq!(first_chat.questions().await?, ["For the first"]);
    assert_eq!(second_chat.questions().await?, ["For the second"]);
    let heard = page.value("heard").await?;
    let heard = heard.as_array().unwrap();
    assert!(heard.iter().all(|event| event[1] == "second" && event[2] == "minimal-bot"), "{heard:?}");
    let own = page.events("callbacks").await?;
    assert!(own.iter().all(|event| event["instance"] == "default" && event["chatbotId"] == "shop-bot"));
    second.command("destroy", &[]).await?;
    assert_eq!(first_chat.ask("Still there?").await?.status, "settled");
    Ok(())
}

async fn theme_and_language_follow_the_page_and_its_commands(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::with_widget(&site)
        .root("lang=\"da\"")
        .head("<style>body { background: #111; color: #eee }</style>");
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Åbn chat"));
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.frame')?.dataset.theme == 'dark'").await?;
    chat.until("document.documentElement.lang == 'da'").await?;
    page.command("setTheme", &[json!("light")]).await?;
    chat.until("document.querySelector('.frame').dataset.theme == 'light'").await?;
    page.command("setLanguage", &[json!("en")]).await?;
    chat.until("document.documentElement.lang == 'en'").await?;
    assert_eq!(page.launcher_attribute("aria-label").await?.as_deref(), Some("Close chat"));
    Ok(())
}
