//! From the click on the launcher to a composer that can be written in.

use crate::browser::Browser;
use crate::plan::Plan;
use crate::report::{Bar, Report};
use crate::spent::{median, round};
use anyhow::Result;
use chatlet_browser_tests::wait;
use serde_json::{Value, json};

const PATH: &str = "/bench-opening";
/// The launcher's place, as the visitor finds it.
const LAUNCHER: &str = "
    const button = document.querySelector('[data-chatlet]')?.shadowRoot?.querySelector('button');
    const box = button?.getBoundingClientRect();
    return box && box.width ? [box.x + box.width / 2, box.y + box.height / 2] : null;";

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    put_page(browser);
    // Once for the cache.
    open(browser, false).await?;
    for (name, hovers, bar) in [
        ("click on the launcher to a usable composer, warm cache", false, 300.0),
        ("the same after the pointer has rested on the launcher", true, 100.0),
    ] {
        let mut times = Vec::new();
        for _ in 0..plan.runs {
            times.push(open(browser, hovers).await?);
        }
        report.add(name, "ms", median(&times), None, Bar::Value(bar), &json!(times));
    }
    Ok(())
}

fn put_page(browser: &Browser) {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Shop</title>\
         <link rel=\"icon\" href=\"data:,\"></head><body><h1>Shop</h1>\
         <script src=\"{}/chatlet.js\" data-chatbot-id=\"shop-bot\"></script></body></html>",
        browser.sandbox.widget
    );
    browser.sandbox.page(PATH, page, Vec::new());
}

/// Opens the chat of a page that has just been loaded; `hovers` first, until the app is there.
async fn open(browser: &Browser, hovers: bool) -> Result<f64> {
    let session = &browser.session;
    browser.fresh().await?;
    browser.before_documents(include_str!("usable.js")).await?;
    session.open(&format!("{}{PATH}", browser.sandbox.host)).await?;
    let place = wait::until("there is a launcher", async || {
        let place = session.run(LAUNCHER, &[]).await?;
        Ok((!place.is_null()).then_some(place))
    })
    .await?;
    if hovers {
        mouse(browser, "mouseMoved", &place).await?;
        browser.until("window.Chatlet.state == 'ready'").await?;
    }
    // What a page does at its beginning is over.
    browser.run("await pause(500);", &[]).await?;
    for kind in ["mousePressed", "mouseReleased"] {
        mouse(browser, kind, &place).await?;
    }
    browser.until("!!window.__usable").await?;
    let time = session.run("return window.__usable - window.__clicked;", &[]).await?;
    Ok(round(time.as_f64().unwrap_or(f64::INFINITY)))
}

async fn mouse(browser: &Browser, kind: &str, place: &Value) -> Result<()> {
    let pressed = kind != "mouseMoved";
    let event = json!({
        "type": kind, "x": place[0], "y": place[1],
        "button": if pressed { "left" } else { "none" }, "clickCount": u32::from(pressed),
    });
    browser.session.devtools("Input.dispatchMouseEvent", event).await?;
    Ok(())
}
