//! esbuild: joins modules and style sheets, and makes them small.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::setup::NpmTools;
use crate::{process, project};

/// Every browser that the three engines of the tests stand for understands this much.
const TARGET: &str = "--target=es2022";

/// A configured esbuild.
pub(super) struct Esbuild {
    program: PathBuf,
    minify: bool,
    /// Whether a script gets a source map beside it.
    maps: bool,
    /// What the scripts know of their build, by the names they use.
    defines: Vec<OsString>,
}

impl Esbuild {
    /// The installed esbuild; without minification in a development build.
    pub(super) fn new(npm: &NpmTools, dev: bool) -> Self {
        Self { program: npm.program("esbuild"), minify: !dev, maps: false, defines: Vec::new() }
    }

    /// The same, with source maps or without.
    pub(super) fn mapped(self, maps: bool) -> Self {
        Self { maps, ..self }
    }

    /// The same, for scripts that know this of their build: values as JSON text, by their names.
    pub(super) fn with(&self, defines: &[(&str, String)]) -> Self {
        let define = |(name, value): &(&str, String)| format!("--define:{name}={value}").into();
        Self {
            program: self.program.clone(),
            minify: self.minify,
            maps: self.maps,
            defines: defines.iter().map(define).collect(),
        }
    }

    /// Joins a script and its modules into a plain script, for any page and any `script` element, without globals of its own.
    pub(super) fn bundle_script(&self, entry: &Path, out: &Path) -> Result<()> {
        self.run(entry, out, &["--bundle", "--format=iife", TARGET])
    }

    /// Joins a module and what it imports into one module, which keeps its exports and may import React.
    pub(super) fn bundle_module(&self, entry: &Path, out: &Path) -> Result<()> {
        self.run(entry, out, &["--bundle", "--format=esm", "--external:react", "--external:react/*", TARGET])
    }

    /// Joins a style sheet and what it imports.
    pub(super) fn bundle_style(&self, entry: &Path, out: &Path) -> Result<()> {
        // Addresses of pictures and fonts stay as written: trunk, not this step, places such files.
        self.run(entry, out, &["--bundle", "--external:*.woff2", "--external:*.svg", "--external:*.png"])
    }

    fn run(&self, entry: &Path, out: &Path, options: &[&str]) -> Result<()> {
        let mut outfile = OsString::from("--outfile=");
        outfile.push(out);
        let mut command = Command::new(&self.program);
        command
            .arg(entry)
            .arg(outfile)
            .args(options)
            .args(["--legal-comments=none", "--log-level=warning"])
            .args(self.minify.then_some("--minify"))
            .args(&self.defines)
            // Without a comment in the script, whose every byte counts.
            .args(self.maps.then_some("--sourcemap=external"))
            .current_dir(project::root());
        let shown = entry.strip_prefix(project::root()).unwrap_or(entry);
        process::run(&mut command, &format!("esbuild of {}", shown.display()))
    }
}
