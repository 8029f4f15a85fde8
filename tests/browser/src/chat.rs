//! The chat in its frame.

use crate::page::Page;
use crate::session::{Session, keys};
use crate::wait;
use anyhow::{Context, Result};
use fantoccini::elements::Element;
use serde_json::{Value, json};

/// The frame of one widget.
pub struct Chat<'a> {
    session: &'a Session,
    page: Page<'a>,
}

/// A message of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// `visitor`, `assistant`, `agent` or `system`.
    pub author: String,
    /// Where it stands, such as `settled` or `streaming`.
    pub status: String,
    /// What can be read in it.
    pub text: String,
    /// The line below it, with its buttons.
    pub status_line: String,
}

impl Message {
    /// Whether nothing more is to come: history has been asked as well, where the stream has left the end open.
    pub fn is_final(&self) -> bool {
        !matches!(self.status.as_str(), "sending" | "waiting" | "streaming" | "unclear")
    }
}

impl<'a> Chat<'a> {
    pub(crate) fn of(session: &'a Session, page: Page<'a>) -> Self {
        Self { session, page }
    }

    /// Scripts and keys go into the frame from now on.
    ///
    /// # Errors
    /// There is no frame.
    pub async fn enter(&self) -> Result<()> {
        let frame = self.page.frame().await?;
        self.session.enter(&frame).await
    }

