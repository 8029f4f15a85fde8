//! What is read of the backend, and what comes back.

use crate::address::encode_component;
use crate::time::Millis;
use chatlet_protocol::livechat::{LivechatMessagePage, LivechatState, LivechatSync};

/// How long the server is asked to wait, in milliseconds.
const SYNC_WAIT: Millis = 20_000;
/// A read that has no answer after this long, and what the server was asked to wait, is given up, in milliseconds.
const ANSWER_LIMIT: Millis = 15_000;

/// What is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// `GET livechat/state`.
    State,
    /// `GET livechat/messages`, after this number.
    Messages(Option<u64>),
    /// `GET livechat/sync`, after this number; with a cursor the server waits for a change.
    Sync(Option<u64>, Option<String>),
}

impl Ask {
    /// Path and query below the API's prefix.
    pub fn path(&self) -> String {
        let after = |number: &Option<u64>| {
            number.map(|number| format!("after_sequence_number={number}")).unwrap_or_default()
        };
        let (path, query) = match self {
            Self::State => ("/livechat/state", String::new()),
            Self::Messages(number) => ("/livechat/messages", after(number)),
            Self::Sync(number, None) => ("/livechat/sync", after(number)),
            Self::Sync(number, Some(cursor)) => {
                let cursor = encode_component(cursor);
                let after = number.map(|number| format!("&after_sequence_number={number}"));
                let query = format!("wait_ms={SYNC_WAIT}&sync_cursor={cursor}{}", after.unwrap_or_default());
                ("/livechat/sync", query)
            }
        };
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// The number behind which the log is read.
    pub(super) fn after(&self) -> Option<u64> {
        match self {
            Self::State => None,
            Self::Messages(number) | Self::Sync(number, _) => *number,
        }
    }

    /// How long an answer may take, in milliseconds.
    pub(super) fn limit(&self) -> Millis {
        match self {
            Self::Sync(_, Some(_)) => ANSWER_LIMIT + SYNC_WAIT,
            Self::State | Self::Messages(_) | Self::Sync(_, None) => ANSWER_LIMIT,
        }
    }
}

/// The answer to a read.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// A state.
    State(LivechatState),
    /// A page of the log.
    Messages(LivechatMessagePage),
    /// Both.
    Sync(LivechatSync),
    /// The server does not know this kind of read (404 or 405).
    Unsupported,
    /// Nothing that could be read.
    Failed,
}
