//! What another tab has read: one tab reads for all (`experience.md`, "Several tabs").

use super::poller::Once;
use super::{Livechat, Reading};
use crate::time::Millis;
use chatlet_protocol::livechat::LivechatStatus;

impl Livechat {
    /// What another tab has read counts as read here. Where its reading began behind what is known here, there is a gap,
    /// and that is read by oneself: the other one may have nothing new to tell for as long as it reads.
    pub(super) fn on_heard(&mut self, now: Millis, after: Option<u64>, reading: Reading) {
        if !self.enabled || self.requesting || self.leaving {
            return;
        }
        if !self.poller.is_seen() && !self.poller.reads_once() {
            // Somebody reads; it is for this tab to do so when they no longer do.
            self.unschedule();
        }
        let messages = match reading {
            Reading::State(state) => {
                if !self.apply_state(now, state) {
                    self.hear_stale();
                }
                return;
            }
            Reading::Messages(page) => page.messages,
            Reading::Sync(sync) => {
                if !self.apply_state(now, sync.state) {
                    return self.hear_stale();
                }
                sync.messages
            }
            Reading::Unsupported | Reading::Failed => return,
        };
        if self.status == LivechatStatus::Inactive {
            return;
        }
        if after <= self.sequence {
            self.apply_messages(messages);
        } else if !self.poller.reads_once() {
            self.look(Once::CatchUp);
        }
    }

    /// The other tab is behind, or ahead in another session that nobody has told of here.
    fn hear_stale(&mut self) {
        if self.is_stale_again() {
            self.look_anew(Once::CatchUp);
        } else if self.status == LivechatStatus::Closed && !self.poller.reads_once() {
            // It may end before enough is heard of it, and nothing else is read here.
            self.look(Once::CatchUp);
        }
    }
}
