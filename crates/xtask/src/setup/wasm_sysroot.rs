//! Debian's way to WebAssembly: its compiler, its linker and a standard library built here from its source.
//!
//! For machines where rustup can fetch nothing. The library is kept in the checkout's `target` folder, one per compiler version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use super::wasm_target::{TRIPLE, WasmTarget};
use crate::version::Version;
use crate::{process, progress, project};

/// Debian's compiler, beside rustup's.
const COMPILER: &str = "/usr/bin/rustc";
const SOURCE: &str = "/usr/lib/rustlib/src/rust/library";
const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];
const OLDEST_COMPILER: Version = Version::new(1, 95, 0);
/// How the library is built; part of its folder's name, so that a change here builds another. Built to be small, as the
/// app is.
const FORM: &str = "small";
/// The library crate that is built only because the standard library comes with it.
const CARRIER: &str = "carrier";

/// The target, if an earlier run has built it for the compiler that is there now.
pub(super) fn find() -> Option<WasmTarget> {
    let sysroot = sysroot_folder(&compiler_identity()?);
    let linker = newest_linker()?;
    library_folder(&sysroot).is_dir().then(|| WasmTarget::with_sysroot(COMPILER, &linker, &sysroot))
}

/// Installs Debian's compiler and linker and builds the library.
pub(super) fn build() -> Result<WasmTarget> {
    install_compiler()?;
    let linker = match newest_linker() {
        Some(linker) => linker,
        None => install_linker()?,
    };
    let identity = compiler_identity().with_context(|| format!("{COMPILER} does not run"))?;
    let sysroot = sysroot_folder(&identity);
    if !library_folder(&sysroot).is_dir() {
        progress::timed("building the standard library for WebAssembly (under a minute, once)", || {
            build_library(&sysroot).context("building Rust's standard library for WebAssembly")
        })?;
    }
    Ok(WasmTarget::with_sysroot(COMPILER, &linker, &sysroot))
}

fn install_compiler() -> Result<()> {
    let fits = Version::of(COMPILER).is_some_and(|found| found >= OLDEST_COMPILER);
    if !fits || !Path::new(SOURCE).join("std/Cargo.toml").is_file() {
        apt::install("a Rust compiler with WebAssembly's library source", &PACKAGES)?;
    }
    match Version::of(COMPILER) {
        Some(found) if found >= OLDEST_COMPILER => Ok(()),
        Some(found) => bail!(
            "Debian's Rust compiler is {found}, older than the {OLDEST_COMPILER} that this project needs"
        ),
        None => bail!("{COMPILER} is missing after installing {}", PACKAGES.join(" ")),
    }
}

fn install_linker() -> Result<String> {
    let packages = apt::search("^lld-[0-9]+$")?;
    let package = packages
        .iter()
        .max_by_key(|name| number_after_dash(name))
        .context("Debian has no package lld-N here")?;
    apt::install("WebAssembly's linker", &[package])?;
    newest_linker().with_context(|| format!("wasm-ld is missing after installing {package}"))
}

/// The newest `wasm-ld` on `PATH`; Debian's carry LLVM's version in their names.
fn newest_linker() -> Option<String> {
    let path = std::env::var_os("PATH")?;
    let names = std::env::split_paths(&path)
        .filter_map(|folder| folder.read_dir().ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()));
    names
        .filter(|name| number_after_dash(name).is_some() && name.starts_with("wasm-ld-"))
        .max_by_key(|name| number_after_dash(name))
}

/// 22 of `lld-22`, `wasm-ld-22`.
fn number_after_dash(name: &str) -> Option<u32> {
    name.rsplit_once('-')?.1.parse().ok()
}

/// The compiler's version as part of a folder's name, so that an upgraded compiler gets a new library.
fn compiler_identity() -> Option<String> {
    let answer =
        process::capture(Command::new(COMPILER).arg("--version"), "asking Debian's compiler for its version")
            .ok()?;
    Some(folder_name(answer.trim()))
}

fn folder_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { ' ' })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().chain([FORM]).collect();
    words.join("-")
}

fn sysroot_folder(identity: &str) -> PathBuf {
    project::target().join("wasm-sysroot").join(identity)
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib").join("rustlib").join(TRIPLE).join("lib")
}

fn build_library(sysroot: &Path) -> Result<()> {
    let work = sysroot.with_file_name("building");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    // The empty workspace table keeps cargo from looking for one further up, where this project's is.
    let manifest = format!(
        "[package]\nname = \"{CARRIER}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [profile.release]\nopt-level = \"z\"\n\n[workspace]\n"
    );
    fs::write(work.join("Cargo.toml"), manifest)?;
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "--release", "--target", TRIPLE, "-Zbuild-std=std,panic_abort"])
        .current_dir(&work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("RUSTC", COMPILER)
        // `-Zbuild-std` is not stable; the compiler and the source are of one version, which is what it needs.
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation of the app needs the bitcode.
        .env("RUSTFLAGS", format!("-Cembed-bitcode=yes --remap-path-prefix={SOURCE}=library"));
    process::run(&mut command, "building Rust's standard library")?;

    let staged = work.join("sysroot");
    let libraries = library_folder(&staged);
    fs::create_dir_all(&libraries)?;
    let built = work.join("target").join(TRIPLE).join("release").join("deps");
    for entry in fs::read_dir(&built).with_context(|| format!("{} could not be listed", built.display()))? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.extension().is_some_and(|extension| extension == "rlib")
            && !name.starts_with(&format!("lib{CARRIER}-"))
        {
            fs::copy(&file, libraries.join(&name))?;
        }
    }
    // A rename is all or nothing: an interrupted build leaves no half library to be found.
    fs::rename(&staged, sysroot)?;
    let _ = fs::remove_dir_all(&work);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linkers_are_ordered_by_number() {
        let names = ["wasm-ld-9", "wasm-ld-22", "wasm-ld-14"];
        assert_eq!(names.iter().max_by_key(|name| number_after_dash(name)), Some(&"wasm-ld-22"));
        assert_eq!(number_after_dash("wasm-ld"), None);
    }

    #[test]
    fn a_compiler_version_becomes_a_folder_name() {
        assert_eq!(
            folder_name("rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"),
            "rustc-1.96.0-ac68faa20-2026-05-25-built-from-a-source-tarball-small"
        );
    }
}
