//! A file is judged by what the conversation is, an agent's or the assistant's. Right after a start that is not known:
//! until then nothing is refused that one of both may take.

use crate::attachment::Rules;
use crate::client::{Change, Client};
use crate::locale::Phrase;

impl Client {
    /// What a file of a message must comply with when it is picked.
    pub(super) fn rules_for_picked(&mut self) -> Option<Rules> {
        let rules = self.attachment_rules();
        if self.human.machine.is_known() {
            return rules;
        }
        let Some(agents) = self.agent_attachment_rules() else { return rules };
        self.uploads.composer.doubt(rules.unwrap_or_else(Rules::nothing));
        Some(agents)
    }

    /// It may be known now with whom the conversation is: files that waited for that are judged, and an agent may take
    /// less than the assistant did.
    pub(in crate::client) fn judge_files(&mut self) {
        let talks = self.talks_to_agent();
        let tray = &self.uploads.composer;
        let waits = tray.is_in_doubt() && self.human.machine.is_known();
        if tray.uploads().is_empty() || !(waits || talks) {
            return;
        }
        let rules = self.attachment_rules().unwrap_or_else(Rules::nothing);
        let before = self.uploads.composer.clone();
        let commands = self.uploads.composer.judge(&rules);
        if self.uploads.composer == before {
            return;
        }
        if !commands.is_empty() && self.uploads.told && !self.uploads.composer.is_busy() {
            let words = self.locale.text(Phrase::FilesRefused).to_owned();
            self.alarm(words);
        }
        self.upload_commands(commands);
        self.tell_uploads();
        self.save_files();
        self.change(Change::Uploads);
        self.change(Change::Composer);
    }
}
