//! Older messages, page by page (`chat-api.md` §6).

use super::boot::PAGE;
use super::calls::Purpose;
use super::{Answer, Change, Client};
use crate::address::encode_component;
use chatlet_protocol::message::MessagePage;

/// What is known of older messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Older {
    /// There are none.
    None,
    /// There are some, behind this cursor.
    More(String),
    /// They are on their way; the cursor is kept for another try.
    Loading(Option<String>),
    /// They could not be had; nothing is lost, and the visitor can try again.
    Failed(Option<String>),
}

impl Older {
    pub(super) fn after(page: &MessagePage) -> Self {
        match &page.next_cursor {
            Some(cursor) if page.has_more => Self::More(cursor.clone()),
            _ => Self::None,
        }
    }
}

impl Client {
    pub(super) fn on_newest_messages(&mut self, answer: &Answer) {
        match answer.json::<MessagePage>() {
            Some(page) => {
                self.take_newest(page);
                self.finish_history();
            }
            None => self.fail_history(),
        }
    }

    fn take_newest(&mut self, page: MessagePage) {
        self.older = Older::after(&page);
        self.change(Change::Older);
        let count = page.messages.len();
        let changes = self.transcript.merge_newest(page.messages);
        self.changed(changes);
        self.follow_latest();
        self.tell_drawn_products();
        self.tell_history(count);
    }

    pub(super) fn load_older(&mut self) {
        let cursor = match &self.older {
            Older::More(cursor) => Some(cursor.clone()),
            Older::Failed(cursor) => cursor.clone(),
            Older::None | Older::Loading(_) => return,
        };
        let path = match &cursor {
            Some(cursor) => format!("/messages?limit={PAGE}&cursor={}", encode_component(cursor)),
            None => format!("/messages?limit={PAGE}"),
        };
        self.older = Older::Loading(cursor);
        self.keep_place();
        self.change(Change::Older);
        self.read(Purpose::Older, &path);
    }

    pub(super) fn on_older_answer(&mut self, answer: &Answer) {
        let Older::Loading(cursor) = std::mem::replace(&mut self.older, Older::None) else { return };
        self.keep_place();
        self.change(Change::Older);
        match answer.json::<MessagePage>() {
            Some(page) => {
                self.older = Older::after(&page);
                let (count, changes) = self.transcript.prepend(page.messages);
                self.reading.prepended(count);
                self.changed(changes);
                self.tell_history(count);
                // A reader who waits at the top moves nothing that would ask for them.
                self.move_window();
            }
            None => self.older = Older::Failed(cursor),
        }
    }
}
