//! The part of the private line that is about the conversation as a whole: who the visitor is, whether anything may be
//! stored, a new chat, the size of the window, teasers (`embedding.md`, "The API").

use crate::catalogue::SizeMode;
use crate::config::PopupMessage;
use crate::json::Fields;
use serde_json::{Value, json};

/// Longest JSON text of what a page says of a visitor or attaches to a conversation, in bytes; more is refused.
pub const OBJECT_LIMIT: usize = 16_384;

/// What the loader asks of the app. The name on the line is the `type` of the message.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceCommand {
    /// `reset`: ends the conversation and begins a new one.
    Reset,
    /// `identify`: the visitor is this one. Another one than before sees nothing of the one before.
    Identify {
        /// An object; `id`, else `email`, else all of it tells one visitor from another.
        identity: Value,
    },
    /// `logout`: the visitor has left; nothing of them stays.
    Logout,
    /// `consent`: whether anything may be stored from now on.
    Consent {
        /// `granted` is true; anything else takes back what is stored.
        granted: bool,
    },
    /// `metadata`: what the page attaches to the conversation, in place of what it attached before.
    Metadata {
        /// An object.
        metadata: Value,
    },
    /// `size`: the window has this size now.
    Size {
        /// As the loader drew it.
        mode: SizeMode,
    },
    /// `teasers`: the loader wants the backend's teasers, which [`ServiceMessage::Teasers`] brings.
    Teasers,
}

impl ServiceCommand {
    /// Reads the command of type `kind`; unknown and malformed are `None`.
    pub(crate) fn read(kind: &str, fields: &mut Fields) -> Option<Self> {
        Some(match kind {
            "reset" => Self::Reset,
            "identify" => Self::Identify { identity: object(fields, "identity")? },
            "logout" => Self::Logout,
            "consent" => Self::Consent { granted: fields.peek("state")? == "granted" },
            "metadata" => Self::Metadata { metadata: object(fields, "metadata")? },
            "size" => Self::Size { mode: SizeMode::from_word(fields.peek("mode")?)? },
            "teasers" => Self::Teasers,
            _ => return None,
        })
    }
}

fn object(fields: &mut Fields, name: &str) -> Option<Value> {
    let value: Value = fields.read(name)?;
    (value.is_object() && value.to_string().len() <= OBJECT_LIMIT).then_some(value)
}

/// What the app tells the loader.
#[derive(Debug, Clone, PartialEq)]
pub enum ServiceMessage {
    /// `resize`: the visitor wants the window in this size. The loader draws it, raises the event and answers with
    /// [`ServiceCommand::Size`].
    Resize {
        /// The size.
        mode: SizeMode,
    },
    /// `teasers`: the backend's teasers, in order.
    Teasers(Vec<PopupMessage>),
    /// `labels`: the launcher's words in the visitor's language: open, close, unread, unavailable.
    Labels([String; 4]),
}

impl ServiceMessage {
    pub(crate) fn write(&self) -> Value {
        match self {
            Self::Resize { mode } => json!({ "type": "resize", "mode": mode.word() }),
            Self::Labels(labels) => json!({ "type": "labels", "labels": labels.as_slice() }),
            Self::Teasers(teasers) => {
                let teasers: Vec<Value> =
                    teasers.iter().map(|teaser| json!({ "key": teaser.id, "text": teaser.text })).collect();
                json!({ "type": "teasers", "teasers": teasers })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host_line::{AppMessage, HostCommand};

    fn read(value: Value) -> Option<ServiceCommand> {
        match HostCommand::read(value)?.1 {
            HostCommand::Service(command) => Some(command),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn s08_only_objects_of_a_sane_size_are_taken() {
        assert_eq!(read(json!({"type": "identify", "identity": "me"})), None);
        assert_eq!(read(json!({"type": "metadata", "metadata": {"a": "x".repeat(20_000)}})), None);
        assert_eq!(read(json!({"type": "size", "mode": "huge"})), None);
        let metadata = json!({"plan": "pro"});
        let read = read(json!({"type": "metadata", "metadata": metadata}));
        assert_eq!(read, Some(ServiceCommand::Metadata { metadata }));
    }

    #[test]
    fn only_the_word_granted_is_a_consent() {
        let granted = |state: &str| match read(json!({"type": "consent", "state": state})) {
            Some(ServiceCommand::Consent { granted }) => granted,
            other => panic!("{other:?}"),
        };
        assert!(granted("granted"));
        assert!(!granted("required") && !granted("denied"));
    }

    #[test]
    fn teasers_cross_as_keys_and_words() {
        let teaser = PopupMessage { id: "help".into(), text: "Need <b>help</b>?".into() };
        let value = AppMessage::Service(ServiceMessage::Teasers(vec![teaser])).write();
        assert_eq!(value["teasers"][0], json!({"key": "help", "text": "Need <b>help</b>?"}));
    }
}
