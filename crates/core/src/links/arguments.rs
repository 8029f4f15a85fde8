//! The arguments of a custom scheme: a flat record for the host page (corpora/README.md rule 8).

use super::percent;

/// Keys that would reach an object's prototype in the host page's JavaScript.
const RESERVED: [&str; 3] = ["__proto__", "constructor", "prototype"];

/// `key=value` pairs joined by `&`, each decoded once. The first value of a key wins; empty and reserved keys
/// are dropped. Without any `=` the whole is one value, under the key `value`.
pub(super) fn parse(text: &str) -> Vec<(String, String)> {
    if !text.contains('=') {
        return vec![(String::from("value"), percent::decode(text))];
    }
    let mut arguments: Vec<(String, String)> = Vec::new();
    for pair in text.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let key = percent::decode(key);
        let known = || arguments.iter().any(|(known, _)| *known == key);
        if !key.is_empty() && !RESERVED.contains(&&*key) && !known() {
            arguments.push((key, percent::decode(value)));
        }
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s09_s20_arguments_are_a_flat_record_without_reserved_keys() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("", &[("value", "")]),
            ("123456", &[("value", "123456")]),
            ("a%3Db", &[("value", "a=b")]),
            ("//123", &[("value", "//123")]),
            ("type=schedule&topic=demo", &[("type", "schedule"), ("topic", "demo")]),
            ("a=1=2", &[("a", "1=2")]),
            ("a=b&c", &[("a", "b"), ("c", "")]),
            ("type=a&type=b&&=&=z", &[("type", "a")]),
            ("%5F_proto__=x&constructor=y&prototyp%65=z&a=1", &[("a", "1")]),
            (
                "constructor.prototype.x=1&__PROTO__=2",
                &[("constructor.prototype.x", "1"), ("__PROTO__", "2")],
            ),
            ("__proto__", &[("value", "__proto__")]),
            ("%74ype=a&type=b", &[("type", "a")]),
            ("a=%2526&b=%", &[("a", "%26"), ("b", "%")]),
            ("a=x+y&b=%20", &[("a", "x+y"), ("b", " ")]),
            ("=", &[]),
        ];
        for (text, expected) in table {
            let got = parse(text);
            let got: Vec<(&str, &str)> = got.iter().map(|(key, value)| (&**key, &**value)).collect();
            assert_eq!(got, *expected, "{text}");
        }
    }
}
