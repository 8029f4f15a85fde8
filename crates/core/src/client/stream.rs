//! The stream of a reply: bytes to frames to the transcript (`chat-api.md` §5).

use super::tabs::Signal;
use super::turn::{SILENCE_LIMIT, Turn};
use super::{Client, Command, Screen, TimerKey, TurnId};
use crate::transcript::{Status, part_text};
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::message::Message;
use chatlet_protocol::rich_text::Span;
use chatlet_protocol::stream::{Delta, Frame, Skipped, StreamError};
use std::collections::VecDeque;

impl Client {
    /// A 2xx answer that is not an event stream is not a reply, whatever it holds (F15, F41).
    pub(super) fn on_stream_opened(&mut self, turn: TurnId, content_type: &str) {
        let Some(current) = self.turns.current.as_mut().filter(|current| current.id == turn) else { return };
        if content_type.trim_start().to_ascii_lowercase().starts_with("text/event-stream") {
            current.accepted = true;
            let echo = current.echo;
            self.settle_echo(echo);
        } else if let Some(turn) = self.take_turn(turn) {
            self.command(Command::CloseStream(turn.id));
            self.settle(turn, ErrorType::Backend, "not_a_stream");
        }
    }

    /// Applies all frames of one network read; the view is flushed once for all of them.
    pub(super) fn on_stream_bytes(&mut self, turn: TurnId, bytes: &[u8]) {
        if self.turns.current.as_ref().is_none_or(|current| current.id != turn) {
            return;
        }
        // What is still held of an older read comes first, at once: a read never waits for more than itself.
        self.release_held();
        let Some(current) = self.turns.current.as_mut() else { return };
        current.heard_at = Some(self.now);
        let (decoder, reader, held) = (&mut current.decoder, &mut current.reader, &mut current.held);
        let mut malformed = false;
        let overflow = decoder.push(bytes, |event| match reader.read(event.event, event.data) {
            Ok(frame) => held.push_back(frame),
            Err(Skipped::Unknown) => {}
            Err(Skipped::Malformed) => malformed = true,
        });
        if malformed && !std::mem::replace(&mut current.reported_malformed, true) {
            self.report(
                ErrorType::Backend,
                "malformed_frame",
                "a frame of the stream was not readable",
                false,
            );
        }
        self.pace();
        if overflow.is_err()
            && let Some(turn) = self.take_turn(turn)
        {
            self.command(Command::CloseStream(turn.id));
            self.settle(turn, ErrorType::Backend, "frame_too_large");
        }
    }

    /// Applies `count` of the frames that have arrived. With the last of them, the page is told of the text of all in one
    /// event: at most one for each network read (`events.md`), whatever the pace.
    pub(super) fn apply_held(&mut self, count: usize) {
        let mut left = count;
        while left > 0
            && let Some(turn) = self.turns.current.as_mut()
            && let Some((frame, taken)) = take_joined(&mut turn.held, left)
        {
            left -= taken;
            self.on_frame(frame);
        }
        if self.turns.current.as_ref().is_some_and(|turn| turn.held.is_empty()) {
            self.flush_chunk();
        }
    }

    fn on_frame(&mut self, frame: Frame) {
        let Some(turn) = self.turns.current.as_mut() else { return };
        match frame {
            Frame::Status(_) => {}
            Frame::PartDelta { part_id, delta } => {
                let reply = turn.reply;
                collect_text(&mut turn.chunk, &delta);
                self.note_first();
                let changes = self.transcript.apply_delta(reply, &part_id, delta);
                self.changed(changes);
            }
            Frame::Part(part) => {
                let reply = turn.reply;
                let streamed = part.part_id().is_some_and(|id| self.transcript.has_part(reply, id));
                if !streamed {
                    turn.chunk.push_str(&part_text(&part));
                }
                self.note_first();
                let products = part.kind() == "products";
                let changes = self.transcript.apply_part(reply, part);
                self.changed(changes);
                if products {
                    self.tell_products(reply);
                }
            }
            Frame::Done { message, visitor_token } => {
                // The token is in force before the message is shown (`chat-api.md` §2). One of a conversation that has
                // ended is spent as well.
                if let Some(token) = visitor_token.filter(|_| self.screen != Screen::Ended) {
                    self.adopt_token(token);
                }
                self.note_first();
                self.flush_chunk();
                self.on_done(message);
            }
            Frame::Error(error) => {
                self.flush_chunk();
                self.on_stream_error(error);
            }
        }
    }

    /// The first delta, part or final message ends the wait.
    fn note_first(&mut self) {
        let now = self.now;
        let Some(turn) = self.turns.current.as_mut().filter(|turn| turn.first_at.is_none()) else { return };
        turn.first_at = Some(now);
        let (reply, query_id, latency) =
            (turn.reply, turn.query_id.clone(), now.saturating_sub(turn.sent_at));
        let changes = self.transcript.set_status(reply, Status::Streaming);
        self.changed(changes);
        self.raise(Event::ResponseStart { query_id, latency });
    }

    fn flush_chunk(&mut self) {
        let Some(turn) = self.turns.current.as_mut().filter(|turn| !turn.chunk.is_empty()) else { return };
        let (chunk, query_id) = (std::mem::take(&mut turn.chunk), turn.query_id.clone());
        self.raise(Event::MessageChunk { chunk, query_id });
    }

