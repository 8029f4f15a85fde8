//! Which language a visitor writes.

/// A language the assistant speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Danish,
    Arabic,
}

/// Words that only Danish has; English and Danish share too many others.
const DANISH: [&str; 64] = [
    "afhente",
    "andet",
    "bestille",
    "bestilling",
    "betale",
    "betaling",
    "billede",
    "butik",
    "butikken",
    "den",
    "det",
    "dig",
    "din",
    "dit",
    "du",
    "eller",
    "en",
    "er",
    "et",
    "findes",
    "fortryde",
    "fragt",
    "hej",
    "hejsa",
    "hjælp",
    "hvad",
    "hvilke",
    "hvilken",
    "hvilket",
    "hvor",
    "hvordan",
    "hvornår",
    "ikke",
    "jakke",
    "jakker",
    "jeg",
    "kan",
    "klage",
    "koster",
    "lager",
    "levering",
    "mig",
    "min",
    "mit",
    "og",
    "ordre",
    "pris",
    "rygsæk",
    "skal",
    "snakke",
    "størrelse",
    "støvle",
    "støvler",
    "tak",
    "tale",
    "telt",
    "telte",
    "til",
    "vandtæt",
    "varer",
    "vil",
    "vis",
    "vise",
    "åben",
];

/// Words that only English has, for the question that mixes both.
const ENGLISH: [&str; 24] = [
    "a", "and", "are", "can", "do", "does", "hello", "hi", "how", "is", "me", "my", "of", "please", "show",
    "thanks", "the", "to", "what", "when", "where", "which", "with", "you",
];

impl Language {
    /// The language of `text`, or `fallback` when it does not show.
    pub(crate) fn of(text: &str, fallback: Self) -> Self {
        if text.chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter)) {
            return Self::Arabic;
        }
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|letter: char| !letter.is_alphabetic()).collect();
        let count = |known: &[&str]| words.iter().filter(|word| known.contains(word)).count();
        let letters = lower.chars().filter(|letter| "æøå".contains(*letter)).count();
        match (count(&DANISH) + letters).cmp(&count(&ENGLISH)) {
            std::cmp::Ordering::Greater => Self::Danish,
            std::cmp::Ordering::Less => Self::English,
            std::cmp::Ordering::Equal => fallback,
        }
    }

    /// The phrase in this language; the order is English, Danish, Arabic.
    pub(crate) fn pick<'a>(self, phrase: &[&'a str; 3]) -> &'a str {
        phrase[self.index()]
    }

    /// The same for lists of phrases.
    pub(crate) fn pick_list<'a>(self, lists: &[&'a [&'a str]; 3]) -> &'a [&'a str] {
        lists[self.index()]
    }

    /// Its name in the API.
    pub(crate) fn word(self) -> &'static str {
        self.pick(&["english", "danish", "arabic"])
    }

    fn index(self) -> usize {
        match self {
            Self::English => 0,
            Self::Danish => 1,
            Self::Arabic => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Arabic, Danish, English};

    #[test]
    fn the_language_of_a_question_is_recognised() {
        for (text, language) in [
            ("Which tent fits four people?", English),
            ("Hvilket telt passer til fire?", Danish),
            ("Har I åbent på søndag?", Danish),
            ("Do you have a tent in stock?", English),
            ("هل لديكم خيام؟", Arabic),
        ] {
            assert_eq!(Language::of(text, English), language, "{text}");
        }
        assert_eq!(Language::of("Fjell 4", Danish), Danish);
        assert_eq!(Language::of("OK", English), English);
    }
}
