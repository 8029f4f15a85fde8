//! The part of the private line that is about the page's own code: its word on a message before it is sent, its events,
//! its link schemes, and the room it gives (`embedding.md`, "The API").

use crate::json::Fields;
use crate::service_line::OBJECT_LIMIT;
use serde_json::{Map, Value, json};

/// Longest text of a name or a signed token, in bytes; longer is refused.
const TEXT_LIMIT: usize = 16_384;
/// Link schemes that a page may handle.
const SCHEME_LIMIT: usize = 32;

/// What the page makes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on, with other words if there are some.
    Goes {
        /// The words to be sent instead.
        message: Option<String>,
    },
    /// The page has dealt with it; nothing is sent.
    Handled {
        /// The words the visitor is shown to have said instead.
        message: Option<String>,
        /// What stands in the place of the assistant's reply.
        reply: Option<String>,
    },
    /// The page's code failed.
    Failed {
        /// In the words of the error.
        failure: String,
    },
}

/// What the loader asks of the app. The name on the line is the `type` of the message.
#[derive(Debug, Clone, PartialEq)]
pub enum PageCommand {
    /// `interceptor`: the page wants to be asked before each message, or no longer.
    Interceptor {
        /// Whether it does.
        on: bool,
    },
    /// `intercepted`: answers [`PageMessage::Intercept`].
    Intercepted {
        /// Of the question.
        query: u64,
        /// The answer.
        verdict: Verdict,
    },
    /// `emit`: an event of the page's own, for everyone who listens to the widget.
    Emit {
        /// Its name.
        name: String,
        /// Whatever comes with it.
        data: Option<Value>,
    },
    /// `signedMetadata`: what the page's backend attaches to the conversation, signed; passed on unread.
    SignedMetadata {
        /// A JWT.
        token: String,
    },
    /// `protocols`: the link schemes that the page handles, besides those the deployer lists.
    Protocols {
        /// Without their colon.
        schemes: Vec<String>,
    },
}

impl PageCommand {
    /// Reads the command of type `kind`; unknown and malformed are `None`.
    pub(crate) fn read(kind: &str, fields: &mut Fields) -> Option<Self> {
        Some(match kind {
            "interceptor" => Self::Interceptor { on: fields.flag("on", false) },
            "intercepted" => Self::Intercepted { query: fields.count("query")?, verdict: verdict(fields) },
            "emit" => Self::Emit { name: short(fields, "name")?, data: sane(fields, "data") },
            "signedMetadata" => Self::SignedMetadata { token: short(fields, "token")? },
            "protocols" => {
                let mut schemes: Vec<String> = fields.list("schemes");
                schemes.truncate(SCHEME_LIMIT);
                Self::Protocols { schemes }
            }
            _ => return None,
        })
    }
}

fn verdict(fields: &mut Fields) -> Verdict {
    let mut text = |name: &str| {
        let text = fields.text(name)?;
        Some(text.chars().take(crate::host_line::TEXT_LIMIT).collect::<String>())
    };
    let (message, reply, failure) = (text("message"), text("reply"), text("failure"));
    match failure {
        Some(failure) => Verdict::Failed { failure },
        None if fields.flag("handled", false) => Verdict::Handled { message, reply },
        None => Verdict::Goes { message: message.filter(|message| !message.trim().is_empty()) },
    }
}

fn short(fields: &mut Fields, name: &str) -> Option<String> {
    fields.text(name).filter(|text| !text.is_empty() && text.len() <= TEXT_LIMIT)
}

pub(crate) fn sane(fields: &mut Fields, name: &str) -> Option<Value> {
    fields.read::<Value>(name).filter(|value| !value.is_null() && value.to_string().len() <= OBJECT_LIMIT)
}

