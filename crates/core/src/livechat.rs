//! Livechat as a machine (`chat-api.md` §9): `inactive → waiting → active → closed`.
//!
//! Total: every happening is allowed in every state, and a late or unknown one changes nothing. It asks for nothing but
//! what its steps say, knows no address of the backend, and can be driven by a test as well as by the client.

mod agent;
mod happening;
mod heard;
mod poller;
mod reading;
#[cfg(test)]
mod tests;
mod typing;

pub use happening::{Ending, Happening, LivechatTimer, Step};
pub use reading::{Ask, Reading};

use crate::time::{Millis, parse};
use chatlet_protocol::livechat::{FeedbackStatus, LivechatSession, LivechatState, LivechatStatus};
use chatlet_protocol::message::Agent;
use poller::{Once, Poller};

/// Between two steps of the clock that a waiting visitor sees, in milliseconds.
const CLOCK_STEP: Millis = 1_000;

/// The livechat of one visitor.
#[allow(clippy::struct_excessive_bools, reason = "independent facts, in any combination")]
#[derive(Debug)]
pub struct Livechat {
    enabled: bool,
    /// Whether the server has said how things stand.
    known: bool,
    status: LivechatStatus,
    agent: Option<Agent>,
    agent_types: bool,
    visitor_types: bool,
    feedback: FeedbackStatus,
    skipped: bool,
    ending: Option<Ending>,
    waiting_since: Millis,
    requesting: bool,
    leaving: bool,
    /// Rises with every session that begins, so that messages of two sessions keep their order.
    epoch: u32,
    generation: u32,
    version: Option<u64>,
    sequence: Option<u64>,
    poller: Poller,
    clock_runs: bool,
    steps: Vec<Step>,
}

impl Default for Livechat {
    fn default() -> Self {
        Self {
            enabled: false,
            known: false,
            status: LivechatStatus::Inactive,
            agent: None,
            agent_types: false,
            visitor_types: false,
            feedback: FeedbackStatus::NotAvailable,
            skipped: false,
            ending: None,
            waiting_since: 0,
            requesting: false,
            leaving: false,
            epoch: 0,
            generation: 0,
            version: None,
            sequence: None,
            poller: Poller::default(),
            clock_runs: false,
            steps: Vec::new(),
        }
    }
}

fn is_open(status: LivechatStatus) -> bool {
    matches!(status, LivechatStatus::Waiting | LivechatStatus::Active)
}

/// What the client and the views read.
impl Livechat {
    /// Where the session stands.
    pub fn status(&self) -> LivechatStatus {
        self.status
    }

    /// Whether it is known where the session stands: not between the start and the first answer.
    pub fn is_known(&self) -> bool {
        self.known || !self.enabled
    }

    /// Whether a session is waiting or active.
    pub fn is_open(&self) -> bool {
        is_open(self.status)
    }

    /// Whether what the visitor says goes to the agent.
    pub fn takes_input(&self) -> bool {
        self.status == LivechatStatus::Active && !self.is_leaving()
    }

    /// Who is there.
    pub fn agent(&self) -> Option<&Agent> {
        self.agent.as_ref()
    }

    /// Whether the agent types.
    pub fn is_agent_typing(&self) -> bool {
        self.agent_types
    }

    /// How the last session ended, while it is the last thing that happened.
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref().filter(|_| self.status == LivechatStatus::Closed)
    }

    /// Whether the visitor is asked for a rating.
    pub fn asks_rating(&self) -> bool {
        self.status == LivechatStatus::Closed && self.feedback == FeedbackStatus::Pending && !self.skipped
    }

    /// Whether the last session has been rated.
    pub fn is_rated(&self) -> bool {
        self.status == LivechatStatus::Closed && self.feedback == FeedbackStatus::Submitted
    }

    /// Whether the wish for a human is on its way.
    pub fn is_requesting(&self) -> bool {
        self.requesting
    }

    /// Whether the session is about to end on the visitor's wish.
    pub fn is_leaving(&self) -> bool {
        self.leaving || (self.is_open() && self.poller.reads_the_rest())
    }

    /// How long the visitor has waited at `now`, in milliseconds.
    pub fn waited(&self, now: Millis) -> Millis {
        now.saturating_sub(self.waiting_since)
    }

    /// Counts the sessions that this tab has seen.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Number of the newest read; compare with [`Step::Known`].
    pub fn reads(&self) -> u32 {
        self.poller.ticks
    }

    /// The number behind which the log is being read; none where that is from its start, or nothing is read.
    pub fn reads_after(&self) -> Option<u64> {
        self.poller.reads_after()
    }
}

