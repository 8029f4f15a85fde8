//! How many tests ran, as test programs say.

use std::ops::AddAssign;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Tests that passed.
    pub(super) passed: u64,
    /// Tests that failed.
    pub(super) failed: u64,
}

impl Counts {
    /// Reads a line such as `test result: ok. 5 passed; 0 failed; 1 ignored; …`.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let (_, numbers) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let number = |what: &str| {
            numbers
                .split(';')
                .find_map(|part| part.trim().strip_suffix(what))
                .and_then(|number| number.trim().parse().ok())
        };
        Some(Self { passed: number("passed")?, failed: number("failed")? })
    }
}

impl Counts {
    /// Reads a line such as `ℹ pass 44`, of Node's test runner, which says one number a line.
    pub(super) fn of_node_line(line: &str) -> Option<Self> {
        let mut words = line.trim().strip_prefix("ℹ ")?.split(' ');
        match (words.next()?, words.next()?.parse().ok()?) {
            ("pass", passed) => Some(Self { passed, failed: 0 }),
            ("fail" | "cancelled", failed) => Some(Self { passed: 0, failed }),
            _ => None,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_read_and_others_are_not() {
        for (line, expected) in [
            (
                "test result: ok. 14 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.63s",
                Some(Counts { passed: 14, failed: 0 }),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s\r",
                Some(Counts { passed: 3, failed: 2 }),
            ),
            ("test transcript::keeps_order ... ok", None),
            ("running 5 tests", None),
            ("test result: none", None),
            ("", None),
        ] {
            assert_eq!(Counts::of_line(line), expected, "{line}");
        }
    }

    #[test]
    fn lines_of_node_are_read() {
        for (line, expected) in [
            ("ℹ pass 44", Some(Counts { passed: 44, failed: 0 })),
            ("ℹ fail 2", Some(Counts { passed: 0, failed: 2 })),
            ("ℹ cancelled 1", Some(Counts { passed: 0, failed: 1 })),
            ("ℹ tests 47", None),
            ("ℹ duration_ms 847.293307", None),
            ("✔ transparent is nothing to go by (0.09ms)", None),
        ] {
            assert_eq!(Counts::of_node_line(line), expected, "{line}");
        }
    }

    #[test]
    fn counts_add_up() {
        let mut sum = Counts { passed: 1, failed: 0 };
        sum += Counts { passed: 2, failed: 3 };
        assert_eq!(sum, Counts { passed: 3, failed: 3 });
    }
}
