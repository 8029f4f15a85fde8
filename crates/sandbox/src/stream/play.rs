//! Plays a reply to one reader: each step at its time, and what the reader missed is settled when the reader goes.

use super::turn::{Outcome, Turn};
use axum::body::{Body, Bytes};
use std::collections::VecDeque;
use std::io;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};

/// Bytes that are gathered into one write when nothing has to wait.
const BATCH: usize = 16 * 1024;
/// A pace up to this one gathers what is due; a slower one writes frame by frame.
const GATHER_BELOW: Duration = Duration::from_millis(3);
/// A pause before `done`, so that a reader who has gone is noticed before the token is bound (`chat-api.md` §14).
const BEFORE_DONE: Duration = Duration::from_millis(5);

/// One step of a reply.
pub(crate) enum Step {
    /// Bytes that take the time of so many tokens.
    Write(Bytes, usize),
    /// Nothing for a while.
    Wait(Duration),
    /// Nothing ever again, until the reader goes.
    Stall,
    /// The socket dies.
    Die,
    /// Stores the reply and writes `done`.
    Done,
    /// Settles the turn without a frame.
    Settle(Outcome),
}

/// A reply being read.
pub(crate) struct Player {
    steps: VecDeque<Step>,
    /// Time per token.
    pace: Duration,
    due: Instant,
    turn: Turn,
}

impl Player {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>, pace: Duration, turn: Turn) -> Self {
        Self { steps: steps.into_iter().collect(), pace, due: Instant::now(), turn }
    }

    /// The reply as the body of a response. Dropping it, when the reader goes, settles the turn.
    pub(crate) fn into_body(self) -> Body {
        Body::from_stream(futures_util::stream::unfold(self, |mut player| async {
            player.next().await.map(|chunk| (chunk, player))
        }))
    }

    fn time_of(&self, tokens: usize) -> Duration {
        self.pace * u32::try_from(tokens).unwrap_or(u32::MAX)
    }

    async fn next(&mut self) -> Option<io::Result<Bytes>> {
        let mut gathered: Vec<u8> = Vec::new();
        loop {
            let must_wait = match self.steps.front() {
                None => return (!gathered.is_empty()).then(|| Ok(gathered.into())),
                Some(Step::Write(_, tokens)) => self.due + self.time_of(*tokens) > Instant::now(),
                Some(Step::Settle(_)) => false,
                Some(_) => true,
            };
            if must_wait && !gathered.is_empty() {
                return Some(Ok(gathered.into()));
            }
            match self.steps.pop_front()? {
                Step::Write(bytes, tokens) => {
                    self.due += self.time_of(tokens);
                    if must_wait {
                        sleep_until(self.due).await;
                    }
                    if self.pace > GATHER_BELOW {
                        return Some(Ok(bytes));
                    }
                    gathered.extend_from_slice(&bytes);
                    if gathered.len() >= BATCH {
                        return Some(Ok(gathered.into()));
                    }
                }
                Step::Wait(time) => {
                    sleep(time).await;
                    self.due = Instant::now();
                }
                Step::Stall => std::future::pending().await,
                Step::Die => {
                    // What was written before has to reach the reader first.
                    sleep(Duration::from_millis(20)).await;
                    return Some(Err(io::Error::from(io::ErrorKind::ConnectionReset)));
                }
                Step::Done => {
                    sleep(BEFORE_DONE).await;
                    return Some(Ok(self.turn.done()));
                }
                Step::Settle(outcome) => self.turn.settle(outcome),
            }
        }
    }
}
