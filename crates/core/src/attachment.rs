//! Files of the visitor's: which may go with a message, what each turned out to be, and how they are written into a
//! request (`chat-api.md` §8).
//!
//! Nothing here holds a file's bytes. The browser's side keeps them under a [`FileId`], says what it finds, and puts
//! their base64 where a body has a place for it.

mod body;
mod kind;
mod rules;
mod tray;
mod upload;

pub use body::{Piece, action_file, has_files, message, message_with, pieces};
pub use kind::{HEAD, sniff};
pub use rules::{Rules, fit};
pub use tray::{Tray, TrayName};
pub use upload::{
    FieldName, FileId, KeptFile, Picked, Refusal, Returned, Upload, UploadCommand, UploadInput, UploadState,
};
