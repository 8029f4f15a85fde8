//! The app's page after trunk: its style sheets joined, its start one that can be heard failing.
//!
//! Trunk writes each file's checksum into the page, and a browser refuses a file that does not match; so whoever changes a file
//! changes its checksum too.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use super::esbuild::Esbuild;
use crate::fingerprint::{Fingerprint, files_below};
use crate::project;

/// Where the sources of the style sheets are.
const STYLE: &str = "style";
/// Length of the part of a file's name that stands for its content.
const HASH_LENGTH: usize = 16;

/// Refines the page in trunk's folder.
pub(super) fn refine(folder: &Path, esbuild: &Esbuild) -> Result<()> {
    let page = folder.join("index.html");
    let mut html =
        fs::read_to_string(&page).with_context(|| format!("{} could not be read", page.display()))?;
    for file in files_below(folder)? {
        if file.extension().is_some_and(|extension| extension == "css") {
            html = join_style(&file, esbuild, &html)?;
        }
    }
    fs::write(&page, start_audibly(&html)?)
        .with_context(|| format!("{} could not be written", page.display()))
}

/// Trunk's script awaits the app's start while its module is evaluated, and `WebKit` tells nobody of a module whose evaluation
/// fails; a promise that is left alone and fails is heard in every engine.
fn start_audibly(html: &str) -> Result<String> {
    let start = || {
        let (before, rest) = html.split_once("<script type=\"module\">")?;
        let (script, after) = rest.split_once("</script>")?;
        let (glue, rest) = script.split_once("import init, * as bindings from '")?.1.split_once("';")?;
        let module = rest.split_once("await init({ module_or_path: '")?.1.split_once("' });")?.0;
        let script = format!("import init from '{glue}';init({{ module_or_path: '{module}' }})");
        Some(format!("{before}<script type=\"module\">{script}</script>{after}"))
    };
    start().context("trunk starts the app in another way than this task knows")
}

/// Replaces a style sheet that trunk copied by one with its imports in it, and returns the page that names the new one.
fn join_style(copied: &Path, esbuild: &Esbuild, html: &str) -> Result<String> {
    let old_name = copied.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(stem) = stem_without_hash(&old_name) else { return Ok(html.to_owned()) };
    let source = project::path(STYLE).join(format!("{stem}.css"));
    if !source.is_file() {
        return Ok(html.to_owned());
    }
    let before = integrity(copied)?;
    esbuild.bundle_style(&source, copied)?;
    // Trunk's name stands for the sheet without its imports; a browser that keeps files by name would miss a change in those.
    let new_name = format!("{stem}-{}.css", content_hash(copied)?);
    let renamed = copied.with_file_name(&new_name);
    fs::rename(copied, &renamed).with_context(|| format!("{} could not be renamed", copied.display()))?;
    Ok(html.replace(&old_name, &new_name).replace(&before, &integrity(&renamed)?))
}

/// `main` of `main-beac7abfa8d6e805.css`.
fn stem_without_hash(name: &str) -> Option<&str> {
    let (stem, hash) = name.strip_suffix(".css")?.rsplit_once('-')?;
    (hash.len() == HASH_LENGTH && hash.bytes().all(|letter| letter.is_ascii_hexdigit())).then_some(stem)
}

/// The part of a file's name that stands for its content.
pub(crate) fn content_hash(file: &Path) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("{} could not be read", file.display()))?;
    let mut fingerprint = Fingerprint::default();
    fingerprint.bytes("content", &content);
    let hash = fingerprint.finish();
    Ok(hash.get(..HASH_LENGTH).unwrap_or(&hash).to_owned())
}

/// A file's checksum as pages carry it.
pub(crate) fn integrity(file: &Path) -> Result<String> {
    let content = fs::read(file).with_context(|| format!("{} could not be read", file.display()))?;
    Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(content))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f66_nothing_is_awaited_where_nobody_hears_of_its_failure() {
        let trunks = "<head><script type=\"module\">\nimport init, * as bindings from '/a.js';\n\
                      const wasm = await init({ module_or_path: '/a.wasm' });\nmore();\n</script></head>";
        let ours = "<head><script type=\"module\">import init from '/a.js';\
                    init({ module_or_path: '/a.wasm' })</script></head>";
        assert_eq!(start_audibly(trunks).unwrap(), ours);
        assert!(start_audibly("<head></head>").is_err());
    }

    #[test]
    fn the_source_of_a_copied_sheet_is_found_by_its_name() {
        assert_eq!(stem_without_hash("main-beac7abfa8d6e805.css"), Some("main"));
        assert_eq!(stem_without_hash("dark-theme-beac7abfa8d6e805.css"), Some("dark-theme"));
        assert_eq!(stem_without_hash("main.css"), None);
        assert_eq!(stem_without_hash("main-beac.css"), None);
    }
}