    fn on_done(&mut self, message: Message) {
        let Some(turn) =
            self.turns.current.as_ref().map(|turn| turn.id).and_then(|turn| self.take_turn(turn))
        else {
            return;
        };
        self.command(Command::CloseStream(turn.id));
        let changes = self.transcript.apply_done(turn.reply, message);
        self.changed(changes);
        self.complete(&turn);
        self.send_queued();
    }

    /// The reply is whole: tells the page, those who listen, and the badge.
    pub(super) fn complete(&mut self, turn: &Turn) {
        self.tell_products(turn.reply);
        let answer = self.transcript.plain_text(turn.reply);
        let message_id = self.transcript.entry(turn.reply).and_then(|entry| entry.message_id.clone());
        self.raise(Event::MessageComplete {
            answer: answer.clone(),
            query_id: turn.query_id.clone(),
            message_id: message_id.unwrap_or_default(),
            duration: self.now.saturating_sub(turn.sent_at),
            latency: turn.first_at.unwrap_or(self.now).saturating_sub(turn.sent_at),
            parts: self.transcript.kinds(turn.reply),
        });
        if !self.window_open {
            self.set_unread(self.unread + 1);
        }
        self.chime();
        self.tell_classification(turn.reply);
        self.tell_custom(turn.reply);
        self.tell_tabs(Signal::News);
        let answer = self.with_forms(turn.reply, answer);
        self.announce(answer);
        let settled = self.transcript.entry(turn.reply).is_some_and(|entry| entry.status == Status::Settled);
        if settled && !self.transcript.is_visible(turn.reply) {
            // What the page shows of it is not here.
            let changes = self.transcript.remove(turn.reply);
            self.changed(changes);
        }
    }

    /// The server gave up: what has arrived stays, marked as incomplete (F31).
    fn on_stream_error(&mut self, error: StreamError) {
        let Some(turn) =
            self.turns.current.as_ref().map(|turn| turn.id).and_then(|turn| self.take_turn(turn))
        else {
            return;
        };
        self.command(Command::CloseStream(turn.id));
        self.report(ErrorType::Backend, &error.code, "the reply could not be finished", error.retryable);
        let words = if error.message.trim().is_empty() {
            self.locale.text(crate::locale::Phrase::ReplyFailed).to_owned()
        } else {
            error.message.clone()
        };
        let status = Status::Failed { message: error.message, retryable: error.retryable };
        let changes = self.transcript.set_status(turn.reply, status);
        self.changed(changes);
        self.alarm(words);
        self.tell_tabs(Signal::News);
        self.send_queued();
    }

    /// Only `done` or `error` ends a turn well; the end of the body ends nothing (F1, F2, F3).
    pub(super) fn on_stream_ended(&mut self, turn: TurnId) {
        if self.turns.current.as_ref().is_none_or(|current| current.id != turn) {
            return;
        }
        self.release_held();
        if let Some(turn) = self.take_turn(turn) {
            self.settle(turn, ErrorType::Network, "stream_interrupted");
        }
    }

    /// The silence timer ran out: either nothing has come since, or it is started for the rest (F4, F5).
    pub(super) fn on_silence(&mut self) {
        let Some(turn) = &self.turns.current else { return };
        let (limit, since) = match turn.heard_at {
            Some(heard_at) => (SILENCE_LIMIT, heard_at),
            None => (turn.patience, turn.sent_at),
        };
        let silent = self.now.saturating_sub(since);
        if silent < limit {
            self.command(Command::Start { key: TimerKey::Silence, after: limit - silent });
            return;
        }
        self.release_held();
        let Some(turn) =
            self.turns.current.as_ref().map(|turn| turn.id).and_then(|turn| self.take_turn(turn))
        else {
            return;
        };
        self.command(Command::CloseStream(turn.id));
        self.settle(turn, ErrorType::Timeout, "stream_stalled");
    }
}

/// Takes the next frame, and with text that is appended all that is appended behind it, up to `most` frames: a burst of
/// tokens is one growth of the transcript. Says how many it took.
fn take_joined(held: &mut VecDeque<Frame>, most: usize) -> Option<(Frame, usize)> {
    let mut frame = held.pop_front()?;
    let mut taken = 1;
    if let Frame::PartDelta { part_id, delta: Delta::AppendText { block_index, text } } = &mut frame {
        while taken < most
            && let Some(Frame::PartDelta {
                part_id: next_part,
                delta: Delta::AppendText { block_index: next_block, text: more },
            }) = held.front()
            && next_block == block_index
            && next_part == part_id
        {
            text.push_str(more);
            held.pop_front();
            taken += 1;
        }
    }
    Some((frame, taken))
}

fn collect_text(chunk: &mut String, delta: &Delta) {
    match delta {
        Delta::AppendText { text, .. } => chunk.push_str(text),
        Delta::AppendSpan { span, .. } => chunk.push_str(span.text()),
        Delta::AppendItem { item, .. } => {
            item.spans.iter().map(Span::text).for_each(|text| chunk.push_str(text));
            chunk.push('\n');
        }
        _ => {}
    }
}
