//! Every part, as it streams and as history brings it back, in both themes and directions and at two widths.

use anyhow::Result;
use chatlet_browser_tests::{Chat, Needs, Visit, axe, tests};

tests! {
    Needs::Chromium("the rules are the same for all, and this is the longest of the tests") =>
        a14_a22_axe_finds_nothing_in_the_gallery_in_light,
        a14_a22_axe_finds_nothing_in_the_gallery_in_dark
}

/// What the gallery's reply ends with.
const LAST: &str =
    "document.querySelectorAll('[data-status=settled] .quick-replies button, .quick-replies button').length";

async fn judge(chat: &Chat<'_>, place: &str) -> Result<()> {
    chat.until(LAST).await?;
    // The forms come with the second part of the app.
    chat.until("document.querySelectorAll('form').length >= 3").await?;
    let found = axe::of_chat(chat).await?;
    assert!(found.is_empty(), "{place}: {}", found.join("\n"));
    assert_eq!(
        chat.value("document.documentElement.scrollWidth > innerWidth").await?,
        false,
        "{place}: nothing is wider than the window"
    );
    Ok(())
}

async fn in_theme(visit: &Visit, theme: &str) -> Result<()> {
    let site = visit.site().await?;
    for bot in ["shop-bot", "salam-bot"] {
        for width in [400, 320] {
            let path = format!("/gallery.html?theme={theme}&bot={bot}&width={width}&height=5200");
            let page = visit.open(&site.host(&path)).await?;
            for instance in ["stored", "streamed"] {
                let chat = page.instance(instance).chat().await?;
                judge(&chat, &format!("{theme} {bot} {width} {instance}")).await?;
            }
        }
    }
    Ok(())
}

async fn a14_a22_axe_finds_nothing_in_the_gallery_in_light(visit: &Visit) -> Result<()> {
    in_theme(visit, "light").await
}

async fn a14_a22_axe_finds_nothing_in_the_gallery_in_dark(visit: &Visit) -> Result<()> {
    in_theme(visit, "dark").await
}
