mod any_value;

use super::*;

/// The site of corpora/README.md.
fn policy() -> LinkPolicy {
    LinkPolicy {
        page: WebAddress::parse("https://shop.example/products/list?x=1"),
        custom_schemes: ["tour", "action", "Product"].map(String::from).to_vec(),
        image_hosts: vec!["cdn.shop.example".into()],
        ..LinkPolicy::default()
    }
}

fn opened(value: &str) -> Option<String> {
    match policy().link(value) {
        Link::Open { url, .. } => Some(url),
        Link::Event { .. } | Link::Blocked => None,
    }
}

fn assert_blocked(values: &[&str]) {
    for value in values {
        assert_eq!(policy().link(value), Link::Blocked, "{value:?}");
    }
}

#[test]
fn s16_rule_3_only_known_schemes_do_anything() {
    assert_blocked(&[
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "javascript://a.example/%0aalert(1)",
        "vbscript:x",
        "data:text/html,x",
        "blob:https://shop.example/x",
        "file:///etc/passwd",
        "about:blank",
        "ftp://a.example/",
        "intent://x",
        "httpx://a.example/",
        "http+x://a.example/",
        "view-source:https://a.example/",
        "feed:https://a.example/",
        "localhost:3000",
        "shop.example:443/x",
        "www.shop.example:443/x",
        "a.b+c-d:x",
        "x:",
        "tours:id=1",
        "tour :id=1",
        "tour%3Aid=1",
        ":",
        ":x",
        "1:x",
        "+:x",
        "ws://a.example/",
        "callto:+1",
        "geo:1,2",
        "whatsapp://send",
        "skype:x",
        "about:srcdoc",
        "javascript\u{fe55}alert(1)",
    ]);
}

#[test]
fn s20_rule_3_custom_schemes_are_events_in_any_case() {
    for value in ["product:id=1", "PRODUCT:id=1", " Product:id=1 "] {
        let event = Link::Event { scheme: "product".into(), params: vec![("id".into(), "1".into())] };
        assert_eq!(policy().link(value), event);
    }
    let greedy = LinkPolicy { custom_schemes: vec!["https".into(), "javascript".into()], ..policy() };
    assert!(matches!(greedy.link("https://a.example/"), Link::Open { .. }));
    assert!(matches!(greedy.link("javascript:alert(1)"), Link::Event { .. }));
}

#[test]
fn s16_rule_4_hosts_of_the_visitors_network_are_blocked() {
    assert_blocked(&[
        "http://localhost/",
        "https://127.0.0.1:8443/",
        "//192.168.1.1/",
        "https://[::1]/",
        "http://router/",
        "https://com./",
        "http://printer.local/",
        "https://169.254.169.254/latest",
        "//localhost",
        "https://shop/",
    ]);
}

#[test]
fn s16_rule_4_the_pages_own_host_may_be_local() {
    let own = |page: &str, value: &str| LinkPolicy { page: WebAddress::parse(page), ..policy() }.link(value);
    assert!(matches!(
        own("http://localhost:3000/a", "http://localhost:3000/b"),
        Link::Open { external: false, .. }
    ));
    assert!(matches!(
        own("http://localhost:3000/a", "http://localhost:4000/b"),
        Link::Open { external: true, .. }
    ));
    assert!(matches!(own("http://[::1]:3000/a", "http://[::1]:3000/b"), Link::Open { external: false, .. }));
    assert!(matches!(own("http://intranet/", "b"), Link::Open { external: false, .. }));
    assert_eq!(own("http://localhost:3000/a", "http://127.0.0.1:3000/"), Link::Blocked);
    assert_eq!(own("http://127.0.0.1/a", "http://0x7f.1/"), Link::Blocked);
    assert_eq!(own("http://127.0.0.1/a", "http://10.0.0.1/"), Link::Blocked);
}

