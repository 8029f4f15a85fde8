//! How to compile for WebAssembly on this machine.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::wasm_sysroot;
use crate::{process, progress};

/// The target's name.
pub(super) const TRIPLE: &str = "wasm32-unknown-unknown";

const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Set to any value to leave rustup aside, as on a machine where it can fetch nothing.
const WITHOUT_RUSTUP: &str = "CHATLET_WITHOUT_RUSTUP";

/// A compiler with a standard library for WebAssembly.
pub(crate) struct WasmTarget {
    environment: Vec<(&'static str, OsString)>,
}

impl WasmTarget {
    /// The variables that a cargo build for WebAssembly needs; native builds must not have them.
    pub(crate) fn environment(&self) -> &[(&'static str, OsString)] {
        &self.environment
    }

    /// The toolchain at hand has the target itself.
    fn of_the_toolchain() -> Self {
        Self { environment: vec![(FLAGS, shorter_paths())] }
    }

    /// Another compiler with a library of our own building.
    pub(super) fn with_sysroot(compiler: &str, linker: &str, sysroot: &std::path::Path) -> Self {
        let mut flags = OsString::from("--sysroot ");
        flags.push(sysroot);
        flags.push(shorter_paths());
        Self {
            environment: vec![
                ("RUSTC", compiler.into()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
                (FLAGS, flags),
            ],
        }
    }
}

/// The target, after installing it if need be.
pub(super) fn ensure() -> Result<WasmTarget> {
    let rustup = env::var_os(WITHOUT_RUSTUP).is_none();
    if rustup && toolchain_has_target() {
        return Ok(WasmTarget::of_the_toolchain());
    }
    if let Some(target) = wasm_sysroot::find() {
        return Ok(target);
    }
    if rustup && rustup_adds_target() {
        return Ok(WasmTarget::of_the_toolchain());
    }
    wasm_sysroot::build().with_context(|| {
        format!("there is no WebAssembly target: where rustup can fetch it, `rustup target add {TRIPLE}` is all that is missing")
    })
}

/// Flags that leave the folder of downloaded crates out of the places that panics name: they are 7 kB of the app, and
/// no visitor's business.
fn shorter_paths() -> OsString {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let sources = cargo.and_then(|cargo| cargo.join("registry/src").read_dir().ok());
    let mut folders: Vec<PathBuf> =
        sources.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    // The variable's values are told apart by spaces.
    folders.retain(|folder| !folder.to_string_lossy().contains(' '));
    // In the same order every time: other flags would build everything anew.
    folders.sort();
    let mut flags = OsString::new();
    for folder in folders {
        flags.push(" --remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
    }
    flags
}

/// Whether the compiler on `PATH` has a standard library for the target.
fn toolchain_has_target() -> bool {
    let asked = process::capture(
        Command::new("rustc").args(["--print", "target-libdir", "--target", TRIPLE]),
        "asking the compiler for its WebAssembly library",
    );
    let Ok(folder) = asked else { return false };
    let Ok(entries) = PathBuf::from(folder.trim()).read_dir() else { return false };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

fn rustup_adds_target() -> bool {
    let added = progress::timed("asking rustup for the WebAssembly target", || {
        process::capture(Command::new("rustup").args(["target", "add", TRIPLE]), "`rustup target add`")
    });
    match added {
        Ok(_) => toolchain_has_target(),
        Err(error) => {
            // Offline, or no rustup: the next way is tried, and this is the reason to show if that fails too.
            progress::say(format!("{error:#}"));
            false
        }
    }
}
