//! When the backend is read: at most one read at a time, by one tab for all, and seldom while nobody looks
//! (`chat-api.md` §9, "Polling"; faults F37, F56, F59, F60).

use super::reading::{Ask, Reading};
use super::{Livechat, LivechatTimer, Step};
use crate::time::Millis;
use chatlet_protocol::livechat::{LivechatMessage, LivechatState, LivechatStatus};

/// Pause before the server is asked to wait again, in milliseconds.
const SYNC_PAUSE: Millis = 250;
/// Between two reads while waiting, and while active, in milliseconds.
const WAITING_PAUSE: Millis = 2_000;
const ACTIVE_PAUSE: Millis = 3_000;
/// Between two reads of an open session that nobody sees, so that what an agent says is counted and heard; and where the
/// server waits for news, so that it is asked seldom all the same. In milliseconds.
const UNSEEN_PAUSE: Millis = 10_000;
const UNSEEN_SYNC_PAUSE: Millis = 2_000;
/// Pauses after failures, in seconds.
const BACKOFF: [Millis; 5] = [2, 4, 8, 16, 30];
/// So many answers in a row that are older than what is known are not late: they are of another session, which began
/// where nobody here heard of it, and whose versions start over.
const STALE_ANSWERS: u32 = 4;
/// Who comes back to a read that has been out for this long asks anew: its line may be dead (F38), in milliseconds.
const STALE: Millis = 1_000;

/// A read that is made once, whoever reads for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Once {
    /// The first one.
    Start,
    /// What has been missed.
    CatchUp,
    /// The server contradicted what was believed.
    Conflict,
    /// Whether the server has granted a wish; asked until it is known.
    Fate,
    /// The rest of a session that the visitor ended.
    AfterClose {
        /// Whether a failure is tried again.
        again: bool,
    },
}

impl Once {
    /// The more urgent of two; a question about a conflict must be answered as such.
    fn rank(self) -> u8 {
        match self {
            Self::CatchUp => 0,
            Self::Start => 1,
            Self::AfterClose { .. } => 2,
            Self::Fate => 3,
            Self::Conflict => 4,
        }
    }
}

#[derive(Debug)]
struct Out {
    ask: Ask,
    since: Millis,
}

/// When the next read is.
#[allow(clippy::struct_excessive_bools, reason = "independent facts about who looks and who reads")]
#[derive(Debug)]
pub(super) struct Poller {
    plain: bool,
    cursor: Option<String>,
    out: Option<Out>,
    once: Option<Once>,
    failures: u32,
    /// Answers in a row that were older than what is known.
    pub stale_answers: u32,
    /// Whether the timer of the next read runs.
    pub timed: bool,
    /// Whether it has just run out.
    pub due: bool,
    pub ticks: u32,
    visible: bool,
    open: bool,
    pub contends: bool,
    pub leads: bool,
    /// Whether it read at the last look, to notice a return.
    polled: bool,
    /// Whether nothing has been read yet, so that what the log has was there before this visit.
    pub quiet: bool,
}

impl Default for Poller {
    fn default() -> Self {
        Self {
            plain: false,
            cursor: None,
            out: None,
            once: None,
            failures: 0,
            stale_answers: 0,
            timed: false,
            due: false,
            ticks: 0,
            visible: true,
            open: false,
            contends: false,
            leads: false,
            polled: false,
            quiet: false,
        }
    }
}

impl Poller {
    /// Somebody can see the conversation.
    pub(super) fn is_seen(&self) -> bool {
        self.visible && self.open
    }

    /// What was said before the visitor's close is being read.
    pub(super) fn reads_the_rest(&self) -> bool {
        matches!(self.once, Some(Once::AfterClose { .. }))
    }

    /// What is left of a log that was followed is read until it is known.
    pub(super) fn keep_reading(&mut self) {
        if matches!(self.once, None | Some(Once::Start)) {
            self.once = Some(Once::CatchUp);
        }
    }

    /// The server has contradicted what was believed, or may have done what it was asked.
    pub(super) fn looks_into_conflict(&self) -> bool {
        matches!(self.once, Some(Once::Conflict | Once::Fate))
    }

    /// The number behind which the log is being read.
    pub(super) fn reads_after(&self) -> Option<u64> {
        self.out.as_ref()?.ask.after()
    }

    /// Something is to be read, whoever reads for all.
    pub(super) fn reads_once(&self) -> bool {
        self.once.is_some()
    }

    /// Nothing is left to be read.
    pub(super) fn rest(&mut self) {
        self.once = None;
        self.cursor = None;
        self.failures = 0;
        self.quiet = false;
    }
}

