//! Whole visits without a browser, many at a time.

use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::{process, project};

/// Which visits to play.
#[derive(Args)]
pub(crate) struct Options {
    /// How many.
    #[arg(long, default_value_t = 100_000)]
    sessions: u64,
    /// The first one; the others follow. A failing seed is printed, and plays the same visit again.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Plays one visit and tells everything that happens in it.
    #[arg(long)]
    tell: bool,
}

/// Plays so many visits, from the first one on.
pub(crate) fn play(sessions: u64) -> Result<()> {
    run(&Options { sessions, seed: 0, tell: false })
}

/// Plays visits with the checks of a development build at the speed of a release.
pub(crate) fn run(options: &Options) -> Result<()> {
    let (sessions, seed) = (options.sessions.to_string(), options.seed.to_string());
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--profile", "simulate", "--package", "chatlet-simulation", "--"]);
    if options.tell {
        command.args(["--tell", &seed]);
    } else {
        command.args(["--sessions", &sessions, "--seed", &seed]);
    }
    process::run(command.current_dir(project::root()), "the simulation")
}
