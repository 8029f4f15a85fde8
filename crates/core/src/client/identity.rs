//! Who the visitor is, and whether anything of them may be stored. Somebody else sees nothing of the one before, not for
//! a frame (`embedding.md`; S49).

use super::later::Task;
use super::tabs::Signal;
use super::welcome::text_of;
use super::{Change, Client, Command, Screen, Slot};
use chatlet_protocol::catalogue::{EndReason, Event};
use serde_json::Value;

/// What tells one visitor from another, without saying who they are: what is stored must not name anybody.
pub(super) fn mark_of(identity: &Value) -> String {
    let named = ["id", "userId", "email"].into_iter().find_map(|name| match identity.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        _ => text_of(identity, name).filter(|text| !text.is_empty()),
    });
    let text = named.unwrap_or_else(|| identity.to_string());
    // FNV-1a, twice from different starts: it tells identities apart and keeps no secret.
    let digest = |start: u64| {
        text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    format!("{:016x}{:016x}", digest(0xcbf2_9ce4_8422_2325), digest(0x6c62_272e_07bb_0142))
}

impl Client {
    /// The page says who the visitor is. Who was nobody before goes on as themselves.
    pub(super) fn on_identified(&mut self, identity: &Value) {
        let mark = mark_of(identity);
        match &self.session.identity {
            Some(known) if *known == mark => {}
            Some(_) => self.change_identity(Some(mark)),
            None => {
                self.session.identity = Some(mark);
                self.save_session();
            }
        }
    }

    /// Forgets the visitor; what comes next is somebody else's.
    pub(super) fn change_identity(&mut self, mark: Option<String>) {
        self.forget_calls();
        self.tell_tabs(Signal::Over(EndReason::Identity));
        self.end_conversation(EndReason::Identity);
        self.forget_visitor();
        self.session.identity = mark;
        self.raise(Event::IdentityChange {});
        if self.boot.has_started() {
            self.boot.begin_anew();
            self.screen = Screen::Loading;
            self.change(Change::Screen);
            self.change(Change::Composer);
            if self.window_open {
                self.ensure_started();
            }
        }
    }

    /// Nothing of the visitor stays, neither on the screen nor in memory nor in storage.
    pub(super) fn forget_visitor(&mut self) {
        self.services.renewal = None;
        self.services.privacy = super::privacy::Privacy::default();
        self.show_service(super::ServiceChange::Privacy);
        self.forget_waiting();
        self.if_here(Task::Clear);
        // Also what the page before had left unread.
        self.set_unread(0);
        self.drop_queued();
        self.forget_files();
        self.forget_forms();
        self.composer = super::Composer::default();
        self.change(Change::Composer);
        self.session = super::Session::default();
        self.services.ended = None;
        self.options.metadata = None;
        self.forget_records();
    }

    fn forget_records(&mut self) {
        if self.options.persist {
            for slot in [Slot::Session, Slot::Draft, Slot::Forms] {
                let scope = self.storage_scope();
                self.command(Command::Save { scope, slot, value: None });
            }
            self.forget_kept_files();
        }
    }

    /// From now on things are stored, or nothing is and what was is taken back.
    pub(super) fn on_consent(&mut self, granted: bool) {
        self.options.consent = granted;
        if !granted {
            self.forget_records();
            if self.options.persist {
                let scope = self.storage_scope();
                self.command(Command::Save { scope, slot: Slot::Choices, value: None });
            }
            return;
        }
        if self.options.persist && self.boot.has_started() {
            self.listen_to_tabs();
        }
        self.save_session();
        self.save_draft();
        self.if_here(Task::SaveForms);
        if self.services.choices.gestured {
            self.save_choices();
        }
    }

    /// What is stored of the conversation, unless it is another visitor's: then it goes at once.
    pub(super) fn own_records<'a>(
        &mut self,
        session: Option<&'a str>,
        draft: Option<String>,
    ) -> (Option<&'a str>, Option<String>) {
        let (Some(mine), Some(theirs)) =
            (&self.session.identity, session.and_then(super::session::identity_of))
        else {
            return (session, draft);
        };
        if *mine == theirs {
            return (session, draft);
        }
        self.forget_records();
        (None, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_identity_is_told_by_its_id_and_never_stored_in_words() {
        let ann = mark_of(&json!({ "id": "ann", "plan": "free" }));
        assert_eq!(ann, mark_of(&json!({ "id": "ann", "plan": "pro" })));
        assert_ne!(ann, mark_of(&json!({ "id": "bob", "plan": "free" })));
        assert_eq!(mark_of(&json!({ "id": 5 })), mark_of(&json!({ "id": 5, "name": "Eve" })));
        assert!(!ann.contains("ann") && ann.len() == 32);
    }
}
