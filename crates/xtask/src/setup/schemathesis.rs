//! Schemathesis, which tests the sandbox against the description of the chat API, in a Python environment of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::apt;
use crate::{process, progress, project};

const VERSION: &str = "4.32.5";
/// The generator of test data: another version tries other requests.
const HYPOTHESIS: &str = "6.170.15";
const COMPLETE: &str = ".complete";

/// An installed Schemathesis.
pub(crate) struct Schemathesis {
    python: PathBuf,
}

impl Schemathesis {
    /// A command that runs it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.python);
        command.args(["-m", "schemathesis.cli"]);
        command
    }
}

/// Schemathesis, after installing it if need be.
pub(super) fn ensure() -> Result<Schemathesis> {
    let folder = project::tool_folder("schemathesis", VERSION)?;
    let programs = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = folder.join(programs).join("python").with_extension(std::env::consts::EXE_EXTENSION);
    // The environment borrows the machine's Python, which may have gone since.
    if !folder.join(COMPLETE).is_file() || !python.exists() {
        progress::timed(&format!("installing schemathesis {VERSION}"), || install(&folder, &python))?;
    }
    Ok(Schemathesis { python })
}

fn install(folder: &Path, python: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    make_environment(folder)?;
    process::run(
        Command::new(python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .arg(format!("schemathesis=={VERSION}"))
            .arg(format!("hypothesis=={HYPOTHESIS}")),
        "installing schemathesis with pip",
    )?;
    fs::write(folder.join(COMPLETE), "").with_context(|| format!("{} could not be written", folder.display()))
}

fn make_environment(folder: &Path) -> Result<()> {
    let interpreter = project::find_program(&["python3", "python"])
        .context("Python 3 is missing: install Python 3.10 or newer, which the API tests need")?;
    let make = || {
        process::capture(
            Command::new(&interpreter).args(["-m", "venv"]).arg(folder),
            "making a Python environment",
        )
        .map(drop)
    };
    make().or_else(|error| {
        // Debian ships Python without the part that makes environments.
        if !apt::is_available() {
            return Err(error.context("on Debian `sudo apt-get install python3-venv` brings what is missing"));
        }
        apt::install("Python's venv", &["python3-venv"])?;
        make()
    })
}
