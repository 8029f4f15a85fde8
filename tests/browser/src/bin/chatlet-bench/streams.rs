//! The cost of a reply that streams in: paced, and as fast as it comes; short and long.

use crate::browser::Browser;
use crate::plan::Plan;
use crate::report::{Bar, Report};
use crate::spent::{Spent, median, round};
use crate::subject::Subject;
use anyhow::Result;
use serde_json::{Value, json};

/// Tokens per second of the paced stream.
const RATE: usize = 200;
/// A short reply before the one that is measured: code is compiled by then.
pub(crate) const WARMING: &str = "/tokens 200";

/// Per page, the runs of the same reply.
#[derive(Default)]
struct Pair {
    app: Vec<Spent>,
    floor: Vec<Spent>,
}

impl Pair {
    fn of(&mut self, subject: Subject) -> &mut Vec<Spent> {
        match subject {
            Subject::App => &mut self.app,
            Subject::Floor => &mut self.floor,
        }
    }

    fn median(&self) -> (f64, f64) {
        let task = |runs: &[Spent]| median(&runs.iter().map(|run| run.task).collect::<Vec<_>>());
        (task(&self.app), task(&self.floor))
    }

    fn details(&self) -> Value {
        let runs = |runs: &[Spent]| runs.iter().map(|run| run.json()).collect::<Vec<_>>();
        json!({ "app": runs(&self.app), "floor": runs(&self.floor) })
    }
}

/// Bytes that are in use once the garbage is gone.
#[derive(Clone, Copy, Default)]
struct Memory {
    script: f64,
    document: f64,
    buffers: f64,
    /// WebAssembly's own, which no counter of the script's heap holds.
    modules: f64,
}

impl Memory {
    fn total(self) -> f64 {
        self.script + self.document + self.buffers + self.modules
    }

    fn json(self) -> Value {
        let megabytes = |bytes: f64| round(bytes / 1e6);
        json!({
            "script": megabytes(self.script),
            "document": megabytes(self.document),
            "buffers": megabytes(self.buffers),
            "modules": megabytes(self.modules),
        })
    }
}

pub(crate) async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    let (mut paced, mut short, mut long) = (Pair::default(), Pair::default(), Pair::default());
    let mut memory = [Vec::new(), Vec::new()];
    for _ in 0..plan.runs {
        for subject in Subject::BOTH {
            let reply = format!("/tokens {} rate {RATE}", plan.tokens);
            paced.of(subject).push(reply_cost(browser, subject, &reply).await?);
        }
        for subject in Subject::BOTH {
            short.of(subject).push(reply_cost(browser, subject, &format!("/tokens {}", plan.tokens)).await?);
        }
        for (subject, memory) in Subject::BOTH.into_iter().zip(&mut memory) {
            long.of(subject)
                .push(reply_cost(browser, subject, &format!("/tokens {}", plan.many_tokens)).await?);
            memory.push(in_use(browser).await?);
        }
    }
    add(report, &format!("stream of {} tokens at {RATE} per second", plan.tokens), &paced, 1.5);
    add(report, &format!("stream of {} tokens as fast as they come", plan.tokens), &short, 2.0);
    add(report, &format!("stream of {} tokens as fast as they come", plan.many_tokens), &long, 2.0);
    add_growth(plan, report, &short, &long);
    add_memory(plan, report, &memory);
    Ok(())
}

/// What a reply costs in a conversation that has just begun.
pub(crate) async fn reply_cost(browser: &Browser, subject: Subject, reply: &str) -> Result<Spent> {
    browser.fresh().await?;
    browser.open(subject).await?;
    browser.say(WARMING).await?;
    browser.say(reply).await
}

fn add(report: &mut Report, name: &str, pair: &Pair, bar: f64) {
    let (app, floor) = pair.median();
    report.add(name, "ms of the main thread", app, Some(floor), Bar::Ratio(bar), &pair.details());
}

fn add_growth(plan: &Plan, report: &mut Report, short: &Pair, long: &Pair) {
    let per_token = |time: f64, tokens: u32| time * 1_000.0 / f64::from(tokens);
    let (app, floor) = (long.median(), short.median());
    let details = json!({
        "floor_grows_by": round(per_token(app.1, plan.many_tokens) / per_token(floor.1, plan.tokens)),
    });
    let name = format!("cost per token, {} against {} tokens", plan.many_tokens, plan.tokens);
    let (value, compared) = (per_token(app.0, plan.many_tokens), per_token(floor.0, plan.tokens));
    report.add(&name, "µs of the main thread", value, Some(compared), Bar::Ratio(1.3), &details);
}

fn add_memory(plan: &Plan, report: &mut Report, memory: &[Vec<Memory>; 2]) {
    let least = |runs: &[Memory]| {
        runs.iter().copied().min_by(|one, other| one.total().total_cmp(&other.total())).unwrap_or_default()
    };
    let [app, floor] = [least(&memory[0]), least(&memory[1])];
    let name = format!("memory after {} tokens", plan.many_tokens);
    let details = json!({ "app": app.json(), "floor": floor.json() });
    report.add(&name, "MB", app.total() / 1e6, Some(floor.total() / 1e6), Bar::Ratio(3.0), &details);
}

/// The memory of the page: objects of scripts, nodes of the document, buffers, and what WebAssembly has taken.
async fn in_use(browser: &Browser) -> Result<Memory> {
    browser.collect_garbage().await?;
    browser.collect_garbage().await?;
    let usage = browser.session.devtools("Runtime.getHeapUsage", json!({})).await?;
    let bytes = |name: &str| usage[name].as_f64().unwrap_or(0.0);
    Ok(Memory {
        script: bytes("usedSize"),
        document: bytes("embedderHeapUsedSize"),
        buffers: bytes("backingStorageSize"),
        modules: modules(browser).await?,
    })
}

/// Bytes of all of the page's WebAssembly memories.
async fn modules(browser: &Browser) -> Result<f64> {
    let sum =
        "let sum = 0; for (const { buffer } of window.__memories) sum += buffer.byteLength; return sum;";
    Ok(browser.session.run(sum, &[]).await?.as_f64().unwrap_or(0.0))
}
