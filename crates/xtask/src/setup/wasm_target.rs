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
    const fn of_the_toolchain() -> Self {
        Self { environment: Vec::new() }
    }

    /// Another compiler with a library of our own building.
    pub(super) fn with_sysroot(compiler: &str, linker: &str, sysroot: &std::path::Path) -> Self {
        let mut flags = OsString::from("--sysroot ");
        flags.push(sysroot);
        Self {
            environment: vec![
                ("RUSTC", compiler.into()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.into()),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
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
