//! What becomes of an input.

use crate::stream::frames::{self, Timed};
use crate::stream::play::Step;
use crate::stream::turn::Outcome;
use crate::{clock, random};
use axum::response::Response;
use chatlet_protocol::part::Part;
use chatlet_protocol::stream::Frame;
use serde_json::{Value, json};
use std::time::Duration;

/// Tokens' time that passes before the first word, as if somebody thought.
const THOUGHT: u32 = 10;

/// What becomes of an input.
pub(crate) enum Reply {
    /// It is not taken: nothing is stored.
    Refusal(Response),
    /// There is never any answer (F4).
    Silence,
    /// It is taken and stored.
    Accepted(Accepted),
}

/// How an input that was taken is answered.
pub(crate) enum Accepted {
    /// By a stream.
    Stream(Script),
    /// The caller learns nothing of the answer (F14, F35).
    Lost {
        /// The stored answer.
        message: Value,
        /// What the caller gets instead.
        response: Response,
    },
}

impl Reply {
    /// It is answered by a stream.
    pub(crate) fn stream(script: Script) -> Self {
        Self::Accepted(Accepted::Stream(script))
    }
}

/// A stream to be played.
pub(crate) struct Script {
    pub(crate) steps: Vec<Step>,
    /// What `done` says and history keeps.
    pub(crate) message: Value,
    /// What becomes of the turn when the reader goes before its end.
    pub(crate) if_left: Outcome,
    /// Time per token.
    pub(crate) pace: Duration,
}

impl Script {
    /// The stream that builds `parts` and ends well.
    pub(crate) fn of_parts(parts: &[Part], pace: Duration) -> Self {
        let mut steps = opening(pace);
        steps.extend(frames::of_parts(parts).iter().map(step));
        steps.push(Step::Done);
        let message = assistant_message(&json!(parts));
        Self { steps, message, if_left: Outcome::Stored, pace }
    }
}

/// What every stream begins with.
pub(crate) fn opening(pace: Duration) -> Vec<Step> {
    vec![
        Step::Write(frames::write("status", &json!({ "status": "connected" })), 0),
        Step::Write(frames::write("status", &json!({ "status": "processing" })), 0),
        Step::Wait(pace * THOUGHT),
    ]
}

/// A frame as a step.
pub(crate) fn step(timed: &Timed) -> Step {
    let (name, data) = Frame::write(&timed.frame);
    Step::Write(frames::write(name, &data), timed.tokens)
}

/// A message of the assistant's.
pub(crate) fn assistant_message(parts: &Value) -> Value {
    json!({
        "message_id": random::id("m"),
        "role": "assistant",
        "parts": parts,
        "created_at": clock::now(),
    })
}
