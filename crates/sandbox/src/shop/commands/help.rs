//! What the commands are for.

/// Name with arguments, and what it shows.
const COMMANDS: [(&str, &str); 23] = [
    ("/products", "product cards"),
    ("/table", "a table"),
    ("/image", "a picture, and pictures in a table"),
    (
        "/file [SECONDS]",
        "files: one to fetch, one whose address has expired, one that is deleted, one without a date",
    ),
    ("/gallery", "every part there is"),
    ("/suggestions", "cards that ask a follow-up"),
    ("/quick-replies", "chips under the reply"),
    ("/contact-form", "the contact form"),
    ("/ticket", "the support ticket form"),
    ("/form", "a form with conditions, dropdown and file, and one that has to be fetched"),
    ("/upload", "a request for a picture"),
    ("/human", "the offer of a human"),
    (
        "/agent VERB",
        "what the other side of the livechat does: join, type, stop, say TEXT, picture, file, flood N, system TEXT, \
         odd TEXT, close [REASON]; offline, closing-time, off, online",
    ),
    ("/custom KEY", "a marker whose meaning is the page's"),
    ("/links", "links, good and odd"),
    ("/long", "a long answer"),
    ("/tokens N [rate R]", "N tokens, as fast as possible or R per second"),
    ("/history N", "N earlier messages"),
    ("/fixture NAME", "a stored stream, such as stream-table or malformed/bad-json"),
    (
        "/error KIND [once]",
        "a failure: 400 401 403 404 409 422 429 500 502 503 504, expired, lost, html, json, redirect, silent, stream, \
         stream-final, cut, end, stall, empty; once = the same text works the second time",
    ),
    (
        "/odd KIND",
        "a stream that bends the rules: comments, wrong-shape, surrogate, deep, duplicate, late, orphan, after-done, \
         different-done, unknown-error, burst, huge",
    ),
    ("/hostile", "markup, script links and direction marks in every string"),
    ("/help", "this list"),
];

/// The list of commands, as shorthand.
pub(super) fn text() -> String {
    let lines = COMMANDS.iter().map(|(usage, about)| format!("- **{usage}** {about}"));
    let list: Vec<String> = lines.collect();
    format!("Ask me anything about the shop, or type one of these:\n{}", list.join("\n"))
}

/// What introduces the part of command `name`.
pub(super) fn intro(name: &str) -> String {
    let known = COMMANDS.iter().find(|(usage, _)| usage[1..].split(' ').next() == Some(name));
    format!("Here you are: {}.", known.map_or("something", |(_, about)| about))
}

/// A visitor's word without the marks of the shorthand.
pub(super) fn plain(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric() || "-_./".contains(*letter)).take(60).collect()
}
