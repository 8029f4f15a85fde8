//! Percent-encoding, as the URL standard's parser does it: what is escaped already stays as it is.

/// What a path escapes besides controls, space and everything beyond ASCII.
pub(super) const PATH: &[u8] = b"\"#<>?^`{}";
/// What the query of an http address escapes.
pub(super) const QUERY: &[u8] = b"\"#<>'";
/// What a fragment escapes.
pub(super) const FRAGMENT: &[u8] = b"\"<>`";

const DIGITS: [u8; 16] = *b"0123456789ABCDEF";

/// Appends `text`, with the bytes of `set` escaped.
pub(super) fn encode(text: &str, set: &[u8], output: &mut String) {
    for letter in text.chars() {
        if ('!'..='~').contains(&letter) && !set.contains(&(letter as u8)) {
            output.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
            output.extend(['%', high, low]);
        }
    }
}

/// Undoes the escapes of `text` once. Malformed ones stay as they are, and all of them do when what they
/// spell is not UTF-8 (corpora/README.md rule 8).
pub(super) fn decode(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut position = 0;
    while let Some(byte) = text.as_bytes().get(position) {
        let escaped = escape_at(text, position);
        decoded.push(escaped.unwrap_or(*byte));
        position += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// The byte that the escape at `position` stands for.
pub(super) fn escape_at(text: &str, position: usize) -> Option<u8> {
    let digits = text.as_bytes().get(position..position + 3)?.strip_prefix(b"%")?;
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s17_what_is_escaped_already_stays() {
        let mut output = String::new();
        encode("a b%20c%zz\"é😀~'", PATH, &mut output);
        assert_eq!(output, "a%20b%20c%zz%22%C3%A9%F0%9F%98%80~'");
    }

    #[test]
    fn s20_escapes_are_undone_once_and_bad_ones_stay() {
        let table = [
            ("a%20b", "a b"),
            ("%C3%A9%F0%9F%98%80", "é😀"),
            ("%2526", "%26"),
            ("100%", "100%"),
            ("%E0%A4%A", "%E0%A4%A"),
            ("%4%41", "%4A"),
            ("%%41", "%A"),
            ("%ff%41", "%ff%41"),
            ("%é", "%é"),
            ("+", "+"),
            ("", ""),
        ];
        for (text, decoded) in table {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }
}
