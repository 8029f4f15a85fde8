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
    fn counts_add_up() {
        let mut sum = Counts { passed: 1, failed: 0 };
        sum += Counts { passed: 2, failed: 3 };
        assert_eq!(sum, Counts { passed: 3, failed: 3 });
    }
}
