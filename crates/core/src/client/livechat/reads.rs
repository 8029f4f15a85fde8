//! Reads and their answers, and what the visitor's tabs tell each other of them.

use super::super::calls::Purpose;
use super::{LivechatCall, LivechatCommand};
use crate::client::{Answer, Client, Command, TimerKey};
use crate::livechat::{Happening, Reading};
use crate::transcript::Author;
use chatlet_protocol::Decode;
use chatlet_protocol::livechat::{LivechatMessage, LivechatMessagePage, LivechatState, LivechatSync};
use chatlet_protocol::message::Role;
use serde_json::{Value, json};

impl Client {
    pub(super) fn on_livechat_read(&mut self, generation: u32, answer: &Answer) {
        let reading = match answer {
            Answer::Response { status: 404 | 405, .. } => Reading::Unsupported,
            Answer::Response { status: 200..=299, body, .. } => match read(body) {
                Some(reading) => {
                    // Also what is read for oneself: nobody else may ever read of a session that one tab has found.
                    self.share(&json!({ "read": body, "after": self.human.machine.reads_after() }));
                    reading
                }
                None => Reading::Failed,
            },
            _ => Reading::Failed,
        };
        self.livechat_happens(Happening::Read { generation, reading });
    }

    pub(super) fn cancel_livechat_read(&mut self) {
        let is_read = |purpose| matches!(purpose, Purpose::Livechat(LivechatCall::Read(_)));
        while let Some(call) = self.take_call(is_read) {
            self.command(Command::Stop(TimerKey::Repeat(call)));
            self.command(Command::Cancel(call));
        }
    }

    /// Other tabs of the same conversation are listened to as soon as there is one.
    pub(in crate::client) fn join_livechat(&mut self) {
        let Some(conversation) = &self.session.conversation else { return };
        if self.human.name.is_none() && self.options.persist {
            let name = format!("{}:{}", self.storage_scope(), conversation.id);
            self.human.name = Some(name.clone());
            self.command(Command::Livechat(LivechatCommand::Listen { name }));
        }
    }

    fn share(&mut self, what: &Value) {
        if self.human.name.is_some() {
            self.command(Command::Livechat(LivechatCommand::Share(what.to_string())));
        }
    }

    /// The others learn that something has changed, and read it for themselves.
    pub(super) fn share_news(&mut self) {
        self.share(&json!({ "news": true }));
    }

    pub(super) fn on_tab_heard(&mut self, text: &str) {
        let Ok(heard) = serde_json::from_str::<Value>(text) else { return };
        if let Some(reading) = heard.get("read").and_then(Value::as_str).and_then(read) {
            let after = heard.get("after").and_then(Value::as_u64);
            self.livechat_happens(Happening::Heard { after, reading });
        } else if heard.get("news").is_some() {
            self.livechat_happens(Happening::News);
        }
    }

    /// Messages of the log join the transcript. What the assistant says comes by its stream while that runs; its copy
    /// in the log waits until both can be told to be one.
    pub(super) fn take_log(&mut self, mut messages: Vec<LivechatMessage>, quiet: bool) {
        if self.turns.current.is_some() || !self.turns.settling.is_empty() {
            let held = messages.extract_if(.., |entry| entry.message.role == Role::Assistant);
            let held: Vec<_> = held.collect();
            self.human.held.extend(held);
        }
        let (session, since) = (self.human.machine.epoch(), self.human.first_key.unwrap_or(0));
        let (new, changes) = self.transcript.merge_log(session, since, messages);
        self.changed(changes);
        if quiet {
            return;
        }
        for key in new {
            let author = self.transcript.entry(key).map(|entry| entry.author.clone());
            if let Some(Author::Agent(agent)) = author {
                self.on_agent_message(key, agent);
            }
        }
    }

    /// The stream is over: what the log said of it meanwhile is known by now, or is merged.
    pub(in crate::client) fn take_held_log(&mut self) {
        if self.turns.current.is_none() && self.turns.settling.is_empty() && !self.human.held.is_empty() {
            let held = std::mem::take(&mut self.human.held);
            self.take_log(held, true);
        }
    }
}

/// Reads an answer by its shape.
fn read(body: &str) -> Option<Reading> {
    let value: Value = serde_json::from_str(body).ok()?;
    if value.get("state").is_some() {
        LivechatSync::decode(value).map(Reading::Sync)
    } else if value.get("messages").is_some() {
        LivechatMessagePage::decode(value).map(Reading::Messages)
    } else if value.get("status").is_some() {
        LivechatState::decode(value).map(Reading::State)
    } else {
        None
    }
}
