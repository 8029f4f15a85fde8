//! What the visitor says to an agent: one message at a time, none lost, none sent twice without their word
//! (`chat-api.md` §9, "409 re-routing"; faults F10, F36, F57, F58).

mod fate;

use super::super::calls::Purpose;
use super::super::upload::Outgoing;
use super::LivechatCall;
use crate::client::{Answer, Client, Command, Method, TimerKey};
use crate::livechat::{Happening, LivechatTimer};
use crate::locale::Phrase;
use crate::time::Millis;
use crate::transcript::{MessageKey, Unsent};
use chatlet_protocol::Decode;
use chatlet_protocol::catalogue::ErrorType;
use chatlet_protocol::error::ApiError;
use chatlet_protocol::livechat::LivechatMessage;
use serde_json::Value;

/// A message without an answer after this long counts as unanswered, in milliseconds; files take their time.
const ANSWER_LIMIT: Millis = 60_000;

/// Where a message stands on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Its turn has not come.
    Queued,
    /// The server has it, or will.
    Out,
    /// The server may have it: the log that is read after read number `0` tells.
    Uncertain(u32),
    /// The server wants it elsewhere: the state tells where.
    Misrouted,
    /// The server may have it, and no log will tell: history does.
    Sought {
        /// Whether it goes on its way when history does not know it.
        again: bool,
    },
    /// To the assistant, as soon as no reply is on its way.
    ToAssistant,
}

#[derive(Debug)]
struct Item {
    echo: MessageKey,
    /// The session it was sent in.
    session: u32,
    way: Way,
    /// Whether it has been re-routed; once per action of the visitor's.
    rerouted: bool,
    /// Whether the assistant's endpoint has refused it.
    refused_by_assistant: bool,
}

impl Item {
    fn new(echo: MessageKey, way: Way) -> Self {
        Self { echo, session: 0, way, rerouted: false, refused_by_assistant: false }
    }
}

/// Messages on their way.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    items: Vec<Item>,
    /// Messages that were re-routed to the assistant, where a second refusal ends their way.
    rerouted: Vec<MessageKey>,
}

impl Outbox {
    fn item(&mut self, echo: MessageKey) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.echo == echo)
    }

    fn take(&mut self, echo: MessageKey) -> Option<Item> {
        let place = self.items.iter().position(|item| item.echo == echo)?;
        Some(self.items.remove(place))
    }
}

impl Client {
    /// Whether what the visitor sends now goes to an agent.
    pub(in crate::client) fn talks_to_agent(&self) -> bool {
        self.human.machine.takes_input()
    }

    /// Sends a message to the agent.
    pub(in crate::client) fn send_to_agent(&mut self, outgoing: &Outgoing) {
        let (echo, _first) = self.show_outgoing(outgoing);
        self.post(echo);
    }

    /// Sends an echo that failed again.
    pub(in crate::client) fn send_again_to_agent(&mut self, echo: MessageKey) {
        self.human.outbox.rerouted.retain(|known| *known != echo);
        self.post(echo);
    }

    fn post(&mut self, echo: MessageKey) {
        self.human.outbox.items.push(Item::new(echo, Way::Queued));
        self.livechat_happens(Happening::Sent);
        self.pump_outbox();
    }

    /// Sends what is next, one message at a time, so that the server's order is the visitor's.
    pub(super) fn pump_outbox(&mut self) {
        if self.human.outbox.items.iter().any(|item| item.way == Way::Out) {
            return;
        }
        let (takes_input, session) = (self.human.machine.takes_input(), self.human.machine.epoch());
        if takes_input {
            // An agent is there again before the assistant could be asked.
            let waiting = self.human.outbox.items.iter_mut().filter(|item| item.way == Way::ToAssistant);
            waiting.for_each(|item| item.way = Way::Queued);
        }
        let Some(item) = self.human.outbox.items.iter_mut().find(|item| item.way == Way::Queued) else {
            return;
        };
        let echo = item.echo;
        if !takes_input {
            item.way = Way::ToAssistant;
            self.pump_outbox();
            return self.send_to_assistant();
        }
        item.way = Way::Out;
        item.session = session;
        let outgoing = self.outgoing_of(echo);
        let body = self.message_body(&outgoing);
        let request = self.request(Method::Post, "/livechat/messages", Some(body));
        self.call(Purpose::Livechat(LivechatCall::Send(echo)), request);
        self.command(Command::Start { key: TimerKey::Livechat(LivechatTimer::Sending), after: ANSWER_LIMIT });
    }

