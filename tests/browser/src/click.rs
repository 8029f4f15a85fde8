//! Clicks that hit what they are meant for, or nothing.
//!
//! A driver finds out where an element is, moves the mouse there and presses. What is at that place by then can be something
//! else, on a slow machine above all: a conversation goes on, a banner comes.

use crate::session::Session;
use anyhow::{Result, bail};
use fantoccini::elements::Element;
use serde_json::Value;

/// Whether an element is where it was two frames ago: what a layout moves is scrolled to its place only when it is painted.
/// What lies half below an edge of its scroller is scrolled out from there first, as a visitor does and not every driver.
/// Documents that nobody sees, and frames out of view, have no frames to wait for.
const RESTS: &str = "const place = () => JSON.stringify(arguments[0].getBoundingClientRect());
    const frame = () => new Promise((done) => {
        requestAnimationFrame(done);
        setTimeout(done, document.hidden ? 0 : 1000);
    });
    const { left, top, width, height } = arguments[0].getBoundingClientRect();
    const hit = arguments[0].getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    if (!arguments[0].contains(hit)) arguments[0].scrollIntoView({ block: 'nearest' });
    const before = place();
    await frame();
    await frame();
    return place() == before;";

/// From now on the mouse reaches this element only, where the page has a recorder.
const AIM: &str = "if (window.__record) Object.assign(window.__record, { aim: arguments[0], missed: null });";

/// What was hit in its place.
const MISSED: &str = "const record = window.__record;
    if (!record) return null;
    record.aim = null;
    return record.missed;";

impl Session {
    /// Clicks an element of the page or frame that the session is in.
    ///
    /// # Errors
    /// It moves, lies below something, or is not there any more: nothing was clicked, and one can try again.
    pub async fn click(&self, element: &Element) -> Result<()> {
        let target = serde_json::to_value(element)?;
        if self.run_async(RESTS, std::slice::from_ref(&target)).await? != true {
            bail!("it moves");
        }
        self.run(AIM, std::slice::from_ref(&target)).await?;
        let clicked = element.click().await;
        // A click can take the page or the frame away.
        let missed = self.run(MISSED, &[]).await.unwrap_or_default();
        match clicked {
            _ if missed.is_string() => bail!("{missed} is there instead"),
            Ok(()) => Ok(()),
            // WebKit complains as well when what was clicked goes away by that, as a chip does.
            Err(_) if self.is_gone(target).await => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn is_gone(&self, element: Value) -> bool {
        // A driver that no longer knows the element says so by an error.
        let found = self.run("return arguments[0].isConnected;", &[element]).await;
        found.map_or(true, |is_there| is_there == false)
    }
}
