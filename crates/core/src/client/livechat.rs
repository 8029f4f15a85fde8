//! Livechat in the client: what the machine wants done becomes calls, timers, events and words (`chat-api.md` §9).

mod browser;
mod closing;
mod outbox;
mod reads;
mod story;
mod trace;
mod wish;

pub use browser::Browser;
pub use wish::{HumanOffer, LivechatNotice};

use super::calls::Purpose;
use super::later::{Later, Task};
use super::rating::RatingSheet;
use super::{Answer, Change, Client, Command, TimerKey};
use crate::attachment::Rules;
use crate::livechat::{Happening, Livechat, LivechatTimer, Step};
use crate::time::Millis;
use crate::transcript::PartKey;
use chatlet_protocol::livechat::LivechatMessage;
use chatlet_protocol::part::IMAGE_LIMIT;
use outbox::Outbox;
use std::collections::VecDeque;
use trace::Trace;
use wish::Wish;

/// A wish without an answer after this long is given up, in milliseconds.
const ANSWER_LIMIT: Millis = 30_000;
/// Files that go with one message to an agent at most.
const ATTACHMENTS: usize = 8;

/// One thing that happened to the livechat.
#[derive(Debug, Clone, PartialEq)]
pub enum LivechatInput {
    /// The visitor wants a human; by the assistant's offer, or by the button.
    Wanted(Option<PartKey>),
    /// What was said about the wish has been read.
    NoticeClosed,
    /// The visitor stops waiting, or ends the session.
    Left,
    /// So many stars, 1 to 5.
    Starred(u8),
    /// The words that go with the stars are now these.
    RatingWorded(String),
    /// The rating is to be sent.
    RatingSent,
    /// No rating is given.
    RatingSkipped,
    /// This tab may read for all, or may no longer.
    Leads(bool),
    /// What another tab has read.
    Heard(String),
    /// What the browser says of itself.
    Browser(Browser),
}

/// One thing to do for the livechat. `name` stands for the conversation among the visitor's tabs.
#[derive(Debug, Clone, PartialEq)]
pub enum LivechatCommand {
    /// Hear what other tabs read; answered by `Heard`.
    Listen {
        /// Of the conversation.
        name: String,
    },
    /// Wait until no other tab reads for all, and let the others wait then; answered by `Leads`. Or let go of it.
    Lead {
        /// Of the conversation; none lets go.
        name: Option<String>,
    },
    /// Tell the other tabs.
    Share(String),
}

/// What a view can watch of the livechat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LivechatChange {
    /// Where it stands, and with whom.
    State,
    /// Whether the agent types.
    Typing,
    /// How long the visitor has waited.
    Clock,
    /// The rating.
    Rating,
}

/// What a call of the livechat is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LivechatCall {
    /// A read, of a generation.
    Read(u32),
    /// The wish for a human.
    Handover,
    /// A message of the visitor's.
    Send(crate::transcript::MessageKey),
    /// The visitor's typing; counted, because each is told.
    Typing(u32),
    /// The end.
    Close,
    /// The rating.
    Feedback,
    /// History, for what has become of a message.
    Look(crate::transcript::MessageKey),
}

/// Everything about the livechat that the client keeps.
#[allow(clippy::struct_excessive_bools, reason = "independent facts")]
#[derive(Debug, Default)]
pub(super) struct Human {
    pub machine: Livechat,
    happenings: VecDeque<Happening>,
    busy: bool,
    outbox: Outbox,
    /// A wish that waits for the start, or for the first reply.
    wish: Option<Wish>,
    notice: Option<LivechatNotice>,
    rating: RatingSheet,
    /// Messages of the assistant that came by the log while its reply was still on its way by the stream.
    held: Vec<LivechatMessage>,
    /// What is to be said to those who listen.
    words: Vec<String>,
    typings: u32,
    /// The name that other tabs know the conversation by.
    name: Option<String>,
    /// Entries of the session have this key or a later one; known where the session was asked for in this tab.
    first_key: Option<u32>,
    /// Whether a session has ended just now, and the visitor has not moved on.
    fresh_end: bool,
    browser: Browser,
    /// How sessions ended, oldest first.
    traces: Vec<Trace>,
    /// Whether the token is bound to a conversation (`chat-api.md` §2).
    bound: bool,
}

/// What the views read.
impl Client {
    /// The livechat.
    pub fn livechat(&self) -> &Livechat {
        &self.human.machine
    }

    /// What may go with a message to an agent: any file (`chat-api.md` §8).
    pub(super) fn agent_attachment_rules(&self) -> Option<Rules> {
        let livechat = &self.config.livechat;
        let limit = livechat.max_attachment_size_bytes.min(IMAGE_LIMIT);
        livechat.attachments_enabled.then(|| Rules::conversation(limit, ATTACHMENTS))
    }

    /// Seconds that the visitor has waited.
    pub fn waited(&self) -> u64 {
        self.human.machine.waited(self.now) / 1_000
    }
}

impl Client {
    pub(super) fn on_livechat(&mut self, input: LivechatInput) {
        match input {
            LivechatInput::Wanted(part) => self.on_human_wanted(part),
            LivechatInput::NoticeClosed => {
                self.human.notice = None;
                self.show_livechat(LivechatChange::State);
            }
            LivechatInput::Left => self.on_human_left(),
            LivechatInput::Starred(stars) => self.on_human_starred(stars),
            LivechatInput::RatingWorded(words) => self.on_human_rating_worded(words),
            LivechatInput::RatingSent => self.on_human_rating_sent(),
            LivechatInput::RatingSkipped => self.on_human_rating_skipped(),
            LivechatInput::Leads(leads) => self.livechat_happens(Happening::Leads(leads)),
            LivechatInput::Heard(text) => self.on_tab_heard(&text),
            LivechatInput::Browser(browser) => self.note_browser(browser),
        }
    }

