//! The words of a link, which are as untrusted as its target (faults S31, S32).

use super::cut::cut;
use crate::display::display_text;

/// How a link is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// The host to show beside them, because they would mislead without it.
    pub shown_host: Option<String>,
}

/// How to show a link with these words, given the ASCII host it leads to and whether it leaves the site (both
/// from [`super::Link::Open`]; for a letter or a number, pass its address as the host).
///
/// Words that show nothing are replaced by the host. The host is shown beside words that name another host,
/// that were written with characters which move or hide text, and beside every host that leaves the site and
/// is not plain ASCII, since a look-alike is told from its model only by its `xn--` form.
pub fn link_label(text: &str, host: Option<&str>, external: bool) -> Label {
    let shown = display_text(text);
    let altered = shown.len() != text.len();
    let words = shown.trim();
    let Some(host) = host else { return Label { text: words.to_owned(), shown_host: None } };
    if words.chars().all(is_blank) {
        return Label { text: host.to_owned(), shown_host: None };
    }
    let disguised = external && host.split('.').any(|label| label.starts_with("xn--"));
    let misleading = altered || disguised || words.split(separates).any(|word| names_another(word, host));
    Label { text: words.to_owned(), shown_host: (misleading && words != host).then(|| host.to_owned()) }
}

/// Characters that show nothing, though they are kept in text because scripts and emoji need them.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
}

/// What stands between words, also where nothing can be seen.
fn separates(letter: char) -> bool {
    is_blank(letter)
        || matches!(
            letter,
            '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'' | '`' | ',' | ';' | '|'
        )
        || matches!(letter, '«' | '»' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
}

/// Whether a word reads as an address of another host than the one given. Browsers take any slashes after a
/// scheme, of either kind and number, and people read over them.
fn names_another(word: &str, host: &str) -> bool {
    let (start, rest) = cut(word, b":/\\?#");
    let (name, named) = if reads_as_host(bare(start)) {
        (start, true)
    } else {
        let after = rest.trim_start_matches([':', '/', '\\']);
        let (name, _) = cut(after, b":/\\?#");
        (name, rest.starts_with(':') && after.len() + 1 < rest.len() || reads_as_host(bare(name)))
    };
    named && !bare(name).eq_ignore_ascii_case(bare(host))
}

/// A host without what is often left out, or put after it by a sentence.
fn bare(host: &str) -> &str {
    let host = host.trim_end_matches(['.', '!', '…']);
    let www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    host.get(if www { 4 } else { 0 }..).unwrap_or(host)
}

/// Whether this has the shape of a host or a mail address: a dot, or what looks like one, and letters after
/// it.
fn reads_as_host(word: &str) -> bool {
    let (mut dots, mut length, mut lettered, mut numeric) = (0, 0, false, true);
    for letter in word.chars() {
        match letter {
            '@' => return true,
            '.' | '。' | '．' | '｡' | '․' | '·' | '‧' | '・' => {
                dots += 1;
                length = 0;
            }
            _ => {
                if length == 0 {
                    lettered = !letter.is_ascii_digit();
                }
                length += 1;
                numeric &= letter.is_ascii_digit();
            }
        }
    }
    dots > 0 && length > 1 && lettered || dots == 3 && numeric
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, host: &str, external: bool) -> (String, Option<String>) {
        let label = link_label(text, Some(host), external);
        (label.text, label.shown_host)
    }

    #[test]
    fn s32_words_that_name_another_host_are_contradicted() {
        let words = [
            "https://mybank.example",
            "mybank.example",
            "www.mybank.example/login",
            "Log in at mybank.example.",
            "(mybank.example)",
            "mybank。example",
            "mybank．example",
            "support@mybank.example",
            "http://localhost/x",
            "evil.example.mybank.example",
            "mybank.example:443",
            "10.0.0.1",
            "gооgle.com",
            "javascript://x",
            "//mybank.example",
            "https:mybank.example",
            "https:/mybank.example",
            "https:\\\\mybank.example",
            "\\\\mybank.example",
            "https://evil.example@mybank.example",
            "\u{202e}elpmaxe.knabym",
            "a\0b",
            "HTTPS://MYBANK.EXAMPLE",
            "evil.example@mybank.example",
            "mybank.example\u{200b}evil.example",
        ];
        for text in words {
            for external in [false, true] {
                assert_eq!(
                    shown(text, "evil.example", external).1.as_deref(),
                    Some("evil.example"),
                    "{text:?}"
                );
            }
        }
    }

    #[test]
    fn s32_plain_words_and_the_true_host_need_no_host() {
        let words = [
            "Read more",
            "evil.example",
            "https://evil.example/login?x=1",
            "www.evil.example",
            "Evil.Example",
            "e.g. this",
            "v2.0",
            "Sizes 38.5, 39",
            "Hej!",
            "see evil.example.",
            "مرحبا",
            "👨‍👩‍👧",
            "a/b",
            "3:1",
        ];
        for text in words {
            assert_eq!(shown(text, "evil.example", true), (text.to_owned(), None), "{text:?}");
        }
    }

    #[test]
    fn s32_words_that_show_nothing_give_way_to_the_host() {
        for text in
            ["", " ", " \u{200b} ", "\u{202e}", "\u{3164}", "\u{2800}", "\u{fe0f}\u{200d}", "\u{e0041}"]
        {
            assert_eq!(shown(text, "evil.example", true), ("evil.example".into(), None), "{text:?}");
        }
        assert_eq!(
            link_label(" Write us ", None, false),
            Label { text: "Write us".into(), shown_host: None }
        );
    }

    #[test]
    fn s32_a_host_beyond_ascii_is_always_shown() {
        assert_eq!(shown("Google", "xn--ggle-55da.com", true).1.as_deref(), Some("xn--ggle-55da.com"));
        assert_eq!(shown("Om os", "xn--kbmand-bya.example", false).1, None);
    }
}
