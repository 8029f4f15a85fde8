//! What visits came to.

/// What a visit came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Report {
    /// Things that happened.
    pub happenings: usize,
    /// Requests of the livechat.
    pub requests: usize,
    /// Messages of the visitor's.
    pub visitor_messages: usize,
    /// Messages of agents.
    pub agent_messages: usize,
    /// Sessions that began.
    pub sessions: usize,
}

impl Report {
    /// The sum of two.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self {
            happenings: self.happenings + other.happenings,
            requests: self.requests + other.requests,
            visitor_messages: self.visitor_messages + other.visitor_messages,
            agent_messages: self.agent_messages + other.agent_messages,
            sessions: self.sessions + other.sessions,
        }
    }
}
