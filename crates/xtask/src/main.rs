//! The project's tasks: `cargo xtask <task>`.

mod fingerprint;
mod process;
mod progress;
mod project;
mod setup;
mod version;

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
}

fn main() -> Result<()> {
    process::stop_children_on_signals()?;
    match Arguments::parse().task {
        Task::Setup => setup::everything(),
    }
}
