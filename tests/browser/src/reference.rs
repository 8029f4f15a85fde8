//! The documents that other widgets' pages were written by, and the code examples in them.
//!
//! They are other people's text and no part of this project: `CHATLET_REFERENCE` names their folder, and
//! `../shared/reference` is looked for beside the checkout.

use std::path::{Path, PathBuf};

/// One document.
pub struct Reference {
    text: String,
}

impl Reference {
    /// The document of that name, where the documents are at hand.
    pub fn find(name: &str) -> Option<Self> {
        let folder = std::env::var_os("CHATLET_REFERENCE").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
            PathBuf::from,
        );
        let found = std::fs::read_to_string(folder.join(name)).ok();
        if found.is_none() {
            eprintln!("{name} is not at hand: its examples are not run; CHATLET_REFERENCE names the folder");
        }
        found.map(|text| Self { text })
    }

    /// The examples between fences of a language, with the text's own line breaks.
    pub fn fenced(&self, language: &str) -> Vec<String> {
        let fence = format!("```{language}");
        let mut examples = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(start) = rest.find(&fence) {
            let after = &rest[start + fence.len()..];
            // What follows the language on its line is of no concern, unless the whole text stands on few lines.
            let after = after.strip_prefix(" theme={null}").unwrap_or(after);
            let Some(end) = after.find("```") else { break };
            if after.starts_with(char::is_whitespace) {
                examples.push(after[..end].to_owned());
            }
            rest = &after[end + 3..];
        }
        examples
    }

    /// The examples of a document that has lost its fences: runs of lines that begin as code does, up to where every bracket
    /// is closed and prose goes on.
    pub fn unfenced(&self) -> Vec<String> {
        let mut examples = Vec::new();
        let mut current: Option<(String, i32)> = None;
        for line in self.text.lines() {
            let Some((code, depth)) = &mut current else {
                if begins_as_code(line) {
                    current = Some((format!("{line}\n"), depth_of(line)));
                }
                continue;
            };
            if *depth == 0 && !begins_as_code(line) && !continues(line) {
                examples.extend(current.take().map(|(code, _)| code));
                continue;
            }
            // A heading can stand right behind the last bracket.
            if let Some(end) = glued(line).filter(|end| *depth + depth_of(&line[..*end]) == 0) {
                code.push_str(&line[..end]);
                examples.extend(current.take().map(|(code, _)| code));
                continue;
            }
            code.push_str(line);
            code.push('\n');
            *depth += depth_of(line);
        }
        examples.extend(current.map(|(code, _)| code));
        examples
    }
}

fn begins_as_code(line: &str) -> bool {
    let beginnings = [
        "const ",
        "// ",
        "widget.",
        "window.",
        "async function ",
        "function ",
        "import ",
        "export ",
        "\"use client\"",
    ];
    beginnings.iter().any(|beginning| line.starts_with(beginning))
}

fn continues(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', ')', ']', '}'])
}

/// Where the code of a line ends whose last bracket or semicolon is followed by a word of prose.
fn glued(line: &str) -> Option<usize> {
    let closers = line.find(|letter: char| !")]};".contains(letter)).filter(|end| *end > 0);
    let word = |rest: &str| {
        let word = rest.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
        !word.is_empty() && !["catch", "else", "finally", "from", "while", "as"].contains(&word)
    };
    if let Some(end) = closers {
        if word(&line[end..]) {
            return Some(end);
        }
        // `} from "module";Heading`
        let semicolon = line.rfind(';')? + 1;
        return (line.starts_with('}') && word(&line[semicolon..])).then_some(semicolon);
    }
    None
}

/// How many brackets a line opens more than it closes; those in strings and comments do not count.
fn depth_of(line: &str) -> i32 {
    let mut depth = 0;
    let mut quote = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(_), '\\') => drop(letters.next()),
            (Some(open), letter) if letter == open => quote = None,
            (None, '/') if letters.peek() == Some(&'/') => break,
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_without_fences_end_where_prose_goes_on() {
        let text = "Listen:\n// First\nconst a = f({\nb: \"}\",\n});\nwidget.on(\"x\", () => {\ng();\n});Mixpanel\nMore.\n\
                    function h() {\nreturn 1;\n}linkClick Event Properties:\n- a\nimport type {\nA,\n} from \"m\";Property\nType";
        let reference = Reference { text: text.into() };
        assert_eq!(
            reference.unfenced(),
            [
                "// First\nconst a = f({\nb: \"}\",\n});\nwidget.on(\"x\", () => {\ng();\n});",
                "function h() {\nreturn 1;\n}",
                "import type {\nA,\n} from \"m\";",
            ]
        );
    }

    #[test]
    fn fenced_examples_are_those_of_the_language() {
        let text =
            "a ```js one(); ``` b\n```json {} ```\n   ```js theme={null}\n   two();\n   ```\n```jsx no ```";
        let reference = Reference { text: text.into() };
        assert_eq!(reference.fenced("js"), [" one(); ", "\n   two();\n   "]);
    }
}
