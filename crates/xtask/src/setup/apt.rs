//! Debian's packages.

use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};

use crate::{process, progress, project};

static UPDATED: AtomicBool = AtomicBool::new(false);

/// Installs packages, or says who has to and how.
///
/// # Errors
/// When this machine has no apt or this user may not use it; `purpose` then tells what is missing.
pub(super) fn install(purpose: &str, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if project::find_program(&["apt-get"]).is_none() {
        bail!(
            "{purpose} is missing and this is not a Debian system: install it with your own package manager \
             (Debian's command would be `apt-get install {list}`)"
        );
    }
    if !is_root() {
        bail!("{purpose} is missing: install it with `sudo apt-get install {list}`");
    }
    update()?;
    progress::timed(&format!("installing {list}"), || {
        process::run(
            apt_get().args(["install", "-y", "--no-install-recommends"]).args(packages),
            &format!("installing {list} with apt-get"),
        )
    })
}

/// Whether [`install`] can do its work here.
pub(super) fn is_available() -> bool {
    is_root() && project::find_program(&["apt-get"]).is_some()
}

/// Those of some packages that are not installed; none where Debian's database is not there to ask.
pub(super) fn missing<'package>(packages: &[&'package str]) -> Vec<&'package str> {
    let Ok(output) = Command::new("dpkg-query")
        .args(["-W", "-f", "${Package} ${db:Status-Status}\\n"])
        .args(packages)
        .output()
    else {
        return Vec::new();
    };
    let installed = String::from_utf8_lossy(&output.stdout);
    packages
        .iter()
        .copied()
        .filter(|package| !installed.lines().any(|line| line == format!("{package} installed")))
        .collect()
}

/// Names of all packages that match a pattern.
pub(super) fn search(pattern: &str) -> Result<Vec<String>> {
    update()?;
    let found = process::capture(
        Command::new("apt-cache").args(["search", "--names-only", pattern]),
        "searching Debian's packages",
    )?;
    Ok(found.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// Fetches the lists of packages, at most once a run.
fn update() -> Result<()> {
    if !UPDATED.swap(true, Ordering::Relaxed) {
        progress::timed("updating Debian's package lists", || {
            process::run(apt_get().arg("update"), "updating Debian's package lists with `apt-get update`")
        })?;
    }
    Ok(())
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    // Another program may hold the package database for a while; that is no reason to fail.
    command.env("DEBIAN_FRONTEND", "noninteractive").args([
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]);
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