impl Livechat {
    /// Lets one thing happen at `now`.
    pub fn handle(&mut self, now: Millis, happening: Happening) -> Vec<Step> {
        match happening {
            Happening::Enabled => self.on_enabled(),
            Happening::Requested => self.on_requested(),
            Happening::Began(session) => self.on_began(now, &session),
            Happening::NotBegun { unknown } => self.on_not_begun(unknown),
            Happening::Read { generation, reading } => self.on_read(now, generation, reading),
            Happening::Heard { after, reading } => self.on_heard(now, after, reading),
            Happening::News => {
                self.doubt_session();
                self.look_anew(Once::CatchUp);
            }
            Happening::Conflict => self.look_anew(Once::Conflict),
            Happening::Uncertain => self.look(Once::CatchUp),
            Happening::Leaving => self.on_leaving(),
            Happening::Left => self.on_left(),
            Happening::NotLeft => self.leaving = false,
            Happening::Rated => self.feedback = FeedbackStatus::Submitted,
            Happening::Skipped => self.skipped = true,
            Happening::Typed { empty } => self.on_typed(empty),
            Happening::Sent => self.stop_typing(),
            Happening::Visible(visible) => self.on_visible(visible),
            Happening::Opened(open) => self.on_opened(open),
            Happening::Online => self.on_online(),
            Happening::Leads(leads) => self.poller.leads = leads && self.poller.contends,
            Happening::Elapsed(timer) => self.on_elapsed(timer),
            Happening::Ended => self.on_ended(now),
        }
        self.run_clock();
        self.pump(now);
        std::mem::take(&mut self.steps)
    }

    fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    fn on_enabled(&mut self) {
        if !std::mem::replace(&mut self.enabled, true) {
            self.poller.quiet = true;
            self.look(Once::Start);
        }
    }

    /// Every handover, close, reset and delete starts a new generation: answers to earlier reads are dropped, and the
    /// watermark is forgotten.
    fn begin_generation(&mut self) {
        self.generation += 1;
        self.version = None;
        self.cancel_read();
    }

    fn on_requested(&mut self) {
        if !self.is_open() {
            self.requesting = true;
            self.begin_generation();
        }
    }

    fn on_not_begun(&mut self, unknown: bool) {
        self.requesting = false;
        if unknown {
            self.look_anew(Once::Fate);
        }
    }

    fn on_began(&mut self, now: Millis, session: &LivechatSession) {
        self.requesting = false;
        self.enabled = true;
        self.poller.quiet = false;
        self.settle();
        self.begin_generation();
        if is_open(session.status) {
            self.version = session.state_version;
            if !self.is_open() {
                self.begin_session(now);
            }
            self.move_to(session.status);
        }
        self.look(Once::CatchUp);
    }

    /// A session begins that was not tracked: its log is read from the start.
    fn begin_session(&mut self, since: Millis) {
        self.epoch += 1;
        self.sequence = None;
        self.waiting_since = since;
        self.skipped = false;
        self.ending = None;
        self.feedback = FeedbackStatus::NotAvailable;
        self.leaving = false;
    }

    /// The session at hand may not be the one that was tracked: its log is read from the start, where what is known is
    /// known again.
    fn doubt_session(&mut self) {
        self.epoch += u32::from(self.epoch > 0);
        self.sequence = None;
    }

    fn on_leaving(&mut self) {
        if self.is_open() {
            self.leaving = true;
            self.stop_typing();
            self.begin_generation();
        }
    }

    fn on_left(&mut self) {
        self.leaving = false;
        self.begin_generation();
        self.look(Once::AfterClose { again: true });
    }

    /// The state could not be read after the visitor's close: it is closed, and a rating is asked for.
    fn assume_closed(&mut self) {
        if self.is_open() {
            let agent = self.agent.as_ref().map(|agent| agent.display_name.clone());
            self.ending = Some(Ending { agent, ..Ending::default() });
            self.feedback = FeedbackStatus::Pending;
            self.set_agent(None);
            self.move_to(LivechatStatus::Closed);
        }
    }

