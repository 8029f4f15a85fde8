//! Files that go with messages: where they are picked, when they are sent, and that they come back when they are not
//! (`chat-api.md` §8; faults F61 to F63).

mod judgement;
mod kept;
mod share;

use super::{Change, Client, Command, FocusTarget, Screen};
use crate::attachment::{
    FileId, KeptFile, Picked, Returned, Rules, Tray, TrayName, Upload, UploadCommand, UploadInput,
    UploadState, message_with,
};
use crate::locale::Phrase;
use crate::transcript::{Author, MessageKey, PartKey};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::part::{Attachment, Part};

/// What the visitor sends in one go.
#[derive(Debug, Default, Clone)]
pub(super) struct Outgoing {
    /// Words; empty when there are only files.
    pub text: String,
    /// Files that are ready.
    pub files: Vec<Upload>,
}

impl Outgoing {
    /// Words alone.
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.trim().to_owned(), files: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.files.is_empty()
    }

    /// What it is, as the wire spells it.
    pub(super) fn kinds(&self) -> Vec<String> {
        let text = (!self.text.is_empty()).then_some("text");
        let files = self.files.iter().map(|file| if file.is_image() { "image" } else { "file" });
        text.into_iter().chain(files).map(str::to_owned).collect()
    }

    /// What the transcript shows of it before the server has confirmed it.
    pub(super) fn parts(&self) -> Vec<Part> {
        let text = (!self.text.is_empty()).then(|| Part::text("", &self.text));
        let file = |file: &Upload| {
            let attachment = Attachment {
                url: file.preview.clone().unwrap_or_default(),
                filename: Some(file.name.clone()),
                mime_type: Some(file.mime.clone()),
                size_bytes: Some(file.bytes),
                ..Attachment::default()
            };
            if file.is_image() { Part::Image(attachment) } else { Part::File(attachment) }
        };
        text.into_iter().chain(self.files.iter().map(file)).collect()
    }
}

/// The files the client knows of.
#[derive(Debug, Default)]
pub struct Uploads {
    composer: Tray,
    /// Messages with files: what is sent again is exactly this.
    sent: Vec<(MessageKey, Outgoing)>,
    /// Whether the page has heard of the composer's newest files.
    told: bool,
    dragged: bool,
    /// What is kept for a reload, once that is known.
    kept: Option<Vec<KeptFile>>,
    /// Whether what was kept before has been asked for.
    recalled: bool,
    /// What was kept for fields of forms that are not there yet.
    awaiting_forms: Vec<Returned>,
    /// Files that came back; those that are still being looked at stay kept.
    returning: Vec<FileId>,
    /// How much of requests has left, in percent, by the first of their files.
    shares: Vec<(FileId, u8)>,
}

impl Uploads {
    /// Whether a file was kept before this visit: the page has heard of it.
    pub(super) fn is_returning(&self, id: FileId) -> bool {
        self.returning.contains(&id)
    }

    /// Whether files are held over the window.
    pub fn is_dragged(&self) -> bool {
        self.dragged
    }

    /// Whether this is the address of a picture of the visitor's own that was just picked.
    pub(super) fn is_preview(&self, url: &str) -> bool {
        let shows = |file: &Upload| file.preview.as_deref() == Some(url);
        self.composer.uploads().iter().any(shows)
            || self.sent.iter().any(|(_, outgoing)| outgoing.files.iter().any(shows))
    }
}

impl Client {
    /// The visitor's files.
    pub fn uploads(&self) -> &Uploads {
        &self.uploads
    }

    /// What may be attached to a message now; none when nothing may.
    pub fn attachment_rules(&self) -> Option<Rules> {
        if self.talks_to_agent() {
            return self.agent_attachment_rules();
        }
        (self.screen == Screen::Ready && self.config.image_enabled).then(Rules::images)
    }

    /// What may be picked in a place now.
    pub fn tray_rules(&self, name: TrayName) -> Option<Rules> {
        let rules = self.attachment_rules();
        match name {
            TrayName::Composer => rules,
            TrayName::Wish(part) => rules.and_then(|_| self.requested(part)),
            TrayName::Field(part, field) => self.form_rules(part, field),
        }
    }

