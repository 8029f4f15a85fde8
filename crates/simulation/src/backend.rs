//! The backend, modelled: what it stores, and what it answers (`chat-api.md` §5, §6, §9, §14).

mod wire;

pub(crate) use wire::{FILE, Reply};

/// What goes with a message besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attached {
    Image,
    File,
}

/// Words, and what goes with them.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub text: String,
    pub attached: Vec<Attached>,
}

impl Said {
    pub(crate) fn text(text: String) -> Self {
        Self { text, attached: Vec::new() }
    }
}

/// A stored message.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub id: String,
    pub said: Said,
    /// Its JSON behind the id; written once, because it is read often.
    body: String,
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
    before: Option<String>,
    ids: u64,
}

impl Backend {
    pub(crate) fn new(renames: bool, has_sync: bool) -> Self {
        Self { token: 1, renames, has_sync, ..Self::default() }
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        format!("m{}-{}", self.token, self.ids)
    }

    /// The token is spent, and everything with it.
    pub(crate) fn begin_anew(&mut self) {
        let (token, renames, has_sync, ids) = (self.token + 1, self.renames, self.has_sync, self.ids);
        *self = Self { token, renames, has_sync, ids, ..Self::default() };
    }

    pub(crate) fn status(&self) -> &'static str {
        self.session.as_ref().map_or("inactive", |session| session.status)
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self.status(), "waiting" | "active")
    }

    pub(crate) fn is_active(&self) -> bool {
        self.status() == "active"
    }

    /// Stores a message in history, and in the log while a session is open.
    pub(crate) fn store(&mut self, now: u64, role: &'static str, said: Said, agent: Option<usize>) -> Stored {
        let id = self.id();
        let body = wire::message_body(&id, role, &said, now, agent);
        let stored = Stored { id, said, body };
        self.messages.push(stored.clone());
        if let Some(session) = self.session.as_mut().filter(|session| session.status != "closed") {
            let mut entry = stored.clone();
            if self.renames {
                entry.id.insert(0, 'l');
            }
            session.log.push(entry);
            session.version += 1;
        }
        stored
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

    /// `POST livechat/messages`.
    pub(crate) fn hear(&mut self, now: u64, said: Said) -> (u16, String) {
        if !self.is_active() {
            return (409, String::new());
        }
        self.said_to_agents.push(said.text.clone());
        self.store(now, "user", said, None);
        (200, self.newest_log_entry())
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

    /// An agent does something with the session; the first who does takes it, and another one is refused.
    pub(crate) fn agent_acts(&mut self, now: u64, who: usize, act: AgentAct) {
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
            AgentAct::Types => {
                session.typing = !session.typing;
                session.version += 1;
            }
            AgentAct::Closes => self.close("agent"),
            AgentAct::Transfers(to) => {
                session.agent = Some(to);
                session.typing = false;
                session.version += 1;
            }
            AgentAct::Says(said) => {
                session.typing = false;
                self.store(now, "agent", said, Some(who));
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

/// What an agent can do.
#[derive(Debug)]
pub(crate) enum AgentAct {
    Types,
    Closes,
    /// The session goes to another agent.
    Transfers(usize),
    Says(Said),
}
