//! The project's tasks: `cargo xtask <task>`.

mod audit;
mod bench;
mod build;
mod codegen;
mod demo;
mod dist;
mod fingerprint;
mod lock;
mod ports;
mod process;
mod progress;
mod project;
mod sandbox;
mod setup;
mod simulate;
mod size;
mod test;
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
    /// Makes the folder for a static host or a CDN, with headers, checksums and compressed files.
    Dist(dist::Options),
    /// Builds everything and serves a page with the widget on it.
    Demo(demo::Options),
    /// Tests everything, or a part of it.
    Test(test::Options),
    /// Looks at licences, sources and advisories of everything depended on; needs the network.
    Audit,
    /// Prints what a visitor downloads, as JSON, and fails over a bar.
    Size,
    /// Writes the files that are generated from the protocol's tables.
    Codegen(codegen::Options),
    /// Plays whole visits with faults, natively and from a seed.
    Simulate(simulate::Options),
    /// Measures speed in a real browser, as JSON.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Without the backtrace that anyhow would add: the reasons say what to do, the frames do not.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does a task; `false` when it has already said what is wrong.
fn perform(task: Task) -> Result<bool> {
    process::stop_children_on_signals()?;
    match task {
        Task::Setup => setup::everything()?,
        Task::Build(options) => build::run(&options).map(drop)?,
        Task::Dist(options) => dist::run(&options)?,
        Task::Demo(options) => demo::run(&options)?,
        Task::Test(options) => return Ok(test::run(&options)),
        Task::Audit => return audit::run(),
        Task::Size => return size::run(),
        Task::Codegen(options) => codegen::run(&options)?,
        Task::Simulate(options) => simulate::run(&options)?,
        Task::Bench(options) => bench::run(&options)?,
    }
    Ok(true)
}
