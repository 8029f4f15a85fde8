//! The chatbots of the demo, each a look and a language of its own.

use super::language::Language;
use crate::livechat::LivechatOptions;
use crate::state::Origins;
use serde_json::{Value, json};

/// Id and description of every chatbot. `{{host}}` and `{{api}}` stand for the running origins.
const BOTS: [(&str, &str); 7] = [
    // The name that the examples of the contract use.
    ("fjord-shop", include_str!("../../data/bots/shop-bot.json")),
    ("shop-bot", include_str!("../../data/bots/shop-bot.json")),
    ("butik-bot", include_str!("../../data/bots/butik-bot.json")),
    ("salam-bot", include_str!("../../data/bots/salam-bot.json")),
    ("minimal-bot", include_str!("../../data/bots/minimal-bot.json")),
    ("ugly-bot", include_str!("../../data/bots/ugly-bot.json")),
    ("hostile-bot", include_str!("../../data/bots/hostile-bot.json")),
];

fn text(chatbot_id: &str) -> Option<&'static str> {
    BOTS.iter().find(|(id, _)| *id == chatbot_id).map(|(_, text)| *text)
}

fn bot(chatbot_id: &str, origins: &Origins) -> Option<Value> {
    let text = text(chatbot_id)?.replace("{{host}}", &origins.host).replace("{{api}}", &origins.api);
    serde_json::from_str(&text).ok()
}

/// Whether there is such a chatbot.
pub(crate) fn exists(chatbot_id: &str) -> bool {
    text(chatbot_id).is_some()
}

/// The language a chatbot speaks when the question does not show one.
pub(crate) fn language(chatbot_id: &str) -> Language {
    let bot = bot(chatbot_id, &Origins::default()).unwrap_or_default();
    match bot["language"].as_str() {
        Some("danish") => Language::Danish,
        Some("arabic") => Language::Arabic,
        _ => Language::English,
    }
}

/// How livechat is set up for a chatbot unless a test says otherwise.
pub(crate) fn livechat(chatbot_id: &str) -> LivechatOptions {
    LivechatOptions::read(&bot(chatbot_id, &Origins::default()).unwrap_or_default())
}

/// `GET config`, without when a human is there
pub(crate) fn config(chatbot_id: &str, origins: &Origins) -> Option<Value> {
    bot(chatbot_id, origins).map(|mut bot| bot["config"].take())
}

/// `GET banners`: those without a page rule, and those whose rule occurs in `page`.
pub(crate) fn banners(chatbot_id: &str, page: &str, origins: &Origins) -> Value {
    let mut bot = bot(chatbot_id, origins).unwrap_or_default();
    let mut banners: Vec<Value> = bot["banners"].as_array_mut().map(std::mem::take).unwrap_or_default();
    banners.retain_mut(|banner| {
        let rule = banner.as_object_mut().and_then(|banner| banner.remove("page"));
        rule.is_none_or(|rule| rule.as_str().is_some_and(|rule| page.contains(rule)))
    });
    json!({ "banners": banners })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chatlet_protocol::Decode;
    use chatlet_protocol::config::Config;

    #[test]
    fn every_chatbot_has_a_readable_config() {
        for (id, _) in BOTS {
            let config = Config::decode(config(id, &Origins::default()).unwrap()).unwrap();
            assert!(!config.display.name.is_empty(), "{id}");
            assert!(config.theme.primary.is_some(), "{id}");
        }
        assert_eq!(language("salam-bot"), Language::Arabic);
    }

    #[test]
    fn banners_follow_the_page() {
        let count =
            |page| banners("shop-bot", page, &Origins::default())["banners"].as_array().unwrap().len();
        assert_eq!(count("https://shop.example/"), 1);
        assert_eq!(count("https://shop.example/tents"), 2);
    }
}
