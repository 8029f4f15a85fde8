//! The services around the conversation: menu, rating, the visitor's data, speech, other tabs. This file leads to them.

use super::calls::Purpose;
use super::choices::{Choices, TextSize};
use super::feedback::FeedbackBook;
use super::later::Task;
use super::privacy::Privacy;
use super::rating::RatingDesk;
use super::renewal::Renewal;
use super::speech::{Speech, SpeechInput, SpeechTask};
use super::tabs::Tabs;
use super::{Answer, Change, Client, Command, ExportForm, Input};
use crate::transcript::MessageKey;
use chatlet_protocol::banner::Banner;
use chatlet_protocol::catalogue::{EndReason, SizeMode};
use chatlet_protocol::host_line::CommandError;
use chatlet_protocol::service_line::{ServiceCommand, ServiceMessage};

/// Something that happened to one of the services.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceInput {
    /// What was stored of the visitor's choices; comes before what was stored of the conversation.
    Recalled(Option<String>),
    /// A new chat is to begin.
    NewChatWanted,
    /// The visitor leaves by the header's button.
    LeaveWanted,
    /// The rating is to be given now.
    RatingWanted,
    /// So many stars, 1 to 5.
    Starred(u8),
    /// The words of the rating are now these.
    RatingWorded(String),
    /// The rating is to be sent.
    RatingSent,
    /// The rating is passed over.
    RatingSkipped,
    /// A message is liked, or is not.
    Opined {
        /// Which message.
        key: MessageKey,
        /// Thumbs up.
        up: bool,
    },
    /// The words of an opinion are now these.
    OpinionWorded(String),
    /// The words of the opinion are to be sent.
    OpinionSent,
    /// The opinion stays without words.
    OpinionClosed,
    /// The visitor wants what is stored about them.
    ExportWanted(ExportForm),
    /// The visitor thinks of deleting everything; nothing happens yet.
    DeleteAsked,
    /// Everything is to be deleted.
    DeleteConfirmed,
    /// Nothing is to be deleted.
    DeleteDismissed,
    /// Sound on or off.
    SoundChosen(bool),
    /// How large text is.
    TextSizeChosen(TextSize),
    /// How large the window is to be.
    SizeChosen(SizeMode),
    /// The disclaimer is accepted.
    DisclaimerAccepted,
    /// A button of the welcome is used, by its place.
    WelcomeChosen(usize),
    /// Speech, in or out.
    Speech(SpeechInput),
    /// Another tab says something.
    Signalled(String),
    /// The page goes: for good, or into the browser's memory.
    PageLeft,
    /// The page is back from the browser's memory.
    PageReturned,
}

/// Something to do for one of the services.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceTask {
    /// Hand the visitor a file.
    Download {
        /// Its name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What is in it.
        text: String,
    },
    /// Play the short sound of a new message.
    Chime,
    /// Hear what other tabs say under this name, or nothing any more; answered by `Signalled`.
    Listen(Option<String>),
    /// Tell the other tabs, under the name that is listened to.
    Signal(String),
    /// Speech, in or out.
    Speech(SpeechTask),
}

/// Something of the services that views watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ServiceChange {
    /// Sound, text size, window size, and what of the disclaimer is left.
    Choices,
    /// The rating, or that it is asked for.
    Rating,
    /// Export and deletion.
    Privacy,
    /// What was thought of a message.
    Opinion(MessageKey),
    /// Which message is read aloud, or whether the microphone is on.
    Speech,
}

/// What a call of the services is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServicePurpose {
    /// The rating.
    Rate,
    /// What is stored about the visitor.
    Export(ExportForm),
    /// Its removal.
    Delete,
    /// What another tab has brought.
    News,
}

/// What the services remember.
#[derive(Debug, Default)]
pub(super) struct Services {
    pub choices: Choices,
    pub rating: RatingDesk,
    pub feedback: FeedbackBook,
    pub privacy: Privacy,
    pub renewal: Option<Renewal>,
    pub speech: Speech,
    pub tabs: Tabs,
    /// Banners that were dismissed; they come back with other words only (`chat-api.md` §3).
    pub dismissed: Vec<Banner>,
    /// Why the conversation has ended, once it has.
    pub ended: Option<EndReason>,
    /// Whether the loader waits for the backend's teasers.
    pub wants_teasers: bool,
    pub size: Option<SizeMode>,
    /// Whether the launcher's words were told.
    pub told_labels: bool,
}

