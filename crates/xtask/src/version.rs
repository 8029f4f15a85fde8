//! Versions, as tools print them.

use std::fmt;
use std::process::Command;

use crate::process;

/// The three numbers of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    /// First number.
    pub(crate) major: u64,
    /// Second number.
    pub(crate) minor: u64,
    /// Third number, 0 when the tool prints only two.
    pub(crate) patch: u64,
}

impl Version {
    /// A version of three numbers.
    pub(crate) const fn new(major: u64, minor: u64, patch: u64) -> Self {
        Self { major, minor, patch }
    }

    /// The first version in a text, such as the answer to `--version`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split(|character: char| character.is_whitespace() || "(),\"'=".contains(character))
            .find_map(Self::parse)
    }

    /// What a program answers to `--version`; `None` when it does not run or names none.
    pub(crate) fn of(program: impl AsRef<std::ffi::OsStr>) -> Option<Self> {
        let answer = process::capture(Command::new(program).arg("--version"), "asking for a version").ok()?;
        Self::find(&answer)
    }

    fn parse(word: &str) -> Option<Self> {
        let mut numbers = word.trim_start_matches('v').split(['.', '-', '+']);
        let mut next =
            || numbers.next().map(|digits| digits.trim_end_matches(|letter: char| !letter.is_ascii_digit()));
        let major = next()?.parse().ok()?;
        let minor = next()?.parse().ok()?;
        let patch = next().and_then(|digits| digits.parse().ok()).unwrap_or(0);
        Some(Self { major, minor, patch })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_tools_print() {
        for (text, expected) in [
            ("trunk 0.21.14", Some(Version::new(0, 21, 14))),
            ("wasm-bindgen 0.2.130", Some(Version::new(0, 2, 130))),
            ("rustc 1.95.0 (59807616e 2026-04-14)", Some(Version::new(1, 95, 0))),
            ("rustc 1.97.0-nightly (abc 2026-05-01)", Some(Version::new(1, 97, 0))),
            ("geckodriver 0.37.1 (1 2026)\n\nThe source code", Some(Version::new(0, 37, 1))),
            (
                "ChromeDriver 156.0.8078.79 (a21ce95-refs/branch-heads/8078@{#1704})",
                Some(Version::new(156, 0, 8078)),
            ),
            ("Mozilla Firefox 153.7.0esr", Some(Version::new(153, 7, 0))),
            ("Mozilla Firefox 153.7esr", Some(Version::new(153, 7, 0))),
            ("v20.20.2", Some(Version::new(20, 20, 2))),
            ("no number here", None),
            ("wasm-opt version 132", None),
        ] {
            assert_eq!(Version::find(text), expected, "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number_not_by_text() {
        assert!(Version::new(0, 21, 14) > Version::new(0, 21, 9));
    }
}
