//! Short names between the app's module and its glue, and nothing between them that is not used.
//!
//! The binder gives each function of the browser a name with a checksum, so that the programs of several crates cannot
//! clash: some hundred names of random letters, once in the module and once in the glue. When the app is bound, nothing
//! can clash any more.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// What the binder calls the glue.
const GLUE: &str = "./chatlet_bg.js";
/// What the glue is called here.
const SHORT_GLUE: &str = "a";
/// Exports that the second part and its loader ask for.
const SHARED: [&str; 2] = ["memory", "__indirect_function_table"];
const SHARED_GLOBALS: &str = "__wasm_split";
/// Classes of a library for streams that a script would read or write: none is ever handed to one.
const UNUSED_CLASS: &str = "IntoUnderlying";

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// How the binder sets out the functions of the browser in the glue.
pub(super) const INDENT: &str = "        ";

/// Takes out of the glue what no script uses, and out of the module what only that would call.
pub(super) fn prune(module: &Path, glue: &Path) -> Result<()> {
    let text = read_text(glue)?;
    let text = without_unused_classes(&text);
    let pruned = rewritten(&read(module)?, |kind, section| match kind {
        EXPORTS => exports_renamed(section, |name| is_exported(name, &text).then(|| name.to_owned())),
        _ => Ok(section.to_vec()),
    })?;
    write(glue, text.as_bytes())?;
    write(module, &pruned)
}

/// Gives everything that module and glue have of each other a short name. The functions that the module does not use
/// leave the glue. Returns the short names of those that it uses.
pub(super) fn shorten(module: &Path, glue: &Path) -> Result<HashMap<String, String>> {
    let bytes = read(module)?;
    let (mut imports, mut exports) = (HashMap::new(), HashMap::new());
    let shortened = rewritten(&bytes, |kind, section| match kind {
        IMPORTS => imports_renamed(section, |name| short_name_of(name, &mut imports)),
        EXPORTS => exports_renamed(section, |name| {
            Some(if is_shared(name) { name.to_owned() } else { short_name_of(name, &mut exports) })
        }),
        _ => Ok(section.to_vec()),
    })?;
    let text = glue_renamed(&read_text(glue)?, &imports, &exports)?;
    write(module, &shortened)?;
    write(glue, text.as_bytes())?;
    Ok(imports)
}

fn is_shared(name: &str) -> bool {
    SHARED.contains(&name) || name.starts_with(SHARED_GLOBALS)
}

fn is_exported(name: &str, glue: &str) -> bool {
    let is_whole = |at: usize| !glue[at..].starts_with(is_of_a_name);
    let used = format!("wasm.{name}");
    is_shared(name) || glue.match_indices(&used).any(|(at, _)| is_whole(at + used.len()))
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The short name of a function; the same for the same, and in the order of asking, so that most names follow each other.
fn short_name_of(name: &str, known: &mut HashMap<String, String>) -> String {
    let next = known.len();
    known.entry(name.to_owned()).or_insert_with(|| short_name(next)).clone()
}

/// Two letters, or three.
fn short_name(mut number: usize) -> String {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let mut name = Vec::new();
    while name.len() < 2 || number > 0 {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
    }
    name.into_iter().rev().collect()
}

/// The glue without the classes that nothing uses, and without what is done for them.
fn without_unused_classes(glue: &str) -> String {
    let mut kept = String::new();
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(&format!("export class {UNUSED_CLASS}")) {
            lines.by_ref().take_while(|line| *line != "}").for_each(drop);
        } else if line.starts_with(&format!("const {UNUSED_CLASS}")) {
            lines.by_ref().take_while(|line| !line.ends_with(';')).for_each(drop);
        } else if !line.starts_with(&format!("if (Symbol.dispose) {UNUSED_CLASS}")) {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The glue with other names for what it gives to the module, and for what it has of it.
fn glue_renamed(
    glue: &str,
    imports: &HashMap<String, String>,
    exports: &HashMap<String, String>,
) -> Result<String> {
    let mut renamed = String::new();
    let mut given = 0;
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let function = line.strip_prefix(INDENT).and_then(|line| line.split_once(": function("));
        let Some((name, rest)) = function.filter(|(name, _)| name.starts_with("__wb")) else {
            renamed.extend([line, "\n"]);
            continue;
        };
        if let Some(short) = imports.get(name) {
            given += 1;
            renamed.extend([INDENT, short, ": function(", rest, "\n"]);
        } else {
            let end = format!("{INDENT}}}");
            lines.by_ref().take_while(|line| !line.starts_with(&end)).for_each(drop);
        }
    }
    if given != imports.len() {
        bail!("the glue gives {given} functions to the module, which asks for {}", imports.len());
    }
    let mut result = String::new();
    let mut rest = renamed.as_str();
    while let Some((before, after)) = rest.split_once("wasm.") {
        let length = after.find(|letter| !is_of_a_name(letter)).unwrap_or(after.len());
        let (name, behind) = after.split_at(length);
        result.push_str(before);
        result.push_str("wasm.");
        result.push_str(exports.get(name).map_or(name, String::as_str));
        rest = behind;
    }
    result.push_str(rest);
    Ok(result.replacen(&format!("{GLUE:?}"), &format!("{SHORT_GLUE:?}"), 1))
}

/// A module with other sections, by their kind.
fn rewritten(module: &[u8], mut section: impl FnMut(u8, &[u8]) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut rest = Bytes(module.get(HEADER..).context("the module is empty")?);
    let mut result = module[..HEADER].to_vec();
    while !rest.0.is_empty() {
        let kind = rest.take(1)?[0];
        let length = rest.number()?;
        let content = section(kind, rest.take(length)?)?;
        result.push(kind);
        result.extend(number(content.len()));
        result.extend(content);
    }
    Ok(result)
}

/// The section of imports, those of the glue under other names.
fn imports_renamed(section: &[u8], mut name_of: impl FnMut(&str) -> String) -> Result<Vec<u8>> {
    const FUNCTION: u8 = 0;
    let mut rest = Bytes(section);
    let count = rest.number()?;
    let mut result = number(count);
    for _ in 0..count {
        let (module, name) = (rest.text()?, rest.text()?);
        if rest.take(1)?[0] != FUNCTION {
            bail!("the module asks for {name}, which is no function");
        }
        let kind = rest.number()?;
        let (module, name) =
            if module == GLUE { (SHORT_GLUE, name_of(name)) } else { (module, name.to_owned()) };
        for text in [module, &name] {
            result.extend(number(text.len()));
            result.extend_from_slice(text.as_bytes());
        }
        result.push(FUNCTION);
        result.extend(number(kind));
    }
    Ok(result)
}

/// The section of exports under other names, without those that have none.
fn exports_renamed(section: &[u8], mut name_of: impl FnMut(&str) -> Option<String>) -> Result<Vec<u8>> {
    let mut rest = Bytes(section);
    let (mut kept, mut entries) = (0, Vec::new());
    for _ in 0..rest.number()? {
        let name = rest.text()?;
        let kind = rest.take(1)?[0];
        let index = rest.number()?;
        if let Some(name) = name_of(name) {
            kept += 1;
            entries.extend(number(name.len()));
            entries.extend_from_slice(name.as_bytes());
            entries.push(kind);
            entries.extend(number(index));
        }
    }
    let mut result = number(kept);
    result.extend(entries);
    Ok(result)
}

/// What is still to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)?[0];
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }
}

