//! Everything that happens to the client.

use super::command::{CallId, TimerKey, TurnId};
use super::later::Code;
use super::part::PartInput;
use super::service::ServiceInput;
use crate::attachment::UploadInput;
use crate::transcript::MessageKey;
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::options::{Deployment, FrameOptions};

/// The server's answer to a call, or its absence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP response, whatever its status.
    Response {
        /// HTTP status.
        status: u16,
        /// Body as text.
        body: String,
        /// The `Retry-After` header.
        retry_after: Option<String>,
    },
    /// No answer came.
    NoAnswer,
}

/// Where the reader is in the transcript, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ScrollPosition {
    /// Distance scrolled from the top.
    pub top: f64,
    /// Height of everything.
    pub height: f64,
    /// Height of what is seen.
    pub view: f64,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// One of the app's pages was opened: its path, below the origin.
    WentTo(String),
    /// The loader answered the first hello.
    Welcomed {
        /// What the page wants.
        options: Box<FrameOptions>,
        /// What the deployer set.
        deployment: Box<Deployment>,
        /// Origin of the page, on the browser's word.
        origin: String,
    },
    /// The app was embedded without the loader.
    Bare {
        /// Public id of the chatbot, from the frame's address.
        chatbot_id: String,
        /// What the deployer set.
        deployment: Box<Deployment>,
        /// Origin of the page, on the browser's word; none when the app is not in a frame.
        origin: Option<String>,
    },
    /// The loader asks for something.
    Host {
        /// Asks for an answer.
        id: Option<u64>,
        /// What it asks.
        command: HostCommand,
    },
    /// What was stored under the keys that were asked for.
    Restored {
        /// The session record.
        session: Option<String>,
        /// The composer's draft.
        draft: Option<String>,
    },
    /// A call was answered.
    Answered {
        /// Which call.
        call: CallId,
        /// The answer.
        answer: Answer,
    },
    /// A stream was accepted; its body follows.
    StreamOpened {
        /// Which turn.
        turn: TurnId,
        /// The `Content-Type` header.
        content_type: String,
    },
    /// A stream was refused before it began.
    StreamRefused {
        /// Which turn.
        turn: TurnId,
        /// The answer.
        answer: Answer,
    },
    /// One network read of a stream.
    StreamBytes {
        /// Which turn.
        turn: TurnId,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A stream ended or broke; only its last frame tells whether that is well.
    StreamEnded {
        /// Which turn.
        turn: TurnId,
    },
    /// A timer ran out.
    Elapsed(TimerKey),
    /// The browser's word on the network.
    Online(bool),
    /// The frame became visible or hidden.
    Visible(bool),
    /// The system prefers dark.
    PrefersDark(bool),
    /// The words of a language, as JSON; none when they cannot be had.
    LanguageLoaded {
        /// Which language.
        tag: String,
        /// The file.
        words: Option<String>,
    },
    /// Something of the second part of the app is to be shown.
    LaterWanted,
    /// The second part of the app is to be tried again.
    LaterRetried,
    /// The second part of the app has come, or could not be had.
    LaterFetched {
        /// The client's own code in it.
        code: Option<Code>,
    },
    /// Something happened to a form.
    Form(super::FormInput),
    /// The draft is now this.
    Typed(String),
    /// The draft is to be sent.
    Submitted,
    /// Something happened to a file of the visitor's.
    Upload(UploadInput),
    /// Something happened to a part of a message.
    Part(PartInput),
    /// A start prompt or quick reply was chosen.
    Chosen(String),
    /// The reply is to stop.
    Stopped,
    /// A failed message or reply is to be tried again.
    Retried(MessageKey),
    /// A rejected message is to be edited: its text goes back into the composer.
    Edited(MessageKey),
    /// A message is to be copied.
    Copied(MessageKey),
    /// A link was clicked.
    LinkClicked {
        /// As the content has it.
        href: String,
        /// Its label.
        text: String,
    },
    /// So high is the content of a widget in the flow of its page, in CSS pixels.
    Measured(u32),
    /// The transcript was scrolled.
    Scrolled(ScrollPosition),
    /// The end was brought into view, as [`Command::Follow`](super::Command::Follow) asks, and that is where it is: what is
    /// scrolled from there is the reader's.
    Followed(ScrollPosition),
    /// A key was pressed in the conversation.
    Reader {
        /// What it means.
        key: super::ReaderKey,
        /// The message it was pressed on or in; none on the conversation as a whole.
        at: Option<MessageKey>,
    },
    /// The reader wants the newest message.
    JumpedToLatest,
    /// Older messages are to be tried again.
    OlderRetried,
    /// The start is to be tried again.
    StartRetried,
    /// A new conversation is to begin after the old one has ended.
    StartedOver,
    /// The window is to be closed.
    CloseRequested,
    /// A banner is to be closed, by its place.
    BannerDismissed(usize),
    /// Something about the livechat.
    Livechat(super::LivechatInput),
    /// The visitor chose a language in the menu.
    LanguageChosen(String),
    /// The visitor chose a theme in the menu.
    ThemeChosen(String),
    /// Something of the services around the conversation.
    Service(ServiceInput),
}