    /// What a marker asks for.
    fn requested(&self, part: PartKey) -> Option<Rules> {
        match self.part(part)? {
            Part::RequestImageUpload { accepted_types, max_size_bytes, .. } => {
                Some(Rules::requested(accepted_types, *max_size_bytes))
            }
            _ => None,
        }
    }

    /// Whether there is anything to send, and nothing that has to be waited for.
    pub(super) fn has_input(&self) -> bool {
        let tray = &self.uploads.composer;
        !tray.is_busy() && (!self.composer.draft.trim().is_empty() || tray.ready().next().is_some())
    }

    /// The files of a place.
    pub fn tray(&self, name: TrayName) -> Option<&Tray> {
        match name {
            TrayName::Composer | TrayName::Wish(_) => Some(&self.uploads.composer),
            TrayName::Field(part, field) => self.form_tray(part, field),
        }
    }

    pub(super) fn on_upload(&mut self, input: UploadInput) {
        let Some(input) = self.on_form_upload(input) else { return };
        match input {
            UploadInput::Picked { tray, files } => {
                let name = TrayName::read(&tray);
                let rules = match name {
                    Some(TrayName::Composer) => self.rules_for_picked(),
                    name => name.and_then(|name| self.tray_rules(name)),
                };
                let Some(rules) = rules else {
                    return self.let_go_of(&files);
                };
                let commands = self.uploads.composer.pick(files, &rules);
                self.uploads.told = false;
                self.session.interacted = true;
                if self.uploads.composer.is_busy() {
                    let words = self.locale.text(Phrase::Preparing).to_owned();
                    self.announce(words);
                }
                self.upload_commands(commands);
                if matches!(name, Some(TrayName::Wish(_))) {
                    self.command(Command::Focus(FocusTarget::Composer));
                }
            }
            UploadInput::Inspected { id, head, size } => {
                let command = self.uploads.composer.inspected(id, &head, size);
                self.upload_commands(command.into_iter().collect());
            }
            UploadInput::Scaled { id, bytes, preview } => {
                let command = self.uploads.composer.scaled(id, bytes, preview);
                self.upload_commands(command.into_iter().collect());
            }
            UploadInput::Failed(id) => self.uploads.composer.failed(id),
            UploadInput::Left { id, percent } => self.on_left(id, percent),
            UploadInput::Recalled(files) => self.on_files_back(files),
            UploadInput::Removed(id) => {
                let command = self.uploads.composer.remove(id);
                self.session.interacted = true;
                self.upload_commands(command.into_iter().collect());
                self.command(Command::Focus(FocusTarget::Composer));
            }
            UploadInput::Retried(id) => {
                let command = self.uploads.composer.retry(id);
                self.uploads.told = false;
                self.upload_commands(command.into_iter().collect());
            }
            UploadInput::Dragged(dragged) => self.uploads.dragged = dragged,
        }
        self.tell_uploads();
        self.save_files();
        self.change(Change::Uploads);
        self.change(Change::Composer);
    }

    /// These files are for nobody.
    fn let_go_of(&mut self, files: &[Picked]) {
        self.upload_commands(files.iter().map(|file| UploadCommand::Forget(file.id)).collect());
    }

    fn upload_commands(&mut self, commands: Vec<UploadCommand>) {
        for command in commands {
            self.command(Command::Upload(command));
        }
    }

    /// Says once that the files are ready, or that some cannot be sent (A20).
    fn tell_uploads(&mut self) {
        if self.uploads.told || self.uploads.composer.is_busy() {
            return;
        }
        self.uploads.told = true;
        let tray = &self.uploads.composer;
        let ready: Vec<&Upload> = tray.ready().collect();
        let (count, bytes) = (ready.len(), ready.iter().map(|upload| upload.bytes).sum());
        let kinds = ready.iter().map(|upload| upload.mime.clone()).collect();
        let refused = tray.uploads().iter().any(|upload| upload.state != UploadState::Ready);
        if count > 0 {
            self.raise(Event::Upload { count: count as u64, bytes, kinds });
            let words = self.locale.fill(Phrase::FilesReady, "count", &count.to_string());
            self.announce(words);
        }
        if refused {
            let words = self.locale.text(Phrase::FilesRefused).to_owned();
            self.alarm(words);
        }
    }

