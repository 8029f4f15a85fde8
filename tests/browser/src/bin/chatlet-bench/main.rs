//! Measures the app's speed in Chromium against a page written by hand (`benches/floor`), and prints JSON.
//!
//! Both pages are served by the same sandbox from the same origin, stream the same replies, are driven by the same
//! script and are measured by Chromium's own counters, in turns. `cargo xtask bench` starts this program.

mod browser;
mod history;
mod loader;
mod opening;
mod plan;
mod report;
mod spent;
mod streams;
mod subject;
mod typing;

use anyhow::{Context, Result, bail};
use browser::Browser;
use plan::Plan;
use report::Report;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(report) => {
            println!("{}", report.json());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<Report> {
    let plan = plan()?;
    let browser = Browser::start().await?;
    let mut report = Report::new(&plan);
    let outcome = measure(&browser, &plan, &mut report).await;
    // Ended on every path: a browser would outlive this program.
    browser.end().await;
    outcome.map(|()| report)
}

async fn measure(browser: &Browser, plan: &Plan, report: &mut Report) -> Result<()> {
    for (name, what) in [
        ("streams", "streaming"),
        ("history", "history"),
        ("typing", "typing"),
        ("loader", "the loader"),
        ("opening", "opening"),
    ] {
        if !plan.wants(name) {
            continue;
        }
        eprintln!("chatlet: measuring {what} …");
        match name {
            "streams" => streams::measure(browser, plan, report).await,
            "history" => history::measure(browser, plan, report).await,
            "typing" => typing::measure(browser, plan, report).await,
            "loader" => loader::measure(browser, plan, report).await,
            _ => opening::measure(browser, plan, report).await,
        }
        .with_context(|| format!("measuring {what}"))?;
    }
    Ok(())
}

/// What the command line asks for.
fn plan() -> Result<Plan> {
    let mut plan = Plan::full();
    let mut only = None;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--quick" => plan = Plan::quick(),
            name if !name.starts_with('-') => only = Some(name.to_owned()),
            other => {
                bail!("{other} is not known: --quick, and one of streams, history, typing, loader, opening")
            }
        }
    }
    plan.only = only;
    Ok(plan)
}
