//! The app: WebAssembly, glue, styles and page, by trunk.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::setup::BuildTools;
use crate::{process, project};

/// Where trunk leaves its result, as `Trunk.toml` says.
pub(super) fn folder() -> PathBuf {
    project::path("target/trunk-dist")
}

/// Runs trunk.
pub(super) fn build(dev: bool, tools: &BuildTools) -> Result<()> {
    let mut folders: Vec<PathBuf> = [&tools.trunk, &tools.wasm_bindgen]
        .into_iter()
        .filter_map(|program| program.parent().map(PathBuf::from))
        .collect();
    folders.insert(0, tools.npm.programs());
    let mut command = Command::new(&tools.trunk);
    command
        .arg("build")
        .args((!dev).then_some("--release"))
        .current_dir(project::root())
        .env("PATH", project::search_path(&folders)?)
        // Another compiler than that of the native builds must not make cargo throw those away.
        .env("CARGO_TARGET_DIR", project::target().join("wasm"))
        .envs(tools.wasm_target.environment().iter().map(|(name, value)| (name, value)))
        // Trunk reads this as its own switch and refuses the values other programs accept.
        .env_remove("NO_COLOR");
    process::run(&mut command, "`trunk build`")
}
