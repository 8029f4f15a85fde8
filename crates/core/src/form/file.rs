//! Files that go with a form, and what is refused before it is sent (`chat-api.md` §8; F62).

use super::Problem;
use chatlet_protocol::action::ACTION_DATA_LIMIT;

/// Files of a ticket at most; the number that the API's own client allows for a message (`chat-api.md` §8).
const TICKET_FILES: usize = 8;
/// Bytes whose padded base64 still fits: three bytes are four characters.
const ENCODABLE: u64 = (ACTION_DATA_LIMIT / 4 * 3) as u64;

/// A file that was chosen and read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickedFile {
    /// Its name, untrusted (S28).
    pub name: String,
    /// Media type as the browser tells it; may be empty.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Bare base64; none when it was too large to be read, or could not be read.
    pub data: Option<String>,
}

/// How many files of which size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileLimits {
    /// Files.
    pub count: usize,
    /// Bytes of each.
    pub bytes: u64,
}

impl FileLimits {
    pub(super) fn of_a_field() -> Self {
        Self { count: 1, bytes: ENCODABLE }
    }

    pub(super) fn of_a_ticket(bytes: u64) -> Self {
        Self { count: TICKET_FILES, bytes: bytes.min(ENCODABLE) }
    }
}

/// Adds what may be added. A field with room for one file takes the new one in the place of the old. Returns why
/// something was refused.
pub(super) fn add(kept: &mut Vec<PickedFile>, files: Vec<PickedFile>, limits: FileLimits) -> Option<Problem> {
    let mut problem = None;
    for file in files {
        let refusal = if file.size == 0 {
            Some(Problem::FileEmpty(file.name.clone()))
        } else if file.size > limits.bytes {
            Some(Problem::FileTooLarge(file.name.clone(), limits.bytes))
        } else if file.data.as_ref().is_none_or(|data| data.is_empty() || data.len() > ACTION_DATA_LIMIT) {
            Some(Problem::FileUnreadable(file.name.clone()))
        } else if limits.count > 1 && kept.len() >= limits.count {
            Some(Problem::TooManyFiles(limits.count))
        } else {
            if limits.count == 1 {
                kept.clear();
            }
            kept.push(file);
            None
        };
        problem = problem.or(refusal);
    }
    problem
}
