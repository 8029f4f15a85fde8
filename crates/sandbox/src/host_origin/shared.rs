//! What the demo's pages have in common: `{{> foot}}` in a page stands for `shared/foot.html`, and `{{> top /tents}}` for
//! `shared/top.html` with the link to that address marked as the current page.

use std::path::Path;

/// The page with what it shares in place. Something that is not there stands as it was written.
pub(super) fn include(page: &str, demo: Option<&Path>) -> String {
    let mut pieces = page.split("{{> ");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (wish, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        let (name, current) = wish.split_once(' ').unwrap_or((wish, ""));
        match demo.and_then(|demo| read(demo, name)) {
            Some(shared) if current.is_empty() => whole += shared.trim(),
            Some(shared) => {
                let link = format!("href=\"{current}\"");
                whole += shared.trim().replace(&link, &format!("{link} aria-current=\"page\"")).as_str();
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
