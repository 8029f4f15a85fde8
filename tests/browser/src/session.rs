//! A browser with one tab per test.

use crate::command::Endpoint;
use crate::driver::{self, Driver, Wishes};
use crate::ending;
use crate::engine::Engine;
use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::wd::{TimeoutConfiguration, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::time::Duration;

/// How long a script of a test's own may take.
const SCRIPT_LIMIT: Duration = Duration::from_mins(1);
/// How long a page may take to load.
const LOAD_LIMIT: Duration = Duration::from_mins(1);
/// How long a browser may take to start: a cold one on a busy machine is slow.
const START_LIMIT: Duration = Duration::from_mins(2);
/// How long a browser may take to end.
const END_LIMIT: Duration = Duration::from_secs(10);

/// The keys that tests press, as `WebDriver` names them.
pub mod keys {
    /// Enter.
    pub const ENTER: char = '\u{e007}';
    /// Backspace.
    pub const BACKSPACE: char = '\u{e003}';
    /// Escape.
    pub const ESCAPE: char = '\u{e00c}';
    /// Tab.
    pub const TAB: char = '\u{e004}';
    /// End.
    pub const END: char = '\u{e010}';
    /// Home.
    pub const HOME: char = '\u{e011}';
    /// Arrow up.
    pub const ARROW_UP: char = '\u{e013}';
    /// Arrow down.
    pub const ARROW_DOWN: char = '\u{e015}';
    /// Shift, held.
    pub const SHIFT: char = '\u{e008}';
}

/// A browser.
pub struct Session {
    client: Client,
    /// Which engine it is.
    pub engine: Engine,
    /// Ends after the browser does.
    driver: Driver,
}

impl Session {
    /// Starts a driver and a browser.
    ///
    /// # Errors
    /// Says what could not be started.
    pub async fn start(engine: Engine, wishes: Wishes) -> Result<Self> {
        let driver = Driver::start(engine).await?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(driver::capabilities(engine, wishes)?);
        let client = tokio::time::timeout(START_LIMIT, builder.connect(&driver.address))
            .await
            .with_context(|| format!("{} did not start in time", engine.name()))?
            .with_context(|| format!("starting {}", engine.name()))?;
        let limits = TimeoutConfiguration::new(Some(SCRIPT_LIMIT), Some(LOAD_LIMIT), Some(Duration::ZERO));
        client.update_timeouts(limits).await?;
        ending::remember(&client, &driver.process);
        Ok(Self { client, engine, driver })
    }

    /// Ends the browser, then the driver.
    pub async fn end(self) {
        // A browser that does not answer any more ends with its driver.
        let _ = tokio::time::timeout(END_LIMIT, self.client.close()).await;
        ending::forget(&self.driver.process);
    }

    /// Puts a fresh tab in the place of all that are open.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn fresh_tab(&self) -> Result<()> {
        let old = self.client.windows().await?;
        let fresh = self.client.new_window(true).await?.handle;
        for tab in old {
            self.client.switch_to_window(tab).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(fresh).await?;
        // What the pages before had to say is not this one's.
        self.console().await?;
        Ok(())
    }

    /// The open tabs.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn tabs(&self) -> Result<Vec<WindowHandle>> {
        Ok(self.client.windows().await?)
    }

    /// Opens one more tab and goes there.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn another_tab(&self) -> Result<WindowHandle> {
        let tab = self.client.new_window(true).await?.handle;
        self.switch_to(tab.clone()).await?;
        Ok(tab)
    }

    /// Goes to a tab.
    ///
    /// # Errors
    /// There is no such tab.
    pub async fn switch_to(&self, tab: WindowHandle) -> Result<()> {
        Ok(self.client.switch_to_window(tab).await?)
    }

    /// Opens an address in the tab and waits until it has loaded.
    ///
    /// # Errors
    /// The address cannot be opened.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.client.goto(address).await.with_context(|| format!("opening {address}"))
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn reload(&self) -> Result<()> {
        self.top().await?;
        self.client.refresh().await.context("reloading")
    }

    /// Goes back in the tab's history.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn back(&self) -> Result<()> {
        self.client.back().await.context("going back")
    }

    /// Address of the page.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn address(&self) -> Result<String> {
        Ok(self.client.current_url().await?.into())
    }

    /// Scripts and elements are those of the page from now on.
    ///
    /// # Errors
    /// The tab is gone.
    pub async fn top(&self) -> Result<()> {
        self.command(Endpoint::post("frame", json!({ "id": null }))).await?;
        Ok(())
    }

    /// Scripts and elements are those of a frame from now on.
    ///
    /// # Errors
    /// The element is no frame, or is gone.
    pub async fn enter(&self, frame: &Element) -> Result<()> {
        frame.enter_frame().await.context("entering the frame")
    }

    /// Runs a script where the session is and returns what it returns.
    ///
    /// # Errors
    /// The script throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.client
            .execute(script, arguments.to_vec())
            .await
            .with_context(|| format!("running {}", shortened(script)))
    }

    /// Runs the body of an asynchronous function and returns what its promise gives.
    ///
    /// # Errors
    /// The promise is rejected.
    pub async fn run_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        // The answer's keys are ours alone: a page may give every object an `error`.
        let script = format!(
            "const finish = arguments[arguments.length - 1];
            (async (...arguments) => {{ {body} }})(...[].slice.call(arguments, 0, -1)).then(
                (value) => finish({{ promise_gave: value === undefined ? null : value }}),
                (error) => finish({{ promise_rejected: `${{error && error.type || ''}} ${{error}}` }}),
            );"
        );
        let answer = self
            .client
            .execute_async(&script, arguments.to_vec())
            .await
            .with_context(|| format!("running {}", shortened(body)))?;
        match answer.get("promise_rejected") {
            Some(error) => bail!("{} rejected with {error}", shortened(body)),
            None => Ok(answer["promise_gave"].clone()),
        }
    }

    /// The element that a script returns.
    ///
    /// # Errors
    /// The script returns no element.
    pub async fn element(&self, script: &str, arguments: &[Value]) -> Result<Element> {
        let value = self.run(script, arguments).await?;
        let id = value.as_object().and_then(|members| members.values().next()).and_then(Value::as_str);
        let id = id.with_context(|| format!("{} found no element", shortened(script)))?;
        Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()))
    }

    /// What those who do not see an element are told that it is called.
    ///
    /// # Errors
    /// The element is gone.
    pub async fn name_of(&self, element: &Element) -> Result<String> {
        let path = format!("element/{}/computedlabel", element.element_id().as_ref());
        let name = self.command(Endpoint::get(path)).await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Presses keys one after the other, wherever the keyboard is.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn press(&self, keys: &[char]) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".into());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key });
        }
        self.client.perform_actions(actions).await.context("pressing keys")
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn press_with(&self, held: char, key: char) -> Result<()> {
        let actions = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(actions).await.context("pressing keys")
    }

    /// Sets the size of the window.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        Ok(self.client.set_window_size(width, height).await?)
    }

    /// A command of Chromium's own protocol.
    ///
    /// # Errors
    /// The engine is another, or refuses.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        self.command(Endpoint::post("goog/cdp/execute", body)).await
    }

    /// What Chromium's console has said since the last call, over all pages and frames of the tab; nothing elsewhere.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn console(&self) -> Result<Vec<ConsoleLine>> {
        if self.engine != Engine::Chromium {
            return Ok(Vec::new());
        }
        let lines = self.command(Endpoint::post("se/log", json!({ "type": "browser" }))).await?;
        let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let lines = lines.as_array().cloned().unwrap_or_default();
        Ok(lines
            .iter()
            .map(|line| ConsoleLine {
                is_severe: line["level"] == "SEVERE",
                text: format!("[{}] {}", text(line, "source"), text(line, "message")),
            })
            .collect())
    }

    /// A picture of the page, as PNG.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    async fn command(&self, endpoint: Endpoint) -> Result<Value> {
        let what = endpoint.path.clone();
        self.client.issue_cmd(endpoint).await.with_context(|| format!("command {what}"))
    }
}

/// A line of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// Whether it is an error.
    pub is_severe: bool,
    /// What it says, and where it comes from.
    pub text: String,
}

fn shortened(script: &str) -> String {
    const LENGTH: usize = 120;
    let line = script.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}
