//! An http or https address in its one normal spelling, and what is relative to it.

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
        [&*self.origin, &*self.path, &*self.query, &*self.fragment].concat()
    }

    /// Reads what follows the colon of an http or https address (corpora/README.md rule 4).
    pub(super) fn after_scheme(scheme: &str, rest: &str) -> Option<Self> {
        let rest = rest.strip_prefix("//")?;
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if has_path_backslash(rest) {
            return None;
        }
        // An IPv6 literal has colons of its own. A name with user info keeps its `@` and is no host.
        let literal = if authority.starts_with('[') { authority.find(']')? + 1 } else { 0 };
        let colon = authority[literal..].find(':').map_or(authority.len(), |colon| literal + colon);
        let (host, port) = authority.split_at(colon);
        let (host, reach) = host::parse(host)?;
        let mut origin = [scheme, "://", &host].concat();
        let port = port.strip_prefix(':').unwrap_or(port);
        if !port.is_empty() {
            if !port.bytes().all(|digit| digit.is_ascii_digit()) {
                return None;
            }
            let port: u16 = port.parse().ok()?;
            if port != (if scheme == "https" { 443 } else { 80 }) {
                origin.push(':');
                origin.push_str(&port.to_string());
            }
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
        let (rest, fragment) = reference.split_at(reference.find('#').unwrap_or(reference.len()));
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        let mut joined = Self { fragment: String::new(), ..self.clone() };
        if !path.is_empty() || !query.is_empty() {
            joined.query = escaped(query, QUERY);
        }
        if !path.is_empty() {
            joined.path = self.joined_path(path);
        }
        joined.fragment = escaped(fragment, FRAGMENT);
        joined
    }

    fn joined_path(&self, path: &str) -> String {
        let (base, path) = match path.strip_prefix('/') {
            Some(path) => ("", path),
            None => (&self.path[1..], path),
        };
        let mut segments: Vec<&str> = base.split('/').collect();
        segments.pop();
        for segment in path.split('/') {
            match dots(segment) {
                0 => segments.push(segment),
                2 => drop(segments.pop()),
                _ => {}
            }
        }
        // A path that ends in dots names the folder, with its slash.
        if path.rsplit('/').next().is_some_and(|last| dots(last) > 0) {
            segments.push("");
        }
        let mut joined = String::from("/");
        percent::encode(&segments.join("/"), PATH, &mut joined);
        joined
    }
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
    text.find(['\\', '?', '#']).is_some_and(|position| text[position..].starts_with('\\'))
}

/// The part with its first character, which starts it, and the rest escaped.
fn escaped(part: &str, set: &[u8]) -> String {
    let mut output = String::with_capacity(part.len());
    let (mark, rest) = part.split_at(part.len().min(1));
    output.push_str(mark);
    percent::encode(rest, set, &mut output);
    output
}

#[cfg(test)]
mod tests;