impl Livechat {
    /// Makes a read as soon as that is possible.
    pub(super) fn look(&mut self, once: Once) {
        let poller = &mut self.poller;
        if poller.once.is_none_or(|known| known.rank() <= once.rank()) {
            poller.once = Some(once);
        }
        poller.failures = 0;
        self.unschedule();
        // What is out began too early to know.
        self.cancel_read();
    }

    /// The same, when what is known may be of another session.
    pub(super) fn look_anew(&mut self, once: Once) {
        if self.enabled {
            self.begin_generation();
            self.look(once);
        }
    }

    pub(super) fn cancel_read(&mut self) {
        self.poller.cursor = None;
        if self.poller.out.take().is_some() {
            self.step(Step::Stop(LivechatTimer::Overdue));
            self.step(Step::Cancel);
        }
    }

    pub(super) fn unschedule(&mut self) {
        if std::mem::take(&mut self.poller.timed) {
            self.step(Step::Stop(LivechatTimer::Poll));
        }
    }

    pub(super) fn on_visible(&mut self, visible: bool) {
        self.poller.visible = visible;
        if !visible {
            self.stop_typing();
        }
    }

    pub(super) fn on_opened(&mut self, open: bool) {
        self.poller.open = open;
        if !open {
            self.stop_typing();
        }
    }

    pub(super) fn on_online(&mut self) {
        if self.poller.failures > 0 || self.poller.out.is_some() {
            self.poller.failures = 0;
            self.unschedule();
            self.cancel_read();
        }
    }

    pub(super) fn on_overdue(&mut self) {
        if self.poller.out.take().is_some() {
            self.step(Step::Cancel);
            self.fail();
        }
    }

    /// Reads if something is to be read and nothing stands against it; parks otherwise.
    pub(super) fn pump(&mut self, now: Millis) {
        let contends = self.is_open() && self.poller.is_seen();
        if contends != self.poller.contends {
            self.poller.contends = contends;
            self.poller.leads = false;
            self.step(Step::Contend(contends));
        }
        let busy = self.requesting || self.leaving;
        let poller = &self.poller;
        let polls = contends && poller.leads && !busy;
        let watches = self.is_open() && !poller.is_seen() && !busy;
        let returns = polls && !poller.polled;
        let stale = poller.out.as_ref().is_some_and(|out| now.saturating_sub(out.since) >= STALE);
        let wanted = match poller.once {
            Some(Once::CatchUp) => (poller.is_seen() || watches) && !busy,
            Some(Once::Start | Once::Conflict | Once::Fate | Once::AfterClose { .. }) => !busy,
            None => polls || watches,
        };
        let due = polls || poller.due || poller.once.is_some();
        self.poller.due = false;
        self.poller.polled = polls;
        if returns && stale {
            self.cancel_read();
        }
        if returns || !wanted {
            self.unschedule();
        }
        if wanted && !self.poller.timed && self.poller.out.is_none() {
            if due { self.begin_tick(now) } else { self.schedule(UNSEEN_PAUSE) }
        }
    }

    fn begin_tick(&mut self, now: Millis) {
        self.poller.ticks += 1;
        let first = match self.poller.once {
            Some(Once::Start | Once::Conflict | Once::Fate) => Ask::State,
            _ if self.poller.plain => Ask::State,
            Some(Once::CatchUp | Once::AfterClose { .. }) => Ask::Sync(self.sequence, None),
            None => Ask::Sync(self.sequence, self.poller.cursor.take()),
        };
        self.ask(now, first);
    }

    fn ask(&mut self, now: Millis, ask: Ask) {
        self.step(Step::Start(LivechatTimer::Overdue, ask.limit()));
        self.step(Step::Read { generation: self.generation, ask: ask.clone() });
        self.poller.out = Some(Out { ask, since: now });
    }

    /// The log, from what is known on, without waiting.
    fn ask_log(&mut self, now: Millis) {
        let ask =
            if self.poller.plain { Ask::Messages(self.sequence) } else { Ask::Sync(self.sequence, None) };
        self.ask(now, ask);
    }

