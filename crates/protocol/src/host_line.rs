//! The private line between loader and app (`embedding.md`, "The private line").
//!
//! One window message each way (`hello`, `welcome`) sets up a `MessagePort`; everything after it is one of the two
//! message lists below, each an object with a `type`. Both sides check shape and type and ignore what they do not
//! know. The version is raised only when an old loader could no longer talk to a new app.

use crate::catalogue::{Event, Priority};
use crate::json::{Decode, Fields};
use crate::options::FrameOptions;
use crate::page_line::{PageCommand, PageMessage, sane};
use crate::service_line::{ServiceCommand, ServiceMessage};
use crate::words::words;
use serde_json::{Map, Value, json};

/// Version of the line; part of both window messages.
pub const VERSION: u64 = 1;

/// Longest text a command may carry, in characters; longer text is cut (`faults-security-accessibility.md` S15).
pub const TEXT_LIMIT: usize = 8_000;

words! {
    /// Why a command was not done; the page sees it as the error's `type`.
    CommandError {
        /// The app could not be reached.
        Unavailable = "unavailable",
        /// The arguments are not valid.
        Invalid = "invalid",
        /// The page may not embed this chatbot.
        Refused = "refused",
        /// It took too long.
        Timeout = "timeout",
        /// The widget has been removed.
        Destroyed = "destroyed",
        /// The app failed to do it.
        Failed = "failed",
    }
}

/// What the loader asks of the app. The name on the line is the `type` of the message.
#[derive(Debug, Clone, PartialEq)]
pub enum HostCommand {
    /// `opened`: the window is visible now.
    Opened {
        /// Whether the visitor did it, so that focus may move in (A4).
        by_visitor: bool,
        /// Whether the window covers the page, as on phones.
        full_screen: bool,
    },
    /// `closed`: the window is no longer visible.
    Closed,
    /// `send`: sends a message as the visitor.
    Send {
        /// Its text.
        message: String,
    },
    /// `prefill`: puts text into the composer.
    Prefill {
        /// The text.
        text: String,
    },
    /// `page`: the address of the host page has changed.
    Page {
        /// Without query and fragment.
        page: String,
    },
    /// `theme`: the page chose, or its own scheme changed.
    Theme {
        /// `light`, `dark` or `auto`.
        theme: String,
    },
    /// `language`: the page chose a language.
    Language {
        /// BCP 47.
        language: String,
    },
    /// `token`: answers [`AppMessage::TokenRequest`].
    Token {
        /// The token, or nothing when there is none to be had.
        token: Option<String>,
    },
    /// `handover`: asks for a human.
    Handover {
        /// Why; may be empty.
        reason: String,
        /// How urgent.
        priority: Priority,
        /// What the page attaches, an object.
        metadata: Option<Value>,
    },
    /// About the conversation as a whole.
    Service(ServiceCommand),
    /// About the page's own code.
    Code(PageCommand),
    /// `reply`: the page answers an event that asked it for something, such as `addToCart`.
    Reply {
        /// The event's id.
        event: String,
        /// Whether it was done.
        ok: bool,
        /// Why not, in the page's words.
        message: Option<String>,
    },
}

