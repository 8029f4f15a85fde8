use proptest::prelude::*;

use super::*;

fn page() -> WebAddress {
    WebAddress::parse("https://shop.example/products/list?x=1#top").unwrap()
}

#[test]
fn s17_addresses_have_one_spelling() {
    let table = [
        ("https://shop.example", "https://shop.example/"),
        ("HTTPS://Shop.Example/Path", "https://shop.example/Path"),
        ("https://shop.example:443/", "https://shop.example/"),
        ("http://shop.example:80/", "http://shop.example/"),
        ("https://shop.example:80/", "https://shop.example:80/"),
        ("https://shop.example:08443/", "https://shop.example:8443/"),
        ("https://shop.example:/", "https://shop.example/"),
        ("https://shop.example?", "https://shop.example/?"),
        ("https://shop.example#", "https://shop.example/#"),
        ("https://shop.example/?#", "https://shop.example/?#"),
        ("https://shop.example/a b?c d'e#f g`h", "https://shop.example/a%20b?c%20d%27e#f%20g%60h"),
        ("https://shop.example/æ?ø#å", "https://shop.example/%C3%A6?%C3%B8#%C3%A5"),
        ("https://shop.example/%zz%2e%41?%#%", "https://shop.example/%zz%2e%41?%#%"),
        ("https://shop.example/a/./b/../c", "https://shop.example/a/c"),
        ("https://shop.example/a/%2e/b/.%2E/c", "https://shop.example/a/c"),
        ("https://shop.example/../../x", "https://shop.example/x"),
        ("https://shop.example/a/..", "https://shop.example/"),
        ("https://shop.example/a/.", "https://shop.example/a/"),
        ("https://shop.example/...", "https://shop.example/..."),
        ("https://shop.example//a//../b", "https://shop.example//a/b"),
        ("https://shop.example/?a\\b#c\\d", "https://shop.example/?a\\b#c\\d"),
        ("https://shop.example/{a}|<b>", "https://shop.example/%7Ba%7D|%3Cb%3E"),
    ];
    for (address, url) in table {
        assert_eq!(
            WebAddress::parse(address).map(|address| address.url()).as_deref(),
            Some(url),
            "{address}"
        );
        assert_eq!(url::Url::parse(address).unwrap().as_str(), url, "the reference differs for {address}");
    }
    // The URL standard escapes `^` since 2024; the reference does not yet.
    assert_eq!(page().join("/^").url(), "https://shop.example/%5E");
}

#[test]
fn s16_rule_4_addresses_need_two_slashes_a_host_and_a_port_in_range() {
    let blocked = [
        "https:",
        "https:/",
        "https://",
        "https:///",
        "https:///a.example",
        "https:a.example",
        "https:/a.example",
        "https:/\\a.example",
        "https:\\\\a.example",
        "https://\\a.example",
        "https://a.example\\b",
        "https://a.example/\\b",
        "https://a.example\\@b.example",
        "https://u@a.example",
        "https://u:p@a.example",
        "https://@a.example",
        "https://:@a.example",
        "https://a.example:80@b.example",
        "https://a.example:65536",
        "https://a.example:99999",
        "https://a.example:-1",
        "https://a.example:+1",
        "https://a.example:1a",
        "https://a.example:1:2",
        "https://a.example: 80",
        "https://:80",
        "https://a.example:８０",
        "https://a.example:%38",
        "https://?",
        "https://#",
        "https://?x",
        "ftp://a.example",
        "//a.example",
        "a.example",
        "",
        "javascript://a.example/%0aalert(1)",
        "https://[::1]@a.example/",
        "https://[::1]:x/",
    ];
    for address in blocked {
        assert_eq!(WebAddress::parse(address), None, "{address}");
    }
}

#[test]
fn s18_references_resolve_against_the_page() {
    let table = [
        ("/a", "https://shop.example/a"),
        ("a", "https://shop.example/products/a"),
        ("./a", "https://shop.example/products/a"),
        ("../a", "https://shop.example/a"),
        ("../../../a", "https://shop.example/a"),
        (".", "https://shop.example/products/"),
        ("..", "https://shop.example/"),
        ("?y=2", "https://shop.example/products/list?y=2"),
        ("?", "https://shop.example/products/list?"),
        ("#r", "https://shop.example/products/list?x=1#r"),
        ("#", "https://shop.example/products/list?x=1#"),
        ("a?b:c#d", "https://shop.example/products/a?b:c#d"),
        ("..//evil.example", "https://shop.example//evil.example"),
        ("/.//evil.example", "https://shop.example//evil.example"),
        ("./javascript:alert(1)", "https://shop.example/products/javascript:alert(1)"),
    ];
    let base = url::Url::parse(&page().url()).unwrap();
    for (reference, url) in table {
        assert_eq!(page().join(reference).url(), url, "{reference}");
        assert_eq!(base.join(reference).unwrap().as_str(), url, "the reference differs for {reference}");
    }
}

proptest! {
    #[test]
    fn s17_any_address_we_allow_is_spelled_as_a_full_parser_does(
        address in r#"https?://[a-zA-Z0-9.éжß例-]{1,12}(:[0-9]{0,5})?([/?#.][a-zA-Z0-9 ./%2eE?#"'<>`{}|\[\]~@:;=&é😀\u{fe0f}-]{0,20})?"#
    ) {
        if let Some(ours) = WebAddress::parse(&address) {
            let Ok(theirs) = url::Url::parse(address.trim()) else { return Ok(()) };
            prop_assert_eq!(ours.url(), theirs.as_str());
            prop_assert_eq!(Some(ours.host()), theirs.host_str());
            prop_assert_eq!(WebAddress::parse(&ours.url()).map(|again| again.url()), Some(ours.url()));
        }
    }

    #[test]
    fn s18_any_reference_stays_on_the_origin(
        reference in r#"[a-zA-Z0-9 ./%2e?#:@"<>é-]{0,24}"#
    ) {
        let joined = page().join(&reference);
        prop_assert!(joined.url().starts_with("https://shop.example/"));
        let theirs = url::Url::parse(&joined.url()).unwrap();
        prop_assert_eq!(theirs.as_str(), joined.url());
    }

    #[test]
    fn f51_any_string_is_answered_without_panic(address in any::<String>(), tail in any::<String>()) {
        let _ = WebAddress::parse(&address);
        let _ = WebAddress::after_scheme("https", &tail);
        let _ = WebAddress::after_scheme("https", &format!("//{tail}"));
        let _ = page().join(&tail);
    }
}
