//! A page with a dialect on, and the tools that the examples use.

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Page, Site, Visit, loader_tag, reply};
use chatlet_sandbox::fault_proxy::{FaultProxy, Rule};
use serde_json::{Value, json};
use std::rc::Rc;

/// What the examples use of the page: the console, and the tools of others, each of which notes what it is told.
pub(super) const PAGE: &str = "<script>
    window.told = [];
    const note = (who) => (...given) => void told.push([who, ...JSON.parse(JSON.stringify(given))]);
    console.log = note('log');
    window.gtag = note('gtag');
    window.analytics = { track: note('analytics') };
    window.mixpanel = { track: note('mixpanel') };
    window.Sentry = { captureException: note('sentry') };
    for (const name of ['startGuidedTour', 'openProductModal', 'openSchedulingModal', 'initiateDownload', 'openFeedbackForm']) {
        window[name] = note(name);
    }
</script>";

/// A script of the page.
pub(super) fn script(code: &str) -> String {
    format!("<script>{code}</script>")
}

/// An example with the ids of this page.
pub(super) fn with_ids(code: &str) -> String {
    code.replace("YOUR_CHATBOT_ID", "shop-bot")
        .replace("your-experience-id", "shop-bot")
        .replace("https://your-api.com", "")
}

/// A page with a script and a chat whose replies the test writes.
pub(super) struct Stage<'a> {
    pub(super) site: Rc<Site>,
    proxy: Rc<FaultProxy>,
    pub(super) page: Page<'a>,
}

impl<'a> Stage<'a> {
    /// `before` and `after` stand around the loader's tag.
    pub(super) async fn new(visit: &'a Visit, attributes: &str, before: &str, after: &str) -> Result<Self> {
        let site = visit.site().await?;
        let tag = loader_tag(&site, attributes);
        Self::with_body(visit, site, &format!("{PAGE}{before}{tag}{after}")).await
    }

    pub(super) async fn with_body(visit: &'a Visit, site: Rc<Site>, body: &str) -> Result<Self> {
        let proxy = visit.proxy(&site).await?;
        site.sandbox.change_widget(|options| {
            options.deployment.insert("customSchemes".into(), json!(["tour", "action", "product"]));
        });
        let page = visit.open(&site.put("/", &HostPage::plain().body(body))).await?;
        Ok(Self { site, proxy, page })
    }

    /// Answers the next question with these parts.
    pub(super) async fn ask(&self, chat: &Chat<'_>, question: &str, parts: &Value) -> Result<()> {
        self.proxy.inject(Rule::next("POST", "/messages", reply::of_parts(parts)));
        assert_eq!(chat.ask(question).await?.status, "settled");
        Ok(())
    }

    pub(super) async fn told(&self, who: &str) -> Result<Vec<Value>> {
        let all = self.page.value("told").await?;
        let meant = all.as_array().into_iter().flatten().filter(|entry| entry[0] == who);
        Ok(meant.map(|entry| json!(entry.as_array().map(|parts| &parts[1..]))).collect())
    }
}

/// A reply with a link.
pub(super) fn link(url: &str, label: &str) -> Value {
    json!([{ "type": "rich_text", "part_id": "links", "blocks": [{ "type": "paragraph", "spans": [
        { "type": "text", "text": "Here: " }, { "type": "link", "text": label, "url": url }] }] }])
}

/// Clicks the newest link or custom link of the transcript.
pub(super) async fn click_link(chat: &Chat<'_>, label: &str) -> Result<()> {
    chat.run(
        "const label = arguments[0];
        const all = [...document.querySelectorAll('.bubble a, .bubble button, .rich-text a, .rich-text button, main a, main button')];
        const link = all.filter((node) => node.textContent.includes(label)).at(-1);
        // The event is what counts here; where the link leads is tested elsewhere.
        addEventListener('click', (event) => event.preventDefault(), { once: true });
        link.click();",
        &[json!(label)],
    )
    .await?;
    Ok(())
}
