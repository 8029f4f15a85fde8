//! The other side of livechat: profiles of agents, and what an agent system may do in the one session its token is for.

use super::super::conversation::Conversation;
use super::super::tokens::{Key, key};
use super::super::{Inner, Session, Store};
use super::parts;
use crate::livechat::attachments::Content;
use crate::livechat::session::{LivechatSession, Refused};
use crate::{clock, random};
use chatlet_protocol::message::Agent;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, SystemTime};

/// Profiles that are kept.
const MOST_AGENTS: usize = 1_000;
/// How long a token serves.
const TOKEN_LIFETIME: Duration = Duration::from_hours(8);

/// What an agent system's token stands for: one session.
#[derive(Debug, Clone)]
pub(crate) struct AgentAccess {
    pub(super) visitor: u64,
    pub(super) conversation: u64,
    pub(super) livechat: String,
}

/// What the agent systems have: tokens, by digest, and profiles.
#[derive(Default)]
pub(in super::super) struct Agents {
    tokens: HashMap<Key, (AgentAccess, SystemTime)>,
    profiles: HashMap<String, Agent>,
}

impl Agents {
    /// A token for one session, and when it expires.
    pub(super) fn admit(&mut self, access: AgentAccess) -> (String, SystemTime) {
        let token = random::token();
        let expires = SystemTime::now() + TOKEN_LIFETIME;
        self.tokens.retain(|_, (_, expires)| *expires > SystemTime::now());
        self.tokens.insert(key(&token), (access, expires));
        (token, expires)
    }
}

impl Store {
    /// Creates or changes the profile of an agent.
    pub(crate) fn put_agent(&self, agent: &Agent) {
        let mut inner = self.lock();
        let profiles = &mut inner.agents.profiles;
        if profiles.len() < MOST_AGENTS || profiles.contains_key(&agent.agent_id) {
            profiles.insert(agent.agent_id.clone(), agent.clone());
        }
    }

    /// Which chatbot an agent's session belongs to.
    pub(crate) fn chatbot_of(&self, access: &AgentAccess) -> String {
        let inner = self.lock();
        inner.visitors.get(&access.visitor).map(|visitor| visitor.chatbot_id.clone()).unwrap_or_default()
    }

    /// What a livechat session token stands for, if it is valid.
    pub(crate) fn agent_access(&self, token: &str) -> Option<AgentAccess> {
        let mut inner = self.lock();
        let (access, expires) = inner.agents.tokens.get(&key(token)).cloned()?;
        let is_valid = expires > SystemTime::now() && inner.livechat(&access).is_some();
        is_valid.then_some(access)
    }

    /// `AgentContext`
    pub(crate) fn agent_context(&self, access: &AgentAccess) -> Value {
        let mut inner = self.lock();
        let mut context = Self::envelope(&inner, access.visitor, access.conversation);
        let values = inner.visitors.get(&access.visitor).map(|visitor| visitor.values.clone());
        let session = inner.livechat(access).map(|livechat| livechat.session());
        let thread = inner.thread_of(access.visitor, access.conversation);
        let mut messages = thread.map(|thread: &mut Conversation| thread.oldest_first()).unwrap_or_default();
        self.signer.sign_all(&mut messages);
        json!({
            "livechat_session": session,
            "visitor": context["visitor"].take(),
            "values": values.unwrap_or_default(),
            "messages": messages,
        })
    }

    /// Runs `work` on the session once `agent_id` may act there.
    fn as_agent<T>(
        inner: &mut Inner,
        access: &AgentAccess,
        agent_id: &str,
        work: impl FnOnce(&mut LivechatSession, &Agent) -> T,
    ) -> Result<T, Refused> {
        let agent = inner.agents.profiles.get(agent_id).cloned().ok_or(Refused::UnknownAgent)?;
        let livechat = inner.livechat(access).ok_or(Refused::Closed)?;
        livechat.admit(&agent)?;
        Ok(work(livechat, &agent))
    }

