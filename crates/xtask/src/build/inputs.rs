//! What a build depends on.

use std::fs;

use anyhow::{Context, Result};

use crate::fingerprint::Fingerprint;
use crate::project;
use crate::setup::BuildTools;

use super::scripts::MadeFor;

/// Whatever trunk and cargo read.
const APP: [&str; 9] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "crates/core",
    "crates/protocol",
    "index.html",
    "src",
    "style",
];
/// The page's scripts and the files that are served as they are.
const PUBLIC: &str = "public";
/// This program's own part in the result: another recipe makes another folder of the same inputs.
const RECIPE: [&str; 2] = ["crates/xtask/src/build.rs", "crates/xtask/src/build"];

/// The fingerprint of everything the app is built from.
pub(super) fn of_app(dev: bool, tools: &BuildTools) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.text("mode", if dev { "dev" } else { "release" });
    // The paths of installed tools carry their versions.
    for tool in [&tools.trunk, &tools.wasm_bindgen, &tools.wasm_split, &tools.npm.programs()] {
        fingerprint.text("tool", &tool.to_string_lossy());
    }
    for (name, value) in tools.wasm_target.environment() {
        fingerprint.text(name, &value.to_string_lossy());
    }
    for name in APP.into_iter().chain(RECIPE) {
        fingerprint.files(project::root(), name)?;
    }
    if page_takes_from_public()? {
        fingerprint.files(project::root(), PUBLIC)?;
    }
    Ok(fingerprint.finish())
}

/// The fingerprint of everything the folder is made from.
pub(super) fn of_folder(app: &str, made_for: &MadeFor, maps: bool) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    for (name, text) in [("address", &made_for.app), ("defaults", &made_for.defaults)] {
        fingerprint.text(name, text.as_deref().unwrap_or_default());
    }
    fingerprint.text("maps", if maps { "maps" } else { "" });
    fingerprint.text("app", app).files(project::root(), PUBLIC)?;
    Ok(fingerprint.finish())
}

/// Whether trunk puts files of the public folder into the app's page.
fn page_takes_from_public() -> Result<bool> {
    let page = project::path("index.html");
    let text = fs::read_to_string(&page).with_context(|| {
        format!(
            "{} could not be read: it is the app's page, without which there is nothing to build",
            page.display()
        )
    })?;
    Ok(text.contains("public/"))
}
