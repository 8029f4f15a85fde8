//! Calls that wait for an answer, and what each is for.

use super::expiry::Source;
use super::forms::FormCall;
use super::later::Task;
use super::livechat::LivechatCall;
use super::service::ServicePurpose;
use super::{Answer, CallId, Client, Command, Method, Request, TimerKey, TurnId};
use crate::backoff::{READ_ATTEMPTS, read_delay};
use crate::transcript::PartKey;
use chatlet_protocol::API_PREFIX;

/// What a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A visitor token from the deployer's backend.
    Token,
    /// The configuration.
    Config,
    /// The newest page at the start.
    Newest,
    /// Banners.
    Banners,
    /// An older page.
    Older,
    /// What became of an interrupted turn.
    Settle(TurnId),
    /// Something of the services around the conversation.
    Service(ServicePurpose),
    /// A form: its fields, its answers.
    Form(FormCall),
    /// Something about the livechat.
    Livechat(LivechatCall),
    /// Whether the address of an attachment is still good.
    Probe(PartKey),
    /// Fresh addresses of attachments, from the page of history or from the log of the livechat.
    Renew(Source),
}

impl Purpose {
    /// Where a new token is asked for once: the start, and the fields of a form; anywhere else a spent token ends the
    /// conversation.
    pub(super) fn renews(self) -> bool {
        matches!(self, Self::Token | Self::Config | Self::Newest | Self::Form(FormCall::Definition(_)))
    }

    /// Reads without a visitor waiting on each are repeated by themselves (F13).
    fn repeats(self) -> bool {
        matches!(self, Self::Token | Self::Config | Self::Newest | Self::Settle(_))
            || matches!(self, Self::Livechat(LivechatCall::Look(_)))
            || matches!(self, Self::Form(FormCall::Definition(_) | FormCall::Session))
    }
}

#[derive(Debug)]
struct Pending {
    id: CallId,
    purpose: Purpose,
    request: Request,
    attempt: u32,
}

/// The calls that wait.
#[derive(Debug, Default)]
pub(super) struct Calls {
    next: u32,
    pending: Vec<Pending>,
}

impl Client {
    /// Makes a call unless one for the same purpose waits already.
    pub(super) fn call(&mut self, purpose: Purpose, request: Request) {
        if self.calls.pending.iter().any(|pending| pending.purpose == purpose) {
            return;
        }
        let call = CallId(self.calls.next);
        self.calls.next += 1;
        self.calls.pending.push(Pending { id: call, purpose, request: request.clone(), attempt: 0 });
        self.command(Command::Call { call, request });
    }

    /// Reads an endpoint of the chat API with the token in force.
    pub(super) fn read(&mut self, purpose: Purpose, path: &str) {
        let request = self.request(Method::Get, path, None);
        self.call(purpose, request);
    }

    pub(super) fn request(&self, method: Method, path: &str, body: Option<String>) -> Request {
        let url = format!("{}{API_PREFIX}{path}", self.api());
        Request { method, url, token: self.session.token.clone(), body }
    }

    /// Answers to calls made before this one are dropped.
    pub(super) fn forget_calls(&mut self) {
        for pending in std::mem::take(&mut self.calls.pending) {
            if matches!(pending.purpose, Purpose::Livechat(LivechatCall::Read(_))) {
                // It may wait for long, and another one may follow.
                self.command(Command::Cancel(pending.id));
            }
            self.command(Command::Stop(TimerKey::Repeat(pending.id)));
        }
    }

    /// The answer to the call for this purpose is dropped when it comes.
    pub(super) fn forget_call(&mut self, purpose: Purpose) {
        let found = self.calls.pending.iter().position(|pending| pending.purpose == purpose);
        if let Some(position) = found {
            let id = self.calls.pending.remove(position).id;
            self.command(Command::Stop(TimerKey::Repeat(id)));
        }
    }

    /// Takes a call out that is given up; a late answer to it changes nothing.
    pub(super) fn take_call(&mut self, is_it: impl Fn(Purpose) -> bool) -> Option<CallId> {
        let place = self.calls.pending.iter().position(|pending| is_it(pending.purpose))?;
        Some(self.calls.pending.remove(place).id)
    }

    pub(super) fn repeat(&mut self, call: CallId) {
        if let Some(pending) = self.calls.pending.iter().find(|pending| pending.id == call) {
            let request = pending.request.clone();
            self.command(Command::Call { call, request });
        }
    }

    /// A late answer to a forgotten call changes nothing.
    pub(super) fn on_answered(&mut self, call: CallId, answer: Answer) {
        let Some(position) = self.calls.pending.iter().position(|pending| pending.id == call) else { return };
        let pending = &mut self.calls.pending[position];
        if answer.is_passing() && pending.purpose.repeats() && pending.attempt + 1 < READ_ATTEMPTS {
            pending.attempt += 1;
            let after = match &answer {
                Answer::Response { status: 429, retry_after, .. } => {
                    crate::backoff::retry_after(retry_after.as_deref(), self.now)
                }
                _ => read_delay(pending.attempt, &mut self.ids),
            };
            self.command(Command::Start { key: TimerKey::Repeat(call), after });
            return;
        }
        let purpose = self.calls.pending.remove(position).purpose;
        match purpose {
            Purpose::Token => self.on_token_answer(&answer),
            Purpose::Config => self.on_config_answer(&answer),
            Purpose::Newest => self.on_newest_answer(answer),
            Purpose::Banners if answer.status() != 401 => self.on_banners_answer(&answer),
            purpose => self.leave(Task::Answer(purpose, answer)),
        }
    }
}

impl Answer {
    /// The JSON body of a 2xx answer, read leniently.
    pub(super) fn json<T: chatlet_protocol::Decode>(&self) -> Option<T> {
        match self {
            Self::Response { status: 200..=299, body, .. } => T::decode(serde_json::from_str(body).ok()?),
            _ => None,
        }
    }

    /// Whether the same request may well succeed at another time.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self.status(), 0 | 429 | 500..)
    }

    /// The HTTP status, or 0 when no answer came.
    pub(super) fn status(&self) -> u16 {
        match self {
            Self::Response { status, .. } => *status,
            Self::NoAnswer => 0,
        }
    }
}
