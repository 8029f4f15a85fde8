//! What the app is made of and under which licences (S59): most of them ask that their text goes with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{process, project};

const APP: &str = "chatlet";
const TARGET: &str = "wasm32-unknown-unknown";

/// Writes `licenses.txt` into a folder.
pub(super) fn write(folder: &Path) -> Result<()> {
    let output = process::capture(
        Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(["--filter-platform", TARGET])
            .current_dir(project::root()),
        "listing the app's packages",
    )?;
    let metadata = serde_json::from_str(&output).context("cargo lists packages in another form")?;
    super::write(&folder.join("licenses.txt"), &list(&metadata))
}

/// Each package of others that is in the app, and each text that comes with any of them, once.
fn list(metadata: &Value) -> String {
    let packages = each(&metadata["packages"]).map(|package| (text(&package["id"]), package));
    let packages: BTreeMap<&str, &Value> = packages.collect();
    let mut lines = String::from("The chat app contains these packages of others.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for id in shipped(metadata, &packages) {
        let Some(package) = packages.get(id).filter(|package| package["source"].is_string()) else {
            continue;
        };
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        let place = text(&package["repository"]);
        lines.extend([format!("{name}: {} {place}", text(&package["license"])).trim_end(), "\n"]);
        for license in license_texts(Path::new(text(&package["manifest_path"]))) {
            texts.entry(license).or_default().push(name.clone());
        }
    }
    for (license, names) in texts {
        let rule = "-".repeat(80);
        lines.extend([format!("\n{rule}\n{}\n{rule}\n\n{license}\n", names.join(", "))]);
    }
    lines
}

/// Ids of the packages whose code ends up in the app, which is what it depends on without those that only make code.
fn shipped<'a>(metadata: &'a Value, packages: &BTreeMap<&str, &'a Value>) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<&str, &Value> =
        each(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let makes_code = |id: &str| {
        let kinds = packages.get(id).into_iter().flat_map(|package| each(&package["targets"]));
        kinds.flat_map(|target| each(&target["kind"])).any(|kind| kind == "proc-macro")
    };
    let app = packages.iter().find(|(_, package)| package["name"] == APP && package["source"].is_null());
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = app.into_iter().map(|(_, package)| text(&package["id"])).collect();
    while let Some(id) = open.pop() {
        if makes_code(id) || !found.insert(id) {
            continue;
        }
        for dependency in nodes.get(id).into_iter().flat_map(|node| each(&node["deps"])) {
            if each(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()) {
                open.push(text(&dependency["pkg"]));
            }
        }
    }
    found
}

/// What a package says of its licence, beside its manifest.
fn license_texts(manifest: &Path) -> Vec<String> {
    let folder = manifest.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut files: Vec<_> = folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let is_license = |file: &&std::path::PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let texts = files.iter().filter(is_license).filter_map(|file| fs::read_to_string(file).ok());
    texts.map(|text| text.trim().replace("\r\n", "\n")).filter(|text| !text.is_empty()).collect()
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn s59_licences_are_listed_of_what_is_in_the_app_and_of_nothing_else() {
        let folder = project::target().join(format!("licenses-test-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("LICENSE-MIT"), "Copyright (c) Ann\r\n").unwrap();
        let manifest = folder.join("Cargo.toml");
        let package = |name: &str, kind: &str| {
            json!({
                "id": name, "name": name, "version": "1.0.0", "license": "MIT", "source": "registry",
                "repository": null, "manifest_path": manifest, "targets": [{ "kind": [kind] }],
            })
        };
        let mut app = package(APP, "lib");
        app["source"] = Value::Null;
        let on = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                app, package("drawn", "lib"), package("below", "lib"), package("macro", "proc-macro"),
                package("of-macro", "lib"), package("builds", "lib"), package("tests", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": APP, "deps": [
                    on("drawn", Value::Null), on("macro", Value::Null), on("builds", json!("build")), on("tests", json!("dev")),
                ] },
                { "id": "drawn", "deps": [on("below", Value::Null)] },
                { "id": "macro", "deps": [on("of-macro", Value::Null)] },
            ] },
        });
        let list = list(&metadata);
        fs::remove_dir_all(&folder).unwrap();
        assert!(list.contains("\nbelow 1.0.0: MIT\ndrawn 1.0.0: MIT\n"), "{list}");
        for absent in ["chatlet 1", "macro", "builds", "tests"] {
            assert!(!list.contains(absent), "{absent} in {list}");
        }
        assert_eq!(list.matches("Copyright (c) Ann").count(), 1, "{list}");
        assert!(list.contains("below 1.0.0, drawn 1.0.0"), "{list}");
    }
}
