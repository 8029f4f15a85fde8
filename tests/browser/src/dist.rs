//! The built widget, with the recorder as the first script of the app's page.
//!
//! The page is otherwise as it was built. The sandbox makes the page's policy from what it serves, so that the recorder
//! is allowed as every inline script of the page's own is.

use crate::files;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Notes what happens in a page. With `CHATLET_DELAY`, in milliseconds, the line between page and frame and the API are
/// slower by that much: no test may count on their speed but those that say so.
pub(crate) fn recorder() -> String {
    let delays = std::env::var("CHATLET_DELAY").map(|milliseconds| {
        include_str!("scripts/delays.js").replace("[/* milliseconds */]", &format!("[{milliseconds}]"))
    });
    delays.unwrap_or_default() + include_str!("scripts/recorder.js")
}

/// A copy of the built folder, which goes when the value is dropped.
pub(crate) struct Dist {
    folder: PathBuf,
}

impl Dist {
    /// Copies the folder that `CHATLET_DIST` names below `temporary`.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be copied.
    pub(crate) fn with_recorder(temporary: &Path) -> Result<Self> {
        let built = std::env::var_os("CHATLET_DIST").context("CHATLET_DIST is not set")?;
        let dist = Self { folder: temporary.join(format!("dist-{}", std::process::id())) };
        files::copy(Path::new(&built), &dist.folder)?;
        let page = dist.folder.join("index.html");
        let html = fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
        let (before, after) = html.split_once("<head>").context("the app's page has no head")?;
        fs::write(&page, format!("{before}<head><script>{}</script>{after}", recorder()))?;
        Ok(dist)
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Dist {
    fn drop(&mut self) {
        // What is left behind is in the build's temporary folder.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