    fn on_ended(&mut self, now: Millis) {
        self.enabled = false;
        self.known = false;
        self.begin_generation();
        self.requesting = false;
        self.leaving = false;
        self.sequence = None;
        self.ending = None;
        self.unschedule();
        self.poller.rest();
        self.set_agent(None);
        self.move_to(LivechatStatus::Inactive);
        self.waiting_since = now;
    }

    fn on_elapsed(&mut self, timer: LivechatTimer) {
        match timer {
            LivechatTimer::Poll => {
                self.poller.timed = false;
                self.poller.due = true;
            }
            LivechatTimer::Overdue => self.on_overdue(),
            LivechatTimer::AgentTyping => self.set_agent_typing(false),
            LivechatTimer::VisitorTyping => self.stop_typing(),
            LivechatTimer::Clock => {
                self.clock_runs = false;
                self.step(Step::Ticked);
            }
            LivechatTimer::Sending | LivechatTimer::Asking => {}
        }
    }

    /// The clock runs only where somebody sees it.
    fn run_clock(&mut self) {
        let runs = self.status == LivechatStatus::Waiting && self.poller.is_seen();
        if runs != self.clock_runs {
            self.clock_runs = runs;
            self.step(if runs {
                Step::Start(LivechatTimer::Clock, CLOCK_STEP)
            } else {
                Step::Stop(LivechatTimer::Clock)
            });
        }
    }

    /// Applies a state, unless it is older than the last applied one.
    fn apply_state(&mut self, now: Millis, state: LivechatState) -> bool {
        if let (Some(new), Some(known)) = (state.state_version, self.version)
            && new < known
        {
            return false;
        }
        self.settle();
        self.version = state.state_version.or(self.version);
        self.poller.stale_answers = 0;
        // Nobody who was there goes back to waiting: that is another session.
        let goes_back = self.status == LivechatStatus::Active && state.status == LivechatStatus::Waiting;
        if is_open(state.status) && (!self.is_open() || goes_back) {
            let since = state.updated_at.as_deref().and_then(parse).unwrap_or(now).min(now);
            self.begin_session(since);
        }
        let agent_typing = state.is_agent_typing && state.status == LivechatStatus::Active;
        if state.status == LivechatStatus::Closed && self.is_another(&state) {
            self.begin_session(now);
            self.poller.keep_reading();
        }
        if state.status == LivechatStatus::Closed {
            self.feedback = state.feedback;
            let agent = self.agent.as_ref().map(|agent| agent.display_name.clone());
            let known = self.ending.take().and_then(|ending| ending.agent);
            self.ending = Some(Ending {
                by_agent: state.closed_by.as_deref() == Some("agent"),
                agent: agent.or(known),
                agent_id: state.closed_by_agent_id,
                reason: state.close_reason,
                at: state.closed_at.or(state.updated_at),
            });
            self.step(Step::Changed);
        }
        let moves = state.status != self.status;
        if state.status == LivechatStatus::Closed && self.is_open() {
            self.poller.keep_reading();
        }
        // Whoever leaves is told of before the state that they left, whoever comes after it.
        if moves && !is_open(state.status) {
            self.set_agent(None);
        }
        self.move_to(state.status);
        self.set_agent(state.active_agent.filter(|_| is_open(state.status)));
        self.set_agent_typing(agent_typing);
        true
    }

    /// Whether a closed session is not the one that was closed here before: it has begun and ended unseen.
    fn is_another(&self, state: &LivechatState) -> bool {
        let known = self.ending.as_ref().and_then(|ending| ending.at.as_ref());
        match self.status {
            LivechatStatus::Closed if known.is_some() => {
                state.closed_at.is_some() && known != state.closed_at.as_ref()
            }
            // When the last one was closed is not known: reading its log again does no harm.
            LivechatStatus::Closed => state.closed_at.is_some() && self.poller.looks_into_conflict(),
            LivechatStatus::Inactive => self.poller.looks_into_conflict(),
            LivechatStatus::Waiting | LivechatStatus::Active => false,
        }
    }

    /// It is known how things stand.
    fn settle(&mut self) {
        if !std::mem::replace(&mut self.known, true) {
            self.step(Step::Changed);
        }
    }

    fn move_to(&mut self, status: LivechatStatus) {
        let previous = std::mem::replace(&mut self.status, status);
        if previous == status {
            return;
        }
        if status != LivechatStatus::Active {
            self.forget_typing();
            self.set_agent_typing(false);
        }
        if !self.is_open() {
            self.leaving = false;
        }
        self.step(Step::Moved { previous, status });
        self.step(Step::Changed);
    }
}
