//! Which files are downloaded together, and how large each group may be.

const KILOBYTE: u64 = 1_000;

/// The page fetches this much before the visitor does anything.
const LOADER_BAR: u64 = 6 * KILOBYTE;
/// The loader and everything that a first open fetches, in English.
const FIRST_OPEN_BAR: u64 = 150 * KILOBYTE;
const DIALECT_BAR: u64 = 3 * KILOBYTE;
const SEARCH_BAR: u64 = 3 * KILOBYTE;
const LOCALE_BAR: u64 = 6 * KILOBYTE;

/// The groups that a file of the built folder belongs to, with their bars.
pub(super) fn of(name: &str) -> Vec<(String, Option<u64>)> {
    let loader = || ("loader".to_owned(), Some(LOADER_BAR));
    let first_open = || ("first_open".to_owned(), Some(FIRST_OPEN_BAR));
    match name.split_once('/') {
        Some(("dialects", file)) => vec![(format!("dialect {}", stem(file)), Some(DIALECT_BAR))],
        Some(("locales", file)) if stem(file) == "en" => vec![(locale(file), Some(LOCALE_BAR)), first_open()],
        Some(("locales", file)) => vec![(locale(file), Some(LOCALE_BAR))],
        // Modules that the glue imports.
        Some(("snippets", _)) => vec![first_open()],
        Some(_) => vec![("other".to_owned(), None)],
        None => match name {
            "chatlet.js" => vec![loader(), first_open()],
            "chatlet-search.js" => vec![("search".to_owned(), Some(SEARCH_BAR))],
            // Fetched with the window where the page does not speak English.
            _ if name.starts_with("chatlet-words-") => vec![("launcher words".to_owned(), Some(LOCALE_BAR))],
            // Fetched when something of it is about to be shown.
            _ if name.starts_with("later-") => vec![("later".to_owned(), None)],
            _ if is_of_the_app(name) => vec![first_open()],
            _ => vec![("other".to_owned(), None)],
        },
    }
}

fn is_of_the_app(name: &str) -> bool {
    name == "chatlet.json"
        || name.rsplit_once('.').is_some_and(|(_, kind)| ["html", "css", "js", "wasm"].contains(&kind))
}

fn locale(file: &str) -> String {
    format!("locale {}", stem(file))
}

fn stem(file: &str) -> &str {
    file.split_once('.').map_or(file, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_where_they_are_downloaded() {
        for (name, expected) in [
            ("chatlet.js", vec!["loader", "first_open"]),
            ("chatlet-f24e9f9982bf9054.js", vec!["first_open"]),
            ("chatlet-f24e9f9982bf9054_bg.wasm", vec!["first_open"]),
            ("later-f24e9f9982bf9054.wasm", vec!["later"]),
            ("later-f24e9f9982bf9054.css", vec!["later"]),
            ("later-f24e9f9982bf9054.js", vec!["later"]),
            ("index.html", vec!["first_open"]),
            ("main-beac7abfa8d6e805.css", vec!["first_open"]),
            ("boot.js", vec!["first_open"]),
            ("chatlet.json", vec!["first_open"]),
            ("snippets/gloo-1/inline0.js", vec!["first_open"]),
            ("chatlet-search.js", vec!["search"]),
            ("chatlet-words-f24e9f9982bf9054.js", vec!["launcher words"]),
            ("dialects/crisp.js", vec!["dialect crisp"]),
            ("locales/da.json", vec!["locale da"]),
            ("locales/en.json", vec!["locale en", "first_open"]),
            ("icon.svg", vec!["other"]),
        ] {
            let found: Vec<String> = of(name).into_iter().map(|(group, _)| group).collect();
            assert_eq!(found, expected, "{name}");
        }
    }
}
