//! Speed in a real browser, against a page written by hand.

use anyhow::{Result, bail};

/// Measures and prints JSON.
pub(crate) fn run() -> Result<()> {
    bail!("not done: the benchmarks are not written yet")
}
