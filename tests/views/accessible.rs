//! Names, roles and reading order (faults, A).

use super::stage::{Backend, Stage, attribute, between, fixture, rows, tag, tags, text};
use chatlet_core::client::Input;

const REGIONS: [&str; 2] = ["role=\"status\" aria-live=\"polite\"", "role=\"alert\" aria-live=\"assertive\""];

#[test]
fn a02_the_root_says_its_language_and_direction() {
    let stage = Stage::ready(Backend { direction: Some("rtl"), ..Backend::default() });
    let html = stage.app("/");
    let frame = tag(&html, "div", "frame");
    assert_eq!(attribute(frame, "lang").as_deref(), Some("en"));
    assert_eq!(attribute(frame, "dir").as_deref(), Some("rtl"));
}

#[test]
fn a06_the_log_is_named_and_silent_and_a_reply_is_said_once() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    let log = |html: &str| {
        tags(html, "div").into_iter().find(|tag| tag.contains("role=\"log\"")).unwrap().to_owned()
    };
    let html = stage.app("/");
    let tag = log(&html);
    assert_eq!(attribute(&tag, "aria-label").as_deref(), Some("Conversation"));
    assert_eq!(attribute(&tag, "aria-live").as_deref(), Some("off"));
    assert_eq!(attribute(&tag, "aria-busy").as_deref(), Some("true"));
    assert_eq!(attribute(&tag, "tabindex").as_deref(), Some("0"));
    assert!(between(&html, REGIONS[0], "</div>").contains("Answering…"));
    stage.stream(turn, &fixture("stream-richtext.sse"));
    let html = stage.app("/");
    assert_eq!(attribute(&log(&html), "aria-busy").as_deref(), Some("false"));
    let said = between(&html, REGIONS[0], "</div>");
    assert_eq!(said.matches("Du har 30 dages returret").count(), 1, "{said}");
    // The live regions are the only ones.
    assert_eq!(
        html.matches("aria-live=\"polite\"").count() + html.matches("aria-live=\"assertive\"").count(),
        2
    );
}

#[test]
fn a07_an_error_is_said_urgently_and_once() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    stage.stream(turn, &fixture("stream-error.sse"));
    let html = stage.app("/");
    assert!(!text(between(&html, REGIONS[1], "</div>")).trim_matches(['>', ' ']).is_empty());
}

#[test]
fn a08_the_live_regions_are_there_before_anything_is_said() {
    let stage = Stage::new(Backend::default());
    for (path, opened) in [("/", false), ("/", true), ("/menu", true)] {
        if opened {
            stage.open();
        }
        let html = stage.app(path);
        for region in REGIONS {
            assert_eq!(html.matches(region).count(), 1, "{path} {region}");
        }
    }
}

#[test]
fn a09_every_message_begins_with_its_author_and_time() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    let html = stage.app("/");
    assert!(html.contains("<ol role=\"list\""));
    let rows = rows(&html);
    assert!(rows.len() >= 5);
    for row in &rows {
        let (name, time, content) =
            (row.find("class=\"name\""), row.find("<time datetime=\"2026-"), row.find("class=\"parts"));
        assert!(name.is_some() && name < time && time < content, "{row}");
    }
    let names: Vec<String> =
        rows.iter().map(|row| text(between(row, "<bdi class=\"name\">", "</bdi>"))).collect();
    for name in ["Freja", "You", "Mette Holm", "Notice"] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
}

#[test]
fn a11_the_composer_is_labelled_and_its_keys_are_told() {
    let stage = Stage::ready(Backend::default());
    let html = stage.app("/");
    let field = tags(&html, "textarea")[0];
    assert_eq!(attribute(field, "aria-label").as_deref(), Some("Message"));
    let hint = attribute(field, "aria-describedby").unwrap();
    assert!(html.contains(&format!("id=\"{hint}\"")));
    assert!(text(&html).contains("Enter sends, Shift and Enter starts a new line."));
}

#[test]
fn the_one_button_sends_and_stops_and_is_never_out_of_reach() {
    let stage = Stage::ready(Backend::default());
    let button =
        |html: &str| tags(html, "button").into_iter().find(|tag| tag.contains("\"send")).unwrap().to_owned();
    let idle = button(&stage.app("/"));
    assert_eq!(attribute(&idle, "aria-label").as_deref(), Some("Send message"));
    assert_eq!(attribute(&idle, "aria-disabled").as_deref(), Some("true"));
    assert!(!idle.contains(" disabled"));
    stage.input(Input::Typed("Hej".into()));
    assert_eq!(attribute(&button(&stage.app("/")), "aria-disabled"), None);
    stage.input(Input::Submitted);
    let busy = button(&stage.app("/"));
    assert_eq!(attribute(&busy, "aria-label").as_deref(), Some("Stop the answer"));
    assert_eq!(attribute(&busy, "aria-disabled"), None);
}

