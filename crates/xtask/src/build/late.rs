//! The glue in two: what only the second part asks of the browser comes with it.
//!
//! The second part reaches the browser through the first, whose table of functions both use: so the first module asks for
//! all functions of the glue, also for those that it never calls. In the place of these it gets ones that pass the call on.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasmparser::{FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use super::names::INDENT;

/// How the names of functions end that only pass a call on: the splitter's for the second part, and the binder's, which are
/// called by the former and by the first part's own functions.
const PASSING: [&str; 2] = [" local_shim", " externref shim"];

/// How the binder ends the glue.
const END: &str = "export { initSync, __wbg_init as default };";
/// Where the glue's functions are handed to the module.
const HANDED: &str = "\"a\": import0,";
/// What the glue asks of others, which is the loader of the second part.
const LOADER: &str = "import * as import1 from \"./__wasm_split.js\"\n";
const LOADER_HANDED: &str = "\"./__wasm_split.js\": import1,";
/// The way in for a module that has been compiled already, which nobody goes; the loader asks it for the module that runs.
const UNUSED_START: &str = "function initSync(module) {\n    if (wasm !== undefined) return wasm;\n";

/// The functions of the glue that a module asks for on behalf of the second part only, as the binder calls them.
pub(super) fn functions(module: &Path) -> Result<Vec<String>> {
    let bytes = fs::read(module).with_context(|| format!("{} could not be read", module.display()))?;
    uncalled(&bytes).with_context(|| format!("{} is no module as expected", module.display()))
}

/// Parts the glue, whose functions have the short names of `shortened`.
pub(super) fn part(
    glue: &Path,
    late_glue: &Path,
    late: &[String],
    shortened: &HashMap<String, String>,
) -> Result<()> {
    let text = fs::read_to_string(glue).with_context(|| format!("{} could not be read", glue.display()))?;
    let late = late.iter().filter_map(|name| shortened.get(name).map(String::as_str)).collect();
    let (first, second) = parted(&text, &late)?;
    for (file, text) in [(glue, first), (late_glue, second)] {
        fs::write(file, text).with_context(|| format!("{} could not be written", file.display()))?;
    }
    Ok(())
}

/// What a module imports and calls only in functions that pass a call of the second part on.
fn uncalled(module: &[u8]) -> Result<Vec<String>> {
    let (mut imported, mut passing, mut calls) = (Vec::new(), HashSet::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import?;
                    if matches!(import.ty, TypeRef::Func(_)) {
                        imported.push(import.name.to_owned());
                    }
                }
            }
            Payload::CodeSectionEntry(body) => calls.push(called(&body)?),
            Payload::CustomSection(section) => {
                let KnownCustom::Name(names) = section.as_known() else { continue };
                // The binder writes kinds of names that the reader does not know.
                for name in names.into_iter().flatten() {
                    let Name::Function(functions) = name else { continue };
                    for naming in functions {
                        let naming = naming?;
                        if PASSING.iter().any(|end| naming.name.ends_with(end)) {
                            passing.insert(naming.index as usize);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let first_own = imported.len();
    // What a function calls also needs what that calls, where it only passes the call on.
    let needs = |start: Vec<usize>| {
        let (mut needed, mut open) = (HashSet::new(), start);
        while let Some(index) = open.pop() {
            if needed.insert(index) {
                let own = index.checked_sub(first_own).and_then(|own| calls.get(own));
                open.extend(own.into_iter().flatten().map(|called| *called as usize));
            }
        }
        needed
    };
    let own = first_own..first_own + calls.len();
    let first = needs(own.filter(|index| !passing.contains(index)).collect());
    let late = needs(passing.iter().copied().filter(|index| !first.contains(index)).collect());
    let imported = imported.into_iter().enumerate();
    Ok(imported
        .filter(|(index, _)| late.contains(index) && !first.contains(index))
        .map(|(_, name)| name)
        .collect())
}

/// The functions that a function calls or refers to.
fn called(body: &FunctionBody<'_>) -> Result<Vec<u32>> {
    let mut called = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index }
        | Operator::ReturnCall { function_index }
        | Operator::RefFunc { function_index } = operator?
        {
            called.push(function_index);
        }
    }
    Ok(called)
}

/// The glue that comes first, and that which comes with the second part.
fn parted(glue: &str, late: &HashSet<&str>) -> Result<(String, String)> {
    for known in [END, HANDED, LOADER, LOADER_HANDED, UNUSED_START] {
        if glue.matches(known).count() != 1 {
            bail!("the binder writes the glue in another way than this task knows: {known}");
        }
    }
    let passing = "\"a\": new Proxy(import0, { get: (all, name) => all[name] ?? ((...given) => later[name](...given)) }),";
    let first = with_functions(glue, |name| !late.contains(name)).replace(HANDED, passing);
    let first = without_unused_start(&first)
        .replace(END, "const later = {};\nexport { initSync, later, __wbg_init as default };");
    let second = with_functions(glue, |name| late.contains(name))
        .replace(LOADER, "")
        .replace(LOADER_HANDED, "")
        .replace(
            END,
            "export function glueOf(exports) {\n    wasm = exports;\n    return __wbg_get_imports()[\"a\"];\n}",
        );
    Ok((first, second))
}

/// The glue with some of the functions that it gives to the module.
fn with_functions(glue: &str, is_kept: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let function = line.strip_prefix(INDENT).and_then(|line| line.split_once(": function("));
        if function.is_some_and(|(name, _)| !is_kept(name)) {
            let end = format!("{INDENT}}}");
            lines.by_ref().take_while(|line| !line.starts_with(&end)).for_each(drop);
        } else {
            kept.extend([line, "\n"]);
        }
    }
    kept
}

