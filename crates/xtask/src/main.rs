//! The project's tasks: `cargo xtask <task>`.

mod build;
mod fingerprint;
mod process;
mod progress;
mod project;
mod setup;
mod version;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Chatlet's tasks.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs every tool that building and testing need.
    Setup,
    /// Builds the static folder that the widget's origin serves.
    Build(build::Options),
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without the backtrace that anyhow would add: the reasons say what to do, the frames do not.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    process::stop_children_on_signals()?;
    match task {
        Task::Setup => setup::everything(),
        Task::Build(options) => build::run(&options).map(drop),
    }
}
