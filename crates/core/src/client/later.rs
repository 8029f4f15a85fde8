//! The second part of the app: what a first screen does not need.
//!
//! A first screen greets, lets the visitor write and leads to the menu's door; everything that a conversation needs is
//! the second part, code of the client's own ([`run`]) as well as views and effects. It is fetched when it is about to be
//! needed: a second after the first screen has been seen, with the first letter typed, with a stored conversation, with a
//! page that is opened. What happens meanwhile waits. Where it cannot be had, nothing typed is lost, and the visitor finds
//! words and another try.
//!
//! Nothing of the first part may call [`run`] or what it calls: the build cuts the app by what can be reached, so a call
//! would quietly bring it back into the first download.

use super::calls::Purpose;
use super::{Answer, Change, Client, Command, Input, Screen, TimerKey};
use crate::time::Millis;
use chatlet_protocol::host_line::HostCommand;
use std::fmt;

/// How long a first screen has the network for itself, in milliseconds.
const HEAD_START: Millis = 1_000;
/// So many failures mean that it is gone.
const FAILURES: u32 = 2;

/// Whether the second part of the app is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Later {
    /// Nobody has asked for it yet.
    #[default]
    Away,
    /// It is on its way.
    Coming,
    /// It is there.
    Here,
    /// It could not be had.
    Missing,
}

/// The client's own code of the second part, which the first must not name.
#[derive(Clone, Copy)]
pub struct Code(fn(&mut Client, Task));

/// The client's own code of the second part.
pub fn code() -> Code {
    Code(run)
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("Code")
    }
}

/// There is only one.
impl PartialEq for Code {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// Work for the second part.
#[derive(Debug)]
pub(super) enum Task {
    /// An input of a conversation.
    Input(Input),
    /// The answer to a call.
    Answer(Purpose, Answer),
    /// The next message of the queue can be sent.
    SendQueued,
    /// The screen of the conversation is there.
    Started,
    /// The conversation can be seen, or not any more.
    Seen(bool),
    /// Something happened that livechat looks at.
    Livechat,
    /// The conversation is over as far as livechat is concerned.
    EndLivechat,
    /// The page asks something of a conversation.
    Host(Option<u64>, HostCommand),
    /// A new chat is wanted by a command of the page.
    Renew(Option<u64>),
    /// The token of a new chat, or the news that there is none.
    Renewed(Option<String>),
    /// The token that forms wait for, or the news that there is none.
    TokenForForms(Option<String>),
    /// The storage was read again, session and draft.
    Joined(Option<String>, Option<String>),
    /// Forms are to be stored.
    SaveForms,
    /// Files are to be stored.
    SaveFiles,
    /// Nothing is read aloud any more.
    Hush,
    /// The token is spent: messages that may never have arrived go back to the visitor.
    ReturnUnanswered,
    /// The conversation leaves the screen.
    Clear,
}

/// Where the second part is.
#[derive(Debug, Default)]
pub(super) struct Second {
    state: Later,
    code: Option<Code>,
    /// What waits for it, in order.
    waiting: Vec<Task>,
    /// How often it could not be had.
    failures: u32,
}

impl Second {
    /// It is there from the start.
    pub(super) fn here() -> Self {
        Self { state: Later::Here, code: Some(code()), ..Self::default() }
    }
}

impl Client {
    /// Whether the second part of the app is there.
    pub fn later(&self) -> Later {
        self.second.state
    }

    /// Leaves something to the second part: done at once when it is there, else as soon as it comes.
    pub(super) fn leave(&mut self, task: Task) {
        if let Some(Code(run)) = self.second.code {
            run(self, task);
        } else {
            self.second.waiting.push(task);
            self.fetch_later();
        }
    }

    /// Leaves to the second part what is nothing without it: where it is not there, neither is what would change.
    pub(super) fn if_here(&mut self, task: Task) {
        if let Some(Code(run)) = self.second.code {
            run(self, task);
        }
    }

    /// Forgets what waits: it is another visitor's.
    pub(super) fn forget_waiting(&mut self) {
        self.second.waiting.clear();
    }

    /// Somebody looks at a first screen and may well write: the second part comes once that screen has had the network for
    /// itself, so that the first reply does not wait for it, and the microphone can be offered.
    pub(super) fn expect_conversation(&mut self) {
        if self.window_open && self.screen == Screen::Ready && self.second.state == Later::Away {
            self.command(Command::Start { key: TimerKey::Later, after: HEAD_START });
        }
    }

    /// Fetches the second part, since it will soon be needed.
    pub(super) fn want_later(&mut self) {
        if self.second.state == Later::Away {
            self.fetch_later();
        }
    }

    /// Fetches the second part, also where that has failed before.
    pub(super) fn fetch_later(&mut self) {
        if matches!(self.second.state, Later::Away | Later::Missing) {
            self.second.state = Later::Coming;
            self.command(Command::FetchLater);
            self.change(Change::Later);
        }
    }

    /// The visitor tries again. What cannot be had twice is gone, as after a deploy (F67): then only a new start of the
    /// frame helps, where it loses nothing.
    pub(super) fn retry_later(&mut self) {
        let safe = self.composer.draft.is_empty() || self.may_store();
        if self.second.failures >= FAILURES && self.second.waiting.is_empty() && safe {
            self.save_draft();
            self.command(Command::Restart);
        } else {
            self.fetch_later();
        }
    }

