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

/// One load of a page.
struct Load {
    spent: Spent,
    long: Vec<f64>,
    shifts: Vec<f64>,
}

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    put_pages(browser);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..plan.runs {
        without.push(load(browser, "/bench-plain").await?);
        with.push(load(browser, "/bench-loader").await?);
    }
    let scripts = |loads: &[Load]| loads.iter().map(|load| round(load.spent.script)).collect::<Vec<_>>();
    let long = |loads: &[Load]| loads.iter().flat_map(|load| load.long.clone()).collect::<Vec<_>>();
    let shifts = |loads: &[Load]| loads.iter().flat_map(|load| load.shifts.clone()).collect::<Vec<_>>();

    let time = median(&scripts(&with)) - median(&scripts(&without));
    let details = json!({ "with": scripts(&with), "without": scripts(&without), "throttle": THROTTLE });
    report.add("script time of the loader at a first visit", "ms", time, None, Bar::Value(BAR), &details);
    let details = json!({ "with": long(&with), "without": long(&without) });
    let longest = long(&with).into_iter().fold(0.0, f64::max);
    report.add("longest of the long tasks at load", "ms", longest, None, Bar::Value(0.0), &details);
    let shift = shifts(&with).into_iter().fold(0.0, |sum, shift| sum + shift);
    report.add("layout shift at load", "score", shift, None, Bar::Value(0.0), &json!(shifts(&with)));
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
    browser.sandbox.page("/bench-empty", "<!doctype html><title>Shop</title>", Vec::new());
    browser.sandbox.page("/bench-plain", page(""), Vec::new());
    browser.sandbox.page("/bench-loader", page(&loader), Vec::new());
}

/// Loads a page in a browser that has never seen it.
async fn load(browser: &Browser, path: &str) -> Result<Load> {
    let browser = browser.another().await?;
    let load = load_in(&browser, path).await;
    browser.end().await;
    load
}

async fn load_in(browser: &Browser, path: &str) -> Result<Load> {
    let session = &browser.session;
    // The site's process is there; its counters begin anew with each page.
    session.open(&format!("{}/bench-empty", browser.sandbox.host)).await?;
    session.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": THROTTLE })).await?;
    browser.count().await?;
    session.open(&format!("{}{path}", browser.sandbox.host)).await?;
    sleep(SETTLED).await;
    let spent = browser.spent().await?;
    Ok(Load { spent, long: noted(browser, "__long").await?, shifts: noted(browser, "__shifts").await? })
}

async fn noted(browser: &Browser, name: &str) -> Result<Vec<f64>> {
    let found = browser.session.run("return window[arguments[0]];", &[json!(name)]).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}
