//! The letters a host may hold beyond ASCII, as a browser's host mapping (UTS #46) would leave them.
//!
//! The full mapping is tables of some hundred kilobytes. This is a subset on the safe side: the scripts
//! people register names in, every one of them a letter that the mapping leaves as it is. Whatever the
//! mapping would turn into something else (full-width forms, ideographic full stops, ligatures, ...), drop,
//! or refuse is not in it, and the host is blocked (corpora/README.md rule 4). A test compares every letter
//! with a full implementation.

/// Ranges of letters of plane 0, first and last, in order.
#[rustfmt::skip]
const LETTERS: &[(u16, u16)] = &[
    // Latin
    (0xdf, 0xf6), (0xf8, 0xff), (0x101, 0x12f), (0x131, 0x131), (0x135, 0x13e), (0x142, 0x148), (0x14b, 0x17e),
    (0x1a1, 0x1a5), (0x1b0, 0x1b0), (0x1ce, 0x1f0), (0x1f5, 0x1f5), (0x1f9, 0x21f), (0x221, 0x239), (0x247, 0x2af),
    // Greek, Cyrillic, Armenian, Hebrew, Arabic, Thaana
    (0x390, 0x390), (0x3ac, 0x3ce), (0x430, 0x45f), (0x461, 0x481), (0x48b, 0x4bf), (0x4c2, 0x52f), (0x561, 0x586),
    (0x5d0, 0x5f2), (0x620, 0x63f), (0x641, 0x652), (0x656, 0x669), (0x66e, 0x674), (0x679, 0x6d3), (0x6d5, 0x6d5),
    (0x6ee, 0x6fc), (0x6ff, 0x6ff), (0x750, 0x77f), (0x780, 0x7b1),
    // Indic
    (0x900, 0x957), (0x960, 0x963), (0x966, 0x96f), (0x971, 0x9db), (0x9e0, 0x9f1), (0xa01, 0xa32), (0xa35, 0xa35),
    (0xa38, 0xa51), (0xa5c, 0xa5c), (0xa66, 0xa75), (0xa81, 0xaef), (0xaf9, 0xb57), (0xb5f, 0xb6f), (0xb71, 0xbef),
    (0xc00, 0xc6f), (0xc80, 0xd4e), (0xd54, 0xd57), (0xd5f, 0xd6f), (0xd7a, 0xdf3),
    // Thai, Lao, Myanmar, Georgian, Ethiopic, Canadian, Khmer, Mongolian
    (0xe01, 0xe32), (0xe34, 0xe3a), (0xe40, 0xe4e), (0xe50, 0xe59), (0xe81, 0xeb2), (0xeb4, 0xed9), (0x1000, 0x1049),
    (0x1050, 0x109d), (0x10d0, 0x10fa), (0x10fd, 0x10ff), (0x1200, 0x135f), (0x1380, 0x138f), (0x1401, 0x166c),
    (0x166f, 0x167f), (0x1780, 0x17b3), (0x17b6, 0x17d3), (0x17d7, 0x17d7), (0x17dc, 0x17e9), (0x1810, 0x18aa),
    // Phonetic and Vietnamese Latin, symbols people do register, Tifinagh
    (0x1d00, 0x1d2b), (0x1e01, 0x1e99), (0x1ea1, 0x1eff), (0x2600, 0x27bf), (0x2d30, 0x2d67),
    // Han, kana, Bopomofo, Yi, Hangul
    (0x3005, 0x3007), (0x3041, 0x3096), (0x309d, 0x309e), (0x30a1, 0x30fa), (0x30fc, 0x30fe), (0x3105, 0x312f),
    (0x31a0, 0x31bf), (0x3400, 0x4dbf), (0x4e00, 0xa48c), (0xac00, 0xd7a3),
];

/// Lower case of a letter beyond ASCII, if the host mapping leaves that letter as it is.
pub(super) fn mapped(letter: char) -> Option<char> {
    let lower = lower(letter);
    let code = u32::from(lower);
    let known = match u16::try_from(code) {
        Ok(code) => LETTERS.iter().any(|(first, last)| (*first..=*last).contains(&code)),
        // Pictographs, and the Han extensions of planes 2 and 3.
        Err(_) => matches!(code, 0x1f300..=0x1faff | 0x2_0000..=0x2_ebe0 | 0x3_0000..=0x3_23af),
    };
    known.then_some(lower)
}

/// Whether a letter is written from right to left.
pub(super) fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}')
}

/// Lower case where capitals are common and regular. The standard library's table covers all of Unicode and
/// would be the largest part of this policy; a capital missing here is not in [`LETTERS`] either, so its host
/// is blocked.
fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let lower = match code {
        0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3ab | 0x410..=0x42f => code + 32,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e..=0x38f => code + 63,
        0x178 => 0xff,
        0x4c0 => 0x4cf,
        0x400..=0x40f => code + 80,
        0x531..=0x556 => code + 48,
        0x1c90..=0x1cba => code - 3008,
        0x1e9e => 0xdf,
        // Here a capital has an even code and its small letter the next one,
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a5
        | 0x1de..=0x1ef
        | 0x1f4
        | 0x1f8..=0x21f
        | 0x222..=0x233
        | 0x246..=0x24f
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        // and here an odd one.
        0x139..=0x148 | 0x179..=0x17e | 0x1af | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code + (code & 1),
        _ => code,
    };
    char::from_u32(lower).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::host;

    /// A full host mapping may refuse what we allow (a mark that starts a label, say), and then the link
    /// leads nowhere. It must never read another host than the one that was checked and shown.
    #[test]
    fn s32_every_letter_means_what_a_full_host_mapping_takes_it_for() {
        let mut agreed = 0;
        for letter in ('\u{80}'..=char::MAX).filter(|letter| mapped(*letter).is_some()) {
            let name = format!("{letter}{letter}.example");
            let ours = host::parse(&name).map(|(host, _)| host);
            if let Ok(theirs) = url::Host::parse(&name) {
                assert_eq!(ours, Some(theirs.to_string()), "{:x}", u32::from(letter));
                agreed += 1;
            }
        }
        assert!(agreed > 110_000, "{agreed}");
    }

    #[test]
    fn s32_what_the_host_mapping_changes_or_drops_is_no_letter() {
        let changed = "\u{3002}\u{ff0e}\u{ff61}\u{2024}\u{ff20}ｇ１ﬁ℃ⅼ①㍿ªº²ĳŀſ\u{1e9a}𝐚𝟏\u{f900}\u{fb00}\u{fe52}\u{ff10}\u{ad}\u{200d}\
            \u{fe0f}\u{3164}\u{115f}\u{300}\u{1100}\u{a0}\u{2009}\u{3000}\u{2028}İK·\u{2044}\u{2215}\u{ff0f}\u{ff3c}℀";
        for letter in changed.chars() {
            assert_eq!(mapped(letter), None, "{letter:?} {:x}", u32::from(letter));
        }
    }

    #[test]
    fn s17_capitals_of_common_scripts_are_lowered() {
        for (capital, small) in "ÅØÜĐŠŽŸŐȘẾΩΆΈΏЖЁӀԱẞ".chars().zip("åøüđšžÿőșếωάέώжёӏաß".chars())
        {
            assert_eq!(mapped(capital), Some(small), "{capital}");
        }
    }
}
