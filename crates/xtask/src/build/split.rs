//! The app in two parts: what a first screen needs, and what comes later.
//!
//! Trunk compiles the app and makes its page; but it binds a module as a whole. So the compiled module is cut at the
//! functions marked with `wasm_split`, the first part is bound, each part is made small, and the result takes the place of
//! trunk's own in the page. The names stand for the content, the first part's glue names the second part: a page never mixes
//! the parts of two builds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::esbuild::Esbuild;
use super::{late, mute, names, page};
use crate::fingerprint::files_below;
use crate::setup::BuildTools;
use crate::{process, project};

/// What trunk calls the app.
const APP: &str = "chatlet";
/// What the splitter calls the second part, by the name of its mark in the sources.
const SECOND: &str = "split_later.wasm";
/// Where the splitter's loader expects the second part.
const ADDRESS: &str = "./split_later.wasm";
/// The end of the splitter's loader: what is fetched along with the second part, which is nothing.
const ALONG: &str = ", []));";
/// How that loader starts.
const LOADER_IMPORT: &str = r#"import { initSync } from "./chatlet.js";"#;
/// What the second part is drawn with.
const SHEET: &str = "style/later.css";
/// Fetches that, once; like the second part, it can be tried again when it could not be had.
const FETCH_SHEET: &str = r#"
let sheet;
function fetchSheet() {
    sheet ??= new Promise((resolve, reject) => {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = new URL("./SHEET", import.meta.url);
        link.onload = resolve;
        link.onerror = () => {
            sheet = undefined;
            link.remove();
            reject(new Error("the style sheet could not be fetched"));
        };
        document.head.append(link);
    });
    return sheet;
}
"#;

/// Fetches the second part's own glue, once; it can be tried again, but under the same address a browser would only
/// remember that it has failed.
const FETCH_GLUE: &str = r#"
let glue, attempts = 0;
function fetchGlue() {
    const query = attempts ? "?" + attempts : "";
    glue ??= import(new URL("./GLUE" + query, import.meta.url)).then(
        ({ glueOf }) => Object.assign(later, glueOf(initSync())),
        (error) => {
            glue = undefined;
            attempts++;
            throw error;
        },
    );
    return glue;
}
"#;

/// Splits the app that trunk compiled, and replaces trunk's files of it in `folder`.
pub(super) fn split(folder: &Path, dev: bool, tools: &BuildTools, esbuild: &Esbuild) -> Result<()> {
    let work = fresh_folder()?;
    let (cut, bound) = (work.join("cut"), work.join("bound"));
    let module = work.join("muted.wasm");
    if dev {
        copy(&compiled(dev), &module)?;
    } else {
        mute::mute(&compiled(dev), &module)?;
    }
    cut_module(&module, &cut, tools)?;
    bind(&cut.join(APP).with_extension("wasm"), &bound, tools)?;
    let first = bound.join(format!("{APP}_bg.wasm"));
    let second = cut.join(SECOND);
    let bindings = bound.join(APP).with_extension("js");
    let late_bindings = bound.join("later.js");
    if !dev {
        names::prune(&first, &bindings)?;
        let late = late::functions(&first)?;
        for module in [&first, &second] {
            shrink(module, tools)?;
        }
        let shortened = names::shorten(&first, &bindings)?;
        late::part(&bindings, &late_bindings, &late, &shortened)?;
    }

    let second_name = format!("later-{}.wasm", page::content_hash(&second)?);
    let loader = bound.join("__wasm_split.js");
    let text = read(&cut.join("__wasm_split.js"))?;
    if [ADDRESS, ALONG, LOADER_IMPORT].iter().any(|part| text.matches(part).count() != 1) {
        bail!("the splitter's loader does not name one second part: {}", loader.display());
    }
    let text = text.replace(ADDRESS, &format!("./{second_name}"));
    let text = text + &FETCH_SHEET.replace("SHEET", &sheet(folder, &work, esbuild)?);
    let text = if dev {
        text.replace(ALONG, ", [fetchSheet]));")
    } else {
        let glue = late_glue(folder, &work, &late_bindings, esbuild)?;
        let import = r#"import { initSync, later } from "./chatlet.js";"#;
        let text = text.replace(ALONG, ", [fetchSheet, fetchGlue]));").replace(LOADER_IMPORT, import);
        text + &FETCH_GLUE.replace("GLUE", &glue)
    };
    write(&loader, &text)?;
    let glue = work.join("glue.js");
    esbuild.bundle_module(&bindings, &glue)?;

    copy(&second, &folder.join(second_name))?;
    replace(folder, &[(&glue, ".js", ".js"), (&first, "_bg.wasm", "_bg.wasm")])
}

