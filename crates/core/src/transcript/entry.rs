//! One entry of the transcript: who, when, in which state, with which parts.

use crate::time::Millis;
use chatlet_protocol::message::Agent;

/// Names an entry for as long as it is shown; adopting the server's id changes no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageKey(pub u32);

/// Names a part for as long as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartKey(pub u32);

/// Who speaks.
#[derive(Debug, Clone, PartialEq)]
pub enum Author {
    /// The visitor.
    Visitor,
    /// The AI.
    Assistant,
    /// A human; older servers may not say who.
    Agent(Option<Agent>),
    /// The service itself.
    System,
}

/// Why a visitor's message could not be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// No answer came, and nobody could say since whether it had arrived: before it is sent again, that is asked.
    Offline,
    /// The server does not have it; trying again may help.
    Refused,
    /// The server does not accept it; trying again does not help.
    Rejected,
}

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    /// Nothing is pending.
    Settled,
    /// A visitor's message on its way.
    Sending,
    /// A visitor's message that did not get through; its text is kept.
    Unsent(Unsent),
    /// A reply of which nothing has arrived.
    Waiting,
    /// A reply that is arriving.
    Streaming,
    /// A reply the visitor stopped.
    Stopped,
    /// A reply whose connection broke; a retry is offered once history has been asked.
    Interrupted {
        /// Whether history has said that no whole answer exists.
        settled: bool,
    },
    /// A reply the server gave up.
    Failed {
        /// The server's words, shown as text; may be empty.
        message: String,
        /// Whether a retry may be offered.
        retryable: bool,
    },
    /// A reply that is complete and has nothing to show.
    Empty,
}

impl Status {
    /// Whether the entry waits for more.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Sending | Self::Waiting | Self::Streaming)
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The server's id, once known.
    pub message_id: Option<String>,
    /// Who speaks.
    pub author: Author,
    /// When, as far as anyone said.
    pub at: Option<Millis>,
    /// Its parts, in order.
    pub parts: Vec<PartKey>,
    /// Where it stands.
    pub status: Status,
    /// How many entries there were when it was last sent, for what the visitor sends.
    pub sent: u32,
    /// What it replies to, for a reply that was awaited here: a question that is sent again stays in its place, so that
    /// order alone does not tell.
    pub question: Option<MessageKey>,
    /// Its place in the log of a livechat session, where it has one.
    pub place_in_log: Option<LogPlace>,
}

/// A place in the log of a livechat session; places of two sessions do not compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogPlace {
    /// Which session, counted by the client.
    pub session: u32,
    /// From 1, rising by one.
    pub number: u64,
}
