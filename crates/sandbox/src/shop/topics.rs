//! What a question is about, by the words in it.

use super::catalogue::{ARTICLES, Article, Kind};

/// What the visitor wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Human,
    Complaint,
    Contact,
    Compare,
    Order,
    Returns,
    Shipping,
    Hours,
    Sizes,
    Payment,
    Offers,
    Stock,
    Goods(Kind),
    Greeting,
    Thanks,
    Identity,
}

/// Beginnings of words, English, Danish and Arabic mixed; the first topic that is hit wins.
const KEYWORDS: [(Topic, &[&str]); 20] = [
    (
        Topic::Human,
        &["human", "person", "agent", "menneske", "medarbejder", "someone", "nogen", "موظف", "إنسان"],
    ),
    (
        Topic::Complaint,
        &[
            "complain", "broken", "damage", "defect", "repair", "warrant", "reklam", "klage", "ødelagt",
            "itu", "garanti", "عطل", "ضمان",
        ],
    ),
    (Topic::Contact, &["contact", "call", "phone", "mail", "kontakt", "ring", "telefon", "اتصال", "اتصل"]),
    (Topic::Compare, &["compar", "differ", "versus", "vs", "sammenlign", "forskel", "قارن", "مقارنة"]),
    (Topic::Order, &["order", "track", "parcel", "ordre", "pakke", "طلب"]),
    (Topic::Returns, &["return", "refund", "exchang", "retur", "fortryd", "bytte", "إرجاع", "استرجاع"]),
    (Topic::Shipping, &["ship", "deliver", "freight", "fragt", "lever", "شحن", "توصيل"]),
    (
        Topic::Hours,
        &[
            "open",
            "hour",
            "clos",
            "store",
            "shop",
            "address",
            "åb",
            "åben",
            "butik",
            "adresse",
            "lukke",
            "ساعات",
            "متجر",
        ],
    ),
    (Topic::Sizes, &["size", "sizing", "fit", "størrelse", "mål", "مقاس"]),
    (Topic::Payment, &["pay", "card", "invoice", "gift", "betal", "kort", "faktura", "gave", "دفع"]),
    (
        Topic::Offers,
        &["offer", "sale", "discount", "cheap", "deal", "tilbud", "rabat", "billig", "عرض", "خصم"],
    ),
    (Topic::Goods(Kind::Tent), &["tent", "telt", "camping", "خيم", "خيام"]),
    (Topic::Goods(Kind::Jacket), &["jacket", "coat", "rain", "jakke", "regn", "dun", "سترة", "معطف"]),
    (Topic::Goods(Kind::Boot), &["boot", "shoe", "støvle", "sko", "حذاء", "أحذية"]),
    (Topic::Goods(Kind::Stove), &["stove", "cook", "gas", "blus", "komfur", "موقد"]),
    (Topic::Goods(Kind::Pack), &["pack", "bag", "rygsæk", "taske", "حقيبة"]),
    (Topic::Stock, &["stock", "available", "lager", "متوفر"]),
    (Topic::Thanks, &["thank", "great", "perfect", "bye", "tak", "super", "perfekt", "farvel", "شكر"]),
    (Topic::Identity, &["who", "robot", "bot", "name", "hvem", "navn", "من"]),
    (Topic::Greeting, &["hi", "hello", "hey", "hej", "goddag", "morning", "مرحبا", "السلام", "أهلا"]),
];

/// Words this short are only hit whole.
const WHOLE: usize = 4;

/// What `text` is about.
pub(crate) fn topic(text: &str) -> Option<Topic> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let hit = |key: &&str| {
        words.iter().any(|word| {
            let short = key.chars().count() < WHOLE && key.is_ascii();
            // Arabic puts the article and other letters in front of the word.
            let bare = word.strip_prefix("ال").unwrap_or(word);
            *word == *key || (!short && (word.starts_with(*key) || bare.starts_with(*key)))
        })
    };
    KEYWORDS.iter().find(|(_, keys)| keys.iter().any(hit)).map(|(topic, _)| *topic)
}

/// The article that `text` names.
pub(crate) fn article(text: &str) -> Option<&'static Article> {
    let lower = text.to_lowercase();
    // One-word names that are also ordinary words count only when written as a name.
    let ordinary = ["Regn", "Vind"];
    ARTICLES.iter().find(|article| {
        if ordinary.contains(&article.name) {
            text.contains(article.name)
        } else {
            lower.contains(&article.name.to_lowercase())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_about_what_they_say() {
        for (text, expected) in [
            ("Which tent fits four people?", Topic::Goods(Kind::Tent)),
            ("Can I return boots?", Topic::Returns),
            ("Hvornår har I åbent?", Topic::Hours),
            ("Hvad koster fragt?", Topic::Shipping),
            ("I want to talk to a human", Topic::Human),
            ("Min jakke er gået itu", Topic::Complaint),
            ("Hvor er min ordre?", Topic::Order),
            ("Hi", Topic::Greeting),
            ("هل لديكم خيام؟", Topic::Goods(Kind::Tent)),
        ] {
            assert_eq!(topic(text), Some(expected), "{text}");
        }
        assert_eq!(topic("Quo vadis"), None);
        assert_eq!(article("How heavy is the fjell 4?").map(|article| article.slug), Some("fjell-4"));
        assert!(article("regn i morgen").is_none());
    }
}
