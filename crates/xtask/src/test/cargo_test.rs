//! Runs of `cargo test`.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Result, bail};

use super::counts::Counts;
use crate::{process, project};

/// Runs `cargo test`, showing its output and counting its tests.
pub(super) fn run(
    selection: &[&str],
    filter: Option<&str>,
    program_arguments: &[&str],
    environment: &[(&str, OsString)],
    counts: &mut Counts,
) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .arg("test")
        .args(selection)
        // One failure should not hide the others.
        .arg("--no-fail-fast")
        .args(filter)
        .args((!program_arguments.is_empty()).then_some("--"))
        .args(program_arguments)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .current_dir(project::root());
    let status = process::stream(&mut command, "`cargo test`", |line| {
        println!("{line}");
        if let Some(more) = Counts::of_line(line) {
            *counts += more;
        }
    })?;
    if !status.success() {
        bail!("`cargo test {}` failed", selection.join(" "));
    }
    Ok(())
}
