//! Tools from crates.io, each in a folder of its own per version.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::version::Version;
use crate::{process, progress, project};

/// Used until `Cargo.lock` names a `wasm-bindgen`.
const WASM_BINDGEN_DEFAULT: Version = Version::new(0, 2, 130);

/// A program that `cargo install` builds.
pub(super) struct CargoTool {
    program: &'static str,
    package: &'static str,
    /// Features of the package that the program needs.
    features: &'static str,
    version: Version,
    /// Whether a version found on `PATH` will do.
    fits: fn(wanted: Version, found: Version) -> bool,
    /// Whether the package's own lock file is followed.
    locked: bool,
}

/// The builder of the app.
pub(super) fn trunk() -> CargoTool {
    CargoTool {
        program: "trunk",
        package: "trunk",
        features: "",
        version: Version::new(0, 21, 14),
        fits: |wanted, found| found.minor == wanted.minor && found >= wanted,
        locked: true,
    }
}

/// The maker of the JavaScript glue.
pub(super) fn wasm_bindgen() -> Result<CargoTool> {
    let lock = project::path("Cargo.lock");
    let text = fs::read_to_string(&lock).with_context(|| format!("{} could not be read", lock.display()))?;
    Ok(CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        features: "",
        version: locked_version(&text, "wasm-bindgen").unwrap_or(WASM_BINDGEN_DEFAULT),
        // The program and the library speak a private format that changes with every version.
        fits: |wanted, found| found == wanted,
        // Its lock file names versions that not every registry mirror has.
        locked: false,
    })
}

/// Cuts the app in two.
pub(super) fn wasm_split() -> CargoTool {
    CargoTool {
        program: "wasm-split-cli",
        package: "wasm_split_cli_support",
        features: "build-binary",
        version: Version::new(0, 2, 4),
        // It does not tell its version.
        fits: |_, _| false,
        locked: true,
    }
}

/// Looks at licences, versions, sources and advisories of dependencies.
pub(super) fn cargo_deny() -> CargoTool {
    CargoTool {
        program: "cargo-deny",
        package: "cargo-deny",
        features: "",
        version: Version::new(0, 20, 2),
        fits: |wanted, found| found.minor == wanted.minor && found >= wanted,
        locked: true,
    }
}

/// Firefox's driver.
pub(super) fn geckodriver() -> CargoTool {
    CargoTool {
        program: "geckodriver",
        package: "geckodriver",
        features: "",
        version: Version::new(0, 37, 1),
        fits: |_, found| found >= Version::new(0, 36, 0),
        locked: true,
    }
}

impl CargoTool {
    /// The program's path, after installing it if need be.
    pub(super) fn ensure(&self) -> Result<PathBuf> {
        if let Some(present) = project::find_program(&[self.program])
            && Version::of(&present).is_some_and(|found| (self.fits)(self.version, found))
        {
            return Ok(present);
        }
        let folder = project::tool_folder(self.program, &self.version.to_string())?;
        let program = folder.join("bin").join(self.program).with_extension(std::env::consts::EXE_EXTENSION);
        if !project::is_program(&program) {
            let text = format!("building {} {} (takes minutes, once)", self.program, self.version);
            progress::timed(&text, || self.install(&folder))?;
            if !project::is_program(&program) {
                bail!("cargo installed {} but {} is not there", self.package, program.display());
            }
        }
        Ok(program)
    }

    fn install(&self, folder: &std::path::Path) -> Result<()> {
        let build = project::tool_folder(&format!(".build-{}", self.program), &self.version.to_string())?;
        let mut command = Command::new("cargo");
        command
            .args(["install", self.package, "--version", &self.version.to_string(), "--quiet"])
            .args(["--features", self.features])
            .args(self.locked.then_some("--locked"))
            .arg("--root")
            .arg(folder)
            .env("CARGO_TARGET_DIR", &build)
            // Away from the checkout, whose cargo settings are not meant for foreign packages.
            .current_dir(project::tools_folder()?);
        let outcome = process::run(&mut command, &format!("`cargo install {}`", self.package));
        // Only the program is wanted; the build folder is a gigabyte.
        let _ = fs::remove_dir_all(&build);
        outcome
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.find(|line| line.starts_with("version = ")).and_then(Version::find)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.50\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = []\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn a_newer_trunk_of_the_same_series_fits() {
        let trunk = trunk();
        assert!((trunk.fits)(trunk.version, Version::new(0, 21, 15)));
        assert!(!(trunk.fits)(trunk.version, Version::new(0, 21, 9)));
        assert!(!(trunk.fits)(trunk.version, Version::new(0, 22, 1)));
    }
}
