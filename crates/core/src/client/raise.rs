//! Raises events to whoever listens: the loader over the private line, or the page of a bare frame.

use super::{Client, Command, Link};
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::host_line::{AppMessage, Stamp};

impl Client {
    pub(super) fn raise(&mut self, event: Event) {
        if self.is_heard() {
            let id = self.ids.uuid();
            self.raise_as(id, event);
        }
    }

    /// Whether anybody listens to events.
    pub(super) fn is_heard(&self) -> bool {
        !matches!(self.link, Link::None | Link::Bare(None))
    }

    /// Raises an event whose id is known, so that an answer to it can be.
    pub(super) fn raise_as(&mut self, id: String, event: Event) {
        if !self.is_heard() {
            return;
        }
        let stamp = Stamp {
            id,
            timestamp: crate::time::format(self.now),
            chatbot_id: self.options.chatbot_id.clone(),
            instance: self.options.instance.clone(),
            session_id: self.session.conversation.as_ref().map(|conversation| conversation.id.clone()),
        };
        let event = Box::new(event);
        self.command(match &self.link {
            Link::Bare(Some(origin)) => Command::TellBare { origin: origin.clone(), stamp, event },
            Link::Bare(None) | Link::None | Link::Loader => Command::Tell(AppMessage::Event { stamp, event }),
        });
    }
}
