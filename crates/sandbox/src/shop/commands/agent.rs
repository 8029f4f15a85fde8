//! `/agent …`: the visitor says what the other side of the livechat does.

use super::Desk;
use crate::livechat::script;
use crate::shop::Reply;

pub(super) fn run(desk: &Desk, line: &str) -> Reply {
    let access = desk.state.store.access_to(desk.session);
    match script::run(desk.state, &desk.session.chatbot_id, access, line) {
        Ok(()) => desk.say("Done."),
        Err(not_done) => desk.say(&not_done.words()),
    }
}
