//! A visitor turn: one message, one reply, one stream at a time (`chat-api.md` §5).

use super::upload::Outgoing;
use super::{Answer, Change, Client, Command, Method, Screen, TimerKey, TurnId};
use crate::stream_decoder::Decoder;
use crate::time::Millis;
use crate::transcript::{Author, MessageKey, Status, Unsent};
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::error::ApiError;
use chatlet_protocol::stream::{Frame, FrameReader};
use std::collections::VecDeque;

/// Nothing at all for this long after sending: the stream is given up (F4), in milliseconds.
const FIRST_BYTE_LIMIT: Millis = 60_000;
/// The slowest upload that is waited for, in bytes per millisecond.
const SLOWEST_UPLOAD: u64 = 8;
/// Nothing for this long inside a stream; comments count as life (F4), in milliseconds.
pub(super) const SILENCE_LIMIT: Millis = 30_000;

/// The turn that runs.
#[derive(Debug)]
pub(super) struct Turn {
    pub id: TurnId,
    /// Names question and reply in the events.
    pub query_id: String,
    pub echo: MessageKey,
    pub reply: MessageKey,
    pub sent_at: Millis,
    /// How long nothing at all may come, in milliseconds: uploads take their time.
    pub patience: Millis,
    /// When the first delta or part arrived.
    pub first_at: Option<Millis>,
    /// When the last byte arrived.
    pub heard_at: Option<Millis>,
    /// Whether the answer was accepted as an event stream.
    pub accepted: bool,
    pub decoder: Decoder,
    pub reader: FrameReader,
    /// Frames that have arrived and are held back for an even pace.
    pub held: VecDeque<Frame>,
    /// Steps in which the held frames are shown.
    pub steps: usize,
    /// Text of the network read at hand.
    pub chunk: String,
    /// Which kinds of bad frame have been reported; each is, once.
    pub reported_malformed: bool,
}

/// The turns of a conversation.
#[derive(Debug, Default)]
pub(super) struct Turns {
    next: u32,
    pub current: Option<Turn>,
    /// Turns whose end is unknown; history decides.
    pub settling: Vec<super::settle::Settling>,
}

impl Client {
    pub(super) fn begin_turn(&mut self, outgoing: &Outgoing) {
        self.move_on();
        let (echo, first) = self.show_outgoing(outgoing);
        if !self.asks_page(echo, outgoing, first) {
            self.open_stream(echo, outgoing);
        }
    }

    /// What the visitor says is in the transcript, and the page hears of it, before it is sent to anybody; whether it is
    /// the first that they say.
    pub(super) fn show_outgoing(&mut self, outgoing: &Outgoing) -> (MessageKey, bool) {
        let first = !self.transcript.has_visitor_turn();
        self.drop_refusal();
        if self.begin_conversation() && self.config.livechat.enabled {
            self.join_livechat();
        }
        self.raise(Event::MessageStart {
            length: outgoing.text.chars().count() as u64,
            message: outgoing.text.clone(),
            kinds: outgoing.kinds(),
            first,
        });
        let (echo, changes) = self.transcript.echo(outgoing.parts(), self.now);
        self.changed(changes);
        self.keep_outgoing(echo, outgoing);
        self.follow_latest();
        (echo, first)
    }

    pub(super) fn open_stream(&mut self, echo: MessageKey, outgoing: &Outgoing) {
        let (reply, changes) = self.transcript.await_reply_to(echo, self.now);
        self.changed(changes);
        let turn = TurnId(self.turns.next);
        self.turns.next += 1;
        let body = self.message_body(outgoing);
        let request = self.request(Method::Post, "/messages", Some(body));
        let bytes: u64 = outgoing.files.iter().map(|file| file.bytes).sum();
        let patience = FIRST_BYTE_LIMIT + bytes / SLOWEST_UPLOAD;
        self.turns.current = Some(Turn {
            id: turn,
            query_id: self.ids.uuid(),
            echo,
            reply,
            sent_at: self.now,
            patience,
            first_at: None,
            heard_at: None,
            accepted: false,
            decoder: Decoder::new(),
            reader: FrameReader::default(),
            held: VecDeque::new(),
            steps: 0,
            chunk: String::new(),
            reported_malformed: false,
        });
        self.command(Command::OpenStream { turn, request });
        self.command(Command::Start { key: TimerKey::Silence, after: patience });
        self.change(Change::Composer);
        self.calm();
        let words = self.locale.text(crate::locale::Phrase::Answering).to_owned();
        self.announce(words);
    }

    /// Takes the running turn, when it is `turn`; a late input for another finds nothing.
    pub(super) fn take_turn(&mut self, turn: TurnId) -> Option<Turn> {
        let taken = self.turns.current.take_if(|current| current.id == turn)?;
        self.command(Command::Stop(TimerKey::Silence));
        self.command(Command::Stop(TimerKey::Pace));
        self.change(Change::Composer);
        Some(taken)
    }

