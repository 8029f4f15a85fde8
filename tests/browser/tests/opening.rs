//! From the page's load to an open chat.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Visit, tests};
use chatlet_sandbox::Site as Origin;

tests! {
    Needs::Nothing =>
        opening_by_the_launcher_streams_a_reply,
        nothing_but_the_loader_is_fetched_before_the_visitor_shows_interest;
}

async fn opening_by_the_launcher_streams_a_reply(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    let reply = chat.ask("Which tent fits four people?").await?;
    assert_eq!(reply.status, "settled");
    assert!(reply.text.contains("Fjell 4"), "{reply:?}");
    Ok(())
}

async fn nothing_but_the_loader_is_fetched_before_the_visitor_shows_interest(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.launcher().await?;
    assert_eq!(site.paths(Origin::Widget), ["GET /chatlet.js"]);
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    Ok(())
}
