//! The keyboard in the conversation: one stop, from which keys lead from message to message.

use super::{Client, Command, FocusTarget};
use crate::transcript::MessageKey;

/// What a key means to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderKey {
    /// To the message before.
    Previous,
    /// To the message after.
    Next,
    /// To the earliest message that is there.
    First,
    /// To the newest message.
    Last,
    /// To the first link, button or field of a message.
    Into,
    /// Back to the composer.
    Leave,
}

impl Client {
    /// A key was pressed on the message `at`, or in it, or on the conversation as a whole.
    pub(super) fn on_reader(&mut self, key: ReaderKey, at: Option<MessageKey>) {
        let order = self.transcript.order();
        let Some(newest) = order.len().checked_sub(1).filter(|_| key != ReaderKey::Leave) else {
            return self.command(Command::Focus(FocusTarget::Composer));
        };
        let place = at.and_then(|at| order.iter().rposition(|known| *known == at));
        let drawn = self.reading.drawn(order.len());
        let wanted = match key {
            ReaderKey::Previous => place.map_or(drawn.end - 1, |place| place.saturating_sub(1)),
            ReaderKey::Next => place.map_or(drawn.end - 1, |place| (place + 1).min(newest)),
            ReaderKey::First => drawn.start.saturating_sub(1),
            ReaderKey::Last => newest,
            ReaderKey::Into | ReaderKey::Leave => place.unwrap_or(drawn.end - 1),
        };
        let message = order[wanted];
        if key == ReaderKey::Last {
            self.follow_latest();
        } else {
            self.reveal(wanted);
        }
        self.command(Command::Focus(match key {
            ReaderKey::Into => FocusTarget::Inside(message),
            _ => FocusTarget::Message(message),
        }));
    }
}
