//! The sound of a message that nobody sees come.

use super::Client;
use super::service::ServiceTask;

impl Client {
    /// A reply or an agent's message has come. It sounds only when nobody looks, after the visitor's first gesture, and
    /// unless they have muted it (`experience.md`).
    pub(super) fn chime(&mut self) {
        let unseen = !self.window_open || !self.birth.visible;
        if unseen && self.services.choices.gestured && self.services.choices.sound {
            self.task(ServiceTask::Chime);
        }
    }
}
