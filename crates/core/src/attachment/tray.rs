//! Files that wait in one place to be sent: the composer's, or a form field's.

use super::kind::{is_plausible, sniff};
use super::rules::{Rules, fit};
use super::upload::{FileId, Picked, Refusal, Upload, UploadCommand, UploadState};
use crate::transcript::PartKey;

/// Below this edge an image is not worth sending, in pixels.
const SMALLEST_EDGE: u32 = 256;

/// Longest name that is kept, in characters.
const NAME_LIMIT: usize = 200;

/// Files that are shown at most, refused ones included.
const SHOWN: usize = 24;

/// Where files are picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrayName {
    /// The message that is being written.
    Composer,
    /// The same, as an image that this marker asks for.
    Wish(PartKey),
    /// A field of a form, by its place.
    Field(PartKey, u32),
}

impl TrayName {
    /// As a view writes it into `data-tray`.
    pub fn word(self) -> String {
        match self {
            Self::Composer => "composer".into(),
            Self::Wish(part) => format!("wish-{}", part.0),
            Self::Field(part, field) => format!("field-{}-{field}", part.0),
        }
    }

    /// Reads what [`Self::word`] wrote.
    pub fn read(word: &str) -> Option<Self> {
        let number = |text: &str| text.parse().ok();
        if let Some(part) = word.strip_prefix("wish-") {
            return Some(Self::Wish(PartKey(number(part)?)));
        }
        if let Some((part, field)) = word.strip_prefix("field-").and_then(|rest| rest.split_once('-')) {
            return Some(Self::Field(PartKey(number(part)?), number(field)?));
        }
        (word == "composer").then_some(Self::Composer)
    }
}

/// The files of one place, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Tray {
    uploads: Vec<Upload>,
    /// What may be sent in any case, while it is not known with whom the conversation is.
    certain: Option<Rules>,
}

impl Tray {
    /// The files.
    pub fn uploads(&self) -> &[Upload] {
        &self.uploads
    }

    /// Whether one of them is still being looked at, or waits for its judgement.
    pub fn is_busy(&self) -> bool {
        self.uploads.iter().any(|upload| is_open(upload.state))
    }

    /// Files that can be sent.
    pub fn ready(&self) -> impl Iterator<Item = &Upload> {
        self.uploads.iter().filter(|upload| upload.state == UploadState::Ready)
    }

    /// Files that were looked at and not refused, and those of `returning` that are being looked at again: what is kept
    /// for a reload.
    pub fn worth_keeping<'a>(&'a self, returning: &'a [FileId]) -> impl Iterator<Item = &'a Upload> {
        self.uploads.iter().filter(|upload| match upload.state {
            UploadState::Ready | UploadState::Undecided => true,
            UploadState::Checking => returning.contains(&upload.id),
            UploadState::Refused(_) | UploadState::Unreadable => false,
        })
    }

    /// Takes picked files: what can be refused at once is, each by itself.
    pub fn pick(&mut self, files: Vec<Picked>, rules: &Rules) -> Vec<UploadCommand> {
        let mut commands = Vec::new();
        for file in files {
            if self.uploads.len() >= SHOWN {
                commands.push(UploadCommand::Forget(file.id));
                continue;
            }
            let counted = self.uploads.iter().filter(|upload| !is_out(upload.state)).count();
            let refusal = if counted >= rules.max_files {
                Some(Refusal::Count(rules.max_files))
            } else {
                refusal(&file, rules)
            };
            commands.push(match refusal {
                Some(_) => UploadCommand::Forget(file.id),
                None => UploadCommand::Inspect(file.id),
            });
            self.uploads.push(Upload {
                id: file.id,
                name: file.name.chars().take(NAME_LIMIT).collect(),
                mime: file.mime.to_ascii_lowercase(),
                bytes: file.bytes,
                preview: None,
                state: refusal.map_or(UploadState::Checking, UploadState::Refused),
                edge: rules.longest_edge.unwrap_or_default(),
                rules: rules.clone(),
            });
        }
        commands
    }

