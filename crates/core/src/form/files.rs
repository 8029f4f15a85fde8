//! Files that go with a form (`chat-api.md` §8; F62).

use super::Form;
use crate::attachment::{FileId, Picked, Rules, Tray, Upload, UploadCommand};
use chatlet_protocol::action::ACTION_DATA_LIMIT;

/// Files of a ticket at most; the number that the API's own client allows for a message (`chat-api.md` §8).
const TICKET_FILES: usize = 8;
/// Bytes whose padded base64 still fits: three bytes are four characters.
const ENCODABLE: u64 = (ACTION_DATA_LIMIT / 4 * 3) as u64;

/// One file of any type.
pub(super) fn of_a_field() -> Rules {
    Rules::files(Vec::new(), ENCODABLE, 1)
}

/// Files of at most so many bytes each.
pub(super) fn of_a_ticket(bytes: u64) -> Rules {
    Rules::files(Vec::new(), bytes.min(ENCODABLE), TICKET_FILES)
}

impl Form {
    /// Takes files that were picked for a field. In a field for one file the new one takes the place of the old.
    pub fn pick(&mut self, place: usize, files: Vec<Picked>) -> Vec<UploadCommand> {
        let found = self.fields.get_mut(place).and_then(|field| Some((field.rules.clone()?, field)));
        let Some((rules, field)) = found else {
            return files.iter().map(|file| UploadCommand::Forget(file.id)).collect();
        };
        let mut commands = Vec::new();
        if rules.max_files == 1 && !files.is_empty() {
            let old = std::mem::take(&mut field.tray);
            commands.extend(old.uploads().iter().map(|file| UploadCommand::Forget(file.id)));
        }
        commands.extend(field.tray.pick(files, &rules));
        self.reconsider(place);
        commands
    }

    /// The place of the field that a file was picked for.
    pub fn place_of_file(&self, id: FileId) -> Option<usize> {
        self.fields.iter().position(|field| field.tray.uploads().iter().any(|file| file.id == id))
    }

    /// Lets something happen to the files of a field.
    pub fn change_tray<T: Default>(&mut self, place: usize, change: impl FnOnce(&mut Tray) -> T) -> T {
        let Some(field) = self.fields.get_mut(place) else { return T::default() };
        let changed = change(&mut field.tray);
        self.reconsider(place);
        changed
    }

    /// Whether a picked file is still being looked at.
    pub fn is_busy(&self) -> bool {
        self.fields.iter().any(|field| field.tray.is_busy())
    }

    /// Every file that was picked, with the key of its field, visible or not.
    pub fn all_files(&self) -> impl Iterator<Item = &Upload> {
        self.fields.iter().flat_map(|field| field.tray.uploads())
    }

    /// The files that would be sent, with the keys of their fields.
    pub fn files(&self) -> Vec<(&str, &Upload)> {
        let fields = self.shown().filter(|field| field.takes_files());
        fields.flat_map(|field| field.tray.ready().map(|file| (field.asked.key.as_str(), file))).collect()
    }
}
