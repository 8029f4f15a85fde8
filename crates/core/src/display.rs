//! Text as it may be shown (faults S31): nothing in it may move or hide what stands beside it.

use std::borrow::Cow;

use crate::links::is_noncharacter;

/// The text without the characters that act on their surroundings: controls, embeddings, overrides and
/// isolates of direction, tags, and noncharacters. A bubble sets its own direction from its first strong
/// letter, so none of these is needed to show a text in any language. Joiners and marks, which scripts and
/// emoji are written with, stay.
///
/// Line and paragraph separators become line feeds. The length in bytes changes exactly when the text does.
pub fn display_text(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\u{2028}' | '\u{2029}') {
            shown.push('\n');
        } else if !acts(letter) {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

fn acts(letter: char) -> bool {
    matches!(letter,
        '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    ) || is_noncharacter(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s31_text_without_acting_characters_is_untouched() {
        for text in
            ["", "a\tb\nc", "مرحبا 123 hello", "👨‍👩‍👧 ❤️ क्‍ष", "שלום\u{200f}!", "<script>", "﷽", "\u{200b}"]
        {
            assert!(matches!(display_text(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn s31_bidi_controls_controls_and_tags_are_dropped() {
        let table = [
            ("refund \u{202e}yenom ruoy\u{202c} now", "refund yenom ruoy now"),
            ("a\0b\x07c\r\nd", "abc\nd"),
            ("\u{2066}a\u{2069}\u{2067}b\u{2068}", "ab"),
            ("hi\u{e0049}\u{e0067}", "hi"),
            ("a\u{2028}b\u{2029}c", "a\nb\nc"),
            ("x\u{fff9}y\u{fffe}z\u{85}", "xyz"),
        ];
        for (text, shown) in table {
            assert_eq!(display_text(text), shown);
            assert!(shown.len() != text.len());
        }
    }
}
