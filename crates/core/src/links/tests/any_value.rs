//! What holds for every value, not only for those someone thought of.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Runs `work` until it is quick once: other work on the machine makes a run slower, and none can make it quicker.
fn is_quick(mut work: impl FnMut()) -> bool {
    // Unoptimised; what was not linear would take seconds for a hundred kilobytes.
    const QUICK: Duration = Duration::from_millis(250);
    (0..8).any(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed() < QUICK
    })
}

#[test]
fn s55_the_worst_values_take_little_time() {
    for pattern in [
        "a", "/", "../", "%2e/", "@", ":", "%", "%25", "&", "=&", "é", "例", ".", "a.", "#", "?", "\\",
        "x=1&",
    ] {
        let long = pattern.repeat(100_000 / pattern.len());
        let short: String = long.chars().take(8_000).collect();
        for prefix in
            ["", "https://", "https://a.example/", "//", "mailto:", "tel:1;", "sms:1?a=", "tour:", "tour:a="]
        {
            for tail in [&long, &short] {
                let value = [prefix, tail].concat();
                let judged = is_quick(|| drop((policy().link(&value), policy().image(&value))));
                assert!(judged, "{prefix} and {pattern:?} for {} bytes", value.len());
            }
        }
        assert!(is_quick(|| drop(link_label(&long, Some("evil.example"), true))), "label of {pattern:?}");
        let own = ["data:image/png;base64,", &long].concat();
        assert!(is_quick(|| _ = own_image(&own)), "own image of {pattern:?}");
    }
}

proptest! {
    #[test]
    fn s16_any_string_is_judged_without_panic(value in any::<String>()) {
        for prefix in ["", "https:", "https://", "//", "/", "www.", "mailto:", "tel:1", "sms:1?a=", "tour:"] {
            let value = [prefix, &value].concat();
            let _ = (policy().link(&value), policy().image(&value), policy().attachment(&value));
            let _ = link_label(&value, Some(&value), true);
            let _ = (own_image(&value), booking_provider(&value));
        }
    }

    #[test]
    fn s16_what_opens_is_a_known_scheme_and_opens_again_as_it_is(
        value in r#"([a-z]{0,6}:?/{0,3})[a-zA-Z0-9.:/?#@%2e\\ "'<>&=;+é-]{0,24}"#
    ) {
        if let Link::Open { url, host, kind, .. } = policy().link(&value) {
            let parsed = url::Url::parse(&url).expect("what opens is an address");
            let known = match kind {
                LinkKind::Web => matches!(parsed.scheme(), "http" | "https"),
                LinkKind::Mail => parsed.scheme() == "mailto",
                LinkKind::Phone => parsed.scheme() == "tel",
                LinkKind::Message => parsed.scheme() == "sms",
            };
            prop_assert!(known, "{url}");
            prop_assert_eq!(parsed.as_str(), &url);
            prop_assert_eq!(parsed.host_str(), host.as_deref());
            prop_assert_eq!(opened(&url), Some(url));
        }
    }
}