impl Client {
    pub(super) fn on_service(&mut self, input: ServiceInput) {
        match input {
            ServiceInput::Recalled(choices) => self.on_recalled(choices.as_deref()),
            ServiceInput::NewChatWanted => self.on_new_chat_wanted(),
            ServiceInput::LeaveWanted => self.on_leave_wanted(),
            ServiceInput::RatingWanted => self.on_rating_wanted(),
            ServiceInput::Starred(stars) => self.on_starred(stars),
            ServiceInput::RatingWorded(words) => self.on_rating_worded(words),
            ServiceInput::RatingSent => self.on_rating_sent(),
            ServiceInput::RatingSkipped => self.on_rating_skipped(),
            ServiceInput::Opined { key, up } => self.on_opined(key, up),
            ServiceInput::OpinionWorded(words) => self.on_opinion_worded(words),
            ServiceInput::OpinionSent => self.on_opinion_sent(),
            ServiceInput::OpinionClosed => self.on_opinion_closed(),
            ServiceInput::ExportWanted(form) => self.on_export_wanted(form),
            ServiceInput::DeleteAsked => self.on_delete_asked(),
            ServiceInput::DeleteConfirmed => self.on_delete_confirmed(),
            ServiceInput::DeleteDismissed => self.on_delete_dismissed(),
            ServiceInput::SoundChosen(on) => self.on_sound_chosen(on),
            ServiceInput::TextSizeChosen(size) => self.on_text_size_chosen(size),
            ServiceInput::SizeChosen(mode) => {
                self.tell(chatlet_protocol::host_line::AppMessage::Service(ServiceMessage::Resize { mode }));
            }
            ServiceInput::DisclaimerAccepted => self.on_disclaimer_accepted(),
            ServiceInput::WelcomeChosen(index) => self.on_welcome_chosen(index),
            ServiceInput::Speech(input) => self.on_speech(input),
            ServiceInput::Signalled(signal) => self.on_signalled(&signal),
            ServiceInput::PageLeft => self.on_page_left(),
            ServiceInput::PageReturned => self.on_page_returned(),
        }
    }

    pub(super) fn on_service_command(&mut self, id: Option<u64>, command: ServiceCommand) {
        match command {
            // Answered when the new conversation is there, or cannot be.
            ServiceCommand::Reset => return self.leave(Task::Renew(id)),
            ServiceCommand::Identify { identity } => self.on_identified(&identity),
            ServiceCommand::Logout => self.change_identity(None),
            ServiceCommand::Consent { granted } => self.on_consent(granted),
            ServiceCommand::Metadata { metadata } => self.options.metadata = Some(metadata),
            ServiceCommand::Size { mode } => {
                self.services.size = Some(mode);
                self.show_service(ServiceChange::Choices);
            }
            ServiceCommand::Teasers => {
                self.services.wants_teasers = true;
                self.ensure_started();
                if self.screen == super::Screen::Ready {
                    self.tell_teasers();
                }
            }
        }
        self.answer(id, None);
    }

    pub(super) fn on_service_answer(&mut self, purpose: ServicePurpose, answer: &Answer) {
        match purpose {
            ServicePurpose::Rate => self.on_rate_answer(answer),
            ServicePurpose::Export(form) => self.on_export_answer(form, answer),
            ServicePurpose::Delete => self.on_delete_answer(answer),
            ServicePurpose::News => self.on_news_answer(answer),
        }
    }

    pub(super) fn show_service(&mut self, change: ServiceChange) {
        self.change(Change::Service(change));
    }

    pub(super) fn task(&mut self, task: ServiceTask) {
        self.command(Command::Service(task));
    }

    pub(super) fn service_purpose(purpose: ServicePurpose) -> Purpose {
        Purpose::Service(purpose)
    }

    /// Whether something is under way in which no message may leave: a new chat, a deletion, words to accept first.
    pub(super) fn is_busy(&self) -> bool {
        self.is_renewing() || self.is_deleting() || self.disclaimer().is_some()
    }

    /// The token is spent: what waited for an answer gets none.
    pub(super) fn give_up_services(&mut self) {
        if self.is_deleting() {
            self.deletion_failed();
        }
        self.services.rating = RatingDesk::default();
        self.show_service(ServiceChange::Rating);
    }

    /// Closes the running stream without a word: what it would have brought is of no use any more.
    pub(super) fn cut_turn(&mut self) {
        let Some(turn) = self.turns.current.as_ref().map(|turn| turn.id) else { return };
        if let Some(turn) = self.take_turn(turn) {
            self.command(Command::CloseStream(turn.id));
        }
        self.turns.settling.clear();
    }

    /// Forgets everything on the screen of the conversation; the draft is the caller's.
    pub(super) fn clear_conversation(&mut self) {
        self.cut_turn();
        self.end_livechat();
        self.forget_traces();
        self.end_speech();
        self.forget_sent_files();
        self.forget_returning_files();
        self.forget_carts();
        self.forget_expiries();
        let changes = self.transcript.clear();
        self.changed(changes);
        self.older = super::Older::None;
        self.change(Change::Older);
        self.services.feedback = FeedbackBook::default();
        self.session.opinions.clear();
        self.services.rating = RatingDesk::default();
        self.show_service(ServiceChange::Rating);
        self.notice.clear_refusal();
        self.change(Change::Notice);
        self.announce(String::new());
        self.alarm(String::new());
        self.set_unread(0);
    }

    /// Why the conversation has ended, while it has.
    pub fn end_reason(&self) -> Option<EndReason> {
        self.services.ended
    }

    /// Names the conversation, once it has begun.
    pub fn conversation_id(&self) -> Option<&str> {
        self.session.conversation.as_ref().map(|conversation| conversation.id.as_str())
    }

    /// The window's size, where the loader can change it.
    pub fn size_mode(&self) -> Option<SizeMode> {
        self.services.size
    }

    pub(super) fn refuse(&mut self, id: Option<u64>, words: &str) {
        self.answer(id, Some((CommandError::Unavailable, words)));
    }
}

impl From<ServiceInput> for Input {
    fn from(input: ServiceInput) -> Self {
        Self::Service(input)
    }
}
