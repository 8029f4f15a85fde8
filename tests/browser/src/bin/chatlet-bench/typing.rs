//! From a key to the letter on the screen, while a reply streams in.

use crate::browser::Browser;
use crate::plan::Plan;
use crate::report::{Bar, Report};
use crate::spent::{median, round};
use crate::subject::Subject;
use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

/// One frame.
const BAR: f64 = 16.0;
/// Notes how long after each key the frame that shows it was done.
const RECORD: &str = "
    window.__keys = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => window.__keys.push(performance.now() - data);
    composer().addEventListener('keydown', ({ key, timeStamp }) => {
        if (key.length == 1) requestAnimationFrame(() => port2.postMessage(timeStamp));
    }, true);
    composer().focus();";

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    let (mut app, mut floor) = (Vec::new(), Vec::new());
    for subject in Subject::BOTH {
        let times = if subject == Subject::App { &mut app } else { &mut floor };
        times.extend(keys(browser, subject, plan.keys).await?);
    }
    let shown = |times: &[f64]| json!({ "median": round(median(times)), "worst": times.iter().copied().fold(0.0, f64::max), "keys": times.len() });
    let details = json!({ "app": shown(&app), "floor": shown(&floor) });
    report.add(
        "key to paint while a reply streams, median",
        "ms",
        median(&app),
        Some(median(&floor)),
        Bar::Value(BAR),
        &details,
    );
    Ok(())
}

async fn keys(browser: &Browser, subject: Subject, count: usize) -> Result<Vec<f64>> {
    browser.fresh().await?;
    browser.open(subject).await?;
    browser.say(crate::streams::WARMING).await?;
    browser.run("await write('/tokens 200000 rate 200'); press(); await pause(500);", &[]).await?;
    browser.run(RECORD, &[]).await?;
    for index in 0..count {
        for kind in ["keyDown", "keyUp"] {
            let key = json!({ "type": kind, "key": "a", "code": "KeyA", "text": if kind == "keyDown" { "a" } else { "" } });
            browser.session.devtools("Input.dispatchKeyEvent", key).await?;
        }
        // At another point of a frame each time.
        sleep(Duration::from_millis(90 + (index as u64 * 7) % 17)).await;
    }
    let times = browser.run("await pause(200); return window.__keys;", &[]).await?;
    let typed = browser.session.run("return document.getElementById('composer').value.length;", &[]).await?;
    anyhow::ensure!(typed == json!(count), "{count} keys were pressed, and {typed} letters are there");
    Ok(times.as_array().into_iter().flatten().filter_map(Value::as_f64).map(round).collect())
}