    /// Stores an agent's message: `LivechatMessage`, and the session.
    pub(crate) fn say_to_customer(
        &self,
        access: &AgentAccess,
        agent_id: &str,
        contents: Vec<Content>,
    ) -> Result<(Value, Value), Refused> {
        let mut inner = self.lock();
        let agent = Self::as_agent(&mut inner, access, agent_id, |livechat, agent| {
            livechat.agent_types(false);
            agent.clone()
        })?;
        let message = json!({
            "message_id": random::id("m"),
            "role": "agent",
            "agent": agent,
            "parts": parts(&mut inner, access.visitor, contents),
            "created_at": clock::now(),
        });
        let said = self.add_to(&mut inner, (access.visitor, access.conversation), &message);
        let mut said = said.ok_or(Refused::Closed)?;
        let livechat = inner.livechat(access).map(|livechat| livechat.session()).unwrap_or_default();
        self.signer.sign(&mut said);
        self.wake();
        Ok((said, livechat))
    }

    /// Notes that the agent types or stopped: `LivechatTypingResponse`.
    pub(crate) fn agent_types(
        &self,
        access: &AgentAccess,
        agent_id: &str,
        is_typing: bool,
    ) -> Result<Value, Refused> {
        let mut inner = self.lock();
        let answer = Self::as_agent(&mut inner, access, agent_id, |livechat, _| {
            livechat.agent_types(is_typing);
            livechat.typing(is_typing)
        })?;
        self.wake();
        Ok(answer)
    }

    /// Closes the session for the agent: `LivechatSession`. Without an id it is the one who is assigned.
    pub(crate) fn close_as_agent(
        &self,
        access: &AgentAccess,
        agent_id: Option<&str>,
        reason: Option<String>,
    ) -> Result<Value, Refused> {
        let mut inner = self.lock();
        if agent_id.is_some_and(|agent_id| !inner.agents.profiles.contains_key(agent_id)) {
            return Err(Refused::UnknownAgent);
        }
        let livechat = inner.livechat(access).filter(|livechat| livechat.is_open());
        let assigned = livechat.ok_or(Refused::Closed)?.agent().map(|agent| agent.agent_id.clone());
        if let (Some(assigned), Some(agent_id)) = (&assigned, agent_id)
            && assigned != agent_id
        {
            return Err(Refused::OtherAgent);
        }
        let by = agent_id.map(str::to_owned).or(assigned);
        let place = (access.visitor, access.conversation);
        let thread = inner.thread_of(access.visitor, access.conversation);
        let closed = thread.and_then(|thread| thread.close_livechat("agent", by, reason));
        self.tell_closed(&inner, place, closed).ok_or(Refused::Closed)
    }

    /// The newest session of a visitor, as an agent system would have it.
    pub(crate) fn access_to(&self, session: &Session) -> Option<AgentAccess> {
        let mut inner = self.lock();
        let livechat = inner.thread(session)?.livechat()?.id.clone();
        Some(AgentAccess { visitor: session.visitor, conversation: session.conversation, livechat })
    }

    /// The session that was asked for last of all that are open.
    pub(crate) fn newest_access(&self) -> Option<AgentAccess> {
        let inner = self.lock();
        let all = inner.visitors.iter().flat_map(|(visitor, found)| {
            found.conversations.iter().filter_map(|(conversation, thread)| {
                let open = thread.livechat().filter(|livechat| livechat.is_open())?;
                let access =
                    AgentAccess { visitor: *visitor, conversation: *conversation, livechat: open.id.clone() };
                Some((open.requested_at().to_owned(), *conversation, access))
            })
        });
        let newest = all.max_by(|left, right| (&left.0, left.1).cmp(&(&right.0, right.1)));
        newest.map(|(_, _, access)| access)
    }

    /// Puts a message that is nobody's into the thread of a session.
    pub(crate) fn announce(&self, access: &AgentAccess, role: &str, text: &str) {
        let mut inner = self.lock();
        let message = json!({
            "message_id": random::id("m"),
            "role": role,
            "parts": parts(&mut inner, access.visitor, vec![Content::Text(text.to_owned())]),
            "created_at": clock::now(),
        });
        self.add_to(&mut inner, (access.visitor, access.conversation), &message);
        self.wake();
    }
}

impl Inner {
    fn livechat(&mut self, access: &AgentAccess) -> Option<&mut LivechatSession> {
        self.thread_of(access.visitor, access.conversation)?.livechat_of(&access.livechat)
    }
}