    /// Runs a script in the frame.
    ///
    /// # Errors
    /// It throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        self.enter().await?;
        self.session.run(script, arguments).await
    }

    /// Runs the body of an asynchronous function in the frame.
    ///
    /// # Errors
    /// Its promise is rejected.
    pub async fn run_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.enter().await?;
        self.session.run_async(body, arguments).await
    }

    /// What an expression gives in the frame.
    ///
    /// # Errors
    /// It throws.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return {expression};"), &[]).await
    }

    /// Waits until an expression is true in the frame.
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

    /// The first element that a selector finds in the frame, as soon as there is one.
    ///
    /// # Errors
    /// There is none.
    pub async fn element(&self, selector: &str) -> Result<Element> {
        wait::until(&format!("there is {selector}"), async || {
            self.enter().await?;
            let script = "return document.querySelector(arguments[0]);";
            Ok(Some(self.session.element(script, &[json!(selector)]).await?))
        })
        .await
    }

    /// The accessible name of the first element that a selector finds.
    ///
    /// # Errors
    /// There is none.
    pub async fn name_of(&self, selector: &str) -> Result<String> {
        let element = self.element(selector).await?;
        self.session.name_of(&element).await
    }

    /// Whether a selector finds something in the frame.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn has(&self, selector: &str) -> Result<bool> {
        Ok(self.run("return !!document.querySelector(arguments[0]);", &[json!(selector)]).await? == true)
    }

    /// Clicks the first element that a selector finds.
    ///
    /// # Errors
    /// There is none, or it cannot be clicked.
    pub async fn click(&self, selector: &str) -> Result<()> {
        self.click_found(selector, "return document.querySelector(arguments[0]);").await
    }

    /// Clicks the last button that has these words.
    ///
    /// # Errors
    /// There is none.
    pub async fn click_button(&self, words: &str) -> Result<()> {
        let script = "return [...document.querySelectorAll('button')].findLast((button) =>
            button.textContent.trim() == arguments[0] || button.getAttribute('aria-label') == arguments[0]);";
        self.click_found(words, script).await
    }

    /// Leaves by the header's button, and passes over the question that may come up.
    ///
    /// # Errors
    /// There is no such button.
    pub async fn leave(&self) -> Result<()> {
        self.click_button("Close chat").await?;
        if self.has("#sheet").await? { self.click_button("Close chat").await } else { Ok(()) }
    }

    /// Clicks what a script finds, as soon as it can be clicked.
    async fn click_found(&self, what: &str, script: &str) -> Result<()> {
        wait::until(&format!("{what:?} can be clicked"), async || {
            self.enter().await?;
            let found = self.session.element(script, &[json!(what)]).await?;
            self.session.click(&found).await.map(Some)
        })
        .await
    }

    /// Waits until the chat can be used: configuration and history are there.
    ///
    /// # Errors
    /// It cannot.
    pub async fn until_usable(&self) -> Result<()> {
        self.until("document.getElementById('transcript') && document.getElementById('composer')").await
    }

    /// Types into a field, as a visitor does.
    ///
    /// # Errors
    /// There is no such field.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        // WebKit types only into what was clicked, when it is in a frame of another origin.
        self.click(selector).await?;
        self.element(selector).await?.send_keys(text).await.context("typing")
    }

    /// Types into the composer, as a visitor does.
    ///
    /// # Errors
    /// There is no composer.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.fill("#composer", text).await
    }

    /// Empties the composer, as a visitor does.
    ///
    /// # Errors
    /// There is no composer.
    pub async fn wipe(&self) -> Result<()> {
        self.click("#composer").await.context("clicking the composer")?;
        self.run("document.getElementById('composer').select();", &[]).await?;
        self.session.press(&[keys::BACKSPACE]).await?;
        self.until_draft("").await
    }

    /// Writes a message and sends it with Enter.
    ///
    /// # Errors
    /// There is no composer.
    pub async fn say(&self, text: &str) -> Result<()> {
        self.write(text).await?;
        self.element("#composer").await?.send_keys(&keys::ENTER.to_string()).await.context("pressing Enter")
    }

    /// Says something and waits for the end of the reply, whatever end that is.
    ///
    /// # Errors
    /// There is none.
    pub async fn ask(&self, text: &str) -> Result<Message> {
        self.until_usable().await?;
        let before = self.replies().await?.len();
        self.say(text).await?;
        self.reply_after(before).await
    }

    /// Waits for the end of the reply that comes after so many others.
    ///
    /// # Errors
    /// There is none.
    pub async fn reply_after(&self, before: usize) -> Result<Message> {
        wait::until("the reply is over", async || {
            let replies = self.replies().await?;
            match replies.get(before) {
                Some(reply) if reply.is_final() => Ok(Some(reply.clone())),
                Some(reply) => anyhow::bail!("it is {}: {:?}", reply.status, reply.text),
                None => Ok(None),
            }
        })
        .await
    }

    /// Waits until the newest reply is as described.
    ///
    /// # Errors
    /// It never is.
    pub async fn until_reply(&self, what: &str, is_so: impl Fn(&Message) -> bool) -> Result<Message> {
        wait::until(&format!("the newest reply is {what}"), async || {
            let newest = self.replies().await?.pop();
            match newest {
                Some(reply) if is_so(&reply) => Ok(Some(reply)),
                other => anyhow::bail!("it is {other:?}"),
            }
        })
        .await
    }

    /// The messages of the transcript.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn messages(&self) -> Result<Vec<Message>> {
        let script = "const text = (node) => (node ? node.innerText.trim() : '');
            return [...document.querySelectorAll('.message')].map((message) => ({
                author: message.dataset.author,
                status: message.dataset.status,
                text: text(message.querySelector('.parts')),
                line: text(message.querySelector('.status')),
            }));";
        let found = self.run(script, &[]).await?;
        let text = |message: &Value, name: &str| message[name].as_str().unwrap_or_default().to_owned();
        let message = |value: &Value| Message {
            author: text(value, "author"),
            status: text(value, "status"),
            text: text(value, "text"),
            status_line: text(value, "line"),
        };
        Ok(found.as_array().into_iter().flatten().map(message).collect())
    }

    /// The assistant's messages.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn replies(&self) -> Result<Vec<Message>> {
        let mut messages = self.messages().await?;
        messages.retain(|message| message.author == "assistant");
        Ok(messages)
    }

    /// The visitor's messages.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn questions(&self) -> Result<Vec<String>> {
        let messages = self.messages().await?;
        let own = messages.into_iter().filter(|message| message.author == "visitor");
        Ok(own.map(|message| message.text).collect())
    }

    /// What stands in the composer.
    ///
    /// # Errors
    /// There is no composer.
    pub async fn draft(&self) -> Result<String> {
        let value = self.value("document.getElementById('composer').value").await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the composer holds a text.
    ///
    /// # Errors
    /// It does not.
    pub async fn until_draft(&self, text: &str) -> Result<()> {
        wait::until(&format!("the composer holds {text:?}"), async || {
            let draft = self.draft().await?;
            if draft == text { Ok(Some(())) } else { anyhow::bail!("it holds {draft:?}") }
        })
        .await
    }

    /// What a screen reader was told so far: politeness and text.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn announcements(&self) -> Result<Vec<(String, String)>> {
        let found = self.value("window.__record.announcements").await?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(found.as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect())
    }

    /// What has the focus in the frame.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn focused(&self) -> Result<String> {
        let script = "const active = document.hasFocus() ? document.activeElement : null;
            return active ? active.localName + (active.id ? '#' + active.id : '') : 'nothing';";
        Ok(self.run(script, &[]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Whether files are kept for a reload: the storage says so, and the database has them.
    ///
    /// # Errors
    /// The frame cannot be asked.
    pub async fn keeps_files(&self) -> Result<bool> {
        let script = "
            const says = Object.keys(localStorage).some((key) => key.endsWith(':files'));
            if (!says) return false;
            return await new Promise((resolve) => {
                const opening = indexedDB.open('chatlet');
                // Where it is not there yet, it is not a test that makes it; WebKit names no databases.
                opening.onupgradeneeded = () => opening.transaction.abort();
                opening.onerror = () => resolve(false);
                opening.onsuccess = () => {
                    const database = opening.result;
                    const done = (found) => (database.close(), resolve(found > 0));
                    if (!database.objectStoreNames.contains('files')) return done(0);
                    const count = database.transaction('files').objectStore('files').count();
                    count.onsuccess = () => done(count.result);
                };
            });";
        Ok(self.run_async(script, &[]).await? == true)
    }
}
