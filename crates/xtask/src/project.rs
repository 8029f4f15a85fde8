//! Where things are: the checkout, its `target` folder, the per-user tool cache, programs on `PATH`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::{Context, Result};

/// The checkout's top folder.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Cargo names the manifest of the checkout that is being run, which may have moved since the build.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        manifest.ancestors().nth(2).unwrap_or(&manifest).to_path_buf()
    })
}

/// A path inside the checkout.
pub(crate) fn path(relative: impl AsRef<Path>) -> PathBuf {
    root().join(relative)
}

/// The folder for everything built here.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), |folder| root().join(folder))
}

/// The per-user folder of one tool version, shared by all checkouts.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` says where caches live.
pub(crate) fn tool_folder(name: &str, version: &str) -> Result<PathBuf> {
    Ok(tools_folder()?.join(format!("{name}-{version}")))
}

/// The per-user folder that holds all tools.
pub(crate) fn tools_folder() -> Result<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|folder| Path::new(folder).is_absolute()) {
        Some(folder) => PathBuf::from(folder),
        None => env::home_dir()
            .context("no home folder is known to keep tools in: set HOME or XDG_CACHE_HOME")?
            .join(".cache"),
    };
    Ok(cache.join("chatlet").join("tools"))
}

/// A program on `PATH`, by the first of its `names` that exists.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect();
    names
        .iter()
        .flat_map(|name| {
            folders.iter().map(move |folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        })
        .find(|candidate| is_program(candidate))
}

/// Whether a file is there and may be run.
pub(crate) fn is_program(file: &Path) -> bool {
    let Ok(metadata) = file.metadata() else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        metadata.is_file() && metadata.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        metadata.is_file()
    }
}

/// `PATH` with more folders in front.
pub(crate) fn search_path(first: &[PathBuf]) -> Result<OsString> {
    let present = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.iter().cloned().chain(env::split_paths(&present)))
        .context("a tool's folder has a character that PATH cannot hold")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(path(".cargo/config.toml").is_file(), "{}", root().display());
    }

    #[test]
    fn a_missing_program_is_not_found() {
        assert_eq!(find_program(&["chatlet-no-such-program"]), None);
    }
}