    pub(super) fn on_later_fetched(&mut self, code: Option<Code>) {
        self.second.state = if code.is_some() { Later::Here } else { Later::Missing };
        self.second.code = code;
        self.change(Change::Later);
        let mut waiting = std::mem::take(&mut self.second.waiting);
        if code.is_some() {
            self.if_here(Task::Livechat);
            if self.screen == Screen::Ready {
                self.if_here(Task::Started);
            }
            for task in waiting {
                self.leave(task);
            }
            return;
        }
        self.second.failures += 1;
        let matters = |task: &Task| !matches!(task, Task::Input(Input::LinkClicked { .. }));
        if waiting.iter().any(matters) {
            // There is no conversation without it. What was to be said goes back into the composer, answers will be
            // asked for again, and files stay until they can be looked at.
            waiting.retain(|task| matches!(task, Task::Input(_) | Task::Host(..)));
            self.fail_start("incomplete", "a part of the app could not be fetched", true);
        }
        self.second.waiting = waiting;
    }
}

/// Does what only the second part can.
fn run(client: &mut Client, task: Task) {
    match task {
        Task::Input(input) => client.on_conversation(input),
        // An attachment's address is a credential of its own; that it is spent says nothing of the visitor's.
        Task::Answer(purpose, answer)
            if answer.status() == 401 && !purpose.renews() && !matches!(purpose, Purpose::Probe(_)) =>
        {
            client.on_expired();
        }
        Task::Answer(Purpose::Newest, answer) => client.on_newest_messages(&answer),
        Task::Answer(Purpose::Older, answer) => client.on_older_answer(&answer),
        Task::Answer(Purpose::Form(call), answer) => client.on_form_answer(call, &answer),
        Task::Answer(Purpose::Service(purpose), answer) => client.on_service_answer(purpose, &answer),
        Task::Answer(Purpose::Livechat(call), answer) => client.on_livechat_answer(call, &answer),
        Task::Answer(Purpose::Probe(part), answer) => client.on_probe_answer(part, &answer),
        Task::Answer(Purpose::Renew(source), answer) => client.on_renew_answer(source, &answer),
        Task::Answer(Purpose::Settle(turn), answer) => client.on_settle_answer(turn, &answer),
        Task::Answer(Purpose::Token | Purpose::Config | Purpose::Banners, _) => {}
        Task::SendQueued => client.send_next(),
        Task::Started => {
            client.load_definitions();
            client.on_forms_seen();
            client.begin_livechat();
            client.recall_files();
        }
        Task::Seen(true) => client.on_forms_seen(),
        Task::Seen(false) => client.on_forms_hidden(),
        Task::Livechat => client.drain_happenings(),
        Task::EndLivechat => client.end_livechat(),
        Task::Host(id, command) => client.on_conversation_command(id, command),
        Task::Renew(id) => client.begin_renewal(id),
        Task::Renewed(token) => client.on_renewed(token),
        Task::TokenForForms(token) => client.on_token_for_forms(token),
        Task::Joined(session, draft) => client.on_restored_again(session.as_deref(), draft),
        Task::SaveForms => {
            client.save_forms();
            client.store_files();
        }
        Task::SaveFiles => client.store_files(),
        Task::Hush => client.hush(),
        Task::ReturnUnanswered => client.return_unanswered(),
        Task::Clear => client.clear_conversation(),
    }
}

impl Client {
    /// What happens in a conversation. An input of the first screen is handled before it comes here.
    fn on_conversation(&mut self, input: Input) {
        match input {
            Input::StreamOpened { turn, content_type } => self.on_stream_opened(turn, &content_type),
            Input::StreamRefused { turn, answer } => self.on_stream_refused(turn, &answer),
            Input::StreamBytes { turn, bytes } => self.on_stream_bytes(turn, &bytes),
            Input::StreamEnded { turn } => self.on_stream_ended(turn),
            Input::Elapsed(TimerKey::Silence) => self.on_silence(),
            Input::Elapsed(TimerKey::Gate) => self.on_gate(),
            Input::Elapsed(TimerKey::Livechat(timer)) => self.on_livechat_timer(timer),
            Input::Elapsed(TimerKey::Verdict) => self.on_no_verdict(),
            Input::Elapsed(TimerKey::Cart(number)) => self.on_cart_silence(number),
            Input::Elapsed(TimerKey::Form(timer)) => self.on_form_timer(timer),
            Input::Elapsed(TimerKey::Pace) => self.on_pace(),
            Input::Upload(input) => self.on_upload(input),
            Input::Part(input) => self.on_part(input),
            Input::Livechat(input) => self.on_livechat(input),
            Input::Service(input) => self.on_service(input),
            Input::Form(input) => self.on_form(input),
            Input::Stopped => self.on_stopped(),
            Input::Retried(key) => self.on_retried(key),
            Input::Edited(key) => self.on_edited(key),
            Input::Copied(key) => self.on_copied(key),
            Input::LinkClicked { href, text } => self.on_link_clicked(href, text),
            Input::Scrolled(position) => self.on_scrolled(position),
            Input::Followed(position) => self.reading.followed(position),
            Input::Reader { key, at } => self.on_reader(key, at),
            Input::JumpedToLatest => self.on_jumped_to_latest(),
            Input::OlderRetried => self.load_older(),
            Input::StartedOver => self.on_started_over(),
            _ => {}
        }
    }
}
