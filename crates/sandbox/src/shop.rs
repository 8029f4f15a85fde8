//! The shop "Fjord & Fell": its goods, its chatbots, and the scripted assistant that answers for it.

mod assistant;
pub(crate) mod bots;
mod build;
mod catalogue;
mod commands;
mod language;
mod phrases;
pub(crate) mod pictures;
mod question;
mod reply;
mod topics;

pub(crate) use commands::forms;
pub(crate) use question::Question;
pub(crate) use reply::{Accepted, Reply, Script};

use crate::state::State;
use crate::store::Session;
use language::Language;
use std::sync::Arc;

/// What the assistant does with `question`: a command does as it says, everything else is answered.
pub(crate) fn reply(state: &Arc<State>, session: &Session, question: &Question) -> Reply {
    let language = Language::of(&question.text, bots::language(&session.chatbot_id));
    let desk = commands::Desk { state, session, language };
    if let Some(reply) = commands::run(&desk, &question.text) {
        return reply;
    }
    let parts = assistant::answer(question, language, &state.origins);
    Reply::stream(Script::of_parts(&parts, state.pace))
}

/// Name, line and price of the article at `slug`, in English.
pub(crate) fn sold(slug: &str) -> Option<(&'static str, &'static str, String)> {
    let article = catalogue::by_slug(slug)?;
    let english = Language::English;
    Some((article.name, english.pick(&article.line), article.price_in_words(english)))
}
