//! The scripts that run on the customer's page, each bundled into one small file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::esbuild::Esbuild;
use super::page::content_hash;
use crate::project;

/// Scripts with a fixed name, where present.
const ENTRIES: [&str; 3] = ["chatlet.js", "chatlet-search.js", "boot.js"];
/// The loader's second step. Its name carries its content, so that a loader which a browser has kept meets the window it was
/// made with (S41).
const WINDOW: &str = "chatlet-window";
const DIALECTS: &str = "dialects";

/// Bundles every script of `public` into `out`. `app` is the address that the loader is made for, if it is known.
pub(super) fn bundle(esbuild: &Esbuild, out: &Path, app: Option<&str>) -> Result<()> {
    let public = project::path("public");
    let window = bundle_window(esbuild, &public, out)?;
    let mut defines = vec![("__CHATLET_WINDOW__", window)];
    defines.extend(app.map(|app| ("__CHATLET_APP__", app.to_owned())));
    let esbuild = &esbuild.with(&defines);
    for entry in entries(&public)? {
        let (from, to) = (public.join(&entry), out.join(&entry));
        if has_extension(&entry, "mjs") {
            esbuild.bundle_module(&from, &to)?;
        } else {
            esbuild.bundle_script(&from, &to)?;
        }
    }
    Ok(())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// Bundles the loader's second step and returns its file name.
fn bundle_window(esbuild: &Esbuild, public: &Path, out: &Path) -> Result<String> {
    let bundled = out.join(format!("{WINDOW}.js"));
    esbuild.bundle_module(&public.join(format!("{WINDOW}.js")), &bundled)?;
    let name = format!("{WINDOW}-{}.js", content_hash(&bundled)?);
    for ending in ["", ".map"] {
        let from = out.join(format!("{WINDOW}.js{ending}"));
        if from.is_file() {
            fs::rename(&from, out.join(format!("{name}{ending}")))
                .with_context(|| format!("{} could not be renamed", from.display()))?;
        }
    }
    Ok(name)
}

/// The scripts to bundle, by their paths below `public`.
fn entries(public: &Path) -> Result<Vec<PathBuf>> {
    let mut entries: Vec<PathBuf> =
        ENTRIES.iter().map(PathBuf::from).filter(|entry| public.join(entry).is_file()).collect();
    let dialects = public.join(DIALECTS);
    if dialects.is_dir() {
        // Only the folder's own files: one below it is a part of those.
        for file in
            fs::read_dir(&dialects).with_context(|| format!("{} could not be listed", dialects.display()))?
        {
            let file = file?;
            let name = PathBuf::from(file.file_name());
            if file.path().is_file() && (has_extension(&name, "js") || has_extension(&name, "mjs")) {
                entries.push(Path::new(DIALECTS).join(name));
            }
        }
    }
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_the_known_scripts_and_each_dialect() {
        let public = project::target().join(format!("scripts-test-{}", std::process::id()));
        for file in [
            "chatlet.js",
            "tsconfig.json",
            "loader/frame.js",
            "dialects/one.js",
            "dialects/shared/part.js",
            "dialects/two.mjs",
        ] {
            let path = public.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = entries(&public).unwrap();
        fs::remove_dir_all(&public).unwrap();
        assert_eq!(found, ["chatlet.js", "dialects/one.js", "dialects/two.mjs"].map(PathBuf::from));
    }
}
