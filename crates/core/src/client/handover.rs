//! The wish for a human, from wherever it comes.

use super::Client;
use chatlet_protocol::catalogue::Priority;
use chatlet_protocol::livechat::LivechatStatus;
use serde_json::Value;

impl Client {
    /// A human is requested. `source` is what asked for it: `manual_button`, `assistant_marker`, `api`, `welcome`.
    pub(super) fn request_handover(
        &mut self,
        reason: String,
        priority: Priority,
        metadata: Option<Value>,
        source: &str,
    ) {
        self.ask_for_human(None, reason, priority, metadata, source, None);
    }

    /// Whether a human was, or is about to be, part of this conversation: then it is not rated (`chat-api.md` §7).
    pub(super) fn livechat_was_there(&self) -> bool {
        self.is_asking_for_human() || self.livechat().status() != LivechatStatus::Inactive
    }
}