    pub(super) fn on_sending_overdue(&mut self) {
        let is_send = |purpose| matches!(purpose, Purpose::Livechat(LivechatCall::Send(_)));
        if let Some(call) = self.take_call(is_send) {
            self.command(Command::Cancel(call));
        }
        let out = self.human.outbox.items.iter().find(|item| item.way == Way::Out).map(|item| item.echo);
        if let Some(echo) = out {
            self.on_sent_answer(echo, &Answer::NoAnswer);
        }
    }

    pub(super) fn on_sent_answer(&mut self, echo: MessageKey, answer: &Answer) {
        self.command(Command::Stop(TimerKey::Livechat(LivechatTimer::Sending)));
        let read = self.human.machine.reads();
        let Some(item) = self.human.outbox.item(echo) else { return };
        match answer.status() {
            200..=299 => match stored(answer) {
                Some(message) => {
                    self.human.outbox.take(echo);
                    let changes = self.transcript.confirm(echo, self.human.machine.epoch(), message);
                    self.changed(changes);
                }
                None => self.look_for(echo, read),
            },
            // Without an answer, or with a failure, the message may have arrived all the same (F14).
            0 | 500.. => {
                let kind = if answer.status() == 0 { ErrorType::Network } else { ErrorType::Backend };
                self.look_for(echo, read);
                self.report(kind, "message_unanswered", "a message to the agent got no answer", true);
            }
            409 if !item.rerouted => {
                item.rerouted = true;
                item.way = Way::Misrouted;
                self.livechat_happens(Happening::Conflict);
            }
            status => {
                self.human.outbox.take(echo);
                self.refuse_message(echo, status, answer);
            }
        }
        self.pump_outbox();
    }

    fn refuse_message(&mut self, echo: MessageKey, status: u16, answer: &Answer) {
        let (body, retry_after) = match answer {
            Answer::Response { body, retry_after, .. } => (body.as_str(), retry_after.as_deref()),
            Answer::NoAnswer => ("", None),
        };
        if status == 429 {
            self.gate(crate::backoff::retry_after(retry_after, self.now));
        }
        let reason = if matches!(status, 429 | 409) { Unsent::Refused } else { Unsent::Rejected };
        self.mark_unsent(echo, reason);
        let error = ApiError::read(body);
        let words = if error.message.trim().is_empty() {
            self.locale.text(Phrase::NotSent).to_owned()
        } else {
            error.message
        };
        self.notice.refused(words.clone());
        self.change(crate::client::Change::Notice);
        self.alarm(words);
        self.report(
            ErrorType::Backend,
            "message_refused",
            "the chat API refused a message to the agent",
            false,
        );
    }

    /// The assistant's endpoint says that the conversation is with an agent: the same input goes there once the state
    /// confirms it. False when there is nothing to confirm, so that the words go back into the composer.
    pub(in crate::client) fn reroute_to_agent(&mut self, echo: MessageKey) -> bool {
        if !self.config.livechat.enabled || self.human.outbox.rerouted.contains(&echo) {
            return false;
        }
        let item = Item::new(echo, Way::Misrouted);
        self.human.outbox.items.push(Item { rerouted: true, refused_by_assistant: true, ..item });
        self.livechat_happens(Happening::Conflict);
        true
    }

    /// No reply is on its way any more, or the session has moved: what waited for that goes on.
    pub(in crate::client) fn on_turn_over(&mut self) {
        self.take_held_log();
        self.flush_wish();
        self.send_to_assistant();
    }

    /// Sends what was meant for an agent who is gone to the assistant, once no reply is on its way. What the assistant's
    /// endpoint had refused before goes back to the visitor: a message is re-routed at most once.
    pub(in crate::client) fn send_to_assistant(&mut self) {
        if self.turns.current.is_some() || self.human.machine.takes_input() || self.notice.is_gated(self.now)
        {
            return;
        }
        let next = self.human.outbox.items.iter().find(|item| item.way == Way::ToAssistant);
        let Some(echo) = next.map(|item| item.echo) else { return };
        if self.human.outbox.take(echo).is_some_and(|item| item.rerouted) {
            self.human.outbox.rerouted.push(echo);
        }
        let outgoing = self.outgoing_of(echo);
        self.open_stream(echo, &outgoing);
    }

    /// The conversation is over: what was on its way goes back into the composer.
    pub(super) fn return_outbox(&mut self) {
        self.command(Command::Stop(TimerKey::Livechat(LivechatTimer::Sending)));
        self.human.outbox.rerouted.clear();
        for item in std::mem::take(&mut self.human.outbox.items).into_iter().rev() {
            self.take_back(item.echo);
        }
    }
}

/// The stored message of a send's answer; its copy at the top level is for older clients.
fn stored(answer: &Answer) -> Option<LivechatMessage> {
    LivechatMessage::decode(answer.json::<Value>()?.get("message")?.clone())
}
