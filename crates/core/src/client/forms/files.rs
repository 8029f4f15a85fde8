//! Files that are picked for the fields of forms: where they go, and what is said about them (A20).

use super::card::{FormKey, Stage};
use crate::attachment::{
    FieldName, FileId, Picked, Rules, Tray, TrayName, UploadCommand, UploadInput, UploadState,
};
use crate::client::{Change, Client, Command, FocusTarget};
use crate::locale::Phrase;
use crate::transcript::PartKey;
use chatlet_protocol::catalogue::Event;

/// Where a file goes that was kept for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::client) enum WayBack {
    /// Into this field, by its place.
    Into(FormKey, usize),
    /// The form, or its fields, may still come.
    Later,
    /// Nowhere: the form takes no more answers, asks for no such file any more, or has another one by now.
    None,
}

impl Client {
    /// The fields for files of forms that are being filled in or sent, with what was picked for them.
    pub(in crate::client) fn form_trays(&self) -> impl Iterator<Item = (FieldName, &Tray)> {
        let cards =
            self.forms.cards.iter().filter(|card| matches!(card.stage(), Stage::Open | Stage::Sending));
        cards.filter_map(|card| Some((card.part_id.as_ref()?, &card.form))).flat_map(|(part_id, form)| {
            form.fields().iter().filter(|field| field.takes_files()).map(|field| {
                (FieldName { part_id: part_id.clone(), key: field.asked.key.clone() }, &field.tray)
            })
        })
    }

    /// Where a file goes that was kept for a field.
    pub(in crate::client) fn way_back(&self, name: &FieldName) -> WayBack {
        let card = self.forms.cards.iter().find(|card| card.part_id.as_ref() == Some(&name.part_id));
        let Some(card) = card else {
            return if self.transcript.latest_reply().is_some() { WayBack::None } else { WayBack::Later };
        };
        let field = card.form.fields().iter().position(|field| {
            let room = field.rules.as_ref().is_some_and(|rules| field.tray.uploads().len() < rules.max_files);
            field.asked.key == name.key && room
        });
        match (card.stage(), field) {
            (Stage::Loading | Stage::NotLoaded, _) => WayBack::Later,
            (Stage::Open, Some(place)) => WayBack::Into(card.key, place),
            _ => WayBack::None,
        }
    }

    /// The files of a form's field.
    pub(in crate::client) fn form_tray(&self, part: PartKey, field: u32) -> Option<&Tray> {
        Some(&self.form_of(part)?.form.field(field as usize)?.tray)
    }

    /// What may be picked for a form's field.
    pub(in crate::client) fn form_rules(&self, part: PartKey, field: u32) -> Option<Rules> {
        self.form_of(part)?.form.field(field as usize)?.rules.clone()
    }

    /// Takes what happened to the files of forms; what is not theirs is given back.
    pub(in crate::client) fn on_form_upload(&mut self, input: UploadInput) -> Option<UploadInput> {
        match &input {
            UploadInput::Picked { tray, files } => match TrayName::read(tray) {
                Some(TrayName::Field(part, field)) => {
                    self.pick_for_form(FormKey::Part(part), field as usize, files.clone());
                }
                _ => return Some(input),
            },
            UploadInput::Inspected { id, .. }
            | UploadInput::Failed(id)
            | UploadInput::Removed(id)
            | UploadInput::Retried(id) => {
                let Some((key, place)) = self.owner_of(*id) else { return Some(input) };
                self.on_form_file(key, place, input);
            }
            _ => return Some(input),
        }
        None
    }

    fn owner_of(&self, id: FileId) -> Option<(FormKey, usize)> {
        let owner = |card: &super::Card| Some((card.key, card.form.place_of_file(id)?));
        self.forms.cards.iter().find_map(owner)
    }

    pub(in crate::client) fn pick_for_form(&mut self, key: FormKey, place: usize, files: Vec<Picked>) {
        let card = self.forms.card_mut(key).filter(|card| card.can_be_filled_in());
        let commands = match card {
            Some(card) => card.form.pick(place, files),
            None => files.iter().map(|file| UploadCommand::Forget(file.id)).collect(),
        };
        for command in commands {
            self.command(Command::Upload(command));
        }
        self.session.interacted = true;
        let known = ready(self.form(key).and_then(|card| card.form.field(place)));
        self.tell_form_files(key, place, known);
    }

    fn on_form_file(&mut self, key: FormKey, place: usize, input: UploadInput) {
        let Some(card) = self.forms.card_mut(key) else { return };
        let before = ready(card.form.field(place));
        let is_removed = matches!(input, UploadInput::Removed(_));
        let command = card.form.change_tray(place, |tray| match input {
            UploadInput::Inspected { id, head, size } => tray.inspected(id, &head, size),
            UploadInput::Removed(id) => tray.remove(id),
            UploadInput::Retried(id) => tray.retry(id),
            UploadInput::Failed(id) => {
                tray.failed(id);
                None
            }
            _ => None,
        });
        if let Some(command) = command {
            self.command(Command::Upload(command));
        }
        if is_removed {
            // Its button is gone.
            self.command(Command::Focus(FocusTarget::Field(key, place)));
        }
        self.tell_form_files(key, place, before);
    }

    /// Once nothing is being looked at: tells the page of new files, and who listens of those that cannot go.
    fn tell_form_files(&mut self, key: FormKey, place: usize, before: usize) {
        self.change(Change::Form(key));
        self.change(Change::Uploads);
        let Some(field) = self.form(key).and_then(|card| card.form.field(place)) else { return };
        let files = field.tray.uploads();
        let cannot_go =
            files.iter().any(|file| matches!(file.state, UploadState::Refused(_) | UploadState::Unreadable));
        if ready(Some(field)) > before
            && let Some(file) = field.tray.ready().last()
            && !self.uploads.is_returning(file.id)
        {
            let (bytes, kinds) = (file.bytes, vec![file.mime.clone()]);
            self.raise(Event::Upload { count: 1, bytes, kinds });
        }
        if cannot_go {
            let words = self.locale.text(Phrase::FilesRefused).to_owned();
            self.alarm(words);
        }
        self.save_files();
    }
}

fn ready(field: Option<&crate::form::Field>) -> usize {
    field.map_or(0, |field| field.tray.ready().count())
}

impl super::Card {
    /// Lets go of the bytes of its files.
    pub(super) fn forget_files(&self) -> Vec<Command> {
        let files = self.form.all_files();
        files.map(|file| Command::Upload(UploadCommand::Forget(file.id))).collect()
    }
}