#[test]
fn every_button_and_link_has_a_name() {
    let stage = Stage::ready(Backend { banners: fixture("banners.json"), ..Backend::default() });
    stage.exchange("Telte?", "stream-products.sse");
    stage.exchange("Mere?", "stream-media.sse");
    stage.exchange("Og?", "stream-suggestions.sse");
    for path in ["/", "/menu"] {
        let html = stage.app(path);
        for name in ["button", "a"] {
            for (at, _) in html.match_indices(&format!("<{name} ")) {
                let element = &html[at..at + html[at..].find(&format!("</{name}>")).unwrap()];
                let tag = &element[1..element.find('>').unwrap()];
                let picture = || tags(element, "img").into_iter().find_map(|image| attribute(image, "alt"));
                let words = || Some(text(element)).filter(|words| !words.trim().is_empty());
                let label = attribute(tag, "aria-label").or_else(words).or_else(picture).unwrap_or_default();
                assert!(!label.trim().is_empty(), "{element}");
            }
        }
    }
}

#[test]
fn a15_a_table_scrolls_by_itself_and_has_header_cells() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Hvad vejer teltene?", "stream-table.sse");
    let html = stage.app("/");
    let scroller = tag(&html, "div", "table");
    assert_eq!(attribute(scroller, "role").as_deref(), Some("region"));
    assert_eq!(attribute(scroller, "tabindex").as_deref(), Some("0"));
    assert_eq!(attribute(scroller, "aria-label").as_deref(), Some("Sammenligning"));
    let headers = tags(&html, "th");
    assert_eq!(headers.len(), 3);
    assert!(headers.iter().all(|header| attribute(header, "scope").as_deref() == Some("col")));
    assert_eq!(
        headers.iter().map(|header| attribute(header, "class").unwrap()).collect::<Vec<_>>(),
        ["left", "right", "center"]
    );
    assert_eq!(tags(&html, "td").len(), 9);
}

#[test]
fn a16_pictures_have_words_or_decorate_and_a_product_is_one_link() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Telte?", "stream-products.sse");
    let html = stage.app("/");
    let images = tags(&html, "img");
    assert!(images.len() >= 2 && images.iter().all(|image| image.contains(" alt")));
    let cards: Vec<&str> = html.split("<a ").filter(|rest| rest.contains("class=\"card-face\"")).collect();
    assert_eq!(cards.len(), 3);
    let words = text(cards[0].split("</a>").next().unwrap());
    assert!(
        words.contains("Fjell 4") && words.contains("1299.95 DKK") && words.contains("Before 1699.00 DKK"),
        "{words}"
    );
    assert!(html.contains("<s aria-hidden=\"true\">"));
}

#[test]
fn a17_a_link_says_that_it_opens_elsewhere() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Kan jeg returnere?", "stream-richtext.sse");
    let html = stage.app("/");
    let link = html.split("<a ").find(|link| link.contains("returpolitikken")).unwrap();
    assert!(link.contains("target=\"_blank\"") && link.contains("href=\"https:"), "{link}");
    // The style sheet puts these words behind the name of every such link.
    assert!(html.contains("--new-tab:&quot; (opens in a new tab)&quot;"), "{html}");
    let sheet = include_str!("../../style/link.css");
    assert!(sheet.contains("a[href^=\"http\"]::after") && sheet.contains("/ var(--new-tab)"));
}

#[test]
fn each_message_can_be_reached_by_keys_and_is_no_stop_of_its_own() {
    let stage = Stage::ready(Backend::default());
    stage.exchange("Telte?", "stream-products.sse");
    let html = stage.app("/");
    let messages: Vec<&str> =
        tags(&html, "li").into_iter().filter(|tag| tag.contains("data-author")).collect();
    assert_eq!(messages.len(), 2);
    for message in messages {
        assert!(attribute(message, "id").is_some_and(|id| id.starts_with("message-")), "{message}");
        assert_eq!(attribute(message, "tabindex").as_deref(), Some("-1"));
    }
}
