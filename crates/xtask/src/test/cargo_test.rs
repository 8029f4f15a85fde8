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
    let mut failures = Failures::default();
    let status = process::stream(&mut command, "`cargo test`", |line| {
        println!("{line}");
        failures.read(line);
        if let Some(more) = Counts::of_line(line) {
            *counts += more;
        }
    })?;
    if !status.success() {
        bail!("`cargo test {}` failed: {}", selection.join(" "), failures.list());
    }
    Ok(())
}

/// Which tests failed and what each said first: the closing lines tell, so that nobody has to look for it far above.
#[derive(Default)]
struct Failures {
    found: Vec<String>,
    /// The headline of a test was read, and what it said was not yet.
    expects_words: bool,
}

impl Failures {
    /// Reads a line of what a test program prints about failed tests at its end.
    fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" ----")) {
            self.found.push(name.strip_suffix(" stdout").unwrap_or(name).to_owned());
            self.expects_words = true;
        } else if self.expects_words && !line.is_empty() {
            if let Some(last) = self.found.last_mut() {
                last.push_str(": ");
                last.push_str(line);
            }
            self.expects_words = false;
        }
    }

    fn list(&self) -> String {
        if self.found.is_empty() { "its output tells why".to_owned() } else { self.found.join("; ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failed_tests_are_named_with_what_they_said_first() {
        let mut failures = Failures::default();
        let output = "test a::one ... FAILED\n\nfailures:\n\n---- a::one ----\n\nit moved by 3 px\n  see a.png\n\n\
                      ---- b::two stdout ----\nnothing came\n\nfailures:\n    a::one\n    b::two";
        output.lines().for_each(|line| failures.read(line));
        assert_eq!(failures.list(), "a::one: it moved by 3 px; b::two: nothing came");
    }
}
