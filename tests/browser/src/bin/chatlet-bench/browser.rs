//! A browser, the sandbox it looks at, and what is done in both pages alike.

use crate::spent::Spent;
use crate::subject::Subject;
use anyhow::{Context, Result};
use chatlet_browser_tests::{Engine, Session, Wishes, wait};
use chatlet_sandbox::{Running, Sandbox, Settings};
use serde_json::{Value, json};
use std::rc::Rc;
use std::time::Duration;

/// What the scripts below have in common.
const BOTH_PAGES: &str = include_str!("both_pages.js");
/// The size of a widget's window.
const SIZE: (u32, u32) = (400, 680);
/// The longest of what is waited for.
const LIMIT: Duration = Duration::from_mins(2);

/// Browser and sandbox.
pub(crate) struct Browser {
    /// The browser.
    pub(crate) session: Session,
    /// The servers.
    pub(crate) sandbox: Rc<Running>,
}

impl Browser {
    pub(crate) async fn start() -> Result<Self> {
        let dist = std::env::var_os("CHATLET_DIST")
            .context("CHATLET_DIST is not set: `cargo xtask bench` sets it")?;
        let settings = Settings { dist: Some(dist.into()), ..Settings::default() };
        let sandbox = Sandbox::start(settings).await.context("starting the sandbox")?;
        let session = Session::start(Engine::Chromium, Wishes::default()).await?;
        Ok(Self { session, sandbox: Rc::new(sandbox) })
    }

    /// One more browser, which has nothing in any cache.
    pub(crate) async fn another(&self) -> Result<Self> {
        let session = Session::start(Engine::Chromium, Wishes::default()).await?;
        Ok(Self { session, sandbox: Rc::clone(&self.sandbox) })
    }

    pub(crate) async fn end(self) {
        self.session.end().await;
    }

    /// An empty tab of the widget's size, in which nobody has ever talked to anybody.
    pub(crate) async fn fresh(&self) -> Result<()> {
        self.session.fresh_tab().await?;
        for origin in [&self.sandbox.widget, &self.sandbox.host] {
            let storage = json!({ "origin": origin, "storageTypes": "local_storage" });
            self.session.devtools("Storage.clearDataForOrigin", storage).await?;
        }
        self.before_documents(include_str!("memories.js")).await
    }

    /// Opens a page by itself and waits until a message can be sent.
    pub(crate) async fn open(&self, subject: Subject) -> Result<()> {
        let (width, height) = SIZE;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.session.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        self.session.open(&format!("{}{}", self.sandbox.widget, subject.path())).await?;
        self.until(subject.is_usable()).await?;
        self.count().await
    }

    /// Runs a script in every document of the tab from now on, before the document's own.
    pub(crate) async fn before_documents(&self, script: &str) -> Result<()> {
        self.session.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(())
    }

    /// Counts from now on. The time is the processor's, so that what else the machine does is not counted.
    pub(crate) async fn count(&self) -> Result<()> {
        self.session.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        Ok(())
    }

    /// Waits until an expression is true in the page.
    pub(crate) async fn until(&self, expression: &str) -> Result<()> {
        wait::within(LIMIT, expression, async || {
            let value = self.session.run(&format!("return {expression};"), &[]).await?;
            Ok((value == true).then_some(()))
        })
        .await
    }

    /// Runs the body of an asynchronous function of the page, with what both pages share before it.
    pub(crate) async fn run(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.session.run_async(&format!("{BOTH_PAGES}\n{body}"), arguments).await
    }

    /// What the page has cost so far.
    pub(crate) async fn spent(&self) -> Result<Spent> {
        Ok(Spent::read(&self.metrics().await?))
    }

    /// Chromium's counters.
    pub(crate) async fn metrics(&self) -> Result<Value> {
        self.session.devtools("Performance.getMetrics", json!({})).await
    }

    /// Leaves no garbage of what came before to what comes next.
    pub(crate) async fn collect_garbage(&self) -> Result<()> {
        self.session.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        Ok(())
    }

    /// Says something, waits for the end of the reply, and returns what that cost.
    pub(crate) async fn say(&self, text: &str) -> Result<Spent> {
        self.run("await write(arguments[0]);", &[json!(text)]).await?;
        self.collect_garbage().await?;
        let before = self.spent().await?;
        self.run("await send();", &[]).await?;
        Ok(self.spent().await? - before)
    }
}