impl HostCommand {
    /// Reads a message of the loader's: the id that asks for an answer, and the command. Unknown is `None`.
    pub fn read(value: Value) -> Option<(Option<u64>, Self)> {
        let mut fields = Fields::of(value)?;
        let id = fields.count("id");
        let text = |fields: &mut Fields, name: &str| {
            fields.text(name).map(|text| text.chars().take(TEXT_LIMIT).collect::<String>())
        };
        let command = match fields.text("type")?.as_str() {
            "opened" => Self::Opened {
                by_visitor: fields.flag("byVisitor", false),
                full_screen: fields.flag("fullScreen", false),
            },
            "closed" => Self::Closed,
            "send" => Self::Send { message: text(&mut fields, "message")? },
            "prefill" => Self::Prefill { text: text(&mut fields, "text")? },
            "page" => Self::Page { page: text(&mut fields, "page")? },
            "theme" => Self::Theme { theme: text(&mut fields, "theme")? },
            "language" => Self::Language { language: text(&mut fields, "language")? },
            "token" => Self::Token { token: fields.text("token").filter(|token| !token.is_empty()) },
            "handover" => Self::Handover {
                reason: text(&mut fields, "reason").unwrap_or_else(|| "requested_by_page".into()),
                priority: fields.read("priority").unwrap_or(Priority::Normal),
                metadata: sane(&mut fields, "metadata").filter(Value::is_object),
            },
            "reply" => Self::Reply {
                event: text(&mut fields, "event")?,
                ok: fields.flag("ok", false),
                message: text(&mut fields, "message"),
            },
            kind => match ServiceCommand::read(kind, &mut fields) {
                Some(command) => Self::Service(command),
                None => Self::Code(PageCommand::read(kind, &mut fields)?),
            },
        };
        Some((id, command))
    }
}

/// The fields every event carries besides its own (`events.md`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// UUID.
    pub id: String,
    /// ISO 8601, UTC.
    pub timestamp: String,
    /// Public id of the chatbot.
    pub chatbot_id: String,
    /// Name of the widget on this page.
    pub instance: String,
    /// The conversation's id, once there is one.
    pub session_id: Option<String>,
}

/// The event as the page receives it: stamp, name and payload in one flat object.
pub fn event_object(stamp: &Stamp, event: &Event) -> Map<String, Value> {
    let mut object = event.payload();
    object.insert("id".into(), stamp.id.clone().into());
    object.insert("timestamp".into(), stamp.timestamp.clone().into());
    object.insert("chatbotId".into(), stamp.chatbot_id.clone().into());
    object.insert("instance".into(), stamp.instance.clone().into());
    if let Some(session_id) = &stamp.session_id {
        object.insert("sessionId".into(), session_id.clone().into());
    }
    object.insert("name".into(), event.name().into());
    object
}

/// What the app tells the loader.
#[derive(Debug, Clone, PartialEq)]
pub enum AppMessage {
    /// `ready`: commands are accepted; the loader sends what it has queued.
    Ready,
    /// `refused`: this page may not embed the chatbot. Nothing follows.
    Refused,
    /// `event`: something happened. Carries the object of [`event_object`] and the names of its private fields.
    Event {
        /// Common fields.
        stamp: Stamp,
        /// What happened.
        event: Box<Event>,
    },
    /// `answer`: a command with this id is done, or is not.
    Answer {
        /// The command's id.
        id: u64,
        /// Why it was not done, with words for the developer.
        error: Option<(CommandError, String)>,
    },
    /// `close`: the visitor wants the window closed.
    Close,
    /// `tokenRequest`: the app needs a visitor token; answered by [`HostCommand::Token`].
    TokenRequest {
        /// The token in force, when it is to be replaced by one of a fresh conversation (`chat-api.md` §2.6).
        current: Option<String>,
    },
    /// `accent`: the brand colour and what is readable on it, both validated CSS colours, for the launcher.
    Accent {
        /// Background.
        accent: String,
        /// Foreground.
        on_accent: String,
    },
    /// `failed`: the app cannot run; the loader shows that chat is unavailable.
    Failed,
    /// About the conversation as a whole.
    Service(ServiceMessage),
    /// About the page's own code.
    Code(PageMessage),
}

impl AppMessage {
    /// The message as it crosses the line.
    pub fn write(&self) -> Value {
        match self {
            Self::Ready => json!({ "type": "ready" }),
            Self::Refused => json!({ "type": "refused" }),
            Self::Event { stamp, event } => json!({
                "type": "event",
                "event": event_object(stamp, event),
                "private": event.private_fields(),
            }),
            Self::Answer { id, error: None } => json!({ "type": "answer", "id": id }),
            Self::Answer { id, error: Some((kind, message)) } => {
                json!({ "type": "answer", "id": id, "error": { "type": kind.word(), "message": message } })
            }
            Self::Close => json!({ "type": "close" }),
            Self::TokenRequest { current } => json!({ "type": "tokenRequest", "current": current }),
            Self::Service(message) => message.write(),
            Self::Code(message) => message.write(),
            Self::Accent { accent, on_accent } => {
                json!({ "type": "accent", "accent": accent, "onAccent": on_accent })
            }
            Self::Failed => json!({ "type": "failed" }),
        }
    }

