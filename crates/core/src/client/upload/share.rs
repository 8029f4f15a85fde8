//! How much of the files on their way has left.

use crate::attachment::FileId;
use crate::client::{Client, FormKey};
use crate::transcript::MessageKey;

/// Requests whose share is remembered.
const SHARES: usize = 8;

impl Client {
    /// How much of a message with files has left, in percent; none without files.
    pub fn upload_share(&self, key: MessageKey) -> Option<u8> {
        let (_, outgoing) = self.uploads.sent.iter().find(|(known, _)| *known == key)?;
        outgoing.files.iter().find_map(|file| self.share_of(file.id))
    }

    /// How much of a form with files has left, in percent; none without files.
    pub fn form_share(&self, key: FormKey) -> Option<u8> {
        self.form(key)?.form.all_files().find_map(|file| self.share_of(file.id))
    }

    fn share_of(&self, id: FileId) -> Option<u8> {
        self.uploads.shares.iter().find(|(known, _)| *known == id).map(|(_, percent)| *percent)
    }

    pub(super) fn on_left(&mut self, id: FileId, percent: u8) {
        let shares = &mut self.uploads.shares;
        shares.retain(|(known, _)| *known != id);
        shares.truncate(SHARES - 1);
        shares.insert(0, (id, percent.min(100)));
    }
}