    /// The visitor stops the reply: the draft stays, marked, and late bytes find no turn (F32).
    pub(super) fn on_stopped(&mut self) {
        if self.stop_asking() {
            return;
        }
        let Some(turn) = self.turns.current.as_ref().map(|turn| turn.id) else { return };
        self.release_held();
        let Some(turn) = self.take_turn(turn) else { return };
        self.command(Command::CloseStream(turn.id));
        self.raise(Event::MessageStop { query_id: turn.query_id.clone() });
        if !turn.accepted && !self.outgoing_of(turn.echo).files.is_empty() {
            // The upload was cut: nothing of it counts as sent (F61), although it may just have arrived.
            let changes = self.transcript.remove(turn.reply);
            self.changed(changes);
            self.mark_unsent(turn.echo, Unsent::Offline);
        } else {
            let changes = self.transcript.set_status(turn.reply, Status::Stopped);
            self.changed(changes);
            if turn.accepted { self.settle_echo(turn.echo) } else { self.settle_stopped(turn) }
        }
        self.tell_tabs(super::tabs::Signal::News);
        let words = self.locale.text(crate::locale::Phrase::Stopped).to_owned();
        self.announce(words);
        self.send_queued();
    }

    pub(super) fn settle_echo(&mut self, echo: MessageKey) {
        let changes = self.transcript.set_status(echo, Status::Settled);
        self.changed(changes);
    }

    /// The server refused the message before any stream (`chat-api.md` §10).
    pub(super) fn on_stream_refused(&mut self, turn: TurnId, answer: &Answer) {
        let Some(turn) = self.take_turn(turn) else { return };
        let (status, error) = match answer {
            // Without an answer the message may have arrived all the same; so may it with a failure (F14).
            Answer::NoAnswer => return self.settle(turn, ErrorType::Network, "no_answer"),
            Answer::Response { status: 500.., .. } => {
                return self.settle(turn, ErrorType::Backend, "internal");
            }
            Answer::Response { status, body, .. } => (*status, ApiError::read(body)),
        };
        let changes = self.transcript.remove(turn.reply);
        self.changed(changes);
        let code = match status {
            400 | 422 => "validation",
            401 => "unauthorized",
            403 => "forbidden",
            404 => "not_found",
            409 => "conflict",
            429 => "rate_limited",
            _ => "refused",
        };
        let kind = if code == "validation" { ErrorType::Validation } else { ErrorType::Backend };
        self.report(kind, code, "the chat API refused the message", status == 429);
        if status == 409 && self.reroute_to_agent(turn.echo) {
            return self.on_turn_over();
        }
        match status {
            401 | 409 => {
                // The words go back where they can be sent again; the conversation they belong to is gone.
                self.take_back(turn.echo);
                if status == 401 {
                    self.on_expired();
                }
            }
            429 => {
                let Answer::Response { retry_after, .. } = answer else { return };
                self.gate(crate::backoff::retry_after(retry_after.as_deref(), self.now));
                self.mark_unsent(turn.echo, Unsent::Refused);
            }
            _ => self.mark_unsent(turn.echo, Unsent::Rejected),
        }
        let words = if error.message.is_empty() {
            self.locale.text(crate::locale::Phrase::NotSent).to_owned()
        } else {
            error.message
        };
        self.notice.refused(words.clone());
        self.change(Change::Notice);
        self.alarm(words);
        self.send_queued();
    }

    pub(super) fn mark_unsent(&mut self, echo: MessageKey, reason: Unsent) {
        let changes = self.transcript.set_status(echo, Status::Unsent(reason));
        self.changed(changes);
        self.save_files();
    }

    /// Tries a failed message or reply again, with the same words and without a second echo.
    pub(super) fn on_retried(&mut self, key: MessageKey) {
        let busy = self.is_answering() && !self.talks_to_agent();
        if busy || self.screen != Screen::Ready || self.notice.is_gated(self.now) {
            return;
        }
        let Some(entry) = self.transcript.entry(key) else { return };
        let unknown = entry.status == Status::Unsent(Unsent::Offline);
        let retryable = match &entry.status {
            Status::Unsent(reason) => *reason != Unsent::Rejected,
            Status::Failed { retryable, .. } => *retryable,
            Status::Interrupted { settled } => *settled,
            Status::Stopped | Status::Empty => true,
            Status::Settled | Status::Sending | Status::Waiting | Status::Streaming => false,
        };
        let echo = if entry.author == Author::Visitor { Some(key) } else { self.question_of(key) };
        let (true, Some(echo)) = (retryable, echo) else { return };
        if echo != key {
            let changes = self.transcript.remove(key);
            self.changed(changes);
        }
        let changes = self.transcript.set_status(echo, Status::Sending);
        self.changed(changes);
        self.drop_refusal();
        self.save_files();
        self.follow_latest();
        if unknown {
            self.ask_before_sending(echo);
        } else if self.talks_to_agent() {
            self.send_again_to_agent(echo);
        } else {
            let outgoing = self.outgoing_of(echo);
            self.open_stream(echo, &outgoing);
        }
    }

    /// The visitor's message a reply answers.
    fn question_of(&self, reply: MessageKey) -> Option<MessageKey> {
        let known = self.transcript.entry(reply).and_then(|entry| entry.question);
        if known.is_some_and(|question| self.transcript.entry(question).is_some()) {
            return known;
        }
        let order = self.transcript.order();
        let position = order.iter().rposition(|key| *key == reply)?;
        order[..position]
            .iter()
            .rev()
            .copied()
            .find(|key| self.transcript.entry(*key).is_some_and(|entry| entry.author == Author::Visitor))
    }
}
