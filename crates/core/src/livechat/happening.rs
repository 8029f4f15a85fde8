//! What can happen to the machine, and what it wants done.

use super::{Ask, Reading};
use crate::time::Millis;
use chatlet_protocol::livechat::{LivechatMessage, LivechatSession, LivechatStatus};
use chatlet_protocol::message::Agent;

/// Names a timer of the livechat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LivechatTimer {
    /// The next read is due.
    Poll,
    /// A read has been out for too long.
    Overdue,
    /// Nobody has said for a while that the agent still types.
    AgentTyping,
    /// The visitor has paused.
    VisitorTyping,
    /// The time that a visitor has waited moves on.
    Clock,
    /// A message has been on its way for too long; the client's own.
    Sending,
    /// The wish for a human, or to leave them, has been on its way for too long; the client's own.
    Asking,
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ending {
    /// Whether an agent closed it.
    pub by_agent: bool,
    /// Name of who was there last; untrusted.
    pub agent: Option<String>,
    /// Id of who closed it.
    pub agent_id: Option<String>,
    /// The words that came with it; untrusted.
    pub reason: Option<String>,
    /// When, as the server wrote it; names the session when a rating is skipped.
    pub at: Option<String>,
}

/// One thing that happened to the livechat.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// The chatbot has livechat: the state is read once.
    Enabled,
    /// The visitor's wish for a human is on its way.
    Requested,
    /// A session began or goes on: the answer to the wish, or to a form's.
    Began(LivechatSession),
    /// The wish was not granted; the fate of one that got no answer is read.
    NotBegun {
        /// Whether the server may have granted it all the same.
        unknown: bool,
    },
    /// A read was answered.
    Read {
        /// The generation that the read was made in.
        generation: u32,
        /// The answer.
        reading: Reading,
    },
    /// Another tab has read this.
    Heard {
        /// Behind this number of the log; from its start without one.
        after: Option<u64>,
        /// What it has read.
        reading: Reading,
    },
    /// Another tab has begun, ended or rated a session.
    News,
    /// The server says by 409 that the state is another: it is read.
    Conflict,
    /// Whether a message has arrived is unknown: the log is read.
    Uncertain,
    /// The visitor's wish to end the session is on its way.
    Leaving,
    /// The session is over, on the visitor's wish.
    Left,
    /// The wish to end the session failed; it goes on.
    NotLeft,
    /// The rating is stored, or had been.
    Rated,
    /// The visitor gives no rating.
    Skipped,
    /// The draft changed.
    Typed {
        /// Whether nothing is left of it.
        empty: bool,
    },
    /// The draft was sent.
    Sent,
    /// The frame can be seen, or not.
    Visible(bool),
    /// The window is open, or not.
    Opened(bool),
    /// There is a network again.
    Online,
    /// This tab may read for all, or may no longer.
    Leads(bool),
    /// A timer ran out.
    Elapsed(LivechatTimer),
    /// The conversation is over: reset, deleted, or its token spent.
    Ended,
}

/// What the machine wants done, or says.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Make this read; its answer comes back with the generation.
    Read {
        /// To come back with the answer.
        generation: u32,
        /// What is read.
        ask: Ask,
    },
    /// The read that is out is of no use any more.
    Cancel,
    /// Start a timer, or start it over.
    Start(LivechatTimer, Millis),
    /// Stop a timer.
    Stop(LivechatTimer),
    /// Whether this tab wants to read for all.
    Contend(bool),
    /// Messages of the log, oldest first; known ones among them.
    Apply {
        /// The messages.
        messages: Vec<LivechatMessage>,
        /// Whether they were said before this visit, so that nobody is told of them.
        quiet: bool,
    },
    /// The state moved.
    Moved {
        /// From here.
        previous: LivechatStatus,
        /// To here.
        status: LivechatStatus,
    },
    /// An agent is there now.
    Joined(Agent),
    /// An agent is gone.
    Departed(Agent),
    /// The agent types, or no longer.
    AgentTyping(bool),
    /// Tell the agent whether the visitor types.
    Typing(bool),
    /// Everything that the server knew when read number `0` began has been applied.
    Known(u32),
    /// A conflict could not be looked into.
    Unknown,
    /// Something that a view shows has changed.
    Changed,
    /// The time that the visitor has waited moved on.
    Ticked,
}
