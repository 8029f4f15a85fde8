//! The host page with its launcher.

use crate::chat::Chat;
use crate::session::Session;
use crate::visit::Visit;
use crate::wait;
use anyhow::Result;
use fantoccini::elements::Element;
use serde_json::{Value, json};

/// The name of a widget that was given none.
pub const DEFAULT: &str = "default";

/// The shadow tree of the widget that is named by the first argument.
const SHADOW: &str =
    "const shadow = document.querySelector(`[data-chatlet=\"${arguments[0]}\"]`)?.shadowRoot;";

/// The host page, seen through one widget on it.
#[derive(Clone)]
pub struct Page<'a> {
    visit: &'a Visit,
    instance: String,
}

impl<'a> Page<'a> {
    pub(crate) fn of(visit: &'a Visit) -> Self {
        Self { visit, instance: DEFAULT.into() }
    }

    /// The same page, seen through another widget.
    #[must_use]
    pub fn instance(&self, name: &str) -> Self {
        Self { visit: self.visit, instance: name.into() }
    }

    fn session(&self) -> &'a Session {
        &self.visit.session
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    /// It throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.session().top().await?;
        self.session().run(script, arguments).await
    }

    /// Runs the body of an asynchronous function in the page.
    ///
    /// # Errors
    /// Its promise is rejected.
    pub async fn run_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.session().top().await?;
        self.session().run_async(body, arguments).await
    }

    /// What an expression gives in the page.
    ///
    /// # Errors
    /// It throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return {expression};"), &[]).await
    }

    /// Waits until an expression is true in the page.
    ///
    /// # Errors
    /// It stays false.
    pub async fn until(&self, expression: &str) -> Result<()> {
        wait::until(expression, async || {
            let value = self.value(&format!("!!({expression})")).await?;
            Ok(value.as_bool().filter(|is_so| *is_so).map(|_| ()))
        })
        .await
    }

    /// Runs a script that finds `shadow` before it, the widget's shadow tree.
    ///
    /// # Errors
    /// It throws.
    pub async fn in_shadow(&self, script: &str) -> Result<Value> {
        self.run(&format!("{SHADOW} {script}"), &[json!(self.instance)]).await
    }

    /// Waits for a value that is not null, of a script that finds `shadow` before it.
    ///
    /// # Errors
    /// There is none.
    pub async fn until_in_shadow(&self, what: &str, script: &str) -> Result<Value> {
        wait::until(what, async || {
            let value = self.in_shadow(script).await?;
            Ok(Some(value).filter(|value| !value.is_null() && *value != false))
        })
        .await
    }

    async fn element(&self, what: &str, selector: &str) -> Result<Element> {
        let script = format!("{SHADOW} return shadow?.querySelector('{selector}');");
        wait::until(what, async || {
            self.session().top().await?;
            Ok(Some(self.session().element(&script, &[json!(self.instance)]).await?))
        })
        .await
    }

    /// The launcher.
    ///
    /// # Errors
    /// There is none.
    pub async fn launcher(&self) -> Result<Element> {
        self.element("there is a launcher", "button").await
    }

    /// The app's frame.
    ///
    /// # Errors
    /// There is none.
    pub async fn frame(&self) -> Result<Element> {
        self.element("there is a frame", "iframe").await
    }

    /// Whether the app has been brought in.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn has_frame(&self) -> Result<bool> {
        Ok(self.in_shadow("return !!shadow?.querySelector('iframe');").await? == true)
    }

    /// Clicks the launcher, as a visitor does.
    ///
    /// # Errors
    /// There is none, or it cannot be clicked.
    pub async fn click_launcher(&self) -> Result<()> {
        wait::until("the launcher can be clicked", async || {
            let launcher = self.launcher().await?;
            self.session().click(&launcher).await.map(Some)
        })
        .await
    }

    /// Clicks the first element of the page's own that a selector finds, as soon as it can be clicked.
    ///
    /// # Errors
    /// There is none, or it cannot be clicked.
    pub async fn click(&self, selector: &str) -> Result<()> {
        wait::until(&format!("{selector:?} can be clicked"), async || {
            self.session().top().await?;
            let script = "return document.querySelector(arguments[0]);";
            let found = self.session().element(script, &[json!(selector)]).await?;
            self.session().click(&found).await.map(Some)
        })
        .await
    }

    /// Clicks the launcher, unless the window is open as it was on the page before, and waits for the chat.
    ///
    /// # Errors
    /// The chat does not start.
    pub async fn open_chat(&self) -> Result<Chat<'a>> {
        if self.launcher_attribute("aria-expanded").await?.as_deref() != Some("true") {
            self.click_launcher().await?;
        }
        let chat = self.chat().await?;
        self.until_still().await?;
        Ok(chat)
    }

    /// Waits until nothing of the widget moves any more: `WebKit` loses a click on what is only appearing.
    ///
    /// # Errors
    /// Something never stops.
    pub async fn until_still(&self) -> Result<()> {
        let script =
            "return [...shadow.querySelectorAll('*')].every((node) => !node.getAnimations().length);";
        self.until_in_shadow("nothing moves", script).await?;
        Ok(())
    }

    /// The chat in its frame, once it has started.
    ///
    /// # Errors
    /// It does not.
    pub async fn chat(&self) -> Result<Chat<'a>> {
        let chat = self.chat_frame();
        chat.until("document.documentElement.dataset.chatlet == 'ready'").await?;
        Ok(chat)
    }

    /// The chat in its frame, started or not.
    pub fn chat_frame(&self) -> Chat<'a> {
        Chat::of(self.session(), self.clone())
    }

    /// Waits until the window is open, or closed.
    ///
    /// # Errors
    /// It stays as it is.
    pub async fn until_open(&self, open: bool) -> Result<()> {
        let script = format!(
            "return shadow?.querySelector('button')?.getAttribute('aria-expanded') == '{open}' || null;"
        );
        self.until_in_shadow(if open { "the window is open" } else { "the window is closed" }, &script)
            .await?;
        Ok(())
    }

    /// An attribute of the launcher.
    ///
    /// # Errors
    /// There is no launcher.
    pub async fn launcher_attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.launcher().await?.attr(name).await?)
    }

    /// Waits until the launcher says something.
    ///
    /// # Errors
    /// It does not.
    pub async fn until_launcher_says(&self, words: &str) -> Result<()> {
        wait::until(&format!("the launcher says {words:?}"), async || {
            Ok(self.launcher_attribute("aria-label").await?.filter(|name| name.contains(words)).map(|_| ()))
        })
        .await
    }

    /// What the widget says on the page itself.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn notice(&self) -> Result<String> {
        let text =
            self.in_shadow("return shadow?.querySelector('p[role=status]')?.textContent ?? '';").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Gives the widget a command and waits until it is done.
    ///
    /// # Errors
    /// The command is rejected; the error begins with its type.
    pub async fn command(&self, name: &str, arguments: &[Value]) -> Result<Value> {
        self.run_async(
            "return await Chatlet.get(arguments[0])[arguments[1]](...arguments[2]);",
            &[json!(self.instance), json!(name), json!(arguments)],
        )
        .await
    }

    /// A property of the widget's API.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn property(&self, name: &str) -> Result<Value> {
        self.run("return Chatlet.get(arguments[0])[arguments[1]];", &[json!(self.instance), json!(name)])
            .await
    }

    /// The events so far, by one of the ways they come: `callbacks`, `dom` or `dataLayer`.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn events(&self, way: &str) -> Result<Vec<Value>> {
        let script = if way == "dataLayer" {
            "return window.dataLayer || [];".to_owned()
        } else {
            format!("return window.__record.{way};")
        };
        Ok(self.run(&script, &[]).await?.as_array().cloned().unwrap_or_default())
    }

    /// The names of the events that callbacks have heard.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn event_names(&self) -> Result<Vec<String>> {
        let events = self.events("callbacks").await?;
        Ok(events.iter().filter_map(|event| event["name"].as_str().map(str::to_owned)).collect())
    }

    /// Waits until a callback has heard an event, and returns the first of that name.
    ///
    /// # Errors
    /// It does not come.
    pub async fn until_event(&self, name: &str) -> Result<Value> {
        self.until_events(name, 1).await.map(|mut events| events.swap_remove(0))
    }

    /// Waits until callbacks have heard an event as often as that.
    ///
    /// # Errors
    /// They do not.
    pub async fn until_events(&self, name: &str, count: usize) -> Result<Vec<Value>> {
        wait::until(&format!("{count} `{name}` have been raised"), async || {
            let mut events = self.events("callbacks").await?;
            events.retain(|event| event["name"] == name);
            Ok((events.len() >= count).then_some(events))
        })
        .await
    }

    /// What has the focus in the page: tag, id, and whether it is inside the widget.
    ///
    /// # Errors
    /// The page cannot be asked.
    pub async fn focused(&self) -> Result<String> {
        let script = "const active = document.activeElement;
            const inner = active?.shadowRoot?.activeElement;
            const name = (node) => node ? node.localName + (node.id ? '#' + node.id : '') : 'nothing';
            return inner ? 'widget ' + name(inner) : name(active);";
        Ok(self.run(script, &[]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until something has the focus.
    ///
    /// # Errors
    /// It never has.
    pub async fn until_focused(&self, what: &str) -> Result<()> {
        wait::until(&format!("the focus is on {what}"), async || {
            let focused = self.focused().await?;
            if focused == what { Ok(Some(())) } else { anyhow::bail!("it is on {focused}") }
        })
        .await
    }
}
