//! Everything that building and testing need, on a machine with only rustup, Node and Python 3.
//!
//! A tool is taken from `PATH` when its version fits, else installed once per user. What is in place costs next to nothing to check,
//! so every task asks for what it needs and a fresh checkout works with any of them.

mod apt;
mod browsers;
mod cargo_tool;
mod npm;
mod schemathesis;
mod wasm_sysroot;
mod wasm_target;

use std::fs::File;
use std::path::PathBuf;

use anyhow::Result;

pub(crate) use browsers::{Browsers, Engine};
pub(crate) use npm::NpmTools;
pub(crate) use schemathesis::Schemathesis;
pub(crate) use wasm_target::WasmTarget;

use crate::{lock, progress, project};

/// What the static build needs.
pub(crate) struct BuildTools {
    /// How to compile for WebAssembly here.
    pub(crate) wasm_target: WasmTarget,
    /// The program `trunk`.
    pub(crate) trunk: PathBuf,
    /// The program `wasm-bindgen`, of the version in `Cargo.lock`.
    pub(crate) wasm_bindgen: PathBuf,
    /// The program `wasm-split-cli`.
    pub(crate) wasm_split: PathBuf,
    /// esbuild and wasm-opt.
    pub(crate) npm: NpmTools,
}

/// What the checks without a browser need.
pub(crate) struct CheckTools {
    /// The TypeScript compiler.
    pub(crate) npm: NpmTools,
    /// The tester of the chat API.
    pub(crate) schemathesis: Schemathesis,
    /// The program `cargo-deny`.
    pub(crate) cargo_deny: PathBuf,
}

/// Installs everything.
pub(crate) fn everything() -> Result<()> {
    for_build()?;
    for_checks()?;
    for_browsers(&Engine::ALL)?;
    progress::say("every tool is in place");
    Ok(())
}

/// Installs what the static build needs.
pub(crate) fn for_build() -> Result<BuildTools> {
    let _one_at_a_time = lock()?;
    Ok(BuildTools {
        wasm_target: wasm_target::ensure()?,
        trunk: cargo_tool::trunk().ensure()?,
        wasm_bindgen: cargo_tool::wasm_bindgen()?.ensure()?,
        wasm_split: cargo_tool::wasm_split().ensure()?,
        npm: npm::ensure()?,
    })
}

/// Installs what the checks without a browser need.
pub(crate) fn for_checks() -> Result<CheckTools> {
    let _one_at_a_time = lock()?;
    Ok(CheckTools {
        npm: npm::ensure()?,
        schemathesis: schemathesis::ensure()?,
        cargo_deny: cargo_tool::cargo_deny().ensure()?,
    })
}

/// Installs the browsers and their drivers.
pub(crate) fn for_browsers(engines: &[Engine]) -> Result<Browsers> {
    let _one_at_a_time = lock()?;
    browsers::ensure(engines)
}

/// Keeps two checkouts from installing the same tool at once.
fn lock() -> Result<File> {
    lock::take(&project::tools_folder()?.join(".lock"), "another setup")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn s59_every_dependency_is_locked_by_a_checksum_and_from_a_registry() {
        let text = fs::read_to_string(project::path("Cargo.lock")).unwrap();
        let mut foreign = 0;
        for package in text.split("[[package]]").skip(1) {
            let Some((_, source)) = package.split_once("source = \"") else { continue };
            foreign += 1;
            assert!(source.starts_with("registry+"), "{package}");
            assert!(package.contains("checksum = \""), "{package}");
        }
        assert!(foreign > 50, "{foreign} packages");
        let text = fs::read_to_string(project::path("crates/xtask/tools/package-lock.json")).unwrap();
        let lock: Value = serde_json::from_str(&text).unwrap();
        let (mut scripts, mut licenses) = (Vec::new(), BTreeSet::new());
        for (name, package) in lock["packages"].as_object().unwrap() {
            if name.is_empty() {
                continue;
            }
            assert!(package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-")), "{name}");
            licenses.extend(package["license"].as_str());
            assert!(package["license"].is_string(), "{name}");
            if package["hasInstallScript"] == true {
                scripts.push(name.trim_start_matches("node_modules/"));
            }
        }
        assert_eq!(scripts, ["esbuild"], "code that runs while it is installed is looked at by hand");
        // `deny.toml` says it of crates. Nothing of these is shipped.
        let known = BTreeSet::from(["0BSD", "Apache-2.0", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"]);
        assert!(licenses.is_subset(&known), "{licenses:?}");
    }
}