/// Makes the style sheet of the second part, and returns its name.
fn sheet(folder: &Path, work: &Path, esbuild: &Esbuild) -> Result<String> {
    let joined = work.join("later.css");
    esbuild.bundle_style(&project::path(SHEET), &joined)?;
    let name = format!("later-{}.css", page::content_hash(&joined)?);
    copy(&joined, &folder.join(&name))?;
    Ok(name)
}

/// Makes the second part's own glue, and returns its name.
fn late_glue(folder: &Path, work: &Path, bindings: &Path, esbuild: &Esbuild) -> Result<String> {
    let joined = work.join("later.js");
    esbuild.bundle_module(bindings, &joined)?;
    let name = format!("later-{}.js", page::content_hash(&joined)?);
    copy(&joined, &folder.join(&name))?;
    Ok(name)
}

/// Puts each file in the place of the one whose name has the same end, under a name that stands for its content.
fn replace(folder: &Path, files: &[(&PathBuf, &str, &str)]) -> Result<()> {
    let index = folder.join("index.html");
    let mut html = read(&index)?;
    for (new, old_end, new_end) in files {
        let old = files_below(folder)?.into_iter().find(|file| is_of_the_app(file, old_end));
        let old = old.with_context(|| format!("trunk made no {APP}-…{old_end}"))?;
        let new_name = format!("{APP}-{}{new_end}", page::content_hash(new)?);
        let old_name = old.file_name().unwrap_or_default().to_string_lossy().into_owned();
        html = html.replace(&old_name, &new_name).replace(&page::integrity(&old)?, &page::integrity(new)?);
        fs::remove_file(&old).with_context(|| format!("{} could not be removed", old.display()))?;
        copy(new, &folder.join(new_name))?;
    }
    write(&index, &html)
}

fn is_of_the_app(file: &Path, end: &str) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix(APP).and_then(|rest| rest.strip_suffix(end)).is_some_and(|hash| {
        hash.strip_prefix('-').is_some_and(|hash| hash.bytes().all(|letter| letter.is_ascii_hexdigit()))
    })
}

/// What cargo compiled for trunk.
fn compiled(dev: bool) -> PathBuf {
    let profile = if dev { "debug" } else { "release" };
    project::target().join("wasm/wasm32-unknown-unknown").join(profile).join(APP).with_extension("wasm")
}

fn cut_module(module: &Path, out: &Path, tools: &BuildTools) -> Result<()> {
    let mut command = Command::new(&tools.wasm_split);
    command.arg(module).arg(out).args(["--out-name", APP]).env("RUST_LOG", "error");
    process::run(&mut command, "splitting the app")
}

fn bind(module: &Path, out: &Path, tools: &BuildTools) -> Result<()> {
    let mut command = Command::new(&tools.wasm_bindgen);
    command
        .arg(module)
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", APP, "--out-dir"])
        .arg(out);
    process::run(&mut command, "wasm-bindgen")
}

/// Makes a module small, in its place.
fn shrink(module: &Path, tools: &BuildTools) -> Result<()> {
    let mut command = Command::new(tools.npm.program("wasm-opt"));
    // Taken apart, put together anew, and made small twice: what the first pass leaves, the second can use.
    // Functions of one kind stand side by side, so that what they share is compressed well.
    command.args(["--flatten", "--rereloop", "-Oz", "-Oz", "--reorder-functions-by-name"]);
    // The stack starts where memory does: nothing has an address below 1,024. How an address is aligned is a hint that
    // engines do not take, and without it code of one kind is more often the same.
    command.args(["--low-memory-unused", "--dealign"]);
    command.args(["--strip-producers", "--strip-target-features"]);
    command.arg(module).arg("-o").arg(module);
    process::run(&mut command, "wasm-opt")
}

fn fresh_folder() -> Result<PathBuf> {
    let folder = project::target().join("wasm/split");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("{} could not be removed", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    Ok(folder)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("{} could not be written", file.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(|_| ()).with_context(|| format!("{} could not be copied", from.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_files_of_the_app_are_told_by_their_names() {
        assert!(is_of_the_app(Path::new("dist/chatlet-12a5cce88f24f080.js"), ".js"));
        assert!(is_of_the_app(Path::new("dist/chatlet-12a5cce88f24f080_bg.wasm"), "_bg.wasm"));
        assert!(!is_of_the_app(Path::new("dist/chatlet-window.js"), ".js"));
        assert!(!is_of_the_app(Path::new("dist/chatlet.js"), ".js"));
    }
}
