//! Schemes (corpora/README.md rule 3).

use super::cut::cut;

/// The scheme in lower case, without its colon, and what follows the colon. None when the value starts with
/// no scheme: `[A-Za-z][A-Za-z0-9+.-]*:`.
pub(super) fn split(value: &str) -> Option<(String, &str)> {
    let (scheme, rest) = cut(value, b":");
    let rest = rest.strip_prefix(':')?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let sound = scheme.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && scheme.bytes().all(known);
    sound.then(|| (scheme.to_ascii_lowercase(), rest))
}
