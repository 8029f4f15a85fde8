//! What a view never names, and how long a file may be (`ARCHITECTURE.md`).

use std::path::{Path, PathBuf};

const FORBIDDEN: [&str; 10] = [
    "crate::effects",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "inner_html",
    "set_timeout",
    "set_interval",
    "request_animation_frame",
    "spawn_local",
];
const LONGEST: usize = 150;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_view_names_no_browser_and_fits_on_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut views = files(&root.join("view"));
    views.push(root.join("view.rs"));
    assert!(views.len() > 25);
    for path in views {
        let text = std::fs::read_to_string(&path).unwrap();
        for name in FORBIDDEN {
            assert!(!text.contains(name), "{} names {name}", path.display());
        }
        assert!(text.lines().count() <= LONGEST, "{} is too long", path.display());
    }
}

#[test]
fn every_style_sheet_is_joined_and_none_reaches_elsewhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let joined = ["main.css", "later.css"].map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let places = joined.iter().filter(|sheet| sheet.contains(&format!("\"./{name}\""))).count();
        assert!(
            ["main.css", "later.css"].contains(&&*name) || places == 1,
            "{name} is joined {places} times"
        );
        assert!(!text.contains("url("), "{name} fetches something");
        // What asks for its content is asked again for every token that is put there.
        for subject in [":root", ".frame", ".transcript", ".message", ".parts", ".bubble"] {
            assert!(!text.contains(&format!("{subject}:has(")), "{name} asks {subject} for its content");
        }
        // Right to left is the same sheet: no side has a name.
        for side in ["left", "right"] {
            let physical = [
                format!("margin-{side}"),
                format!("padding-{side}"),
                format!("border-{side}"),
                format!(" {side}:"),
                format!("align: {side}"),
            ];
            assert!(!physical.iter().any(|property| text.contains(property)), "{name} names a side");
        }
    }
}
