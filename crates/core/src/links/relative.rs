//! Links without a scheme (corpora/README.md rule 6).

use super::WebAddress;
use super::address::has_path_backslash;
use super::cut::{cut, joined};

/// Whether a link leaves out the scheme but names a host: `//host`, or `www.host`.
pub(super) fn names_host(value: &str) -> bool {
    value.starts_with("//") || value.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("www."))
}

/// The address of such a link, always read as https.
pub(super) fn named(value: &str) -> Option<WebAddress> {
    let slashes = if value.starts_with("//") { "" } else { "//" };
    WebAddress::after_scheme("https", &joined(&[slashes, value]))
}

/// The address of a link that is relative to `base` and stays on its origin.
///
/// It starts as a path, a query or a fragment does, or with a plain segment. Anything else was more likely
/// meant as something a browser does not take it for: a scheme in disguise, markup, a template.
pub(super) fn resolve(base: &WebAddress, value: &str) -> Option<WebAddress> {
    let (first, rest) = cut(value, b"/?#");
    let marked = first.is_empty() && !rest.starts_with("//");
    let plain = !first.is_empty() && first.chars().all(is_plain);
    ((marked || plain) && !has_path_backslash(value)).then(|| base.join(value))
}

/// Letters and digits of any script, and what RFC 3986 §2.3 calls unreserved. Letters that only look like
/// others (full-width forms, ligatures) are out, as they are in a host.
fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '-' | '.' | '_' | '~')
        || super::host_letters::mapped(letter).is_some()
}
