//! Files in the composer survive a reload, as the draft does: kept where the page and the visitor allow it, until they
//! are sent, taken out, somebody else's, or a day old.

use crate::attachment::{KeptFile, Picked, Upload, UploadCommand};
use crate::client::{Client, Command};
use crate::time::Millis;
use crate::transcript::{MessageKey, Status};

/// Bytes that are kept at most; files behind them are not.
const MOST: u64 = 25 * 1024 * 1024;
/// How long they are kept, in milliseconds.
const DAY: Millis = 24 * 60 * 60 * 1_000;

impl Client {
    /// Keeps what can be sent of the composer's files, and what could not be, when that has changed.
    pub(in crate::client) fn save_files(&mut self) {
        if !self.may_store() {
            return;
        }
        let mut bytes = 0;
        let mut files = Vec::new();
        for file in self.unsent_files().chain(self.uploads.composer.ready()) {
            bytes += file.bytes;
            if bytes <= MOST {
                files.push(KeptFile { id: file.id, name: file.name.clone(), mime: file.mime.clone() });
            }
        }
        if self.uploads.kept.as_ref() != Some(&files) {
            self.uploads.kept = Some(files.clone());
            self.keep(files);
        }
    }

    /// Files of messages that could not be sent.
    fn unsent_files(&self) -> impl Iterator<Item = &Upload> {
        let is_unsent = |key: MessageKey| {
            self.transcript.entry(key).is_some_and(|entry| matches!(entry.status, Status::Unsent(_)))
        };
        let sent = self.uploads.sent.iter().filter(move |(key, _)| is_unsent(*key));
        sent.flat_map(|(_, outgoing)| &outgoing.files)
    }

    fn keep(&mut self, files: Vec<KeptFile>) {
        let (scope, at) = (self.storage_scope(), self.now);
        self.command(Command::Upload(UploadCommand::Keep { scope, at, files }));
    }

    /// Nothing is kept any more.
    pub(in crate::client) fn forget_kept_files(&mut self) {
        self.uploads.kept = None;
        self.keep(Vec::new());
    }

    /// Asks once for what was kept before a reload.
    pub(in crate::client) fn recall_files(&mut self) {
        let allowed = self.options.persist && self.options.consent;
        if !std::mem::replace(&mut self.uploads.recalled, true) && allowed {
            let (scope, since) = (self.storage_scope(), self.now.saturating_sub(DAY));
            self.command(Command::Upload(UploadCommand::Recall { scope, since }));
        }
    }

    /// They are looked at as if they were picked again; the page has heard of them before. A visitor who was quicker has
    /// other files by now.
    pub(super) fn on_files_back(&mut self, files: Vec<Picked>) {
        let rules = self.attachment_rules().filter(|_| self.uploads.composer.uploads().is_empty());
        let Some(rules) = rules else {
            let forget = files.iter().map(|file| UploadCommand::Forget(file.id));
            return self.upload_commands(forget.collect());
        };
        self.session.interacted = true;
        self.uploads.told = true;
        let commands = self.uploads.composer.pick(files, &rules);
        self.upload_commands(commands);
    }
}
