//! Which piece of the transcript changed: what a view watches.

use super::entry::{MessageKey, PartKey};

/// One thing that a view can watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TranscriptChange {
    /// Entries were added, removed or moved.
    Messages,
    /// The status, the parts or the author of an entry.
    Message(MessageKey),
    /// The content of a part was replaced, or blocks, rows or cards were added.
    Part(PartKey),
    /// Pieces or items were added to a block of a rich text part.
    Block(PartKey, u32),
    /// The tail of a block of a rich text part grew.
    Tail(PartKey, u32),
}

impl TranscriptChange {
    /// Whether entries or whole parts may have come, changed or gone, rather than text inside a part.
    pub fn changes_parts(self) -> bool {
        matches!(self, Self::Messages | Self::Message(_) | Self::Part(_))
    }
}
