//! The browser engines, and which of them a test needs.

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, driven by chromedriver.
    Chromium,
    /// Firefox, driven by geckodriver.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser`, driven by `WebKitWebDriver`.
    Webkit,
}

impl Engine {
    /// The engine that `CHATLET_BROWSER` names; nothing when nobody chose one.
    pub fn chosen() -> Option<Self> {
        match std::env::var("CHATLET_BROWSER").ok()?.as_str() {
            "chromium" => Some(Self::Chromium),
            "firefox" => Some(Self::Firefox),
            "webkit" => Some(Self::Webkit),
            _ => None,
        }
    }

    /// Its name in `CHATLET_BROWSER` and in the names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}