    /// What a page that embeds the bare iframe hears of an event: no private field (`events.md`, step 2).
    pub fn bare_event(stamp: &Stamp, event: &Event) -> Value {
        let private = event.private_fields();
        let mut object = Map::new();
        for (name, value) in event_object(stamp, event) {
            if !private.contains(&name.as_str()) {
                object.insert(name, value);
            }
        }
        object.insert("source".into(), "chatlet".into());
        Value::Object(object)
    }
}

/// The app's first window message; it holds no data (`faults-security-accessibility.md` S3).
pub fn hello() -> Value {
    json!({ "chatlet": VERSION, "type": "hello" })
}

/// Reads the loader's one window message, whose origin and source the caller has checked.
pub fn read_welcome(value: Value) -> Option<FrameOptions> {
    let mut fields = Fields::of(value)?;
    (fields.count("chatlet")? == VERSION && fields.peek("type")? == "welcome").then_some(())?;
    FrameOptions::decode(fields.read("options")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Source;

    #[test]
    fn s08_unknown_and_malformed_commands_are_ignored() {
        for value in [json!(null), json!(5), json!([]), json!({"type": "x"}), json!({"type": "send"})] {
            assert_eq!(HostCommand::read(value), None);
        }
    }

    #[test]
    fn a_wish_for_a_human_may_say_nothing_more() {
        let (_, command) = HostCommand::read(json!({"type": "handover"})).unwrap();
        let plain = HostCommand::Handover {
            reason: "requested_by_page".into(),
            priority: Priority::Normal,
            metadata: None,
        };
        assert_eq!(command, plain);
        let large = json!({"type": "handover", "metadata": {"a": "x".repeat(100_000)}});
        let Some((_, HostCommand::Handover { metadata, .. })) = HostCommand::read(large) else {
            panic!("no handover")
        };
        assert_eq!(metadata, None);
        let wish = json!({"type": "handover", "reason": "VIP", "priority": "high", "metadata": {"a": 1}});
        let (_, command) = HostCommand::read(wish).unwrap();
        let whole = HostCommand::Handover {
            reason: "VIP".into(),
            priority: Priority::High,
            metadata: Some(json!({"a": 1})),
        };
        assert_eq!(command, whole);
    }

    #[test]
    fn s15_text_is_capped_at_a_character_boundary() {
        let (_, command) = HostCommand::read(json!({"type": "send", "message": "æ".repeat(9_000)})).unwrap();
        let HostCommand::Send { message } = command else { panic!("{command:?}") };
        assert_eq!(message.chars().count(), TEXT_LIMIT);
    }

    #[test]
    fn s14_a_bare_page_hears_no_private_field() {
        let event = Event::MessageStart { message: "secret".into(), length: 6, kinds: vec![], first: true };
        let value = AppMessage::bare_event(&Stamp::default(), &event);
        assert_eq!(value.get("message"), None);
        assert_eq!(value["length"], 6);
        assert_eq!(value["source"], "chatlet");
    }

    #[test]
    fn an_event_is_one_flat_object() {
        let stamp = Stamp { id: "u".into(), session_id: Some("s".into()), ..Stamp::default() };
        let event = Box::new(Event::Open { source: Source::Launcher });
        let value = AppMessage::Event { stamp, event }.write();
        assert_eq!(value["event"]["name"], "open");
        assert_eq!(value["event"]["source"], "launcher");
        assert_eq!(value["event"]["sessionId"], "s");
    }
}
