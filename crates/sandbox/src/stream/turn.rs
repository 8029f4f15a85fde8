//! One turn of the assistant: what becomes of it when its stream ends, breaks or is left by the reader.

use super::frames;
use crate::state::State;
use crate::store::Session;
use axum::body::Bytes;
use serde_json::{Value, json};
use std::sync::Arc;

/// What becomes of a turn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The reply is stored although nobody read its end.
    Stored,
    /// The reply is lost; a retry takes the place of the input.
    Failed,
}

/// One reply and whose it is.
pub(crate) struct Turn {
    state: Arc<State>,
    session: Session,
    message: Value,
    if_left: Outcome,
    settled: bool,
}

impl Turn {
    /// A turn that will say `message`. `if_left` says what becomes of it when the reader goes before its end.
    pub(crate) fn new(state: Arc<State>, session: Session, message: Value, if_left: Outcome) -> Self {
        Self { state, session, message, if_left, settled: false }
    }

    /// Decides the turn; the first decision counts.
    pub(crate) fn settle(&mut self, outcome: Outcome) {
        if std::mem::replace(&mut self.settled, true) {
            return;
        }
        match outcome {
            Outcome::Stored => self.state.store.add_message(&self.session, &self.message),
            Outcome::Failed => self.state.store.turn_failed(&self.session),
        }
    }

    /// Stores the reply, binds the token if it was not bound, and writes the frame that says both.
    pub(crate) fn done(&mut self) -> Bytes {
        self.settle(Outcome::Stored);
        let mut data = json!({ "message": self.message });
        if let Some(token) = self.state.store.bind(&self.session) {
            data["visitor_token"] = Value::String(token);
        }
        frames::write("done", &data)
    }
}

impl Drop for Turn {
    /// A reader who stops does not stop the assistant: the reply is stored all the same (`chat-api.md` §5).
    fn drop(&mut self) {
        self.settle(self.if_left);
    }
}
