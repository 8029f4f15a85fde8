//! Schemes (corpora/README.md rule 3).

/// The scheme in lower case, without its colon, and what follows the colon. None when the value starts with
/// no scheme: `[A-Za-z][A-Za-z0-9+.-]*:`.
pub(super) fn split(value: &str) -> Option<(String, &str)> {
    let (scheme, rest) = value.split_once(':')?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let sound = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic()) && scheme.bytes().all(known);
    sound.then(|| (scheme.to_ascii_lowercase(), rest))
}
