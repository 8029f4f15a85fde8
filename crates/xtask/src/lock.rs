//! One at a time: locks that processes hold on files.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

use crate::progress;

/// Waits until nobody else holds the lock; it is held as long as the file is open, and ends with the process whatever happens.
pub(crate) fn take(path: &Path, holder: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    }
    let file = File::create(path).with_context(|| format!("{} could not be opened", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            progress::say(format!("waiting for {holder} to finish …"));
            file.lock().with_context(|| format!("{} could not be locked", path.display()))?;
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).with_context(|| format!("{} could not be locked", path.display()));
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_free_again_when_its_file_is_closed() {
        let path = crate::project::target().join(format!("lock-test-{}", std::process::id()));
        let held = take(&path, "nobody").unwrap();
        assert!(File::create(&path).unwrap().try_lock().is_err());
        drop(held);
        assert!(take(&path, "nobody").is_ok());
        fs::remove_file(&path).unwrap();
    }
}
