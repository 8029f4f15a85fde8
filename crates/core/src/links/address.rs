//! An http or https address in its one normal spelling, and what is relative to it.

use super::cut::{cut, joined, number};
use super::host::{self, Reach};
use super::percent::{self, FRAGMENT, PATH, QUERY};

/// An http or https address that can be the base of others: the host page's, or the API's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    /// Scheme, host and port, without a slash at the end.
    pub(super) origin: String,
    /// The host in ASCII.
    pub(super) host: String,
    pub(super) reach: Reach,
    /// From the first slash to the query.
    path: String,
    /// Query and fragment, each with the character that starts it.
    query: String,
    fragment: String,
}

impl WebAddress {
    /// Reads an absolute http or https address that the browser or the site's owner gave, such as the host
    /// page's. None for anything else, and then nothing is relative to it.
    pub fn parse(address: &str) -> Option<Self> {
        let (scheme, rest) = super::scheme::split(address.trim())?;
        match &*scheme {
            "http" => Self::after_scheme("http", rest),
            "https" => Self::after_scheme("https", rest),
            _ => None,
        }
    }

    /// Scheme, host and port, such as `https://shop.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host in ASCII, such as `xn--mnchen-3ya.example`.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The whole address, normalised (corpora/README.md rule 9).
    pub fn url(&self) -> String {
        joined(&[&self.origin, &self.path, &self.query, &self.fragment])
    }

    /// Reads what follows the colon of an http or https address (corpora/README.md rule 4).
    pub(super) fn after_scheme(scheme: &str, rest: &str) -> Option<Self> {
        let rest = rest.strip_prefix("//")?;
        let (authority, tail) = cut(rest, b"/?#");
        if has_path_backslash(rest) {
            return None;
        }
        // An IPv6 literal has colons of its own. A name with user info keeps its `@` and is no host.
        let (literal, _) = if authority.starts_with('[') { cut(authority, b"]") } else { ("", "") };
        let (_, port) = cut(authority.get(literal.len()..)?, b":");
        let (host, reach) = host::parse(authority.strip_suffix(port)?)?;
        let mut origin = joined(&[scheme, "://", &host]);
        let port = port.strip_prefix(':').unwrap_or(port);
        let default = if scheme == "https" { 443 } else { 80 };
        if !port.is_empty() && number(port, u32::from(u16::MAX))? != default {
            let digits = port.trim_start_matches('0');
            origin.push(':');
            origin.push_str(if digits.is_empty() { "0" } else { digits });
        }
        let root = Self {
            origin,
            host,
            reach,
            path: String::from("/"),
            query: String::new(),
            fragment: String::new(),
        };
        Some(root.join(tail))
    }

    /// The address that `reference`, which names neither scheme nor host, means seen from this one.
    pub(super) fn join(&self, reference: &str) -> Self {
        let (rest, fragment) = cut(reference, b"#");
        let (path, query) = cut(rest, b"?");
        let mut joined = Self { fragment: escaped(fragment, FRAGMENT), ..self.clone() };
        if !rest.is_empty() {
            joined.query = escaped(query, QUERY);
        }
        if !path.is_empty() {
            joined.path = self.joined_path(path);
        }
        joined
    }

    fn joined_path(&self, path: &str) -> String {
        // Up to the last slash of the base, or only its first.
        let (mut joined, mut rest) = path
            .strip_prefix('/')
            .map_or_else(|| (folder_of(&self.path).to_owned(), path), |path| (String::from("/"), path));
        loop {
            let (segment, tail) = cut(rest, b"/");
            let climb = dots(segment);
            if climb == 0 {
                percent::encode(segment, PATH, &mut joined);
                joined.push_str(tail.get(..1).unwrap_or_default());
            } else if climb == 2 {
                let parent = folder_of(joined.strip_suffix('/').unwrap_or_default()).len().max(1);
                joined.truncate(parent);
            }
            let Some(next) = tail.get(1..) else { return joined };
            rest = next;
        }
    }
}

/// A path up to its last slash.
fn folder_of(path: &str) -> &str {
    let slash = path.bytes().rposition(|byte| byte == b'/').unwrap_or_default();
    path.get(..=slash).unwrap_or_default()
}

/// How many dots a segment is, written plainly or as escapes; 0 for any other segment.
fn dots(segment: &str) -> usize {
    let mut rest = segment;
    let mut count = 0;
    while let Some(after) = rest.strip_prefix('.').or_else(|| strip_escaped_dot(rest)) {
        rest = after;
        count += 1;
    }
    if rest.is_empty() && count <= 2 { count } else { 0 }
}

fn strip_escaped_dot(text: &str) -> Option<&str> {
    (percent::escape_at(text, 0) == Some(b'.')).then(|| &text[3..])
}

/// Browsers read a backslash before the query as a slash.
pub(super) fn has_path_backslash(text: &str) -> bool {
    cut(text, b"\\?#").1.starts_with('\\')
}

/// The part with its first character, which starts it, and the rest escaped.
fn escaped(part: &str, set: &[u8]) -> String {
    let mut output = String::from(part.get(..1).unwrap_or_default());
    percent::encode(part.get(1..).unwrap_or_default(), set, &mut output);
    output
}

#[cfg(test)]
mod tests;
