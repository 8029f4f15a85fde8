//! The steps of a run: what each came to and how long it took.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::counts::Counts;
use crate::progress;

/// How a step ended.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    Skipped,
}

struct Step {
    name: String,
    outcome: Outcome,
    counts: Counts,
    duration: Duration,
    /// Why it failed or was skipped.
    reason: String,
}

/// All steps so far.
#[derive(Default)]
pub(super) struct Report {
    steps: Vec<Step>,
}

impl Report {
    /// Does a step. A failure is recorded, not returned, so that one run shows all that is wrong.
    pub(super) fn step(&mut self, name: &str, work: impl FnOnce(&mut Counts) -> Result<()>) -> bool {
        progress::say(format!("── {name} ──"));
        let start = Instant::now();
        let mut counts = Counts::default();
        let result = work(&mut counts);
        let (outcome, reason) = match result {
            Ok(()) => (Outcome::Passed, String::new()),
            Err(error) => (Outcome::Failed, format!("{error:#}")),
        };
        if outcome == Outcome::Failed {
            progress::say(format!("{name} failed: {reason}"));
        }
        let good = outcome == Outcome::Passed;
        self.steps.push(Step { name: name.to_owned(), outcome, counts, duration: start.elapsed(), reason });
        good
    }

    /// Does a step that makes what later ones need.
    pub(super) fn made<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let mut made = None;
        self.step(name, |_| {
            made = Some(work()?);
            Ok(())
        });
        made
    }

    /// Records a step that cannot be done.
    pub(super) fn skip(&mut self, name: &str, reason: &str) {
        self.steps.push(Step {
            name: name.to_owned(),
            outcome: Outcome::Skipped,
            counts: Counts::default(),
            duration: Duration::ZERO,
            reason: reason.to_owned(),
        });
    }

    /// Makes a filter that matched no test a failure: it is more likely misspelt than meant.
    pub(super) fn expect_tests(&mut self, filter: &str) {
        if self.is_good() && self.total() == Counts::default() {
            self.step("filter", |_| anyhow::bail!("no test has {filter:?} in its name"));
        }
    }

    /// Whether nothing failed.
    pub(super) fn is_good(&self) -> bool {
        self.steps.iter().all(|step| step.outcome != Outcome::Failed)
    }

    /// The tests of all steps. A step that failed without a failed test (a lint, a program that did not compile) counts as one.
    fn total(&self) -> Counts {
        let mut total = Counts::default();
        for step in &self.steps {
            total += step.counts;
            if step.outcome == Outcome::Failed && step.counts.failed == 0 {
                total.failed += 1;
            }
        }
        total
    }

    /// The table of steps, and below it the line of numbers.
    pub(super) fn closing_lines(&self) -> String {
        let width = self.steps.iter().map(|step| step.name.len()).max().unwrap_or_default();
        let mut text = String::from("\n");
        for step in &self.steps {
            let outcome = match step.outcome {
                Outcome::Passed => "ok",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "skipped",
            };
            let tests = match step.counts {
                Counts { passed: 0, failed: 0 } => String::new(),
                Counts { passed, failed } => format!("{passed} passed, {failed} failed"),
            };
            // The first line says what; the rest was shown when it happened.
            let reason = step.reason.lines().next().unwrap_or_default();
            let line = format!(
                "{:width$}  {outcome:7}  {:>11}  {tests:24}  {reason}",
                step.name,
                progress::duration(step.duration)
            );
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{}", line.trim_end());
        }
        let Counts { passed, failed } = self.total();
        let _ = write!(text, "\n{passed} passed, {failed} failed");
        text
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn the_last_line_sums_tests_and_failed_steps() {
        let mut report = Report::default();
        assert!(report.step("unit tests", |counts| {
            *counts += Counts { passed: 40, failed: 0 };
            Ok(())
        }));
        assert!(report.is_good());
        assert!(!report.step("clippy", |_| bail!("a lint\nand details")));
        report.skip("firefox", "no build");
        assert!(!report.is_good());
        let text = report.closing_lines();
        assert_eq!(text.lines().last(), Some("40 passed, 1 failed"), "{text}");
        assert!(text.contains("a lint") && !text.contains("details"), "{text}");
    }

    #[test]
    fn failed_tests_are_not_counted_twice() {
        let mut report = Report::default();
        report.step("unit tests", |counts| {
            *counts += Counts { passed: 3, failed: 2 };
            bail!("tests failed")
        });
        assert_eq!(report.total(), Counts { passed: 3, failed: 2 });
    }

    #[test]
    fn a_filter_without_a_test_fails() {
        let mut report = Report::default();
        report.step("unit tests", |_| Ok(()));
        report.expect_tests("transcirpt");
        assert!(!report.is_good());
    }
}
