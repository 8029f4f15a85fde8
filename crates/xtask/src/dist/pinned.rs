//! The loader under an address that never changes, with the checksum a page can pin it by (S40).

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use crate::build;

/// The loader under its usual name, which a deployment updates.
const LOADER: &str = "chatlet.js";

/// What a page writes to pin the loader.
pub(super) struct Pinned {
    /// The script's tag.
    pub tag: String,
}

/// Puts the loader in once more, under a name with its version and content, and writes `integrity.json`.
pub(super) fn write(folder: &Path, app: Option<&str>) -> Result<Pinned> {
    let loader = folder.join(LOADER);
    let hash = build::content_hash(&loader)?;
    let name = format!("chatlet-{}.{hash}.js", env!("CARGO_PKG_VERSION"));
    std::fs::copy(&loader, folder.join(&name))?;
    let mut checksums = serde_json::Map::new();
    for file in [LOADER, &name, "chatlet-search.js"] {
        let path = folder.join(file);
        if path.is_file() {
            checksums.insert(file.to_owned(), build::integrity(&path)?.into());
        }
    }
    let integrity = build::integrity(&loader)?;
    super::write(
        &folder.join("integrity.json"),
        &super::pretty(
            &json!({ "version": env!("CARGO_PKG_VERSION"), "pinned": name, "integrity": checksums }),
        )?,
    )?;
    let address = app.unwrap_or("https://CHAT.EXAMPLE/");
    let tag = format!(
        "<script src=\"{address}{name}\" integrity=\"{integrity}\" crossorigin=\"anonymous\" \
         data-chatbot-id=\"…\" async></script>"
    );
    Ok(Pinned { tag })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn s40_the_tag_names_a_version_and_its_checksum() {
        let folder = project::target().join(format!("pinned-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(LOADER), "alert").unwrap();
        let pinned = write(&folder, Some("https://chat.example/")).unwrap();
        let written = std::fs::read_to_string(folder.join("integrity.json")).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(pinned.tag.contains("https://chat.example/chatlet-") && pinned.tag.contains("sha384-"));
        let value: serde_json::Value = serde_json::from_str(&written).unwrap();
        let name = value["pinned"].as_str().unwrap();
        assert!(super::super::is_immutable(name), "{name}");
        assert!(pinned.tag.contains(value["integrity"][name].as_str().unwrap()));
        assert_eq!(value["integrity"][name], value["integrity"][LOADER]);
    }
}
