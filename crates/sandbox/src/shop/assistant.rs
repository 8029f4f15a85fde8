//! The scripted assistant: any question gets a sensible answer in the visitor's language.

use super::build::{cell, part_id, quick_replies, rich};
use super::catalogue::{ARTICLES, Article, Kind, of_kind};
use super::language::Language;
use super::phrases::{self, Phrase};
use super::question::Question;
use super::topics::{self, Topic};
use super::{commands::forms, commands::goods};
use crate::state::Origins;
use chatlet_protocol::part::Part;
use chatlet_protocol::table::{Alignment, Alignments, Table};
use serde_json::json;

/// The parts of the answer to `question`.
pub(super) fn answer(question: &Question, language: Language, origins: &Origins) -> Vec<Part> {
    let desk = Desk { language, origins };
    match question.picture {
        Some(false) => return vec![desk.say(&phrases::BAD_PICTURE)],
        Some(true) => return vec![desk.say(&phrases::PICTURE), human()],
        None => {}
    }
    if let Some(file) = question.files.first() {
        return vec![rich(&language.pick(&phrases::FILE).replace("{file}", &plain(file)))];
    }
    match (topics::topic(&question.text), topics::article(&question.text)) {
        (Some(Topic::Compare), _) => desk.compare(),
        (_, Some(article)) => desk.one(article),
        (Some(topic), None) => desk.about(topic),
        (None, None) => vec![desk.say(&phrases::FALLBACK), goods::suggestions(language, origins)],
    }
}

/// A name without the marks of the shorthand.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| !matches!(letter, '*' | '~' | '[' | '\n')).collect()
}

fn human() -> Part {
    Part::RequestHumanAgent { part_id: part_id() }
}

struct Desk<'a> {
    language: Language,
    origins: &'a Origins,
}

impl Desk<'_> {
    fn say(&self, phrase: &Phrase) -> Part {
        rich(&self.language.pick(phrase).replace("{host}", &self.origins.host))
    }

    fn cards(&self, articles: &[&Article]) -> Part {
        let products = articles.iter().map(|article| article.card(self.language, self.origins)).collect();
        Part::Products { part_id: part_id(), products }
    }

    fn replies(&self, replies: &[&[&str]; 3]) -> Part {
        quick_replies(self.language.pick_list(replies))
    }

    fn about(&self, topic: Topic) -> Vec<Part> {
        match topic {
            Topic::Greeting => vec![self.say(&phrases::GREETING), self.replies(&phrases::GREETING_REPLIES)],
            Topic::Thanks => vec![self.say(&phrases::THANKS)],
            Topic::Identity => vec![self.say(&phrases::IDENTITY)],
            Topic::Shipping => vec![self.say(&phrases::SHIPPING)],
            Topic::Returns => vec![self.say(&phrases::RETURNS)],
            Topic::Hours => vec![self.say(&phrases::HOURS)],
            Topic::Payment => vec![self.say(&phrases::PAYMENT)],
            Topic::Order => vec![self.say(&phrases::ORDER), human()],
            Topic::Human => vec![self.say(&phrases::HUMAN), human()],
            Topic::Contact => vec![self.say(&phrases::CONTACT), forms::contact(self.language)],
            Topic::Complaint => vec![self.say(&phrases::COMPLAINT), forms::ticket(self.language)],
            Topic::Sizes => vec![
                self.say(&phrases::SIZES),
                Part::Custom {
                    part_id: part_id(),
                    key: "open_size_guide".into(),
                    payload: Some(json!({ "category": "boots" })),
                },
            ],
            Topic::Offers => {
                let offers: Vec<_> = ARTICLES.iter().filter(|article| article.before.is_some()).collect();
                vec![self.say(&phrases::OFFERS), self.cards(&offers)]
            }
            Topic::Stock => {
                let stocked: Vec<_> = ARTICLES.iter().filter(|article| article.stock > 10).collect();
                vec![self.say(&phrases::STOCK), self.cards(&stocked)]
            }
            Topic::Goods(kind) => vec![self.say(&phrases::goods(kind)), self.cards(&of_kind(kind))],
            Topic::Compare => self.compare(),
        }
    }

    fn one(&self, article: &Article) -> Vec<Part> {
        let stock = if article.stock > 0 { phrases::IN_STOCK } else { phrases::SOLD_OUT };
        let text = format!(
            "**{}** – {}. {}, {}, {}.",
            article.name,
            self.language.pick(&article.line),
            article.fact,
            article.price_in_words(self.language),
            self.language.pick(&stock),
        );
        vec![rich(&text), self.cards(&[article])]
    }

    fn compare(&self) -> Vec<Part> {
        vec![self.say(&phrases::COMPARE), tents_table(self.language)]
    }
}

/// Our tents side by side.
pub(super) fn tents_table(language: Language) -> Part {
    let headers = language.pick_list(&[
        &["Model", "People", "Weight", "Price", "Stock"],
        &["Model", "Personer", "Vægt", "Pris", "Lager"],
        &["الطراز", "الأشخاص", "الوزن", "السعر", "المخزون"],
    ]);
    let rows = of_kind(Kind::Tent).into_iter().map(|tent| {
        let price = tent.price_in_words(language);
        let people = tent.name.rsplit(' ').next().unwrap_or_default();
        let price = if tent.before.is_some() { format!("**{price}**") } else { price };
        vec![cell(tent.name), cell(people), cell(tent.fact), cell(&price), cell(&tent.stock.to_string())]
    });
    let table = Table {
        caption: Some(language.pick(&["Tents", "Telte", "الخيام"]).to_owned()),
        headers: headers.iter().map(|header| cell(header)).collect(),
        alignments: Alignments(vec![
            Alignment::Left,
            Alignment::Center,
            Alignment::Right,
            Alignment::Right,
            Alignment::Right,
        ]),
        rows: rows.collect(),
    };
    Part::Table { part_id: part_id(), table }
}
