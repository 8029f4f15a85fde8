//! Cutting text at ASCII marks. One plain function: the standard library's patterns are compiled anew for
//! each kind of pattern, which would double the size of the policy.

/// The text before the first of these ASCII characters, and the text from there on. Without any, all of it
/// and nothing.
pub(super) fn cut<'text>(text: &'text str, marks: &[u8]) -> (&'text str, &'text str) {
    let position = text.bytes().position(|byte| marks.contains(&byte)).unwrap_or(text.len());
    text.split_at_checked(position).unwrap_or((text, ""))
}

/// The texts, one after the other.
pub(super) fn joined(parts: &[&str]) -> String {
    let mut joined = String::new();
    for part in parts {
        joined.push_str(part);
    }
    joined
}

/// A decimal number of digits only, if it is at most `most`.
pub(super) fn number(text: &str, most: u32) -> Option<u32> {
    let mut number = 0_u32;
    for byte in text.bytes() {
        number = number.checked_mul(10)?.checked_add(char::from(byte).to_digit(10)?)?;
    }
    (!text.is_empty() && number <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_before_the_first_mark() {
        assert_eq!(cut("aé?b#c", b"#?"), ("aé", "?b#c"));
        assert_eq!(cut("aé", b"#?"), ("aé", ""));
        assert_eq!(cut("", b"#"), ("", ""));
    }

    #[test]
    fn numbers_are_digits_and_in_range() {
        assert_eq!(number("00255", 255), Some(255));
        for text in ["", "256", "-1", "+1", "1a", "99999999999", "１"] {
            assert_eq!(number(text, 255), None, "{text}");
        }
    }
}