    pub(super) fn on_livechat_timer(&mut self, timer: LivechatTimer) {
        match timer {
            LivechatTimer::Sending => self.on_sending_overdue(),
            LivechatTimer::Asking => self.on_asking_overdue(),
            _ => self.livechat_happens(Happening::Elapsed(timer)),
        }
    }

    /// A wish is on its way; one that gets no answer is given up.
    pub(super) fn await_answer(&mut self) {
        let key = TimerKey::Livechat(LivechatTimer::Asking);
        self.command(Command::Start { key, after: ANSWER_LIMIT });
    }

    fn on_asking_overdue(&mut self) {
        for purpose in [LivechatCall::Handover, LivechatCall::Close] {
            if let Some(call) = self.take_call(|waiting| waiting == Purpose::Livechat(purpose)) {
                self.command(Command::Cancel(call));
                self.on_livechat_answer(purpose, &Answer::NoAnswer);
            }
        }
    }

    pub(super) fn on_livechat_answer(&mut self, call: LivechatCall, answer: &Answer) {
        match call {
            LivechatCall::Read(generation) => self.on_livechat_read(generation, answer),
            LivechatCall::Handover => {
                self.command(Command::Stop(TimerKey::Livechat(LivechatTimer::Asking)));
                self.on_handover_answer(answer);
            }
            LivechatCall::Send(echo) => self.on_sent_answer(echo, answer),
            // Only while active; every failure but 401 is of no consequence (`chat-api.md` §9).
            LivechatCall::Typing(_) => {}
            LivechatCall::Close => {
                self.command(Command::Stop(TimerKey::Livechat(LivechatTimer::Asking)));
                self.on_close_answer(answer);
            }
            LivechatCall::Feedback => self.on_feedback_answer(answer),
            LivechatCall::Look(echo) => self.on_look_answer(echo, answer),
        }
    }

    /// The configuration is there, and the newest messages with it.
    pub(super) fn begin_livechat(&mut self) {
        if self.config.livechat.enabled {
            self.human.bound |= self.session.conversation.is_some();
            self.join_livechat();
            self.livechat_happens(Happening::Enabled);
        }
        self.flush_wish();
    }

    /// The conversation is over: reset, deleted, or its token spent.
    pub(super) fn end_livechat(&mut self) {
        self.cancel_wish();
        self.livechat_happens(Happening::Ended);
        self.human.held.clear();
        self.human.notice = None;
        self.human.bound = false;
        self.human.first_key = None;
        self.human.name = None;
        self.return_outbox();
    }

    pub(super) fn show_livechat(&mut self, change: LivechatChange) {
        self.change(Change::Livechat(change));
    }

    pub(super) fn note_browser(&mut self, browser: Browser) {
        self.human.browser = browser;
    }

    /// The token stands for this conversation from now on.
    pub(super) fn note_bound(&mut self) {
        self.human.bound = true;
    }

    /// Lets something happen to the machine, and does what it wants. What a step leads to waits until all steps before
    /// it are done, or a read could be cancelled before it is made.
    pub(super) fn livechat_happens(&mut self, happening: Happening) {
        if self.later() != Later::Here {
            // Only how things stand matters to a machine that has not begun.
            let kind = std::mem::discriminant(&happening);
            self.human.happenings.retain(|earlier| std::mem::discriminant(earlier) != kind);
        }
        self.human.happenings.push_back(happening);
        self.if_here(Task::Livechat);
    }

    pub(super) fn drain_happenings(&mut self) {
        if std::mem::replace(&mut self.human.busy, true) {
            return;
        }
        while let Some(happening) = self.human.happenings.pop_front() {
            for step in self.human.machine.handle(self.now, happening) {
                self.take_step(step);
            }
        }
        self.human.busy = false;
        self.say_words();
    }

    fn take_step(&mut self, step: Step) {
        match step {
            Step::Read { generation, ask } => {
                self.read(Purpose::Livechat(LivechatCall::Read(generation)), &ask.path());
            }
            Step::Cancel => self.cancel_livechat_read(),
            Step::Start(timer, after) => {
                self.command(Command::Start { key: TimerKey::Livechat(timer), after });
            }
            Step::Stop(timer) => self.command(Command::Stop(TimerKey::Livechat(timer))),
            Step::Contend(contends) => {
                let name = self.human.name.clone().filter(|_| contends);
                if contends && name.is_none() {
                    // A conversation that no other tab can know.
                    self.livechat_happens(Happening::Leads(true));
                } else {
                    self.command(Command::Livechat(LivechatCommand::Lead { name }));
                }
            }
            Step::Apply { messages, quiet } => self.take_log(messages, quiet),
            Step::Moved { previous, status } => self.on_livechat_moved(previous, status),
            Step::Joined(agent) => self.on_agent_joined(agent),
            Step::Departed(agent) => self.on_agent_left(agent),
            Step::AgentTyping(types) => self.on_agent_typing(types),
            Step::Typing(types) => self.tell_typing(types),
            Step::Known(read) => self.on_known(read),
            Step::Unknown => self.on_unknown(),
            Step::Changed => {
                self.judge_files();
                self.settle_human_rating();
                self.trace_ending();
                self.show_livechat(LivechatChange::State);
                self.show_livechat(LivechatChange::Rating);
            }
            Step::Ticked => self.show_livechat(LivechatChange::Clock),
        }
    }
}