/// What an interceptor is told besides the message.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Interception {
    /// Public id of the chatbot.
    pub chatbot_id: String,
    /// Name of the widget on its page.
    pub instance: String,
    /// The conversation's id.
    pub session_id: Option<String>,
    /// Whether the message is the first of the conversation.
    pub first: bool,
    /// Address of the page, without query and fragment.
    pub page: Option<String>,
    /// What the page attached.
    pub metadata: Option<Value>,
}

/// What the app tells the loader.
#[derive(Debug, Clone, PartialEq)]
pub enum PageMessage {
    /// `intercept`: what does the page make of this message? Answered by [`PageCommand::Intercepted`].
    Intercept {
        /// Names the question.
        query: u64,
        /// The visitor's words.
        message: String,
        /// What else is known.
        context: Box<Interception>,
    },
    /// `defaults`: what the deployer has set for what a page leaves open. Comes before `ready`.
    Defaults(Value),
    /// `height`: so high is the content, in CSS pixels. The loader decides what comes of it (S57).
    Height(u32),
}

impl PageMessage {
    pub(crate) fn write(&self) -> Value {
        match self {
            Self::Intercept { query, message, context } => {
                json!({ "type": "intercept", "query": query, "message": message, "context": context.write() })
            }
            Self::Defaults(defaults) => json!({ "type": "defaults", "defaults": defaults }),
            Self::Height(height) => json!({ "type": "height", "height": height }),
        }
    }
}

impl Interception {
    fn write(&self) -> Value {
        let mut object = Map::new();
        object.insert("chatbotId".into(), self.chatbot_id.clone().into());
        object.insert("instance".into(), self.instance.clone().into());
        object.insert("first".into(), self.first.into());
        for (name, value) in [
            ("sessionId", self.session_id.clone().map(Value::String)),
            ("page", self.page.clone().map(Value::String)),
            ("metadata", self.metadata.clone()),
        ] {
            if let Some(value) = value {
                object.insert(name.into(), value);
            }
        }
        Value::Object(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host_line::HostCommand;

    fn read(value: Value) -> Option<PageCommand> {
        match HostCommand::read(value)?.1 {
            HostCommand::Code(command) => Some(command),
            other => panic!("{other:?}"),
        }
    }

    fn verdict_of(mut value: Value) -> Verdict {
        value["type"] = "intercepted".into();
        value["query"] = 3.into();
        match read(value) {
            Some(PageCommand::Intercepted { query: 3, verdict }) => verdict,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_page_makes_of_a_message_is_read_leniently() {
        assert_eq!(verdict_of(json!({})), Verdict::Goes { message: None });
        assert_eq!(verdict_of(json!({"handled": "yes", "message": 5})), Verdict::Goes { message: None });
        assert_eq!(verdict_of(json!({"message": " "})), Verdict::Goes { message: None });
        assert_eq!(verdict_of(json!({"message": "b"})), Verdict::Goes { message: Some("b".into()) });
        let handled = Verdict::Handled { message: None, reply: Some("r".into()) };
        assert_eq!(verdict_of(json!({"handled": true, "reply": "r"})), handled);
        assert_eq!(verdict_of(json!({"failure": "no"})), Verdict::Failed { failure: "no".into() });
        assert_eq!(read(json!({"type": "intercepted"})), None);
    }

    #[test]
    fn s08_what_is_too_large_is_not_taken() {
        assert_eq!(read(json!({"type": "emit", "name": ""})), None);
        assert_eq!(read(json!({"type": "signedMetadata", "token": "x".repeat(20_000)})), None);
        let large = read(json!({"type": "emit", "name": "a", "data": ["x".repeat(20_000)]}));
        assert_eq!(large, Some(PageCommand::Emit { name: "a".into(), data: None }));
        let schemes: Vec<String> = (0..99).map(|index| format!("s{index}")).collect();
        let Some(PageCommand::Protocols { schemes }) = read(json!({"type": "protocols", "schemes": schemes}))
        else {
            panic!("no schemes")
        };
        assert_eq!(schemes.len(), SCHEME_LIMIT);
    }
}
