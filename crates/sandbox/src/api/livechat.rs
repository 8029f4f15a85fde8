//! Livechat for the visitor, the agent system and the integrator (`chat-api.md` §9).

pub(super) mod agent;
pub(super) mod attachments;
mod contents;
mod read;
pub(super) mod setup;
pub(super) mod visitor;

use crate::errors::Failure;
use crate::livechat::session::{Refused, Request};
use crate::shop;
use crate::state::State;
use crate::store::Session;
use serde_json::Value;
use std::time::SystemTime;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::UnknownAgent => Self::not_found(refused.words()),
            _ => Self::conflict(refused.words()),
        }
    }
}

/// How a handover is asked for, without what the server finds out itself.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) platform: String,
    pub(super) source: String,
    pub(super) part_id: Option<String>,
    pub(super) client_context: Value,
}

/// Hands a visitor over, or back to the session that is open already: `LivechatSession`.
pub(super) fn hand_over(state: &State, session: &Session, asked: Asked) -> Result<Value, Failure> {
    if let Some(open) = state.store.open_livechat(session) {
        return Ok(open);
    }
    let (is_live, reason) = state.livechat_options(&session.chatbot_id).availability(SystemTime::now());
    if !is_live {
        return Err(Failure::conflict(format!("Livechat is not available: {reason}.")));
    }
    let Asked { platform, source, part_id, client_context } = asked;
    let words = state.store.last_words(session).unwrap_or_default();
    let language = shop::language_of(&session.chatbot_id, &words);
    let request = Request { platform, source, part_id, client_context, language };
    state.store.hand_over(session, request).ok_or_else(Failure::unauthorized)
}
