//! Files generated from the protocol's tables.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::{progress, project};

/// How to generate.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Changes nothing, and fails if a generated file is not what the tables say.
    #[arg(long)]
    pub(crate) check: bool,
}

/// Writes the generated files that differ, or names them.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut stale = Vec::new();
    for (name, wanted) in chatlet_protocol::generate::generated_files() {
        let file = project::path(name);
        // A checkout on Windows may have turned the line ends.
        let found = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if found == wanted {
            continue;
        }
        stale.push(name);
        if !options.check {
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("{} could not be made", folder.display()))?;
            }
            fs::write(&file, wanted).with_context(|| format!("{} could not be written", file.display()))?;
            progress::say(format!("wrote {name}"));
        }
    }
    if options.check && !stale.is_empty() {
        bail!(
            "these generated files are stale: {}; `cargo xtask codegen` writes them anew",
            stale.join(", ")
        );
    }
    Ok(())
}
