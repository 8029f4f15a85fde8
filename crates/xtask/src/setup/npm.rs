//! Tools from npm, in one folder per state of the lock file.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::fingerprint::Fingerprint;
use crate::{process, progress, project};

/// The committed list of tools.
const SOURCE: &str = "crates/xtask/tools";
const FILES: [&str; 2] = ["package.json", "package-lock.json"];
/// Made last, so that an installation that was cut short is not taken for a whole one.
const COMPLETE: &str = ".complete";

/// esbuild, wasm-opt, the TypeScript compiler, axe-core, and what the React page of the tests is built with.
#[derive(Clone)]
pub(crate) struct NpmTools {
    folder: PathBuf,
}

impl NpmTools {
    /// The folder of the programs, to be put on `PATH`.
    pub(crate) fn programs(&self) -> PathBuf {
        self.folder.join("node_modules").join(".bin")
    }

    /// A program by name.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs().join(name)
    }

    /// The folder of the packages.
    pub(crate) fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// The accessibility rules, as one script.
    pub(crate) fn axe(&self) -> PathBuf {
        self.folder.join("node_modules").join("axe-core").join("axe.min.js")
    }
}

/// The tools, after installing them if need be.
pub(super) fn ensure() -> Result<NpmTools> {
    let source = project::path(SOURCE);
    let mut fingerprint = Fingerprint::default();
    for file in FILES {
        fingerprint.files(&source, file)?;
    }
    let key = fingerprint.finish();
    let folder = project::tool_folder("npm", key.get(..16).unwrap_or(&key))?;
    if !folder.join(COMPLETE).is_file() {
        if project::find_program(&["npm"]).is_none() {
            bail!("npm is missing: install Node.js 20 or newer, which brings it");
        }
        progress::timed("installing esbuild, binaryen, TypeScript, axe-core, Vite and React", || {
            install(&folder)
        })?;
    }
    Ok(NpmTools { folder })
}

fn install(folder: &std::path::Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for file in FILES {
        let from = project::path(SOURCE).join(file);
        fs::copy(&from, folder.join(file))
            .with_context(|| format!("{} could not be copied", from.display()))?;
    }
    process::run(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder),
        "`npm ci` of the build tools",
    )?;
    fs::write(folder.join(COMPLETE), "").with_context(|| format!("{} could not be written", folder.display()))
}
