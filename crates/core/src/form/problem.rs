//! What can be wrong, in words that name the field and the way out.

use super::EMAIL_LIMIT;
use crate::display::display_text;
use crate::locale::{Locale, Phrase};

/// Characters of a server's message that are shown.
const MESSAGE: usize = 500;

/// What is wrong with a field, or with the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Required, and blank.
    Missing,
    /// Required, and without a file.
    NoFile,
    /// Not an e-mail address.
    NoEmail,
    /// Longer than an e-mail address may be.
    EmailTooLong,
    /// None of the choices.
    NotInList,
    /// Fewer answers than this.
    TooFew(usize),
    /// A file cannot be sent; the file says why.
    BadFile,
    /// The server's words; shown as text.
    Server(String),
    /// The server did not accept the answers, and did not say why.
    Rejected,
    /// The server failed.
    Failed,
    /// No answer came.
    Offline,
}

impl Problem {
    /// The problem in words; `label` names the field.
    pub fn words(&self, locale: &Locale, label: &str) -> String {
        let label = display_text(label);
        let named = |phrase| locale.fill(phrase, "field", label.trim());
        match self {
            Self::Missing => named(Phrase::FieldMissing),
            Self::NoFile => named(Phrase::FieldFile),
            Self::NoEmail => named(Phrase::FieldEmail),
            Self::EmailTooLong => {
                let count = EMAIL_LIMIT.to_string();
                locale.fill_all(Phrase::FieldTooLong, &[("field", label.trim()), ("count", &count)])
            }
            Self::NotInList => named(Phrase::FieldChoice),
            Self::TooFew(count) => locale.fill(Phrase::FormTooFew, "count", &count.to_string()),
            Self::BadFile => named(Phrase::FieldBadFile),
            Self::Server(words) => display_text(words).trim().chars().take(MESSAGE).collect(),
            Self::Rejected => locale.text(Phrase::FormRejected).to_owned(),
            Self::Failed => locale.text(Phrase::FormFailed).to_owned(),
            Self::Offline => locale.text(Phrase::FormOffline).to_owned(),
        }
    }
}
