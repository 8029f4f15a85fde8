//! Tests of the page's scripts that need no browser, by Node's own runner.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::counts::Counts;
use crate::fingerprint::files_below;
use crate::{process, project};

/// Where the tests are.
const FOLDER: &str = "tests/loader";

/// Runs the tests, showing their output and counting them.
pub(super) fn run(filter: Option<&str>, counts: &mut Counts) -> Result<()> {
    // Versions of Node differ in what they make of a folder, but not of files.
    let mut files = files_below(&project::path(FOLDER))?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if files.is_empty() {
        return Ok(());
    }
    let node = project::find_program(&["node"]).context("Node.js is missing: install version 20 or newer")?;
    let mut command = Command::new(node);
    command
        .args(["--test", "--test-reporter=spec"])
        .args(filter.map(|filter| format!("--test-name-pattern={}", escaped(filter))))
        .args(files)
        .current_dir(project::root());
    let status = process::stream(&mut command, "the tests of the page's scripts", |line| {
        println!("{line}");
        if let Some(more) = Counts::of_node_line(line) {
            *counts += more;
        }
    })?;
    if !status.success() {
        bail!("the tests of the page's scripts failed");
    }
    Ok(())
}

/// A text as a pattern that matches it literally.
fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_no_pattern() {
        assert_eq!(escaped("rgb(0.1)"), r"rgb\(0\.1\)");
        assert_eq!(escaped("a token"), "a token");
    }
}
