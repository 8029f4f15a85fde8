//! What the agent learns of the visitor's typing: the start of a burst and its end, while the session is active.

use super::{Livechat, LivechatTimer, Step};
use crate::time::Millis;

/// A pause this long ends a burst (`chat-api.md` §9, ours), in milliseconds.
const PAUSE: Millis = 5_000;

impl Livechat {
    pub(super) fn on_typed(&mut self, empty: bool) {
        if empty || !self.takes_input() {
            self.stop_typing();
            return;
        }
        if !std::mem::replace(&mut self.visitor_types, true) {
            self.step(Step::Typing(true));
        }
        self.step(Step::Start(LivechatTimer::VisitorTyping, PAUSE));
    }

    /// The burst is over. After the session nobody is told.
    pub(super) fn stop_typing(&mut self) {
        if self.visitor_types {
            self.forget_typing();
            self.step(Step::Typing(false));
        }
    }

    /// The burst is over, and there is nobody to be told (F58).
    pub(super) fn forget_typing(&mut self) {
        if std::mem::take(&mut self.visitor_types) {
            self.step(Step::Stop(LivechatTimer::VisitorTyping));
        }
    }
}
