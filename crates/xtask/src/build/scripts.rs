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
/// The launcher's words, which that one fetches.
const WORDS: &str = "chatlet-words";
const DIALECTS: &str = "dialects";

/// What the scripts are made for, as far as it is known.
#[derive(Debug, Clone, Default)]
pub(crate) struct MadeFor {
    /// Address of the app.
    pub(crate) app: Option<String>,
    /// The deployer's `defaults`, an object as JSON text.
    pub(crate) defaults: Option<String>,
}

/// Bundles every script of `public` into `out`.
pub(super) fn bundle(esbuild: &Esbuild, out: &Path, made_for: &MadeFor) -> Result<()> {
    let public = project::path("public");
    let text = |text: &str| format!("{text:?}");
    let defaults = made_for.defaults.clone().unwrap_or_else(|| "{}".into());
    let words = bundle_hashed(esbuild, &public, out, WORDS)?;
    let mut defines = vec![("__CHATLET_WORDS__", text(&words)), ("__CHATLET_DEFAULTS__", defaults)];
    let window = bundle_hashed(&esbuild.with(&defines), &public, out, WINDOW)?;
    defines.push(("__CHATLET_WINDOW__", text(&window)));
    defines.push(("__CHATLET_APP__", text(made_for.app.as_deref().unwrap_or_default())));
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

/// Bundles what the loader fetches later, and returns its file name, which carries its content.
fn bundle_hashed(esbuild: &Esbuild, public: &Path, out: &Path, stem: &str) -> Result<String> {
    let bundled = out.join(format!("{stem}.js"));
    esbuild.bundle_module(&public.join(format!("{stem}.js")), &bundled)?;
    let name = format!("{stem}-{}.js", content_hash(&bundled)?);
    for ending in ["", ".map"] {
        let from = out.join(format!("{stem}.js{ending}"));
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
