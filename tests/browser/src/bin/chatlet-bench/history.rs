//! A long conversation: how soon its end is seen, how much of it is in the document, and what a token costs in it.

use crate::browser::Browser;
use crate::plan::Plan;
use crate::report::{Bar, Report};
use crate::spent::{median, round};
use crate::streams;
use crate::subject::Subject;
use anyhow::Result;
use serde_json::{Value, json};

/// Nodes that the document may have, whatever the conversation has.
const MOST_NODES: f64 = 3_000.0;
/// Goes up as far as there is something, for a while; says whether the beginning was reached.
const SCROLL: &str = "
    const scroller = document.getElementById('transcript');
    const first = () => document.querySelector('ol').firstElementChild;
    const nodes = () => {
        const walker = document.createTreeWalker(document);
        let count = 1;
        while (walker.nextNode()) count++;
        return count;
    };
    const elements = () => document.getElementsByTagName('*').length;
    const end = performance.now() + arguments[0];
    let [most, known, changed] = [nodes(), first(), performance.now()];
    let mostElements = elements();
    while (performance.now() < end) {
        // Away and back: only a move is told of.
        scroller.scrollTop = 200;
        await frames(1);
        scroller.scrollTop = 0;
        await frames(2);
        [most, mostElements] = [Math.max(most, nodes()), Math.max(mostElements, elements())];
        if (first() != known) [known, changed] = [first(), performance.now()];
        if (performance.now() - changed > 1500) return { most, mostElements, done: true };
    }
    return { most, mostElements, done: false };";
/// One call of the script above, in milliseconds.
const SCROLL_TIME: u32 = 15_000;
const SCROLLS: usize = 20;

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    let messages = plan.messages;
    browser.fresh().await?;
    for subject in Subject::BOTH {
        browser.open(subject).await?;
        browser.say(&format!("/history {messages}")).await?;
    }
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..plan.runs {
        for (subject, times) in Subject::BOTH.into_iter().zip(&mut times) {
            times.push(first_screen(browser, subject).await?);
        }
    }
    let details = json!({ "app": times[0], "floor": times[1] });
    let [app, floor] = times.map(|times| median(&times));
    let name = format!("first screen of {messages} messages, from the navigation on");
    report.add(&name, "ms", app, Some(floor), Bar::Ratio(2.0), &details);

    first_screen(browser, Subject::App).await?;
    let (nodes, details) = scroll(browser).await?;
    let name = format!("nodes of the document while all {messages} messages are scrolled through");
    report.add(&name, "nodes", nodes, None, Bar::Value(MOST_NODES), &details);
    add_cost(browser, plan, report).await
}

/// Opens a page whose conversation is known already, and says when its end was painted.
async fn first_screen(browser: &Browser, subject: Subject) -> Result<f64> {
    browser.session.fresh_tab().await?;
    browser.before_documents(include_str!("first_screen.js")).await?;
    browser.open(subject).await?;
    browser.until("!!window.__firstScreen").await?;
    Ok(round(
        browser.session.run("return window.__firstScreen;", &[]).await?.as_f64().unwrap_or(f64::INFINITY),
    ))
}

/// Scrolls to the beginning of the conversation; returns the most nodes that the document had on the way.
async fn scroll(browser: &Browser) -> Result<(f64, Value)> {
    let (mut nodes, mut elements) = (0.0_f64, 0.0_f64);
    for _ in 0..SCROLLS {
        let found = browser.run(SCROLL, &[json!(SCROLL_TIME)]).await?;
        nodes = nodes.max(found["most"].as_f64().unwrap_or(f64::INFINITY));
        elements = elements.max(found["mostElements"].as_f64().unwrap_or(f64::INFINITY));
        if found["done"] == true {
            break;
        }
    }
    Ok((nodes, json!({ "elements": elements })))
}

/// Every message has been loaded by now; back at the end, a reply must cost what it costs at the beginning.
async fn add_cost(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    browser.run("document.querySelector('.jump').click(); await pause(500);", &[]).await?;
    let reply = format!("/tokens {}", plan.tokens);
    let (mut long, mut empty) = (Vec::new(), Vec::new());
    browser.say(streams::WARMING).await?;
    for _ in 0..plan.runs {
        long.push(round(browser.say(&reply).await?.task));
    }
    for _ in 0..plan.runs {
        empty.push(round(streams::reply_cost(browser, Subject::App, &reply).await?.task));
    }
    let details = json!({ "long": long, "empty": empty });
    let per_token = |runs: &[f64]| median(runs) * 1_000.0 / f64::from(plan.tokens);
    let name = format!("cost per token after {} messages against an empty conversation", plan.messages);
    let (value, floor) = (per_token(&long), per_token(&empty));
    report.add(&name, "µs of the main thread", value, Some(floor), Bar::Ratio(1.3), &details);
    Ok(())
}