/// The glue whose unused way in only tells which module runs.
fn without_unused_start(glue: &str) -> String {
    let Some((before, rest)) = glue.split_once(UNUSED_START) else { return glue.to_owned() };
    let after = rest.split_once("\n}\n").map_or("", |(_, after)| after);
    format!("{before}function initSync() {{\n    return wasm;\n}}\n{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_its_own_functions() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nconst import0 = {\n        aa: function() {\n            one();\n        },\n        \
                    ab: function() { return handleError(function () {\n            two();\n        }, arguments); },\n    };\n    return {\n        \
                    \"a\": import0,\n        \"./__wasm_split.js\": import1,\n    };\nfunction initSync(module) {\n    \
                    if (wasm !== undefined) return wasm;\n    more();\n}\nexport { initSync, __wbg_init as default };\n";
        let (first, second) = parted(glue, &HashSet::from(["ab"])).unwrap();
        assert!(first.contains("one()") && !first.contains("two()"));
        assert!(second.contains("two()") && !second.contains("one()"));
        assert!(first.contains("import1") && first.contains("return wasm;") && !first.contains("more()"));
        assert!(!second.contains("import1") && second.contains("export function glueOf(exports)"));
        assert!(parted(&second, &HashSet::new()).is_err());
    }

    /// A module with two imported functions; the first of its own calls the first, the second the other.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let section = |kind: u8, content: &[u8]| {
            let mut section = vec![kind, u8::try_from(content.len()).unwrap()];
            section.extend(content);
            section
        };
        let mut naming = vec![2];
        for (index, name) in (2..).zip(names) {
            naming.extend([index, u8::try_from(name.len()).unwrap()]);
            naming.extend(name.as_bytes());
        }
        let mut custom = vec![4, b'n', b'a', b'm', b'e'];
        custom.extend(section(1, &naming));
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (kind, content) in [
            (1, &[1, 0x60, 0, 0][..]),
            (2, &[2, 1, b'a', 1, b'x', 0, 0, 1, b'a', 1, b'y', 0, 0]),
            (3, &[2, 0, 0]),
            (10, &[2, 4, 0, 0x10, 0, 0x0b, 4, 0, 0x10, 1, 0x0b]),
            (0, &custom),
        ] {
            module.extend(section(kind, content));
        }
        module
    }

    #[test]
    fn what_is_only_passed_on_is_late() {
        assert_eq!(uncalled(&module(["own", "y local_shim"])).unwrap(), ["y"]);
        assert!(uncalled(&module(["own", "other"])).unwrap().is_empty());
    }
}
