//! The backend, modelled: what it stores, and what it answers (`chat-api.md` §5, §6, §9, §14).

use serde_json::{Value, json};

/// Messages on a page of the log: few, so that several pages are common.
const PAGE: usize = 3;

/// A stored message.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub id: String,
    pub role: &'static str,
    pub text: String,
    pub at: u64,
    pub agent: Option<usize>,
}

/// A livechat session.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub status: &'static str,
    pub agent: Option<usize>,
    pub typing: bool,
    pub version: u64,
    pub closed_by: Option<&'static str>,
    pub feedback: &'static str,
    pub log: Vec<Stored>,
    since: u64,
}

/// One visitor's conversation.
#[derive(Debug, Default)]
pub(crate) struct Backend {
    pub token: u64,
    pub messages: Vec<Stored>,
    pub session: Option<Session>,
    /// What the visitor has said to agents, to find what was said twice.
    pub said_to_agents: Vec<String>,
    /// Whether the log names a message otherwise than history does.
    pub renames: bool,
    /// Whether the server knows `sync`.
    pub has_sync: bool,
    /// A state of before, for answers that are stale.
    pub before: Option<Value>,
    pub ids: u64,
}

/// An answer: status and body, or a wish to wait.
pub(crate) enum Reply {
    Now(u16, String),
    /// Nothing has changed since this cursor: the answer waits so long, in milliseconds.
    Hold(u64),
}

impl Backend {
    fn id(&mut self) -> String {
        self.ids += 1;
        format!("m{}-{}", self.token, self.ids)
    }

    pub(crate) fn begin_anew(&mut self) {
        let (token, renames, has_sync, ids) = (self.token + 1, self.renames, self.has_sync, self.ids);
        *self = Self { token, renames, has_sync, ids, ..Self::default() };
    }

