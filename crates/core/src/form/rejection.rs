//! The server's word on the answers (`chat-api.md` §7, §10): each message at its field, the rest on the form.

use super::{ATTACHMENTS, Form, Problem};
use crate::display::display_text;
use chatlet_protocol::error::ApiError;

/// Paths under which a server may name a field, besides its bare key.
const PREFIXES: [&str; 8] =
    ["action.fields.", "action.values.", "action.files.", "action.", "fields.", "values.", "files.", "body."];

impl Form {
    /// Puts each message on its field, the last one of a field winning, and the rest on the form; the places of the
    /// fields that are wrong.
    pub fn reject(&mut self, error: ApiError) -> Vec<usize> {
        let visible = self.visible();
        let mut rest: Vec<String> = Vec::new();
        for param in error.params {
            match self.place_of(&param.field).filter(|place| visible[*place]) {
                Some(place) if says_something(&param.message) => {
                    self.fields[place].problem = Some(Problem::Server(param.message));
                }
                Some(place) => self.fields[place].problem = Some(Problem::Rejected),
                None => rest.push(param.message),
            }
        }
        let wrong: Vec<usize> =
            (0..self.fields.len()).filter(|place| self.fields[*place].problem.is_some()).collect();
        rest.retain(|message| says_something(message));
        if rest.is_empty() && wrong.is_empty() {
            rest.push(error.message);
            rest.retain(|message| says_something(message));
        }
        self.problem = match (rest.is_empty(), wrong.is_empty()) {
            (false, _) => Some(Problem::Server(rest.join(" "))),
            (true, true) => Some(Problem::Rejected),
            (true, false) => None,
        };
        wrong
    }

    fn place_of(&self, path: &str) -> Option<usize> {
        let keyed = |key: &str| self.fields.iter().position(|field| field.asked.key == key);
        let inner = PREFIXES.iter().find_map(|prefix| path.strip_prefix(prefix)).unwrap_or(path);
        let first = inner.split('.').next().unwrap_or(inner);
        let place = keyed(path).or_else(|| keyed(inner)).or_else(|| keyed(first));
        // `attachments.0` names a file of the ticket.
        place.or_else(|| if first == ATTACHMENTS { keyed(ATTACHMENTS) } else { None })
    }
}

/// Whether anything of a message can be seen.
fn says_something(message: &str) -> bool {
    !display_text(message).trim().is_empty()
}
