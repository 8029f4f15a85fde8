//! Speed in a real browser, against a page written by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::fingerprint::files_below;
use crate::process::{self, Running};
use crate::setup::{self, Engine};
use crate::{build, project};

/// The page that the app is measured against.
const FLOOR: &str = "benches/floor";
const PACKAGE: &str = "chatlet-browser-tests";
const PROGRAM: &str = "chatlet-bench";

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Once each, and less of everything: to see that it works.
    #[arg(long)]
    quick: bool,
    /// The only group to measure: streams, history, typing, loader or opening.
    group: Option<String>,
}

/// Measures in Chromium and prints JSON. Numbers are reported, not judged: a busy machine would fail its owner.
pub(crate) fn run(options: &Options) -> Result<()> {
    let dist = build::run(&build::Options::default())?;
    let browsers = setup::for_browsers(&[Engine::Chromium])?;
    process::run(
        Command::new("cargo")
            .args(["build", "--quiet", "--package", PACKAGE, "--bin", PROGRAM])
            .current_dir(project::root()),
        "building the bench",
    )?;
    let folder = with_floor(&dist)?;
    let program =
        project::target().join("debug").join(PROGRAM).with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(program);
    command
        .args(options.quick.then_some("--quick"))
        .args(&options.group)
        .env("CHATLET_DIST", folder)
        .envs(browsers.environment.iter().map(|(name, path)| (name, path)))
        .current_dir(project::root());
    process::succeeded(Running::start(&mut command, "starting the bench")?.wait()?, "the bench")
}

/// A copy of the built folder with the floor beside the app: only the widget's origin may read the chat API.
fn with_floor(dist: &Path) -> Result<PathBuf> {
    let folder = project::target().join("bench-dist");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} could not be emptied", folder.display()))?;
    }
    for source in [dist, &project::path(FLOOR)] {
        for file in files_below(source)? {
            let copy = folder.join(file.strip_prefix(source)?);
            fs::create_dir_all(copy.parent().unwrap_or(&folder))
                .and_then(|()| fs::copy(&file, &copy))
                .with_context(|| format!("{} could not be written", copy.display()))?;
        }
    }
    Ok(folder)
}