    /// A file was looked at: it is refused, ready, or an image to be scaled.
    pub fn inspected(&mut self, id: FileId, head: &[u8], size: Option<(u32, u32)>) -> Option<UploadCommand> {
        let upload = self.checking(id)?;
        if upload.mime.is_empty() {
            upload.mime = String::from(sniff(head).unwrap_or("application/octet-stream"));
        }
        let refusal = if !upload.rules.allows(&upload.mime) {
            Some(Refusal::Type)
        } else if !is_plausible(&upload.mime, head) {
            Some(Refusal::Content)
        } else if upload.rules.scales(&upload.mime) {
            match size {
                Some((width, height)) if width > 0 && height > 0 => {
                    return Some(scale(upload, width, height));
                }
                // Where any file is taken, so is an image that this browser cannot draw.
                None if upload.rules.types.is_empty() && upload.bytes <= upload.rules.max_bytes => None,
                _ => Some(Refusal::Content),
            }
        } else {
            None
        };
        if let Some(refusal) = refusal {
            upload.state = UploadState::Refused(refusal);
            return Some(UploadCommand::Forget(id));
        }
        self.settle(id);
        None
    }

    /// An image was written anew. One that is still too heavy is tried at half its edge.
    pub fn scaled(&mut self, id: FileId, bytes: u64, preview: String) -> Option<UploadCommand> {
        let upload = self.checking(id)?;
        if bytes == 0 {
            upload.state = UploadState::Refused(Refusal::Content);
            return Some(UploadCommand::Forget(id));
        }
        if bytes > upload.rules.max_bytes {
            upload.edge /= 2;
            if upload.edge >= SMALLEST_EDGE {
                // Its size is asked again: it may be small already, and then only its edge counts.
                return Some(UploadCommand::Inspect(id));
            }
            upload.state = UploadState::Refused(Refusal::Size(upload.rules.max_bytes));
            return Some(UploadCommand::Forget(id));
        }
        upload.mime = upload.rules.scaled_type().to_owned();
        upload.bytes = bytes;
        upload.preview = Some(preview);
        self.settle(id);
        None
    }

    /// A file is as it would be sent.
    fn settle(&mut self, id: FileId) {
        if let Some(upload) = self.uploads.iter_mut().find(|upload| upload.id == id) {
            let doubt = self.certain.as_ref().is_some_and(|certain| objection(upload, certain).is_some());
            upload.state = if doubt { UploadState::Undecided } else { UploadState::Ready };
        }
    }

    /// It is not known with whom the conversation is: only what is `certain` can be sent yet.
    pub fn doubt(&mut self, certain: Rules) {
        self.certain = Some(certain);
    }

    /// Whether that is so.
    pub fn is_in_doubt(&self) -> bool {
        self.certain.is_some()
    }

    /// It is known with whom the conversation is: what does not comply with its `rules` is refused, nothing else is
    /// judged anew.
    pub fn judge(&mut self, rules: &Rules) -> Vec<UploadCommand> {
        let doubted = self.certain.take().is_some();
        let mut commands = Vec::new();
        for upload in &mut self.uploads {
            match upload.state {
                UploadState::Checking | UploadState::Unreadable if doubted => {
                    if upload.rules.types.is_empty() {
                        upload.rules = rules.clone();
                    }
                    // What it weighs, and what it turns out to be, is judged when that is known.
                    if let Some(refusal @ (Refusal::Files | Refusal::Type)) = objection(upload, rules)
                        && !(refusal == Refusal::Type && upload.mime.is_empty())
                    {
                        upload.state = UploadState::Refused(refusal);
                        commands.push(UploadCommand::Forget(upload.id));
                    }
                }
                UploadState::Undecided | UploadState::Ready => match objection(upload, rules) {
                    Some(Refusal::Size(most)) if upload.rules.scales(&upload.mime) => {
                        upload.rules.max_bytes = most;
                        upload.state = UploadState::Checking;
                        commands.push(UploadCommand::Inspect(upload.id));
                    }
                    Some(refusal) => {
                        upload.rules = rules.clone();
                        upload.state = UploadState::Refused(refusal);
                        commands.push(UploadCommand::Forget(upload.id));
                    }
                    None => upload.state = UploadState::Ready,
                },
                UploadState::Checking | UploadState::Unreadable | UploadState::Refused(_) => {}
            }
        }
        commands
    }

