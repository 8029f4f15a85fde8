//! Pages of the integrator's lists: a cursor names the last entry that was sent.

use super::query::Query;
use crate::errors::Failure;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const USUAL: u64 = 50;
const LARGEST: u64 = 100;

/// The number that the entries of the page are below, and how many there may be.
pub(super) fn page(query: &Query) -> Result<(Option<usize>, usize), Failure> {
    let limit = query.number("limit", 1, LARGEST)?.unwrap_or(USUAL);
    // Nothing is below a cursor nobody gave out.
    let from = query.text("cursor")?.map(|cursor| read(cursor).unwrap_or(0));
    Ok((from, usize::try_from(limit).unwrap_or(usize::MAX)))
}

/// The cursor behind entry `number`.
pub(super) fn cursor(number: usize) -> String {
    URL_SAFE_NO_PAD.encode(format!("below:{number}"))
}

fn read(cursor: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    String::from_utf8(bytes).ok()?.strip_prefix("below:")?.parse().ok()
}
