//! What is kept of a failure: a picture, and what page, console and request log say.

use crate::visit::Visit;
use anyhow::{Context, Result};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A browser that hangs gives no picture.
const LIMIT: Duration = Duration::from_secs(20);

/// Empties the folder that failures are kept in.
pub(crate) fn fresh_folder(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder.to_owned())
}

/// Keeps what can be seen of a failure, and returns words for the person who reads the output.
pub(crate) async fn save(folder: &Path, test: &str, visit: &Visit, error: &str) -> String {
    let name = test.replace("::", "-");
    let mut words = error.to_owned();
    // The picture first: looking at the frames moves nothing, but takes time.
    let picture = tokio::time::timeout(LIMIT, visit.session.picture()).await;
    if let Ok(Ok(picture)) = picture {
        keep(&folder.join(format!("{name}.png")), &picture, &mut words);
    }
    let report = tokio::time::timeout(LIMIT, visit.report()).await.unwrap_or_default();
    keep(&folder.join(format!("{name}.txt")), format!("{error}\n\n{report}\n").as_bytes(), &mut words);
    words
}

fn keep(path: &Path, content: &[u8], words: &mut String) {
    match fs::write(path, content) {
        Ok(()) => {
            let _ = write!(words, "\n  see {}", path.display());
        }
        Err(error) => {
            let _ = write!(words, "\n  {} could not be written: {error}", path.display());
        }
    }
}
