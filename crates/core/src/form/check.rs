//! What must hold before a form is sent (`chat-api.md` §7).

use super::{EMAIL_LIMIT, Field, Form, Problem};
use crate::attachment::{Upload, UploadState};
use chatlet_protocol::form::FieldType;

impl Form {
    /// Judges every visible field and the form as a whole; the places of the fields that are wrong, and whether the
    /// form may be sent.
    pub fn check(&mut self) -> (Vec<usize>, bool) {
        let visible = self.visible();
        let mut wrong = Vec::new();
        let mut filled = 0;
        for (place, field) in self.fields.iter_mut().enumerate() {
            field.problem = if visible[place] { problem(field) } else { None };
            filled += usize::from(visible[place] && field.is_filled());
            if field.problem.is_some() {
                wrong.push(place);
            }
        }
        // A form that wants more answers than it shows fields could never be sent.
        let wanted = self.min_filled.min(visible.iter().filter(|shown| **shown).count());
        // Who puts the named fields right may have enough by that.
        self.problem = (filled < wanted && wrong.is_empty()).then_some(Problem::TooFew(wanted));
        let good = wrong.is_empty() && self.problem.is_none();
        (wrong, good)
    }
}

/// What is wrong with an answer.
pub(super) fn problem(field: &Field) -> Option<Problem> {
    if field.takes_files() {
        let cannot_go =
            |file: &Upload| matches!(file.state, UploadState::Refused(_) | UploadState::Unreadable);
        return if field.tray.uploads().iter().any(cannot_go) {
            // Nothing that looks attached is left behind.
            Some(Problem::BadFile)
        } else if field.asked.required && !field.is_filled() {
            Some(Problem::NoFile)
        } else {
            None
        };
    }
    let answer = field.answer();
    if answer.is_empty() {
        return field.asked.required.then_some(Problem::Missing);
    }
    match field.asked.kind {
        FieldType::Email if answer.chars().count() > EMAIL_LIMIT => Some(Problem::EmailTooLong),
        FieldType::Email if !is_email(answer) => Some(Problem::NoEmail),
        FieldType::Dropdown if !field.asked.options.iter().any(|option| option.trim() == answer) => {
            Some(Problem::NotInList)
        }
        _ => None,
    }
}

/// Whether `text` matches `^[^\s@]+@[^\s@]+\.[^\s@]+$` (`chat-api.md` §7).
pub fn is_email(text: &str) -> bool {
    let Some((person, domain)) = text.split_once('@') else { return false };
    let clean = |text: &str| !text.contains(|letter: char| letter.is_whitespace() || letter == '@');
    let dotted = domain.char_indices().any(|(at, letter)| letter == '.' && at > 0 && at + 1 < domain.len());
    !person.is_empty() && clean(person) && clean(domain) && dotted
}