    pub(super) fn on_read(&mut self, now: Millis, generation: u32, reading: Reading) {
        if generation != self.generation {
            return;
        }
        let Some(out) = self.poller.out.take() else { return };
        self.step(Step::Stop(LivechatTimer::Overdue));
        match reading {
            Reading::State(state) => self.on_state(now, state),
            Reading::Messages(page) => {
                let more = self.apply_messages(page.messages) > out.ask.after() && page.has_more;
                if more { self.ask_log(now) } else { self.end_tick() }
            }
            Reading::Sync(sync) => {
                let known = self.epoch;
                if !self.apply_state(now, sync.state) {
                    return self.pass_over();
                }
                if self.epoch != known && matches!(out.ask, Ask::Sync(Some(_), _)) {
                    // What was asked for was the rest of another session's log.
                    return self.ask_log(now);
                }
                // Without a session there is no log.
                let has_log = self.status != LivechatStatus::Inactive;
                let more = has_log && self.apply_messages(sync.messages) > out.ask.after() && sync.has_more;
                self.poller.cursor = sync.sync_cursor;
                if more { self.ask_log(now) } else { self.end_tick() }
            }
            // The next one is plain, and at once.
            Reading::Unsupported if matches!(out.ask, Ask::Sync(..)) => {
                self.poller.plain = true;
                self.poller.cursor = None;
            }
            // Without a state there is no livechat.
            Reading::Unsupported if self.poller.once == Some(Once::Start) => {
                self.poller.once = None;
                self.settle();
            }
            Reading::Unsupported | Reading::Failed => self.fail(),
        }
    }

    fn on_state(&mut self, now: Millis, state: LivechatState) {
        let was_open = self.is_open();
        if !self.apply_state(now, state) {
            return self.pass_over();
        }
        let closed = matches!(self.poller.once, Some(Once::AfterClose { .. }));
        // A log that was followed is read to its end.
        let looks =
            matches!(self.poller.once, Some(Once::CatchUp | Once::Conflict | Once::Fate)) && self.epoch > 0;
        let rest = self.status == LivechatStatus::Closed && (was_open || looks);
        if self.is_open() || rest || closed { self.ask_log(now) } else { self.end_tick() }
    }

    /// Hands messages on, and says which number is the newest of them: a server that gives none beyond those that are known
    /// cannot keep the client reading.
    pub(super) fn apply_messages(&mut self, messages: Vec<LivechatMessage>) -> Option<u64> {
        let newest = messages.iter().map(|message| message.sequence_number).max();
        self.sequence = self.sequence.max(newest);
        if !messages.is_empty() {
            self.step(Step::Apply { messages, quiet: self.poller.quiet });
        }
        newest
    }

    /// A read is over, and all is known that the server knew when it began.
    fn end_tick(&mut self) {
        self.poller.once = None;
        self.poller.quiet = false;
        self.step(Step::Known(self.poller.ticks));
        self.pause();
    }

    /// An answer was older than what is known; whether that happens so often that it must be of another session.
    pub(super) fn is_stale_again(&mut self) -> bool {
        self.poller.stale_answers += 1;
        let other = self.poller.stale_answers >= STALE_ANSWERS;
        if other {
            self.poller.stale_answers = 0;
            self.version = None;
            self.doubt_session();
        }
        other
    }

    fn pass_over(&mut self) {
        self.is_stale_again();
        self.pause();
    }

    /// An answer came; the next read is after the usual pause.
    fn pause(&mut self) {
        self.poller.failures = 0;
        let after = match self.status {
            _ if self.poller.cursor.is_some() => SYNC_PAUSE,
            LivechatStatus::Waiting => WAITING_PAUSE,
            _ => ACTIVE_PAUSE,
        };
        self.schedule(after);
    }

    fn schedule(&mut self, after: Millis) {
        if self.is_open() || self.poller.once.is_some() {
            let least = match &self.poller {
                poller if poller.is_seen() || poller.once.is_some() => 0,
                poller if poller.cursor.is_some() => UNSEEN_SYNC_PAUSE,
                _ => UNSEEN_PAUSE,
            };
            let after = after.max(least);
            self.poller.timed = true;
            self.step(Step::Start(LivechatTimer::Poll, after));
        }
    }

    fn fail(&mut self) {
        let failures = self.poller.failures as usize;
        self.poller.failures += 1;
        self.poller.cursor = None;
        match self.poller.once {
            // What was asked cannot wait any longer; what is so is read all the same, in its own time.
            Some(Once::Conflict) => {
                self.poller.once = Some(Once::CatchUp);
                self.step(Step::Unknown);
            }
            Some(Once::AfterClose { again: true }) => {
                self.poller.once = Some(Once::AfterClose { again: false });
                return;
            }
            Some(Once::AfterClose { again: false }) => {
                self.poller.once = Some(Once::CatchUp);
                self.assume_closed();
            }
            Some(Once::Start | Once::CatchUp | Once::Fate) | None => {}
        }
        self.schedule(BACKOFF[failures.min(BACKOFF.len() - 1)] * 1_000);
    }
}
