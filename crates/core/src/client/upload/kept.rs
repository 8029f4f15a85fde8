//! Files in the composer and in forms survive a reload, as what was typed does: kept where the page and the visitor allow
//! it, until they are sent, taken out, somebody else's, or a day old.

use crate::attachment::{KeptFile, Returned, Upload, UploadCommand};
use crate::client::forms::WayBack;
use crate::client::later::Task;
use crate::client::{Client, Command};
use crate::time::Millis;
use crate::transcript::{MessageKey, Status};

/// Bytes that are kept at most; files behind them are not.
const MOST: u64 = 25 * 1024 * 1024;
/// How long they are kept, in milliseconds.
const DAY: Millis = 24 * 60 * 60 * 1_000;

impl Client {
    /// The files may have changed; without the second part there are none.
    pub(in crate::client) fn save_files(&mut self) {
        self.if_here(Task::SaveFiles);
    }

    /// Keeps what can be sent of the files in composer and forms, and what could not be, when that has changed.
    pub(in crate::client) fn store_files(&mut self) {
        if !self.may_store() {
            return;
        }
        let mut bytes = 0;
        let files = self.files_worth_keeping().filter_map(|(file, size)| {
            bytes += size;
            (bytes <= MOST).then_some(file)
        });
        let files = files.collect();
        if self.uploads.kept.as_ref() != Some(&files) {
            self.uploads.kept = Some(files.clone());
            self.keep(files);
        }
    }

    /// The files, with their sizes in bytes.
    fn files_worth_keeping(&self) -> impl Iterator<Item = (KeptFile, u64)> {
        let returning = &self.uploads.returning;
        let kept = |file: &Upload, field| {
            let (id, name, mime) = (file.id, file.name.clone(), file.mime.clone());
            (KeptFile { id, name, mime, field }, file.bytes)
        };
        let own = self.unsent_files().chain(self.uploads.composer.worth_keeping(returning));
        let own = own.map(move |file| kept(file, None));
        let of_forms = self.form_trays().flat_map(move |(field, tray)| {
            tray.worth_keeping(returning).map(move |file| kept(file, Some(field.clone())))
        });
        let awaiting = self.uploads.awaiting_forms.iter().map(|Returned { file, field }| {
            let (id, name, mime) = (file.id, file.name.clone(), file.mime.clone());
            (KeptFile { id, name, mime, field: field.clone() }, file.bytes)
        });
        own.chain(of_forms).chain(awaiting)
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
    pub(super) fn on_files_back(&mut self, files: Vec<Returned>) {
        self.session.interacted = true;
        self.uploads.returning.extend(files.iter().map(|back| back.file.id));
        let (of_forms, own): (Vec<_>, Vec<_>) = files.into_iter().partition(|back| back.field.is_some());
        let own: Vec<_> = own.into_iter().map(|back| back.file).collect();
        let rules = self.rules_for_picked().filter(|_| self.uploads.composer.uploads().is_empty());
        match rules {
            Some(rules) if !own.is_empty() => {
                self.uploads.told = true;
                let commands = self.uploads.composer.pick(own, &rules);
                self.upload_commands(commands);
            }
            _ => self.let_go_of(&own),
        }
        self.uploads.awaiting_forms.extend(of_forms);
        self.return_files_of_forms();
    }

    /// Files go back into the fields they were picked for. Those of a form that the conversation has passed by have
    /// nowhere to go; those of one whose fields are not there yet wait.
    pub(in crate::client) fn return_files_of_forms(&mut self) {
        for back in std::mem::take(&mut self.uploads.awaiting_forms) {
            match back.field.as_ref().map_or(WayBack::None, |field| self.way_back(field)) {
                WayBack::Into(key, place) => self.pick_for_form(key, place, vec![back.file]),
                WayBack::Later => self.uploads.awaiting_forms.push(back),
                WayBack::None => self.let_go_of(&[back.file]),
            }
        }
    }

    /// The conversation is cleared: what has not come back by now never will.
    pub(in crate::client) fn forget_returning_files(&mut self) {
        for back in std::mem::take(&mut self.uploads.awaiting_forms) {
            self.let_go_of(&[back.file]);
        }
    }
}
