//! The checks that need neither a browser nor WebAssembly.

use std::process::Command;

use anyhow::Result;

use super::report::Report;
use super::{cargo_test, contract, node_test};
use crate::setup::{self, NpmTools};
use crate::{audit, codegen, process, project, simulate};

/// The browser tests are run by themselves, with a browser.
const ALL_BUT_BROWSER_TESTS: [&str; 3] = ["--workspace", "--exclude", "chatlet-browser-tests"];

/// Does the checks; with a filter, the tests alone. `visits` are played by the simulation.
pub(super) fn check(report: &mut Report, filter: Option<&str>, visits: u64) {
    if filter.is_none() {
        report.step("generated files", |_| codegen::run(&codegen::Options { check: true }));
        report.step("formatting", |_| cargo(&["fmt", "--all", "--check"]));
        report.step("lints", |_| {
            cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])
        });
    }
    report.step("tests", |counts| cargo_test::run(&ALL_BUT_BROWSER_TESTS, filter, &[], &[], counts));
    if filter.is_none() {
        report.step("simulation", |_| simulate::play(visits));
    }
    report.step("script tests", |counts| node_test::run(filter, counts));
    if filter.is_none() {
        check_with_tools(report);
    }
}

fn check_with_tools(report: &mut Report) {
    let Some(tools) = report.made("tools", setup::for_checks) else {
        return report.skip("API contract", "a tool is missing");
    };
    report.step("dependencies", |_| audit::rules(&tools.cargo_deny));
    if project::path("public/tsconfig.json").is_file() {
        report.step("script types", |_| script_types(&tools.npm));
    }
    report.step("API contract", |_| contract::check(&tools.schemathesis));
}

fn cargo(arguments: &[&str]) -> Result<()> {
    let what = format!("`cargo {}`", arguments.join(" "));
    process::run(Command::new("cargo").args(arguments).current_dir(project::root()), &what)
}

fn script_types(npm: &NpmTools) -> Result<()> {
    // The scripts against the declarations, and the declarations against good and bad uses.
    for project in ["public/tsconfig.json", "tests/types/tsconfig.json"] {
        process::run(
            Command::new(npm.program("tsc"))
                .args(["--project", project, "--allowJs", "--checkJs", "--noEmit"])
                .current_dir(project::root()),
            &format!("the type check of {project}"),
        )?;
    }
    Ok(())
}
