//! The folder for a static host or a CDN: what a build makes, with everything that a deployment needs beside it.
//!
//! Nothing in it needs a server program: names carry their content, each text is there compressed as well, and the headers
//! are written down for hosts that read `_headers`, for nginx and for Caddy.

mod compressed;
mod deployment;
mod headers;
mod kept;
mod licenses;
mod pinned;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use self::deployment::Deployment;
use crate::fingerprint::files_below;
use crate::{build, progress, project};

/// The page that looks whether a deployment is right, and its script; and what some hosts answer in the place of what is
/// missing: without it, Cloudflare Pages answers with the app.
const ADDED: [(&str, &str); 3] = [
    ("check.html", include_str!("dist/check.html")),
    ("check.js", include_str!("dist/check.js")),
    ("404.html", include_str!("dist/404.html")),
];
/// What a later run must know of this one.
const MANIFEST: &str = "manifest.json";

/// What to make.
#[derive(Args)]
pub(crate) struct Options {
    /// The folder to make.
    #[arg(long, default_value = "release")]
    out: PathBuf,
    /// Where the folder will be served, such as `https://chat.example/`. The loader then asks no element of a page where
    /// it comes from.
    #[arg(long)]
    app: Option<String>,
    /// The `chatlet.json` to be put in, from which the headers are made.
    #[arg(long)]
    config: Option<PathBuf>,
    /// A folder that an earlier run made: its immutable files stay, for pages that are still open. May be given again.
    #[arg(long)]
    keep: Vec<PathBuf>,
    /// Of a development build.
    #[arg(long)]
    dev: bool,
}

/// Makes the folder and prints what a page needs to pin the loader.
pub(crate) fn run(options: &Options) -> Result<()> {
    let out = project::path(&options.out);
    if out.exists() && !out.join(MANIFEST).is_file() && out.read_dir()?.next().is_some() {
        bail!("{} was not made by this command and would be lost: name another with --out", out.display());
    }
    let app = options.app.as_deref().map(address).transpose()?;
    let deployment = Deployment::read(options.config.as_deref())?;
    let made_for = build::MadeFor { app: app.clone(), defaults: deployment.defaults.clone() };
    let built = build::run(&build::Options::of(options.dev, "target/dist-build", made_for))?;

    let staging = out.with_extension("staging");
    remove(&staging)?;
    copy(&built, &staging)?;
    for (name, text) in ADDED {
        write(&staging.join(name), text)?;
    }
    if let Some(text) = &deployment.text {
        write(&staging.join("chatlet.json"), text)?;
    }
    licenses::write(&staging)?;
    let pinned = pinned::write(&staging, app.as_deref())?;
    let assets: Vec<String> = names(&staging)?.into_iter().filter(|name| is_immutable(name)).collect();
    let mut kept = Vec::new();
    for folder in &options.keep {
        kept.extend(kept::copy(&project::path(folder), &staging)?);
    }
    let (old, mut served): (Vec<_>, Vec<_>) =
        names(&staging)?.into_iter().partition(|name| kept.contains(name));
    served.extend(old);
    headers::write(&staging, &deployment, &served)?;
    let manifest = json!({ "version": env!("CARGO_PKG_VERSION"), "assets": assets, "kept": kept });
    write(&staging.join(MANIFEST), &pretty(&manifest)?)?;
    progress::timed("compressing", || compressed::write(&staging))?;
    remove(&out)?;
    fs::rename(&staging, &out).with_context(|| format!("{} could not be put in place", out.display()))?;

    progress::say(format!("{} is ready to be served, with {} kept files", out.display(), kept.len()));
    println!("{}", pinned.tag);
    Ok(())
}

/// The address of the folder, with the slash that makes it one.
fn address(given: &str) -> Result<String> {
    let is_web = given.starts_with("https://") || given.starts_with("http://");
    if !is_web || given.contains(['?', '#', '"', '\\', ' ']) {
        bail!("{given} is not the address of a folder, such as https://chat.example/");
    }
    Ok(format!("{}/", given.trim_end_matches('/')))
}

/// Whether a file's name stands for its content: then it never changes under this name.
pub(crate) fn is_immutable(name: &str) -> bool {
    let is_hash = |piece: &str| piece.len() >= 16 && piece.bytes().all(|letter| letter.is_ascii_hexdigit());
    name.split(['-', '.', '_', '/']).any(is_hash)
}

/// Names of a folder's files, sorted, with slashes.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in files_below(folder)? {
        names.push(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"));
    }
    names.sort();
    Ok(names)
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for name in names(from)? {
        if name == build::STAMP {
            continue;
        }
        let target = to.join(&name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("{} could not be made", parent.display()))?;
        }
        fs::copy(from.join(&name), &target).with_context(|| format!("{name} could not be copied"))?;
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    }
    fs::write(file, text).with_context(|| format!("{} could not be written", file.display()))
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_a_folder() {
        assert_eq!(address("https://chat.example").unwrap(), "https://chat.example/");
        assert_eq!(address("https://cdn.example/chat/").unwrap(), "https://cdn.example/chat/");
        for wrong in ["chat.example", "javascript:x", "https://chat.example/?a", "https://a.example/\"x"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn f67_only_names_that_stand_for_content_are_immutable() {
        for name in [
            "chatlet-0123456789abcdef_bg.wasm",
            "chatlet-window-0123456789abcdef.js",
            "chatlet-0.1.0.0123456789abcdef.js",
        ] {
            assert!(is_immutable(name), "{name}");
        }
        for name in ["chatlet.js", "chatlet-search.js", "index.html", "locales/da.json", "dialects/nexus.js"]
        {
            assert!(!is_immutable(name), "{name}");
        }
    }
}
