//! The static folder that the widget's origin serves.
//!
//! Trunk builds the app, esbuild the scripts of the page; then the folder is put in place at once, so that a server that is
//! running meanwhile serves the old build or the new one, never a mixture. What is up to date is not built again.

mod app;
mod esbuild;
mod inputs;
mod late;
mod mute;
mod names;
mod page;
mod publish;
mod scripts;
mod split;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use self::esbuild::Esbuild;
pub(crate) use self::page::{content_hash, integrity};
pub(crate) use self::scripts::MadeFor;
use crate::{lock, progress, project, setup};

/// Holds the fingerprint of what a folder was built from.
pub(crate) const STAMP: &str = ".stamp";

/// How to build.
#[derive(Args)]
pub(crate) struct Options {
    /// Builds fast, large and with checks, instead of small.
    #[arg(long)]
    dev: bool,
    /// The folder to build.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// What the page's scripts are made for, as far as it is known.
    #[arg(skip)]
    made_for: MadeFor,
    /// Whether the page's scripts get source maps.
    #[arg(skip)]
    maps: bool,
}

impl Options {
    /// A build for a deployment.
    pub(crate) fn of(dev: bool, out: &str, made_for: MadeFor) -> Self {
        Self { dev, out: out.into(), made_for, maps: true }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { dev: false, out: PathBuf::from("dist"), made_for: MadeFor::default(), maps: false }
    }
}

/// Builds the folder unless it is up to date, and returns its absolute path.
pub(crate) fn run(options: &Options) -> Result<PathBuf> {
    let out = project::path(&options.out);
    publish::refuse_foreign_folder(&out)?;
    let tools = setup::for_build()?;
    // Two builds of one checkout would write into the same folders.
    let _one_at_a_time = lock::take(&project::target().join(".chatlet-build.lock"), "another build")?;

    let app_stamp = inputs::of_app(options.dev, &tools)?;
    let stamp = inputs::of_folder(&app_stamp, &options.made_for, options.maps)?;
    if is_stamped(&out, &stamp) {
        progress::say(format!("{} is up to date", out.display()));
        return Ok(out);
    }

    let app_folder = app::folder();
    if !is_stamped(&app_folder, &app_stamp) {
        let text = if options.dev { "building the app for development" } else { "building the app" };
        progress::timed(text, || {
            let esbuild = Esbuild::new(&tools.npm, options.dev);
            app::build(options.dev, &tools)?;
            split::split(&app_folder, options.dev, &tools, &esbuild)?;
            page::refine(&app_folder, &esbuild)
        })?;
        write_stamp(&app_folder, &app_stamp)?;
    }

    let staging = publish::fresh_staging()?;
    publish::copy(&app_folder, &staging)?;
    progress::timed("bundling the page's scripts", || {
        scripts::bundle(
            &Esbuild::new(&tools.npm, options.dev).mapped(options.maps),
            &staging,
            &options.made_for,
        )
    })?;
    publish::copy_static_files(&staging)?;
    write_stamp(&staging, &stamp)?;
    publish::replace(&out, &staging)?;
    progress::say(format!("{} is built", out.display()));
    Ok(out)
}

fn is_stamped(folder: &Path, stamp: &str) -> bool {
    fs::read_to_string(folder.join(STAMP)).is_ok_and(|found| found == stamp)
}

fn write_stamp(folder: &Path, stamp: &str) -> Result<()> {
    let file = folder.join(STAMP);
    fs::write(&file, stamp).with_context(|| format!("{} could not be written", file.display()))
}
