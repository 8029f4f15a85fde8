//! One file on its way into a message, and what passes between it and the browser's side.

use super::rules::Rules;
use crate::time::Millis;

/// Names a file that the browser's side holds; it mints them, and uses none twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A file as it was picked, on the browser's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Names it from now on.
    pub id: FileId,
    /// Its name, as anybody may have called it.
    pub name: String,
    /// Its media type as the browser guesses it from the name; may be empty.
    pub mime: String,
    /// Bytes.
    pub bytes: u64,
}

/// Why a file cannot be sent; the sentence that says so names the way out (F62).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Files of this type are not taken here.
    Type,
    /// More bytes than are taken, which are these.
    Size(u64),
    /// No bytes at all.
    Empty,
    /// Not what its type says, or damaged, or without any width or height.
    Content,
    /// No files are taken here.
    Files,
    /// More files at once than are taken, which are these.
    Count(usize),
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadState {
    /// It is looked at, and scaled where that is wished.
    Checking,
    /// It was looked at, and is judged once it is known with whom the conversation is.
    Undecided,
    /// It can be sent.
    Ready,
    /// It cannot be sent, and trying again does not help.
    Refused(Refusal),
    /// It could not be read; trying again may help.
    Unreadable,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Names it.
    pub id: FileId,
    /// Its name, untrusted.
    pub name: String,
    /// Media type of what is sent.
    pub mime: String,
    /// Bytes of what is sent, once it is ready.
    pub bytes: u64,
    /// Address of a picture of it, `blob:` of the frame's own.
    pub preview: Option<String>,
    /// Where it stands.
    pub state: UploadState,
    /// What it has to comply with.
    pub rules: Rules,
    /// Longest edge that is tried, in pixels.
    pub(super) edge: u32,
}

impl Upload {
    /// Whether it is sent as an image.
    pub fn is_image(&self) -> bool {
        self.mime.starts_with("image/")
    }
}

/// A file that is kept for a reload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Names it.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// The field it was picked for; none when it goes with a message.
    pub field: Option<FieldName>,
}

/// Names a field of a form beyond a reload, by what the server calls both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName {
    /// Of the part that shows the form.
    pub part_id: String,
    /// Of the field.
    pub key: String,
}

/// A file that was kept and is back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The file.
    pub file: Picked,
    /// The field it was picked for; none when it goes with a message.
    pub field: Option<FieldName>,
}

/// What the browser's side is asked about files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadCommand {
    /// Read its first bytes and, of an image, its size; answered by `Inspected` or `Failed`.
    Inspect(FileId),
    /// Draw the image at this size and write it anew; answered by `Scaled` or `Failed`.
    Scale {
        /// Which file.
        id: FileId,
        /// Pixels.
        width: u32,
        /// Pixels.
        height: u32,
        /// Media type to write.
        mime: &'static str,
    },
    /// Let go of it and of its picture.
    Forget(FileId),
    /// Keep exactly these for a reload, in place of what is kept; none removes what is.
    Keep {
        /// Begins the key.
        scope: String,
        /// When, in milliseconds since the epoch.
        at: Millis,
        /// The files, in order.
        files: Vec<KeptFile>,
    },
    /// Bring back what is kept; answered by `Recalled`, when there is anything.
    Recall {
        /// Begins the key.
        scope: String,
        /// Files that were kept before are removed, in milliseconds since the epoch.
        since: Millis,
    },
}

/// What happens to files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadInput {
    /// Files were picked, pasted or dropped.
    Picked {
        /// Where, as [`super::TrayName::word`] wrote it.
        tray: String,
        /// The files, in order.
        files: Vec<Picked>,
    },
    /// A file was looked at.
    Inspected {
        /// Which file.
        id: FileId,
        /// Its first bytes.
        head: Vec<u8>,
        /// Width and height of an image, in pixels; none when it cannot be decoded or is no image.
        size: Option<(u32, u32)>,
    },
    /// An image was written anew.
    Scaled {
        /// Which file.
        id: FileId,
        /// Bytes it has now.
        bytes: u64,
        /// Address of its picture.
        preview: String,
    },
    /// A file could not be read or drawn.
    Failed(FileId),
    /// So much of the request that carries this file has left.
    Left {
        /// The first of the request's files.
        id: FileId,
        /// Of the whole request.
        percent: u8,
    },
    /// Files that were kept are back.
    Recalled(Vec<Returned>),
    /// The visitor takes a file out, or stops what is done with it.
    Removed(FileId),
    /// The visitor lets a file be read again.
    Retried(FileId),
    /// Files are held over the window, or no longer.
    Dragged(bool),
}