#[test]
fn s18_rule_6_links_without_a_scheme() {
    let table = [
        ("//shop.example/a", "https://shop.example/a"),
        ("//evil.example", "https://evil.example/"),
        ("www.example.com", "https://www.example.com/"),
        ("WWW.Example.com/A?b#c", "https://www.example.com/A?b#c"),
        ("www.example.com/with-áccêntš", "https://www.example.com/with-%C3%A1cc%C3%AAnt%C5%A1"),
        ("example.com/help", "https://shop.example/products/example.com/help"),
        ("path/to/my.json", "https://shop.example/products/path/to/my.json"),
        ("page.html?x=1#y", "https://shop.example/products/page.html?x=1#y"),
        ("a?b:c", "https://shop.example/products/a?b:c"),
        ("tilbud-på-sæt", "https://shop.example/products/tilbud-p%C3%A5-s%C3%A6t"),
        ("?page=2", "https://shop.example/products/list?page=2"),
        ("./", "https://shop.example/products/"),
        ("..", "https://shop.example/"),
        ("/\"><script>", "https://shop.example/%22%3E%3Cscript%3E"),
        ("/javascript:alert(1)", "https://shop.example/javascript:alert(1)"),
        ("/a b", "https://shop.example/a%20b"),
        ("#a\\b", "https://shop.example/products/list?x=1#a\\b"),
    ];
    for (value, url) in table {
        assert_eq!(opened(value).as_deref(), Some(url), "{value}");
    }
    assert_blocked(&[
        "//",
        "///",
        "///evil.example",
        "//\\evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\evil.example",
        "/a\\b",
        "//a@evil.example",
        "www.",
        "www.@evil.example",
        "www.a@evil.example/",
        "www..com",
        "www.a\\b.com",
        "\"><script>x</script>",
        "${alert(1)}",
        "{{x}}",
        "java script",
        "a b",
        "&#74;avascript",
        "a%3Ab",
        "%6Aavascript",
        "support@shop.example",
        "\u{a0}javascript:x",
        "\u{3000}/a",
        "ｊａｖａ:x",
        "(a)",
        "'a",
        "<a>",
        "[a](b)",
        "a=b",
        "*",
        "&",
        ";",
        "%",
        "javascript\u{2d0}x()",
    ]);
    let nowhere = LinkPolicy { page: None, ..policy() };
    for value in ["/a", "a", "#a", "?a"] {
        assert_eq!(nowhere.link(value), Link::Blocked);
    }
    assert!(matches!(nowhere.link("www.example.com"), Link::Open { external: true, .. }));
}

#[test]
fn s32_links_that_leave_the_site_or_may_do_so_are_marked() {
    let external = |value: &str| match policy().link(value) {
        Link::Open { external, .. } => external,
        link => panic!("{value}: {link:?}"),
    };
    for value in [
        "https://shop.example/a",
        "//SHOP.example",
        "https://shop.example:443/",
        "/a//b",
        "../../a",
        "#..",
        "mailto:a@b.example",
        "https://shop.example/?next=https://shop.example/cart",
        "https://shop.example/a.b?c.d",
        "?to=https://evil.example",
    ] {
        assert!(!external(value), "{value}");
    }
    for value in [
        "https://evil.example/",
        "http://shop.example/",
        "https://shop.example:8443/",
        "https://www.shop.example/",
        "https://shop.example./",
        "https://shop.example.evil.example/",
        "https://shop.example/../../../evil.example",
        "https://shop.example/%2e%2E/a",
        "https://shop.example/out?to=https://evil.example",
        "https://shop.example/out?to=https%3A%2F%2Fevil.example",
        "https://shop.example//evil.example",
        "www.shop.example",
    ] {
        assert!(external(value), "{value}");
    }
}

#[test]
fn s22_rule_7_images_come_from_listed_hosts_by_https_only() {
    let table = [
        ("https://cdn.shop.example/p.png", Some("https://cdn.shop.example/p.png")),
        (" HTTPS://CDN.shop.example:443/a b.png ", Some("https://cdn.shop.example/a%20b.png")),
        ("https://cdn.shop.example:8443/p.png", None),
        ("https://cdn.shop.example:80/p.png", None),
        ("http://cdn.shop.example/p.png", None),
        ("http://cdn.shop.example:443/p.png", None),
        ("//cdn.shop.example/p.png", None),
        ("https://cdn.shop.example./p.png", None),
        ("https://cdn.shop.example@evil.example/p.png", None),
        ("https://u@cdn.shop.example/p.png", None),
        ("https://x.cdn.shop.example/p.png", None),
        ("https://shop.example/p.png", None),
        ("https://cdn.shop.example\\p.png", None),
        ("https://cdn.shop.ex", None),
        ("https://cdn", None),
        ("https://", None),
        ("cdn.shop.example/p.png", None),
        ("/p.png", None),
        ("data:image/png;base64,abcd", None),
        ("blob:https://cdn.shop.example/x", None),
        ("product:id=1", None),
        ("", None),
    ];
    for (value, url) in table {
        assert_eq!(policy().image(value).as_deref(), url, "{value}");
    }
}

#[test]
fn s22_rule_7_no_half_streamed_address_loads() {
    let whole = "https://cdn.shop.example.evil.example/p.png?secret";
    for end in 0..=whole.len() {
        let loaded = policy().image(&whole[..end]);
        assert!(loaded.is_none() || end == "https://cdn.shop.example".len(), "{}", &whole[..end]);
    }
}
