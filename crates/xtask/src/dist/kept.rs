//! Files of an earlier deployment: a page that is still open asks for them (F67).

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{MANIFEST, is_immutable};

/// Copies what an earlier run made under names that stand for their content, and returns the names. What that run itself
/// had kept is left behind, so that a deployment does not grow for ever.
pub(super) fn copy(from: &Path, to: &Path) -> Result<Vec<String>> {
    let manifest: Value = serde_json::from_str(&super::read(&from.join(MANIFEST))?)
        .with_context(|| format!("{} was not made by this command", from.display()))?;
    let mut kept = Vec::new();
    for name in manifest["assets"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let (old, new) = (from.join(name), to.join(name));
        // The file may have been edited by hand, and names lead out of a folder as easily as into it.
        let is_plain = is_immutable(name) && !name.contains("..") && !name.starts_with('/');
        if is_plain && old.is_file() && !new.exists() {
            fs::copy(&old, &new).with_context(|| format!("{} could not be copied", old.display()))?;
            kept.push(name.to_owned());
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn f67_the_files_of_the_deployment_before_stay_and_those_before_it_go() {
        let root = project::target().join(format!("kept-test-{}", std::process::id()));
        let (old, new) = (root.join("old"), root.join("new"));
        for folder in [&old, &new] {
            fs::create_dir_all(folder).unwrap();
        }
        let (own, older) = ("chatlet-0123456789abcdef.js", "chatlet-fedcba9876543210.js");
        for name in [own, older, "chatlet.js"] {
            fs::write(old.join(name), name).unwrap();
        }
        let manifest = format!(
            "{{\"assets\":[\"{own}\",\"chatlet.js\",\"../0123456789abcdef.js\"],\"kept\":[\"{older}\"]}}"
        );
        fs::write(old.join(MANIFEST), manifest).unwrap();
        let kept = copy(&old, &new).unwrap();
        assert_eq!(kept, [own]);
        assert!(new.join(own).is_file() && !new.join(older).exists() && !new.join("chatlet.js").exists());
        fs::remove_dir_all(&root).unwrap();
    }
}
