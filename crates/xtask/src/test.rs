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

/// What to test. Without any of these: everything, in all three browsers.
#[derive(Args)]
pub(crate) struct Options {
    /// Only what needs neither a browser nor WebAssembly.
    #[arg(long, conflicts_with = "browser")]
    native: bool,
    /// Only the browser tests, in this engine; may be given several times.
    #[arg(long)]
    browser: Vec<Engine>,
    /// Only tests whose name contains this, and no other checks.
    filter: Option<String>,
}

/// Runs the tests; `false` when something failed, which the closing lines tell.
pub(crate) fn run(options: &Options) -> bool {
    let filter = options.filter.as_deref();
    let mut report = Report::default();
    if options.browser.is_empty() {
        native::check(&mut report, filter);
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
