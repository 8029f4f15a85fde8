//! Digests of files and texts, to know whether something has to be done again.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// A digest under construction.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a named text.
    pub(crate) fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.bytes(name, text.as_bytes())
    }

    /// Adds named bytes.
    pub(crate) fn bytes(&mut self, name: &str, content: &[u8]) -> &mut Self {
        self.add(name, content);
        self
    }

    /// Adds a file, or every file of a folder, by its name below `base`; nothing there is an input too.
    pub(crate) fn files(&mut self, base: &Path, name: &str) -> Result<&mut Self> {
        let path = base.join(name);
        for file in files_below(&path)? {
            let content = fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
            let name = file.strip_prefix(base).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            self.add(&name, &content);
        }
        Ok(self)
    }

    /// The digest in hexadecimal.
    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    fn add(&mut self, name: &str, content: &[u8]) {
        // The lengths keep ("ab", "c") apart from ("a", "bc").
        for part in [name.as_bytes(), content] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }
}

/// All files at or below a path, in the order of their names; none when nothing is there.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut waiting = vec![path.to_path_buf()];
    while let Some(next) = waiting.pop() {
        if next.is_dir() {
            for entry in
                fs::read_dir(&next).with_context(|| format!("{} could not be listed", next.display()))?
            {
                waiting.push(entry?.path());
            }
        } else if next.is_file() {
            files.push(next);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_folder(folder: &Path) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.files(folder, "src").unwrap().files(folder, "absent").unwrap();
        fingerprint.finish()
    }

    #[test]
    fn a_change_of_content_name_or_place_changes_the_fingerprint() {
        let folder = crate::project::target().join(format!("fingerprint-test-{}", std::process::id()));
        fs::create_dir_all(folder.join("src/deep")).unwrap();
        fs::write(folder.join("src/main.rs"), "fn main() {}").unwrap();
        let first = of_folder(&folder);
        assert_eq!(first.len(), 64);
        assert_eq!(first, of_folder(&folder));

        fs::write(folder.join("src/deep/more.rs"), "").unwrap();
        let second = of_folder(&folder);
        assert_ne!(first, second);

        fs::rename(folder.join("src/deep/more.rs"), folder.join("src/more.rs")).unwrap();
        let third = of_folder(&folder);
        assert_ne!(second, third);

        fs::write(folder.join("src/main.rs"), "fn main() { }").unwrap();
        assert_ne!(third, of_folder(&folder));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn neighbouring_parts_do_not_run_together() {
        let mut one = Fingerprint::default();
        one.text("ab", "c");
        let mut other = Fingerprint::default();
        other.text("a", "bc");
        assert_ne!(one.finish(), other.finish());
    }
}
