//! `mailto`, `tel` and `sms` (corpora/README.md rule 5): they start a program, which gets what is written.

use super::cut::cut;
use super::{arguments, percent};

/// Escaped in the text of a message or a letter's fields; what WHATWG escapes in a query.
const FIELDS: &[u8] = b"\"#<>";

/// The normal spelling of a `mailto` link, given what follows its colon.
///
/// Beyond the rule, an address holds nothing that a shell or a header would read as more than an address, and
/// no file can be named for attachment.
pub(super) fn mail(rest: &str) -> Option<String> {
    let (address, fields) = cut(rest, b"?");
    let (_, odd) = cut(address, b"\"\\`()[]:");
    let empty = address.is_empty() && fields.len() < 2;
    if empty || !odd.is_empty() || address.chars().any(char::is_whitespace) || has_line_break_or_bracket(rest)
    {
        return None;
    }
    let field = |(name, _): &(String, String)| name.to_ascii_lowercase().starts_with("attach");
    let fields = arguments::parse(fields.strip_prefix('?').unwrap_or_default());
    (!fields.iter().any(field)).then(|| spelled("mailto:", rest))
}

/// The normal spelling of a `tel:` or `sms:` link, given its scheme with the colon and what follows.
///
/// `#` and `*` are not in a number: they make codes that a phone runs. A parameter is a name, or a name and a
/// value without line breaks.
pub(super) fn number(scheme: &str, rest: &str) -> Option<String> {
    let (number, parameters) = cut(rest, b";?&");
    let known = |byte: u8| byte.is_ascii_digit() || b"+().- ".contains(&byte);
    let (_, odd) = cut(parameters, b"\"`\\#");
    let sound = number.bytes().any(|byte| byte.is_ascii_digit())
        && number.bytes().all(known)
        && odd.is_empty()
        && !has_line_break_or_bracket(parameters)
        && have_plain_names(parameters);
    sound.then(|| spelled(scheme, rest))
}

/// Whether each parameter after its mark starts with a name of letters, digits and hyphens.
fn have_plain_names(mut parameters: &str) -> bool {
    while let Some(parameter) = parameters.get(1..) {
        let (parameter, rest) = cut(parameter, b";?&");
        let (name, _) = cut(parameter, b"=");
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        parameters = rest;
    }
    true
}

/// Angle brackets as they are or escaped, and escaped controls, of which line breaks start new header lines.
fn has_line_break_or_bracket(text: &str) -> bool {
    let hostile = |byte: u8| matches!(byte, 0..=0x1f | 0x7f | b'<' | b'>');
    text.bytes()
        .enumerate()
        .any(|(position, byte)| hostile(percent::escape_at(text, position).unwrap_or(byte)))
}

fn spelled(scheme: &str, rest: &str) -> String {
    let mut url = String::from(scheme);
    let (target, fields) = cut(rest, b"?");
    // A browser keeps spaces before the query.
    for (position, words) in target.split(' ').enumerate() {
        if position > 0 {
            url.push(' ');
        }
        percent::encode(words, &[], &mut url);
    }
    percent::encode(fields, FIELDS, &mut url);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s16_s17_rule_5_mail() {
        let allowed = [
            ("support@shop.example", "mailto:support@shop.example"),
            ("a+b@shop.example,c@shop.example", "mailto:a+b@shop.example,c@shop.example"),
            (
                "a@b.example?subject=Order 12&body=Hi%20there",
                "mailto:a@b.example?subject=Order%2012&body=Hi%20there",
            ),
            ("søren@b.example?subject=Å", "mailto:s%C3%B8ren@b.example?subject=%C3%85"),
            ("?subject=x", "mailto:?subject=x"),
        ];
        for (rest, url) in allowed {
            assert_eq!(mail(rest).as_deref(), Some(url));
        }
        let blocked = [
            "",
            "?",
            "a@b.example%0ABcc:x@y.example",
            "a@b.example?subject=x%0d%0aBcc:v@c.example",
            "a@b.example?x=%0D",
            "<a@b.example>",
            "a@b.example?body=<script>",
            "a@b.example?body=%3Cscript%3E",
            "a@b.example?x=%00",
            "\"a b\"@c.example",
            "a@b.example?attach=/etc/passwd",
            "a@b.example?x=1&%41ttachment=x",
            "a b",
            "a`b",
            "javascript:alert(1)",
        ];
        for rest in blocked {
            assert_eq!(mail(rest), None, "{rest}");
        }
    }

    #[test]
    fn s16_s17_rule_5_numbers() {
        let allowed = [
            "+4512345678",
            "+45-12-34-56-78",
            "(555) 010.0100",
            "112",
            "+15550100;ext=12",
            "+15550100?call",
            "+15550100?body=Hello%20there",
            "+15550100&body=Hi",
            "+15550100;phone-context=example.com",
        ];
        for rest in allowed {
            assert_eq!(number("tel:", rest).as_deref(), Some(&*format!("tel:{rest}")));
        }
        assert_eq!(number("sms:", "+1?body=Hej på").as_deref(), Some("sms:+1?body=Hej%20p%C3%A5"));
        let blocked = [
            "",
            "+",
            "*#06#",
            "*21*1#",
            "%2A%2306%23",
            "+1555<script>",
            "+1?body=x%0Ay",
            "+1?body=%3Cb",
            "+1?",
            "+1;",
            "+1?=x",
            "+1?a b=c",
            "+1#x",
            "//+1",
            "+1,2",
            "+1/2",
            "١٢",
            "+1?body=`x`",
            "javascript:1",
            "+1?body=\\",
        ];
        for rest in blocked {
            assert_eq!(number("tel:", rest), None, "{rest}");
        }
    }
}
