//! Looks at what the project depends on (S59).
//!
//! What `deny.toml` says of licences, versions and sources depends on the checkout alone, so every test run looks. Which
//! advisories there are changes without the checkout, and only the network knows: that is a task of its own, so that a new
//! advisory fails nobody's work and a network that is down passes for no audit.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{process, progress, project, setup};

/// The committed list of tools from npm.
const NPM_TOOLS: &str = "crates/xtask/tools";

/// Licences, versions and sources of every crate.
pub(crate) fn rules(cargo_deny: &Path) -> Result<()> {
    process::run(deny(cargo_deny).args(["bans", "licenses", "sources"]), "the check of the dependencies")
}

/// All of it, and the advisories. `false` when something is wrong or could not be looked at, which it has said then.
pub(crate) fn run() -> Result<bool> {
    let tools = setup::for_checks()?;
    let findings = [
        ("licences, versions and sources of crates", rules(&tools.cargo_deny)),
        ("advisories for crates, yanked versions", advisories(&tools.cargo_deny)),
        ("advisories for tools from npm", npm_advisories()),
    ];
    let mut is_good = true;
    for (what, found) in findings {
        is_good &= found.is_ok();
        match found {
            Ok(()) => progress::say(format!("{what}: nothing found")),
            Err(error) => progress::say(format!("{what}: {error:#}")),
        }
    }
    progress::say("advisories for Schemathesis, from PyPI: nothing looks at them");
    Ok(is_good)
}

fn advisories(cargo_deny: &Path) -> Result<()> {
    process::run(deny(cargo_deny).arg("advisories"), "the check against the RustSec database")
}

fn npm_advisories() -> Result<()> {
    process::run(Command::new("npm").arg("audit").current_dir(project::path(NPM_TOOLS)), "`npm audit`")
}

fn deny(cargo_deny: &Path) -> Command {
    let mut command = Command::new(cargo_deny);
    command.args(["--locked", "--workspace", "check", "--hide-inclusion-graph"]).current_dir(project::root());
    command
}
