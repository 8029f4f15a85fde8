//! What an agent is told of the visitor's browser (`chat-api.md` §9, `client_context`).

/// As the browser names itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Browser {
    /// Its line in requests, `User-Agent`.
    pub agent: String,
    /// Its own language, BCP 47; the page may have another.
    pub language: String,
}

/// What stands before the version, and whose it is. The first that is found counts: most name others as well.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("Safari/", "Safari"),
];

/// The same of systems.
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
];

impl Browser {
    /// Name and version, where it is one of those that are known.
    pub(super) fn name(&self) -> Option<(&'static str, &str)> {
        let (after, name) =
            BROWSERS.iter().find_map(|(mark, name)| Some((self.agent.split_once(mark)?.1, *name)))?;
        // `EdgA/` and `EdgiOS/` are Edge, too.
        let version = after.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        Some((name, version.split([' ', ';', ')']).next().unwrap_or_default()))
    }

    /// The operating system, where it is one of those that are known.
    pub(super) fn system(&self) -> Option<&'static str> {
        SYSTEMS.iter().find(|(mark, _)| self.agent.contains(mark)).map(|(_, name)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::Browser;

    #[test]
    fn browsers_are_known_by_their_line() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0",
                Some(("Firefox", "139.0")),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                Some(("Edge", "142.0.0.0")),
                Some("Windows"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                Some(("Chrome", "142.0.0.0")),
                Some("Android"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
                Some(("Safari", "18.6")),
                Some("iOS"),
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                Some(("Safari", "26.0")),
                Some("macOS"),
            ),
            ("curl/8.0", None, None),
            ("Edg", Some(("Edge", "")), None),
            ("", None, None),
        ];
        for (agent, name, system) in cases {
            let browser = Browser { agent: agent.into(), language: String::new() };
            assert_eq!((browser.name(), browser.system()), (name, system), "{agent}");
        }
    }
}
