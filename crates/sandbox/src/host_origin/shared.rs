//! What the demo's pages have in common: `{{> foot}}` in a page stands for `shared/foot.html`, and `{{> top /tents}}` for
//! `shared/top.html` with the link to that address marked as the current page. What is shared may share in turn.

use std::path::Path;

/// How deep what is shared may share: a file that includes itself would never end.
const DEPTH: u8 = 4;

/// The page with what it shares in place. Something that is not there stands as it was written.
pub(super) fn include(page: &str, demo: Option<&Path>) -> String {
    include_within(page, demo, DEPTH)
}

fn include_within(page: &str, demo: Option<&Path>, depth: u8) -> String {
    let mut pieces = page.split("{{> ");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (wish, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        let (name, current) = wish.split_once(' ').unwrap_or((wish, ""));
        match demo.filter(|_| depth > 0).and_then(|demo| read(demo, name)) {
            Some(shared) => {
                let shared = include_within(shared.trim(), demo, depth - 1);
                if current.is_empty() {
                    whole += &shared;
                } else {
                    let link = format!("href=\"{current}\"");
                    whole += &shared.replace(&link, &format!("{link} aria-current=\"page\""));
                }
            }
            None => whole.extend(["{{> ", wish, "}}"]),
        }
        whole += rest;
    }
    whole
}

fn read(demo: &Path, name: &str) -> Option<String> {
    let plain = name.bytes().all(|letter| letter.is_ascii_lowercase());
    std::fs::read_to_string(demo.join("shared").join(format!("{name}.html"))).ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_share_and_what_is_shared_may_share_in_turn() {
        let demo = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/demo"));
        let shop = include("<body>{{> shop}}</body>", Some(demo));
        assert!(shop.contains("/products/bris-2") && !shop.contains("{{>"), "{shop}");
        let top = include("{{> top /tents}}", Some(demo));
        assert_eq!(top.matches("href=\"/tents\" aria-current=\"page\"").count(), 1, "{top}");
        for missing in ["{{> nothing}}", "{{> ../index}}", "{{> open"] {
            assert!(include(missing, Some(demo)).starts_with(missing));
        }
    }
}
