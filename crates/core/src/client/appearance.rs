//! The backend's colours, as this visitor sees them.

use super::Client;
use crate::theme::{Scheme, Tokens, tokens};

impl Client {
    /// The brand colour and what is readable on it, for the launcher.
    pub(super) fn accent(&self) -> (String, String) {
        let tokens = self.tokens();
        let value = |wanted: &str| {
            tokens
                .iter()
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        (value("--chatlet-accent"), value("--chatlet-on-accent"))
    }

    /// Colours as custom properties, each validated; none before the configuration is there.
    pub fn tokens(&self) -> Tokens {
        let scheme = if self.is_dark() { Scheme::Dark } else { Scheme::Light };
        let theme = match (&self.config.dark_theme, scheme) {
            (Some(dark), Scheme::Dark) => dark,
            _ => &self.config.theme,
        };
        tokens(theme, scheme)
    }
}
