//! What the transcript shows of sessions beside their messages: who came, and how each session ended (`experience.md`,
//! "Livechat bar"). The log has no entry for either. Who came is told by the first message of an agent; how a session
//! ended by its state, which after a reload is known of the last one only (`chat-api.md` §9).

use crate::client::{Client, Older};
use crate::display::display_text;
use crate::livechat::Ending;
use crate::locale::Phrase;
use crate::time::{Millis, parse};
use crate::transcript::{Author, Entry, MessageKey};

/// Entries looked back through for an agent of the same session: far more than an assistant says while one is there.
const REACH: usize = 60;

/// The end of one session.
#[derive(Debug)]
pub(super) struct Trace {
    /// Which session, counted by the client.
    session: u32,
    ending: Ending,
    /// When it was closed, where that must tell the place: it was closed before this visit.
    at: Option<Millis>,
    /// The last message at that time, where it was closed here.
    after: Option<MessageKey>,
}

impl Trace {
    /// Whether the end may stand under this entry. Only what the server has stored stays where it is.
    fn follows(&self, key: MessageKey, entry: &Entry) -> bool {
        let in_log = entry.place_in_log.is_some_and(|place| place.session == self.session);
        let before = self.at.zip(entry.at).is_some_and(|(end, said)| said <= end);
        entry.message_id.is_some() && (in_log || before || self.after == Some(key))
    }
}

impl Client {
    /// What an agent is called whose message is the first since the assistant, or another agent, has spoken. What the
    /// assistant says while the same agent is in the same session does not make them come again.
    pub fn arrival(&self, key: MessageKey) -> Option<String> {
        let entry = self.transcript.entry(key)?;
        let Author::Agent(agent) = &entry.author else { return None };
        let order = self.transcript.order();
        let place = order.iter().rposition(|known| *known == key)?;
        let before = || order[..place].iter().rev().filter_map(|before| self.transcript.entry(*before));
        let session = entry.place_in_log.map(|place| place.session);
        let is_agent = |entry: &&Entry| matches!(entry.author, Author::Agent(_));
        let last_agent = before()
            .take(REACH)
            .find(is_agent)
            .filter(|before| session.is_some() && before.place_in_log.map(|place| place.session) == session);
        let last = last_agent
            .or_else(|| before().find(|entry| matches!(entry.author, Author::Agent(_) | Author::Assistant)));
        let comes = match last.map(|entry| &entry.author) {
            Some(Author::Agent(Some(before))) => {
                agent.as_ref().is_some_and(|agent| agent.agent_id != before.agent_id)
            }
            Some(Author::Agent(None)) => agent.is_some(),
            Some(_) => true,
            // What came before is not known yet.
            None => self.older == Older::None,
        };
        comes.then(|| match agent {
            Some(agent) => self.agent_label(agent),
            None => self.locale.text(Phrase::Agent).to_owned(),
        })
    }

    /// By whom a session was ended that ended under this entry, and the reason that was given, made harmless. None while
    /// the same stands over the composer.
    pub fn end_under(&self, key: MessageKey) -> Option<(String, Option<String>)> {
        let stands = |trace: &&Trace| !(self.shows_ending() && trace.session == self.human.machine.epoch());
        let trace =
            self.human.traces.iter().rev().filter(stands).find(|trace| self.anchor(trace) == Some(key))?;
        let reason = trace.ending.reason.as_deref().map(|reason| display_text(reason.trim()).into_owned());
        Some((self.words_of(&trace.ending), reason.filter(|reason| !reason.is_empty())))
    }

    fn anchor(&self, trace: &Trace) -> Option<MessageKey> {
        let follows =
            |key: &&MessageKey| self.transcript.entry(**key).is_some_and(|entry| trace.follows(**key, entry));
        self.transcript.order().iter().rev().find(follows).copied()
    }

    /// The state has changed: the end that it tells of is remembered.
    pub(super) fn trace_ending(&mut self) {
        let machine = &self.human.machine;
        let Some(ending) = machine.ending() else { return };
        let ending = Ending { agent: self.last_agent(), ..ending.clone() };
        let (session, at) = (machine.epoch(), ending.at.as_deref().and_then(parse));
        let stored =
            |key: &&MessageKey| self.transcript.entry(**key).is_some_and(|entry| entry.message_id.is_some());
        let newest = self.transcript.order().iter().rev().find(stored).copied();
        let known = self.human.traces.iter().position(|trace| trace.session == session);
        let place = known.unwrap_or(self.human.traces.len());
        if known.is_none() {
            self.human.traces.push(Trace { session, ending: Ending::default(), at, after: None });
        }
        let trace = &mut self.human.traces[place];
        trace.ending = ending;
        if self.human.fresh_end && trace.after.is_none() {
            // The clocks of both sides need not agree: it was closed now.
            (trace.at, trace.after) = (None, newest);
        }
    }

    /// The conversation is cleared.
    pub(in crate::client) fn forget_traces(&mut self) {
        self.human.traces.clear();
    }
}
