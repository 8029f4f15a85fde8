//! Which strings are looked at as a link at all (corpora/README.md rules 1 and 2).

/// The longest link that is looked at, in characters.
const LONGEST: usize = 8192;

/// The value without ASCII white space around it, if it is short enough and every character of it can be
/// seen.
pub(super) fn visible(value: &str) -> Option<&str> {
    let value = value.trim_ascii();
    let sound = !value.is_empty() && value.chars().nth(LONGEST).is_none() && !value.chars().any(is_hidden);
    sound.then_some(value)
}

/// Characters that show nothing, or that change how others are shown: a browser drops some and shows others
/// as nothing, so what is checked, what is seen and what is opened would differ.
///
/// Beyond the rule's own list these are the other characters without a picture (fillers, invisible operators,
/// musical and shorthand format controls). Variation selectors stay: an emoji in a path may carry one.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    ) || is_noncharacter(letter)
}

/// U+FDD0 to U+FDEF and the last two of each plane.
pub(crate) fn is_noncharacter(letter: char) -> bool {
    matches!(letter, '\u{fdd0}'..='\u{fdef}') || u32::from(letter) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s16_rule_1_trims_ascii_white_space_only() {
        assert_eq!(visible("\t\n\x0c\r a b \r\n"), Some("a b"));
        assert_eq!(visible(" \t "), None);
        assert_eq!(visible(""), None);
        assert_eq!(visible("\u{a0}a"), Some("\u{a0}a"));
        assert_eq!(visible("\x0ba"), None);
    }

    #[test]
    fn s54_rule_1_counts_characters_after_trimming() {
        let longest = "é".repeat(LONGEST);
        assert_eq!(visible(&format!("  {longest}  ")), Some(&*longest));
        assert_eq!(visible(&format!("{longest}x")), None);
    }

    #[test]
    fn s16_rule_2_blocks_every_hidden_character_anywhere() {
        let hidden = "\0\x01\x09\x0a\x0d\x1f\x7f\u{80}\u{85}\u{9f}\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\
            \u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{fff9}\u{fffb}\u{fdd0}\
            \u{fffe}\u{ffff}\u{1fffe}\u{10ffff}\u{e0001}\u{e0041}\u{e007f}\u{3164}";
        for letter in hidden.chars() {
            assert_eq!(visible(&format!("a{letter}b")), None, "{letter:?}");
        }
        for letter in "a ~\u{a0}éæ\u{2009}\u{3000}😀\u{fe0f}\u{fffd}".chars() {
            assert!(visible(&format!("a{letter}b")).is_some(), "{letter:?}");
        }
    }
}
