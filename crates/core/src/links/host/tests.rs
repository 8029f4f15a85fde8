use super::*;

fn ascii(host: &str) -> Option<String> {
    parse(host).map(|(host, _)| host)
}

#[test]
fn s32_hosts_have_one_ascii_spelling() {
    let table = [
        ("shop.example", "shop.example"),
        ("SHOP.Example", "shop.example"),
        ("shop.example.", "shop.example."),
        ("a_b.c-d.example", "a_b.c-d.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("موقع.وزارة-الاتصالات.مصر", "xn--4gbrim.xn----ymcbaaajlc6dj7bxne2c.xn--wgbh1c"),
        ("☃.net", "xn--n3h.net"),
        ("8.8.8.8", "8.8.8.8"),
    ];
    for (host, expected) in table {
        assert_eq!(ascii(host).as_deref(), Some(expected), "{host}");
    }
}

#[test]
fn s16_rule_4_what_is_no_host_is_blocked() {
    let blocked = [
        "",
        ".",
        "..",
        ".example",
        "a..b",
        "shop.example..",
        "a b.example",
        "a\u{a0}b.example",
        "a%2eb.example",
        "shop.example%00.evil.example",
        "a@b.example",
        "a\\b.example",
        "a,b.example",
        "a&b.example",
        "a'b.example",
        "a|b.example",
        "a^b.example",
        "a<b.example",
        "*.example",
        "a!b.example",
        "shop.example＠evil.example",
        "google。com",
        "evil．example",
        "shop｡example",
        "shop\u{2024}example",
        "exam\u{ad}ple.com",
        "ｓhop.example",
        "ﬁ.example",
        "a\u{200d}b.example",
        "a\u{fe0f}.example",
        "xn--é.example",
        "XN--é.example",
        "mu\u{308}nchen.example",
        "℀.example",
        "a⁄b.example",
        "a∕b.example",
        "İstanbul.example",
        "\u{212a}elvin.example",
        "aא.example",
        "[::1",
        "::1]",
        "[]",
        "[1]",
        "[::1]x",
        "[v1.x]",
        "[::1%25eth0]",
    ];
    for host in blocked {
        assert_eq!(ascii(host), None, "{host}");
    }
    assert_eq!(ascii(&format!("{}.example", "a".repeat(64))), None);
    assert_eq!(ascii(&"a.".repeat(127)), Some("a.".repeat(127)));
    assert_eq!(ascii(&"a.".repeat(128)), None);
}

#[test]
fn s16_rule_4_numbers_that_are_no_plain_address_are_blocked() {
    let blocked = [
        "0x42.0x0000066.0x7.0x93",
        "0102.0146.0007.00000223",
        "1113982867",
        "0x7f000001",
        "127.1",
        "127.0.1",
        "0x7f.1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.08",
        "1.2.3.0x4",
        "1.2.3.4.",
        "evil.example.1",
        "evil.example.0x1f",
        "a.0x",
        "0",
        "4294967296",
        "１.2.3.4",
        "127。0。0。1",
        "1.2.3.4567890123456789",
    ];
    for host in blocked {
        assert_eq!(ascii(host), None, "{host}");
    }
}

#[test]
fn s16_rule_4_local_hosts_are_told_from_public_ones() {
    let local = [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "router",
        "router.",
        "printer.local",
        "a.b.internal",
        "metadata.google.internal",
        "nas.lan",
        "nas.home.arpa",
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.8",
        "198.18.0.1",
        "198.19.255.255",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[2606:4700::1111]",
        "例え",
    ];
    for host in local {
        assert_eq!(parse(host).map(|(_, reach)| reach), Some(Reach::Local), "{host}");
    }
    let public = [
        "shop.example",
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "203.0.113.5",
        "localhost.example",
        "mylocal.example",
        "notlocal",
        "xlan.example",
        "1.2.3.4.example",
        "0x7f.example",
        "local.example.com",
    ];
    for host in public.into_iter().filter(|host| host.contains('.')) {
        assert_eq!(parse(host).map(|(_, reach)| reach), Some(Reach::Public), "{host}");
    }
}
