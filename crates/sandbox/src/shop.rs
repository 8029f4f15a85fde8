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

/// The language of `text`, in a word such as `english`; where it does not show, that of the chatbot.
pub(crate) fn language_of(chatbot_id: &str, text: &str) -> &'static str {
    Language::of(text, bots::language(chatbot_id)).word()
}

/// What a product page says, in English.
pub(crate) struct Sold {
    pub(crate) name: &'static str,
    pub(crate) line: &'static str,
    pub(crate) price: String,
    /// Name of its kind, which is that of its drawing.
    pub(crate) picture: &'static str,
    pub(crate) stock: u32,
}

/// The article at `slug`.
pub(crate) fn sold(slug: &str) -> Option<Sold> {
    let article = catalogue::by_slug(slug)?;
    let english = Language::English;
    Some(Sold {
        name: article.name,
        line: english.pick(&article.line),
        price: article.price_in_words(english),
        picture: article.kind.word(),
        stock: article.stock,
    })
}
