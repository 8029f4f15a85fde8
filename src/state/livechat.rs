//! What views read of the livechat.

use super::Widget;
use chatlet_core::client::{Change, Client, LivechatChange};
use chatlet_core::livechat::Livechat;
use chatlet_core::transcript::{MessageKey, TranscriptChange};
use chatlet_protocol::livechat::LivechatStatus;
use chatlet_protocol::message::Agent;

impl Widget {
    /// Reads the client, and again whenever this of the livechat changes.
    pub fn livechat<T>(self, change: LivechatChange, read: impl FnOnce(&Client) -> T) -> T {
        self.read(Change::Livechat(change), read)
    }

    /// Where the livechat stands.
    pub fn livechat_status(self) -> LivechatStatus {
        self.livechat(LivechatChange::State, |client| client.livechat().status())
    }

    /// Who is there.
    pub fn agent(self) -> Option<Agent> {
        self.livechat(LivechatChange::State, |client| client.livechat().agent().cloned())
    }

    /// What the agent who is there is called, made harmless.
    pub fn agent_name(self) -> Option<String> {
        self.livechat(LivechatChange::State, |client| {
            client.livechat().agent().map(|agent| client.agent_label(agent))
        })
    }

    /// What an agent is called who comes with this message.
    pub fn arrival(self, key: MessageKey) -> Option<String> {
        self.read(Change::Transcript(TranscriptChange::Messages), |client| client.arrival(key))
    }

    /// By whom a chat was ended that ended under this message, and why.
    pub fn end_under(self, key: MessageKey) -> Option<(String, Option<String>)> {
        self.read(Change::Transcript(TranscriptChange::Messages), |_| ());
        self.read(Change::Language, |_| ());
        self.livechat(LivechatChange::State, |client| client.end_under(key))
    }

    /// Whether the agent types.
    pub fn is_agent_typing(self) -> bool {
        self.livechat(LivechatChange::Typing, |client| Livechat::is_agent_typing(client.livechat()))
    }
}
