//! What the backend writes. Built by hand, because a simulation does little else.

use super::{Attached, Backend, Said, Stored};
use std::fmt::Write;

/// Messages on a page of the log: few, so that several pages are common.
const PAGE: usize = 3;
/// Messages on a page of history.
const HISTORY: usize = 100;

/// An answer: status and body, or a wish to wait.
pub(crate) enum Reply {
    Now(u16, String),
    /// Nothing has changed since this cursor: the answer waits so long, in milliseconds.
    Hold(u64),
}

impl Backend {
    /// The state as it is becomes what stale answers show.
    pub(crate) fn age(&mut self) {
        self.before = Some(self.state());
    }

    fn state(&self) -> String {
        let Some(session) = &self.session else {
            return String::from(r#"{"status":"inactive","feedback":{"status":"not_available"}}"#);
        };
        let since = chatlet_core::time::format(session.since);
        let mut text = format!(
            r#"{{"status":"{}","is_agent_typing":{},"feedback":{{"status":"{}"}},"updated_at":"{since}","state_version":{}"#,
            session.status, session.typing, session.feedback, session.version,
        );
        if let (Some(who), "active") = (session.agent, session.status) {
            text += r#","active_agent":"#;
            text += agent(who);
        }
        if let Some(by) = session.closed_by {
            let _infallible = write!(text, r#","closed_by":"{by}","closed_at":"{since}""#);
            if let Some(who) = session.agent {
                let _infallible = write!(text, r#","closed_by_agent_id":"a{who}""#);
            }
        }
        text.push('}');
        text
    }

    fn cursor(&self) -> Option<String> {
        self.session.as_ref().map(|session| format!("{}-{}", session.version, session.typing))
    }

    /// A page of the log, and whether there is more.
    fn page(&self, after: usize) -> (String, bool) {
        let log = self.session.as_ref().map(|session| session.log.as_slice()).unwrap_or_default();
        let from = after.min(log.len());
        let to = (from + PAGE).min(log.len());
        let mut text = String::from("[");
        for (entry, number) in log[from..to].iter().zip(from + 1..) {
            if text.len() > 1 {
                text.push(',');
            }
            write_entry(&mut text, entry, number);
        }
        text.push(']');
        (text, to < log.len())
    }

    pub(super) fn newest_log_entry(&self) -> String {
        let log = self.session.as_ref().map(|session| session.log.as_slice()).unwrap_or_default();
        let mut text = String::from(r#"{"message":"#);
        match log.last() {
            Some(entry) => write_entry(&mut text, entry, log.len()),
            None => text += "null",
        }
        text.push('}');
        text
    }

    pub(crate) fn history(&self) -> String {
        let mut text = String::from(r#"{"messages":["#);
        for (place, message) in self.messages.iter().rev().take(HISTORY).enumerate() {
            if place > 0 {
                text.push(',');
            }
            message.write(&mut text);
        }
        text += r#"],"next_cursor":null,"has_more":false}"#;
        text
    }

    /// `GET livechat/…`; `stale` shows an older state.
    pub(crate) fn read(&mut self, path: &str, query: &str, stale: bool, waited: bool) -> Reply {
        let parameter =
            |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let after = parameter("after_sequence_number").and_then(|number| number.parse().ok()).unwrap_or(0);
        let shown = match &self.before {
            Some(before) if stale => before.clone(),
            _ => self.state(),
        };
        match path {
            "/livechat/state" => Reply::Now(200, shown),
            "/livechat/messages" => {
                let (messages, has_more) = self.page(after);
                Reply::Now(200, format!(r#"{{"messages":{messages},"has_more":{has_more}}}"#))
            }
            "/livechat/sync" if !self.has_sync => Reply::Now(404, String::new()),
            _ => {
                let cursor = self.cursor();
                let wait = parameter("wait_ms").and_then(|wait| wait.parse().ok()).unwrap_or(0);
                if !waited && wait > 0 && parameter("sync_cursor") == cursor.as_deref() {
                    return Reply::Hold(wait);
                }
                let (messages, has_more) = self.page(after);
                let cursor = cursor.map_or(String::from("null"), |cursor| format!("\"{cursor}\""));
                Reply::Now(
                    200,
                    format!(
                        r#"{{"state":{shown},"messages":{messages},"has_more":{has_more},"sync_cursor":{cursor}}}"#
                    ),
                )
            }
        }
    }

    pub(super) fn session_body(&self) -> String {
        let version = self.session.as_ref().map_or(0, |session| session.version);
        format!(r#"{{"livechat_session_id":"s","status":"{}","state_version":{version}}}"#, self.status())
    }
}

impl Stored {
    /// As history and the stream write it.
    pub(crate) fn write(&self, text: &mut String) {
        let _infallible = write!(text, r#"{{"message_id":"{}",{}"#, self.id, self.body);
    }
}

fn write_entry(text: &mut String, entry: &Stored, number: usize) {
    let _infallible =
        write!(text, r#"{{"sequence_number":{number},"message_id":"{}",{}"#, entry.id, entry.body);
}

/// Everything of a message behind its id.
pub(super) fn message_body(id: &str, role: &str, said: &Said, now: u64, who: Option<usize>) -> String {
    let words = serde_json::to_string(&said.text).unwrap_or_default();
    let at = chatlet_core::time::format(now);
    let mut body = format!(
        r#""role":"{role}","created_at":"{at}","parts":[{{"type":"rich_text","part_id":"{id}","blocks":[{{"type":"paragraph","spans":[{{"type":"text","text":{words}}}]}}]}}"#
    );
    for attached in &said.attached {
        let (kind, rest) = match attached {
            Attached::Image => ("image", String::from(r#""mime_type":"image/jpeg""#)),
            Attached::File => ("file", format!(r#""mime_type":"application/pdf","filename":"{FILE}""#)),
        };
        let _infallible =
            write!(body, r#",{{"type":"{kind}","url":"https://api.example/files/{id}",{rest}}}"#);
    }
    body.push(']');
    if let Some(who) = who {
        body += r#","agent":"#;
        body += agent(who);
    }
    body.push('}');
    body
}

/// Name of every file.
pub(crate) const FILE: &str = "invoice.pdf";

fn agent(who: usize) -> &'static str {
    match who {
        0 => r#"{"agent_id":"a0","display_name":"Mette","avatar_url":null}"#,
        _ => r#"{"agent_id":"a1","display_name":"Jonas","avatar_url":null}"#,
    }
}
