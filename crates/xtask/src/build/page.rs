//! The app's page after trunk: its style sheets joined.
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
    fs::write(&page, html).with_context(|| format!("{} could not be written", page.display()))
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
    fn the_source_of_a_copied_sheet_is_found_by_its_name() {
        assert_eq!(stem_without_hash("main-beac7abfa8d6e805.css"), Some("main"));
        assert_eq!(stem_without_hash("dark-theme-beac7abfa8d6e805.css"), Some("dark-theme"));
        assert_eq!(stem_without_hash("main.css"), None);
        assert_eq!(stem_without_hash("main-beac.css"), None);
    }
}
