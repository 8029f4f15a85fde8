//! What the loader costs a page before anybody wants to chat, on a slow processor.

use crate::browser::Browser;
use crate::plan::Plan;
use crate::report::{Bar, Report};
use crate::spent::{Spent, median, round};
use anyhow::Result;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::sleep;

/// How much slower the processor is made.
const THROTTLE: u32 = 4;
const BAR: f64 = 15.0;
/// Time for everything that the loader does by itself.
const SETTLED: Duration = Duration::from_secs(2);
/// What the page notes of itself.
const OBSERVE: &str = "
    window.__long = [];
    window.__shifts = [];
    const note = (type, list) => new PerformanceObserver((entries) => {
        for (const { duration, value } of entries.getEntries()) list.push(value ?? duration);
    }).observe({ type, buffered: true });
    note('longtask', window.__long);
    note('layout-shift', window.__shifts);";

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    put_pages(browser);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    let (mut long, mut usual, mut shifts) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..plan.runs {
        without.push(load(browser, "/bench-plain").await?);
        usual.extend(noted(browser, "__long").await?);
        with.push(load(browser, "/bench-loader").await?);
        long.extend(noted(browser, "__long").await?);
        shifts.extend(noted(browser, "__shifts").await?);
    }
    let scripts = |runs: &[Spent]| runs.iter().map(|run| round(run.script)).collect::<Vec<_>>();
    let time = median(&scripts(&with)) - median(&scripts(&without));
    let details = json!({ "with": scripts(&with), "without": scripts(&without), "throttle": THROTTLE });
    report.add("script time of the loader at load", "ms", time, None, Bar::Value(BAR), &details);
    let details = json!({ "with": long, "without": usual });
    let longest = long.iter().copied().fold(0.0, f64::max);
    report.add("longest of the long tasks at load", "ms", longest, None, Bar::Value(0.0), &details);
    report.add(
        "layout shift at load",
        "score",
        shifts.iter().fold(0.0, |sum, shift| sum + shift),
        None,
        Bar::Value(0.0),
        &json!(shifts),
    );
    Ok(())
}

fn put_pages(browser: &Browser) {
    let words = "<p>Tents, boots and more.</p>".repeat(40);
    let page = |tag: &str| {
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Shop</title>\
             <link rel=\"icon\" href=\"data:,\"><script>{OBSERVE}</script></head>\
             <body><h1>Shop</h1>{words}{tag}</body></html>"
        )
    };
    let loader = format!(
        "<script src=\"{}/chatlet.js\" data-chatbot-id=\"shop-bot\"></script>",
        browser.sandbox.widget
    );
    browser.sandbox.page("/bench-plain", page(""), Vec::new());
    browser.sandbox.page("/bench-loader", page(&loader), Vec::new());
}

/// What loading a page costs.
async fn load(browser: &Browser, path: &str) -> Result<Spent> {
    let session = &browser.session;
    session.fresh_tab().await?;
    // A page of the same site before it, so that the process stays and its counters with it.
    session.open(&format!("{}/bench-plain", browser.sandbox.host)).await?;
    session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": THROTTLE })).await?;
    browser.count().await?;
    let before = browser.spent().await?;
    session.open(&format!("{}{path}", browser.sandbox.host)).await?;
    sleep(SETTLED).await;
    let spent = browser.spent().await? - before;
    session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 1 })).await?;
    Ok(spent)
}

async fn noted(browser: &Browser, name: &str) -> Result<Vec<f64>> {
    let found = browser.session.run("return window[arguments[0]];", &[json!(name)]).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}