/// A number as modules hold it.
pub(super) fn number(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} could not be read", file.display()))
}

fn read_text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(file, bytes).with_context(|| format!("{} could not be written", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_never_the_same() {
        let names: std::collections::HashSet<String> = (0..2_000).map(short_name).collect();
        assert_eq!(names.len(), 2_000);
        assert_eq!([short_name(0), short_name(1), short_name(26)], ["aa", "ab", "ba"]);
    }

    #[test]
    fn the_glue_gives_what_is_asked_for_and_no_more() {
        let glue = "export class IntoUnderlyingSink {\n    free() {}\n}\nif (Symbol.dispose) IntoUnderlyingSink.x = 1;\n\
                    const import0 = {\n        __wbg_now_12: function() {\n            return wasm.__done_1(wasm.__done);\n        },\n        \
                    __wbg_gone_34: function() { return handleError(function () {\n            return 1;\n        }, arguments); },\n};\n\
                    \"./chatlet_bg.js\": import0,\nconst IntoUnderlyingSinkFinalization = a\n    ? b\n    : c;\nlast();\n";
        let glue = without_unused_classes(glue);
        let imports = HashMap::from([("__wbg_now_12".to_owned(), "aa".to_owned())]);
        let exports = HashMap::from([("__done_1".to_owned(), "ab".to_owned())]);
        let renamed = glue_renamed(&glue, &imports, &exports).unwrap();
        assert_eq!(
            renamed,
            "const import0 = {\n        aa: function() {\n            return wasm.ab(wasm.__done);\n        },\n};\n\
             \"a\": import0,\nlast();\n"
        );
        assert!(glue_renamed(&renamed, &imports, &exports).is_err());
        assert!(is_exported("__done", &glue) && !is_exported("__don", &glue) && is_exported("memory", ""));
    }

    #[test]
    fn sections_are_written_as_they_were_read() {
        let exports = [2, 2, b'm', b'n', 0, 5, 1, b'x', 3, 0x80 | 1, 1];
        let renamed = exports_renamed(&exports, |name| (name == "x").then(|| "long".to_owned())).unwrap();
        assert_eq!(renamed, [1, 4, b'l', b'o', b'n', b'g', 3, 0x80 | 1, 1]);
        let imports = [
            1, 15, b'.', b'/', b'c', b'h', b'a', b't', b'l', b'e', b't', b'_', b'b', b'g', b'.', b'j', b's',
            1, b'f', 0, 4,
        ];
        let renamed = imports_renamed(&imports, |name| format!("{name}{name}")).unwrap();
        assert_eq!(renamed, [1, 1, b'a', 2, b'f', b'f', 0, 4]);
        assert!(imports_renamed(&imports[..9], ToOwned::to_owned).is_err());
    }
}
