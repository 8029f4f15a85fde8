//! Everything that tells whether the project is sound.

mod browser;
mod cargo_test;
mod contract;
mod counts;
mod native;
mod node_test;
mod report;

use clap::Args;

use self::report::Report;
use crate::setup::Engine;

/// Visits that the simulation plays in a whole run, and in one that is to take a minute.
const VISITS: u64 = 100_000;
const FEW_VISITS: u64 = 2_000;

/// What to test. Without any of these: everything, in all three browsers.
#[derive(Args)]
pub(crate) struct Options {
    /// Only what needs neither a browser nor WebAssembly.
    #[arg(long, conflicts_with = "browser")]
    native: bool,
    /// Only the browser tests, in this engine; may be given several times.
    #[arg(long)]
    browser: Vec<Engine>,
    /// So many visits of the simulation; 100,000 unless told otherwise, 2,000 with --native.
    #[arg(long, conflicts_with = "browser")]
    sessions: Option<u64>,
    /// Only tests whose name contains this, and no other checks.
    filter: Option<String>,
}

/// Runs the tests; `false` when something failed, which the closing lines tell.
pub(crate) fn run(options: &Options) -> bool {
    let filter = options.filter.as_deref();
    let mut report = Report::default();
    if options.browser.is_empty() {
        let visits = options.sessions.unwrap_or(if options.native { FEW_VISITS } else { VISITS });
        native::check(&mut report, filter, visits);
    }
    if !options.native {
        let engines = if options.browser.is_empty() { &Engine::ALL[..] } else { &options.browser };
        browser::check(&mut report, engines, filter);
    }
    if let Some(filter) = filter {
        report.expect_tests(filter);
    }
    println!("{}", report.closing_lines());
    report.is_good()
}
