//! Commands a visitor may type to see each part, each fault and long streams: `/help` lists them.

mod agent;
mod faults;
mod fixture;
pub(crate) mod forms;
mod gallery;
pub(super) mod goods;
mod help;
mod history;
mod hostile;
mod media;
mod odd;
mod text;
mod tokens;

use super::build::{part_id, quick_replies, rich};
use super::language::Language;
use super::{Reply, Script, assistant};
use crate::state::State;
use crate::store::Session;
use chatlet_protocol::part::Part;
use serde_json::json;
use std::sync::Arc;

/// What a command works with.
pub(super) struct Desk<'a> {
    pub(super) state: &'a Arc<State>,
    pub(super) session: &'a Session,
    pub(super) language: Language,
}

impl Desk<'_> {
    fn parts(&self, parts: &[Part]) -> Reply {
        Reply::stream(Script::of_parts(parts, self.state.pace))
    }

    fn say(&self, text: &str) -> Reply {
        self.parts(&[rich(text)])
    }
}

/// What `text` commands, if it is a command.
pub(super) fn run(desk: &Desk, text: &str) -> Option<Reply> {
    let line = text.trim();
    let (name, rest) = line.strip_prefix('/')?.split_once(char::is_whitespace).unwrap_or((&line[1..], ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let (language, origins) = (desk.language, &desk.state.origins);
    let marker = |part: Part| desk.parts(&[rich(&help::intro(name)), part]);
    Some(match name {
        "help" => desk.say(&help::text()),
        "products" => marker(goods::products(language, origins)),
        "table" => marker(assistant::tents_table(language)),
        "suggestions" => marker(goods::suggestions(language, origins)),
        "quick-replies" => marker(quick_replies(&["Show me tents", "Opening hours", "Thanks, that is all"])),
        "image" => {
            desk.parts(&[rich(&help::intro(name)), media::image(origins), media::cell_images(origins)])
        }
        "file" => desk.parts(&media::files(desk, &words)),
        "gallery" => desk.parts(&gallery::parts(desk)),
        "upload" => marker(media::upload()),
        "contact-form" => marker(forms::contact(language)),
        "ticket" => marker(forms::ticket(language)),
        "form" => desk.parts(&[rich(&help::intro(name)), forms::claim(language), forms::thin()]),
        "agent" => agent::run(desk, rest),
        "human" => marker(Part::RequestHumanAgent { part_id: part_id() }),
        "custom" => marker(Part::Custom {
            part_id: part_id(),
            key: words.first().unwrap_or(&"open_size_guide").to_string(),
            payload: Some(json!({ "label": "Open the size guide", "category": "boots" })),
        }),
        "links" => desk.parts(&[text::links(origins)]),
        "long" => desk.parts(&text::long()),
        "tokens" => tokens::run(&words),
        "history" => history::run(desk, &words),
        "fixture" => fixture::run(desk, &words),
        "error" => faults::run(desk, line, &words),
        "odd" => odd::run(desk, &words),
        "hostile" => desk.parts(&hostile::parts()),
        _ => desk.say(&format!("There is no command **/{}**. Try **/help**.", help::plain(name))),
    })
}