    /// Takes what the composer holds.
    pub(super) fn take_files(&mut self) -> Vec<Upload> {
        let files = self.uploads.composer.take_ready();
        self.save_files();
        self.change(Change::Uploads);
        files
    }

    /// Puts an unsent message back where it was written, files included (F61).
    pub(super) fn put_back_outgoing(&mut self, outgoing: Outgoing) {
        if !outgoing.text.is_empty() {
            self.put_back(&outgoing.text);
        }
        self.uploads.composer.put_back(outgoing.files);
        self.save_files();
        self.change(Change::Uploads);
        self.change(Change::Composer);
    }

    /// Keeps what an echo stands for, so that it can be sent again with all its files.
    pub(super) fn keep_outgoing(&mut self, echo: MessageKey, outgoing: &Outgoing) {
        if !outgoing.files.is_empty() {
            self.uploads.sent.push((echo, outgoing.clone()));
        }
    }

    /// What an echo stands for.
    pub(super) fn outgoing_of(&self, echo: MessageKey) -> Outgoing {
        let sent = self.uploads.sent.iter().find(|(known, _)| *known == echo);
        sent.map_or_else(
            || Outgoing::text(&self.transcript.plain_text(echo)),
            |(_, outgoing)| outgoing.clone(),
        )
    }

    /// Takes an echo out and its message back into the composer.
    pub(super) fn take_back(&mut self, echo: MessageKey) {
        let outgoing = self.outgoing_of(echo);
        self.uploads.sent.retain(|(known, _)| *known != echo);
        let changes = self.transcript.remove(echo);
        self.changed(changes);
        self.put_back_outgoing(outgoing);
    }

    /// The conversation is cleared: its files go with it, the composer's stay.
    pub(super) fn forget_sent_files(&mut self) {
        for (_, outgoing) in std::mem::take(&mut self.uploads.sent) {
            let forget = outgoing.files.iter().map(|file| UploadCommand::Forget(file.id));
            self.upload_commands(forget.collect());
        }
    }

    /// The visitor is gone, and so are all their files.
    pub(super) fn forget_files(&mut self) {
        self.forget_sent_files();
        let ids: Vec<_> = self.uploads.composer.uploads().iter().map(|file| file.id).collect();
        let forget = ids.into_iter().filter_map(|id| self.uploads.composer.remove(id)).collect();
        self.upload_commands(forget);
    }

    /// These files will not be sent.
    pub(super) fn forget_outgoing(&mut self, outgoing: &Outgoing) {
        let forget = outgoing.files.iter().map(|file| UploadCommand::Forget(file.id));
        self.upload_commands(forget.collect());
    }

    /// The body of a message.
    pub(super) fn message_body(&self, outgoing: &Outgoing) -> String {
        message_with(&outgoing.text, &outgoing.files, self.message_context().as_deref())
    }

    /// Where a marker that asks for an image stands.
    pub fn wish(&self, part: PartKey) -> Wish {
        let order = self.transcript.order();
        let entry = self.transcript.entry_of(part);
        let Some(place) = order.iter().rposition(|key| Some(*key) == entry) else { return Wish::Passed };
        let mut later = order[place + 1..].iter().filter_map(|key| self.transcript.entry(*key));
        let answered = later.clone().find(|entry| entry.author == Author::Visitor);
        let is_image =
            |part: &PartKey| self.transcript.content(*part).is_some_and(|content| content.kind() == "image");
        if answered.is_some_and(|entry| entry.parts.iter().any(is_image)) {
            Wish::Answered
        } else if later.any(|entry| entry.author == Author::Assistant) || self.requested(part).is_none() {
            Wish::Passed
        } else if self.attachment_rules().is_some() && !self.is_answering() {
            Wish::Open
        } else {
            Wish::Waiting
        }
    }
}

/// Where a marker that asks for an image stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// It can be answered.
    Open,
    /// It cannot be answered right now.
    Waiting,
    /// The visitor sent an image.
    Answered,
    /// The conversation has gone on without one.
    Passed,
}
