//! What is said to those who listen rather than look.

use super::{Change, Client};

/// Takes no room and is not spoken.
const SILENT: char = '\u{200b}';

impl Client {
    /// Says something once (A6).
    pub(super) fn announce(&mut self, text: String) {
        self.announcement = another(&self.announcement, text);
        self.change(Change::Announcement);
    }

    /// Says something urgent once (A7).
    pub(super) fn alarm(&mut self, text: String) {
        self.alert = another(&self.alert, text);
        self.change(Change::Alert);
    }

    /// What was urgent is over: nobody comes upon it later.
    pub(super) fn calm(&mut self) {
        if !self.alert.is_empty() {
            self.alert.clear();
            self.change(Change::Alert);
        }
    }
}

/// The same words again are news only when they differ.
fn another(before: &str, mut text: String) -> String {
    if before == text && !text.is_empty() {
        text.push(SILENT);
    }
    text
}