    /// A file could not be read.
    pub fn failed(&mut self, id: FileId) {
        if let Some(upload) = self.checking(id) {
            upload.state = UploadState::Unreadable;
        }
    }

    /// Reads a file again.
    pub fn retry(&mut self, id: FileId) -> Option<UploadCommand> {
        let upload = self.uploads.iter_mut().find(|upload| upload.id == id)?;
        (upload.state == UploadState::Unreadable).then(|| {
            upload.state = UploadState::Checking;
            UploadCommand::Inspect(id)
        })
    }

    /// Takes a file out, whatever is being done with it.
    pub fn remove(&mut self, id: FileId) -> Option<UploadCommand> {
        let position = self.uploads.iter().position(|upload| upload.id == id)?;
        self.uploads.remove(position);
        Some(UploadCommand::Forget(id))
    }

    /// Takes the files that can be sent; what was refused has been read and goes, what could not be read stays.
    pub fn take_ready(&mut self) -> Vec<Upload> {
        let mut taken = Vec::new();
        let mut kept = Vec::new();
        for upload in std::mem::take(&mut self.uploads) {
            match upload.state {
                UploadState::Ready => taken.push(upload),
                UploadState::Refused(_) => {}
                UploadState::Checking | UploadState::Undecided | UploadState::Unreadable => kept.push(upload),
            }
        }
        self.uploads = kept;
        taken
    }

    /// Puts files back that were not sent, in front of what is there.
    pub fn put_back(&mut self, mut files: Vec<Upload>) {
        files.append(&mut self.uploads);
        self.uploads = files;
    }

    fn checking(&mut self, id: FileId) -> Option<&mut Upload> {
        self.uploads.iter_mut().find(|upload| upload.id == id && upload.state == UploadState::Checking)
    }
}

/// Whether a file may still turn out to be one that can be sent, and cannot be yet.
fn is_open(state: UploadState) -> bool {
    matches!(state, UploadState::Checking | UploadState::Undecided)
}

/// Why a file as it would be sent does not comply.
fn objection(upload: &Upload, rules: &Rules) -> Option<Refusal> {
    if rules.max_files == 0 {
        Some(Refusal::Files)
    } else if !rules.allows(&upload.mime) {
        Some(Refusal::Type)
    } else if upload.bytes > rules.max_bytes {
        Some(Refusal::Size(rules.max_bytes))
    } else {
        None
    }
}

/// Whether a file takes no place among those that are sent.
fn is_out(state: UploadState) -> bool {
    matches!(state, UploadState::Refused(_))
}

/// What can be known from the outside.
fn refusal(file: &Picked, rules: &Rules) -> Option<Refusal> {
    let kind = file.mime.to_ascii_lowercase();
    if file.bytes == 0 {
        Some(Refusal::Empty)
    } else if !kind.is_empty() && !rules.allows(&kind) {
        Some(Refusal::Type)
    } else if file.bytes > rules.max_picked(&kind) {
        Some(Refusal::Size(rules.max_picked(&kind)))
    } else {
        None
    }
}

fn scale(upload: &Upload, width: u32, height: u32) -> UploadCommand {
    let (width, height) = fit(width, height, upload.edge);
    UploadCommand::Scale { id: upload.id, width, height, mime: upload.rules.scaled_type() }
}

#[cfg(test)]
#[path = "tray/tests.rs"]
mod tests;