    pub(crate) fn is_open(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.status != "closed")
    }

    pub(crate) fn is_active(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.status == "active")
    }

    /// Stores a message in history, and in the log while a session is open.
    pub(crate) fn store(&mut self, now: u64, role: &'static str, text: &str, agent: Option<usize>) -> Stored {
        let stored = Stored { id: self.id(), role, text: text.to_owned(), at: now, agent };
        self.messages.push(stored.clone());
        let renamed = self.renames.then(|| format!("l{}", stored.id));
        if self.is_open()
            && let Some(session) = &mut self.session
        {
            let mut entry = stored.clone();
            if let Some(id) = renamed {
                entry.id = id;
            }
            session.log.push(entry);
            session.version += 1;
        }
        stored
    }

    pub(crate) fn state(&self) -> Value {
        let Some(session) = &self.session else {
            return json!({"status": "inactive", "feedback": {"status": "not_available"}});
        };
        json!({
            "status": session.status,
            "active_agent": session.agent.filter(|_| session.status == "active").map(agent),
            "is_agent_typing": session.typing,
            "feedback": {"status": session.feedback},
            "updated_at": chatlet_core::time::format(session.since),
            "closed_at": session.closed_by.map(|_| chatlet_core::time::format(session.since)),
            "closed_by": session.closed_by,
            "closed_by_agent_id": session.closed_by.and(session.agent).map(|agent| format!("a{agent}")),
            "state_version": session.version,
        })
    }

    fn cursor(&self) -> String {
        let session = self.session.as_ref();
        session.map_or_else(String::new, |session| format!("{}-{}", session.version, session.typing))
    }

    fn page(&self, after: Option<u64>) -> (Vec<Value>, bool) {
        let Some(session) = &self.session else { return (Vec::new(), false) };
        let from = usize::try_from(after.unwrap_or(0)).unwrap_or(usize::MAX).min(session.log.len());
        let to = (from + PAGE).min(session.log.len());
        let entries = session.log[from..to].iter().zip(from + 1..);
        let entries = entries.map(|(entry, number)| log_entry(entry, number));
        (entries.collect(), to < session.log.len())
    }

    pub(crate) fn history(&self) -> String {
        let newest_first: Vec<Value> = self.messages.iter().rev().take(100).map(message).collect();
        json!({"messages": newest_first, "next_cursor": null, "has_more": false}).to_string()
    }

    /// `GET livechat/…`; `stale` shows an older state.
    pub(crate) fn read(&mut self, path: &str, query: &str, stale: bool, waited: bool) -> Reply {
        let parameter = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
        };
        let after = parameter("after_sequence_number").and_then(|number| number.parse().ok());
        let shown = match &self.before {
            Some(before) if stale => before.clone(),
            _ => self.state(),
        };
        match path {
            "/livechat/state" => Reply::Now(200, shown.to_string()),
            "/livechat/messages" => {
                let (messages, has_more) = self.page(after);
                Reply::Now(200, json!({"messages": messages, "has_more": has_more}).to_string())
            }
            "/livechat/sync" if !self.has_sync => Reply::Now(404, String::new()),
            _ => {
                let cursor = self.cursor();
                let wait = parameter("wait_ms").and_then(|wait| wait.parse().ok()).unwrap_or(0);
                if !waited && wait > 0 && parameter("sync_cursor").as_ref() == Some(&cursor) {
                    return Reply::Hold(wait);
                }
                let (messages, has_more) = self.page(after);
                let cursor = (!cursor.is_empty()).then_some(cursor);
                let body = json!({
                    "state": shown, "messages": messages, "has_more": has_more, "sync_cursor": cursor,
                });
                Reply::Now(200, body.to_string())
            }
        }
    }

    /// The state as it is becomes what stale answers show.
    pub(crate) fn age(&mut self) {
        self.before = Some(self.state());
    }

    pub(crate) fn handover(&mut self, now: u64) -> (u16, String) {
        if !self.is_open() {
            self.before = None;
            self.session = Some(Session {
                status: "waiting",
                agent: None,
                typing: false,
                version: 1,
                closed_by: None,
                feedback: "not_available",
                log: Vec::new(),
                since: now,
            });
        }
        (200, self.session_body())
    }

    fn session_body(&self) -> String {
        let session = self.session.as_ref();
        json!({
            "livechat_session_id": "s",
            "status": session.map(|session| session.status),
            "state_version": session.map(|session| session.version),
        })
        .to_string()
    }

    /// `POST livechat/messages`.
    pub(crate) fn hear(&mut self, now: u64, text: &str) -> (u16, String) {
        if !self.is_active() {
            return (409, String::new());
        }
        self.said_to_agents.push(text.to_owned());
        self.store(now, "user", text, None);
        let log = self.session.as_ref().map(|session| session.log.as_slice()).unwrap_or_default();
        let entry = log.last().map(|entry| log_entry(entry, log.len()));
        (200, json!({"message": entry}).to_string())
    }

    /// The session ends, by the visitor or by an agent.
    pub(crate) fn close(&mut self, by: &'static str) {
        if let Some(session) = self.session.as_mut().filter(|session| session.status != "closed") {
            session.feedback = if session.status == "active" { "pending" } else { "not_available" };
            session.status = "closed";
            session.closed_by = Some(by);
            session.typing = false;
            session.version += 1;
        }
    }

    /// An agent does something with the session; the first who does takes it.
    pub(crate) fn agent_acts(&mut self, now: u64, who: usize, act: u64, text: &str) {
        let Some(session) = self.session.as_mut().filter(|session| session.status != "closed") else {
            return;
        };
        if session.agent.is_some_and(|agent| agent != who) {
            return;
        }
        if session.status == "waiting" {
            session.agent = Some(who);
            session.status = "active";
            session.version += 1;
        }
        match act {
            0 => {
                session.typing = !session.typing;
                session.version += 1;
            }
            1 => self.close("agent"),
            _ => {
                session.typing = false;
                self.store(now, "agent", text, Some(who));
            }
        }
    }

    pub(crate) fn rate(&mut self) -> u16 {
        match &mut self.session {
            Some(session) if session.status == "closed" && session.feedback == "pending" => {
                session.feedback = "submitted";
                session.version += 1;
                200
            }
            _ => 409,
        }
    }
}

fn agent(who: usize) -> Value {
    let name = if who == 0 { "Mette" } else { "Jonas" };
    json!({"agent_id": format!("a{who}"), "display_name": name, "avatar_url": null})
}

pub(crate) fn message(stored: &Stored) -> Value {
    let mut value = json!({
        "message_id": stored.id,
        "role": stored.role,
        "created_at": chatlet_core::time::format(stored.at),
        "parts": [{
            "type": "rich_text",
            "part_id": stored.id,
            "blocks": [{"type": "paragraph", "spans": [{"type": "text", "text": stored.text}]}],
        }],
    });
    if let Some(who) = stored.agent {
        value["agent"] = agent(who);
    }
    value
}

fn log_entry(stored: &Stored, number: usize) -> Value {
    let mut value = message(stored);
    value["sequence_number"] = number.into();
    value
}
