//! Everything the client wants done. An effect does it and decides nothing.

use super::service::ServiceTask;
use crate::attachment::UploadCommand;
use crate::time::Millis;
use crate::transcript::MessageKey;
use chatlet_protocol::catalogue::Event;
use chatlet_protocol::host_line::{AppMessage, Stamp};

/// Names a call, so that its answer finds its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(pub u32);

/// Names a visitor turn and its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TurnId(pub u32);

/// Names a timer; starting one that runs starts it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimerKey {
    /// Nothing has arrived on the stream for long.
    Silence,
    /// The visitor stopped typing.
    TypingPause,
    /// A read is to be repeated.
    Repeat(CallId),
    /// The server's wish for a pause is over, or its countdown moves on.
    Gate,
    /// Held-back text is to be shown.
    Pace,
    /// The host has not answered the wish for a token.
    Token,
    /// A first screen has been seen for a while.
    Later,
    /// Something about a form.
    Form(super::FormTimer),
    /// Something about the livechat.
    Livechat(crate::livechat::LivechatTimer),
    /// The page has not said a word about a message.
    Verdict,
    /// The page has not answered the wish to put a product into the cart.
    Cart(u32),
}

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Asks whether there is something to read.
    Head,
    /// Writes.
    Post,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

/// An HTTP request. Cookies never go with it (S47), redirects are never followed (F16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Method.
    pub method: Method,
    /// Absolute address; never holds a token.
    pub url: String,
    /// Bearer token.
    pub token: Option<String>,
    /// JSON body, with a place for each file ([`crate::attachment::pieces`]).
    pub body: Option<String>,
}

/// What is kept in the storage of the frame's own origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The session record.
    Session,
    /// The composer's draft.
    Draft,
    /// What the visitor chose: language, appearance, sound.
    Choices,
    /// What was typed into forms, and which were answered.
    Forms,
    /// When files were kept; they themselves are in a database.
    Files,
}

/// Where the keyboard goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FocusTarget {
    /// The composer's text field.
    Composer,
    /// The transcript.
    Transcript,
    /// A message as a whole.
    Message(MessageKey),
    /// The first control in a message.
    Inside(MessageKey),
    /// The question that has come up over the composer.
    Sheet,
    /// A form as a whole.
    Form(super::FormKey),
    /// The control of a form's field, by its place.
    Field(super::FormKey, usize),
}

impl FocusTarget {
    /// The `id` of its element, or of the one around it.
    pub fn id(self) -> String {
        match self {
            Self::Composer => "composer".to_owned(),
            Self::Transcript => "transcript".to_owned(),
            Self::Message(message) | Self::Inside(message) => format!("message-{}", message.0),
            Self::Form(form) => form.id(),
            Self::Field(form, field) => form.control(field),
            Self::Sheet => "sheet".to_owned(),
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Make a call; answered by `Answered`.
    Call {
        /// Names it.
        call: CallId,
        /// What to ask.
        request: Request,
    },
    /// Give a call up; it is not answered.
    Cancel(CallId),
    /// Open a stream; answered by the stream inputs.
    OpenStream {
        /// Names it.
        turn: TurnId,
        /// What to ask.
        request: Request,
    },
    /// Close a stream; nothing of it is reported any more.
    CloseStream(TurnId),
    /// Start a timer.
    Start {
        /// Names it.
        key: TimerKey,
        /// Milliseconds.
        after: Millis,
    },
    /// Stop a timer.
    Stop(TimerKey),
    /// Tell the loader.
    Tell(AppMessage),
    /// Tell a page that embeds the bare frame, at exactly this origin.
    TellBare {
        /// The page's origin.
        origin: String,
        /// Common fields.
        stamp: Stamp,
        /// What happened.
        event: Box<Event>,
    },
    /// Read what is stored; answered by `Restored`.
    Restore {
        /// Begins every key.
        scope: String,
    },
    /// Store a value, or remove it.
    Save {
        /// Begins the key.
        scope: String,
        /// Ends the key.
        slot: Slot,
        /// What to store.
        value: Option<String>,
    },
    /// Do something with a file of the visitor's.
    Upload(UploadCommand),
    /// Do something for the livechat.
    Livechat(super::LivechatCommand),
    /// Read what is stored of the forms; answered by `FormInput::Restored`.
    RestoreForms {
        /// Begins the key.
        scope: String,
    },
    /// Open an address in a new context, without opener or referrer.
    Open(String),
    /// Put text on the clipboard.
    Copy(String),
    /// Move the keyboard.
    Focus(FocusTarget),
    /// Keep the end of the transcript in view, or stop doing so.
    Follow(bool),
    /// Tell how high the content is, now and whenever it changes; answered by `Measured`.
    Measure,
    /// What stands above the reader changes with this: what they look at stays where it is.
    KeepPlace,
    /// Fetch the words of a language; answered by `LanguageLoaded`.
    LoadLanguage(String),
    /// Fetch the second part of the app; answered by `LaterFetched`.
    FetchLater,
    /// Start the frame anew.
    Restart,
    /// Describe the document.
    Document {
        /// Its title.
        title: String,
        /// BCP 47.
        language: String,
        /// `ltr` or `rtl`.
        direction: &'static str,
        /// Word for the size of text.
        text: &'static str,
    },
    /// Something of the services around the conversation.
    Service(ServiceTask),
}
