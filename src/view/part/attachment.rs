//! Pictures and files.

mod file;
mod image;

pub(crate) use file::file;
pub(crate) use image::image;

use crate::state::Thread;
use chatlet_core::transcript::PartKey;
use chatlet_protocol::part::{Attachment, Part};

fn attachment(thread: Thread, part: PartKey) -> Option<Attachment> {
    thread.part(part, |part| match part {
        Part::Image(attachment) | Part::File(attachment) => Some(attachment.clone()),
        _ => None,
    })
}
