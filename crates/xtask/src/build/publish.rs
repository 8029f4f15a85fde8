//! Putting the built folder in place.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::STAMP;
use crate::fingerprint::files_below;
use crate::project;

/// Refuses to replace a folder that no build has made.
pub(super) fn refuse_foreign_folder(out: &Path) -> Result<()> {
    let Ok(mut entries) = out.read_dir() else {
        if out.exists() {
            bail!("{} is not a folder: name another with --out", out.display());
        }
        return Ok(());
    };
    if entries.next().is_some() && !out.join(STAMP).is_file() {
        bail!(
            "{} was not made by this command and would be lost: remove it, or name another folder with --out",
            out.display()
        );
    }
    Ok(())
}

/// An empty folder to assemble the result in.
pub(super) fn fresh_staging() -> Result<PathBuf> {
    let folder = project::target().join("dist-staging");
    remove(&folder)?;
    fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    Ok(folder)
}

/// Copies a folder's files, all but the stamp.
pub(super) fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        let relative = file.strip_prefix(from)?;
        if relative != Path::new(STAMP) {
            copy_file(&file, &to.join(relative))?;
        }
    }
    Ok(())
}

/// Copies those files of `public` that are served as they are.
pub(super) fn copy_static_files(to: &Path) -> Result<()> {
    let public = project::path("public");
    for file in files_below(&public)? {
        let relative = file.strip_prefix(&public)?;
        if is_static(relative) {
            copy_file(&file, &to.join(relative))?;
        }
    }
    Ok(())
}

/// Puts the assembled folder where the old one was.
pub(super) fn replace(out: &Path, staging: &Path) -> Result<()> {
    let old = project::target().join("dist-replaced");
    remove(&old)?;
    if out.exists() && !moved(out, &old)? {
        remove(out)?;
    }
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    if !moved(staging, out)? {
        copy(staging, out)?;
        copy_file(&staging.join(STAMP), &out.join(STAMP))?;
    }
    remove(&old)
}

/// Scripts are bundled, and what only editors and compilers read stays out.
fn is_static(relative: &Path) -> bool {
    let name = relative.file_name().unwrap_or_default().to_string_lossy();
    let source = [".js", ".mjs", ".ts", ".md"].iter().any(|ending| name.ends_with(ending));
    !source && !["tsconfig.json", "package.json"].contains(&&*name) && !name.starts_with('.')
}

/// Renames a folder; `false` when the two places are on different disks.
fn moved(from: &Path, to: &Path) -> Result<bool> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::CrossesDevices => Ok(false),
        Err(error) => {
            Err(error).with_context(|| format!("{} could not be moved to {}", from.display(), to.display()))
        }
    }
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
    }
    fs::copy(from, to)
        .with_context(|| format!("{} could not be copied to {}", from.display(), to.display()))?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_browsers_ask_for_is_copied() {
        for (path, expected) in [
            ("chatlet.json", true),
            ("locales/da.json", true),
            ("icon.svg", true),
            ("chatlet.js", false),
            ("loader/frame.js", false),
            ("chatlet.d.ts", false),
            ("tsconfig.json", false),
            ("dialects/README.md", false),
        ] {
            assert_eq!(is_static(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn a_folder_of_someone_elses_is_not_replaced() {
        let folder = project::target().join(format!("publish-test-{}", std::process::id()));
        assert!(refuse_foreign_folder(&folder).is_ok());
        fs::create_dir_all(&folder).unwrap();
        assert!(refuse_foreign_folder(&folder).is_ok(), "an empty folder holds nothing to lose");
        fs::write(folder.join("letter.txt"), "dear").unwrap();
        assert!(refuse_foreign_folder(&folder).is_err());
        fs::write(folder.join(STAMP), "").unwrap();
        assert!(refuse_foreign_folder(&folder).is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }
}
