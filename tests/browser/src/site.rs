//! A running sandbox and the pages of its host.

use crate::dist::recorder;
use crate::host_page::HostPage;
use anyhow::{Context, Result};
use chatlet_protocol::catalogue::CATALOGUE;
use chatlet_sandbox::{Logged, Page as Answer, Running, Sandbox, Settings, Site as Origin};
use std::path::Path;
use std::time::Duration;

/// Time per streamed token: long enough that a reply comes in pieces, short enough that a test does not wait for it.
pub const PACE: Duration = Duration::from_millis(4);

/// Paths of the scripts that a host page loads first.
pub(crate) const RECORDER_PATH: &str = "/recorder.js";
pub(crate) const LISTENER_PATH: &str = "/listener.js";

/// A sandbox of one test's own, on ports of its own: nothing that a browser stores for it is seen by another test.
pub struct Site {
    /// The sandbox itself.
    pub sandbox: Running,
}

impl Site {
    /// Starts a sandbox that serves the built widget.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn start(dist: &Path) -> Result<Self> {
        Self::start_with(dist, |_| {}).await
    }

    /// The same with other settings.
    ///
    /// # Errors
    /// It cannot be started.
    pub async fn start_with(dist: &Path, change: impl FnOnce(&mut Settings)) -> Result<Self> {
        let mut settings = Settings { pace: PACE, dist: Some(dist.to_owned()), ..Settings::default() };
        change(&mut settings);
        let sandbox = Sandbox::start(settings).await.context("starting the sandbox")?;
        let events: Vec<_> = CATALOGUE.iter().map(|event| event.name).collect();
        let listener =
            include_str!("scripts/listener.js").replace("[/* events */]", &serde_json::to_string(&events)?);
        for (path, script) in [(RECORDER_PATH, recorder()), (LISTENER_PATH, listener)] {
            sandbox.put(path, Answer::html(script).with("content-type", "text/javascript; charset=utf-8"));
        }
        // Browsers ask for it by themselves and complain when there is none.
        sandbox.put("/favicon.ico", Answer::html("").with("content-type", "image/x-icon"));
        Ok(Self { sandbox })
    }

    /// Serves a page at a path of the host and returns its address.
    pub fn put(&self, path: &str, page: &HostPage) -> String {
        self.sandbox.page(path, page.html(), page.headers().to_vec());
        self.host(path)
    }

    /// Address of a path of the host.
    pub fn host(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.host)
    }

    /// Address of a path of the widget's origin.
    pub fn widget(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.widget)
    }

    /// The requests of one origin so far, but for those of the tests' own scripts.
    pub fn requests(&self, origin: Origin) -> Vec<Logged> {
        let own = |logged: &Logged| logged.path == RECORDER_PATH || logged.path == LISTENER_PATH;
        self.sandbox
            .requests()
            .into_iter()
            .filter(|logged| logged.site == origin && !own(logged) && logged.path != "/favicon.ico")
            .collect()
    }

    /// The paths that one origin was asked for so far, with their methods.
    pub fn paths(&self, origin: Origin) -> Vec<String> {
        self.requests(origin).iter().map(|logged| format!("{} {}", logged.method, logged.path)).collect()
    }

    /// How often a path of the chat API was asked for with a method.
    pub fn api_calls(&self, method: &str, path: &str) -> usize {
        let path = format!("{}{path}", chatlet_protocol::API_PREFIX);
        self.requests(Origin::Api)
            .iter()
            .filter(|logged| logged.method == method && logged.path == path)
            .count()
    }
}
