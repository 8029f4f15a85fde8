//! The page's word on a message before it is sent (`embedding.md`, `intercept`).
//!
//! The message is in the transcript meanwhile. A page that fails or takes too long is reported, and the message goes on.

use super::upload::Outgoing;
use super::{Change, Client, Command, Link, TimerKey};
use crate::time::Millis;
use crate::transcript::{MessageKey, Status};
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::host_line::AppMessage;
use chatlet_protocol::page_line::{Interception, PageMessage, Verdict};
use chatlet_protocol::part::Part;

/// How long the page may think about a message, in milliseconds.
pub(super) const VERDICT_LIMIT: Millis = 5_000;

/// A message the page has been asked about.
#[derive(Debug)]
struct Asked {
    query: u64,
    echo: MessageKey,
    outgoing: Outgoing,
    at: Millis,
}

/// Whether the page is asked, and about what.
#[derive(Debug, Default)]
pub(super) struct Interceptions {
    on: bool,
    last: u64,
    asked: Option<Asked>,
}

impl Interceptions {
    /// Whether a message waits for the page's word.
    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }
}

impl Client {
    pub(super) fn set_interceptor(&mut self, on: bool) {
        self.interceptions.on = on;
    }

    /// Asks the page about a message, if it wants to be asked; otherwise it may go at once.
    pub(super) fn asks_page(&mut self, echo: MessageKey, outgoing: &Outgoing, first: bool) -> bool {
        if !self.interceptions.on || self.link != Link::Loader || outgoing.text.is_empty() {
            return false;
        }
        self.interceptions.last += 1;
        let query = self.interceptions.last;
        let context = Interception {
            chatbot_id: self.options.chatbot_id.clone(),
            instance: self.options.instance.clone(),
            session_id: self.session.conversation.as_ref().map(|conversation| conversation.id.clone()),
            first,
            page: self.options.page.clone(),
            metadata: self.options.metadata.clone(),
        };
        let message = outgoing.text.clone();
        self.interceptions.asked = Some(Asked { query, echo, outgoing: outgoing.clone(), at: self.now });
        self.tell(AppMessage::Code(PageMessage::Intercept { query, message, context: Box::new(context) }));
        self.command(Command::Start { key: TimerKey::Verdict, after: VERDICT_LIMIT });
        self.change(Change::Composer);
        true
    }

    /// Takes what the page was asked about; nothing when the conversation has moved on meanwhile.
    fn take_asked(&mut self) -> Option<Asked> {
        let asked = self.interceptions.asked.take()?;
        self.command(Command::Stop(TimerKey::Verdict));
        self.change(Change::Composer);
        self.transcript.entry(asked.echo).is_some().then_some(asked)
    }

    pub(super) fn on_intercepted(&mut self, query: u64, verdict: Verdict) {
        // A word that comes too late is about nothing.
        if self.interceptions.asked.as_ref().is_none_or(|asked| asked.query != query) {
            return;
        }
        let Some(asked) = self.take_asked() else { return };
        match verdict {
            Verdict::Goes { message } => self.go_on(asked, message),
            Verdict::Failed { failure } => {
                self.report_page(
                    ErrorType::Interceptor,
                    "interceptor_failed",
                    "the interceptor threw",
                    Some(failure),
                );
                self.go_on(asked, None);
            }
            Verdict::Handled { message, reply } => {
                let asked = self.reword(asked, message);
                self.settle_echo(asked.echo);
                if let Some(reply) = reply.filter(|reply| !reply.trim().is_empty()) {
                    self.answer_for_page(&asked, &reply);
                }
                self.send_queued();
            }
        }
    }

    pub(super) fn on_no_verdict(&mut self) {
        let Some(asked) = self.take_asked() else { return };
        self.report_page(ErrorType::Timeout, "interceptor_timeout", "the interceptor took too long", None);
        self.go_on(asked, None);
    }

    /// The visitor stops the message before the page has said a word: it goes back into the composer.
    pub(super) fn stop_asking(&mut self) -> bool {
        let Some(asked) = self.take_asked() else { return false };
        self.take_back(asked.echo);
        true
    }

    fn go_on(&mut self, asked: Asked, message: Option<String>) {
        let asked = self.reword(asked, message);
        self.open_stream(asked.echo, &asked.outgoing);
    }

    /// The transcript shows what is really sent.
    fn reword(&mut self, asked: Asked, message: Option<String>) -> Asked {
        let Some(message) = message.map(|message| message.trim().to_owned()) else { return asked };
        if message.is_empty() || message == asked.outgoing.text {
            return asked;
        }
        let outgoing = Outgoing { text: message, ..asked.outgoing };
        let changes = self.transcript.remove(asked.echo);
        self.changed(changes);
        let (echo, changes) = self.transcript.echo(outgoing.parts(), self.now);
        self.changed(changes);
        self.keep_outgoing(echo, &outgoing);
        self.follow_latest();
        Asked { echo, outgoing, ..asked }
    }

    /// The page's words stand where the assistant's would.
    fn answer_for_page(&mut self, asked: &Asked, reply: &str) {
        let (query_id, latency) = (self.ids.uuid(), self.now.saturating_sub(asked.at));
        let (key, changes) = self.transcript.await_reply(self.now);
        self.changed(changes);
        self.raise(Event::ResponseStart { query_id: query_id.clone(), latency });
        let changes = self.transcript.apply_part(key, Part::text(query_id.as_str(), reply));
        self.changed(changes);
        let changes = self.transcript.set_status(key, Status::Settled);
        self.changed(changes);
        self.raise(Event::MessageComplete {
            answer: reply.to_owned(),
            // The server knows nothing of it.
            message_id: query_id.clone(),
            query_id,
            duration: latency,
            latency,
            parts: self.transcript.kinds(key),
        });
        if !self.window_open {
            self.set_unread(self.unread + 1);
        }
        self.announce(reply.to_owned());
    }

    fn report_page(&mut self, kind: ErrorType, code: &str, message: &str, details: Option<String>) {
        self.raise(Event::Error {
            kind,
            code: code.into(),
            message: message.into(),
            retryable: false,
            details: details.map(Into::into),
            stack: None,
        });
    }
}
