//! Cards.

use super::super::build::part_id;
use super::super::catalogue::{ARTICLES, by_slug};
use super::super::language::Language;
use crate::state::Origins;
use chatlet_protocol::part::Part;
use chatlet_protocol::product::Suggestion;

/// Everything that is sold.
pub(super) fn products(language: Language, origins: &Origins) -> Part {
    let products = ARTICLES.iter().map(|article| article.card(language, origins)).collect();
    Part::Products { part_id: part_id(), products }
}

/// Cards that ask a follow-up.
pub(in super::super) fn suggestions(language: Language, origins: &Origins) -> Part {
    let cards = [
        ("fjell-4", ["Tents", "Telte", "الخيام"], ["Show me tents", "Vis mig telte", "أرني الخيام"]),
        (
            "regn",
            ["Jackets", "Jakker", "السترات"],
            ["Which jacket keeps me dry?", "Hvilken jakke holder mig tør?", "أي سترة تقيني المطر؟"],
        ),
        (
            "sti-mid",
            ["Boots", "Støvler", "الأحذية"],
            ["Show me hiking boots", "Vis mig vandrestøvler", "أرني أحذية المشي"],
        ),
        (
            "",
            ["Delivery", "Levering", "التوصيل"],
            ["How long does delivery take?", "Hvor lang tid tager levering?", "كم يستغرق التوصيل؟"],
        ),
    ];
    let suggestion = |(slug, title, prompt): &(&str, [&str; 3], [&str; 3])| Suggestion {
        id: format!("suggestion_{}", title[0].to_lowercase()),
        title: language.pick(title).to_owned(),
        description: by_slug(slug).map(|article| language.pick(&article.line).to_owned()),
        image_url: by_slug(slug).map(|article| article.image_url(origins)).unwrap_or_default(),
        prompt_text: language.pick(prompt).to_owned(),
    };
    Part::Suggestions { part_id: part_id(), suggestions: cards.iter().map(suggestion).collect() }
}
