//! What a page puts before the first message: a disclaimer to accept, and buttons (`events.md`, "Dialects"; `experience.md`,
//! "Welcome"). Everything in it is the page's and untrusted.

use crate::catalogue::Priority;
use crate::json::{Decode, Fields};
use serde_json::Value;

/// Buttons of a welcome that are shown at most.
pub const ACTION_LIMIT: usize = 8;

/// Words to accept before the first message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclaimer {
    /// Names it in the event, and in what is remembered.
    pub id: String,
    /// Heading.
    pub title: Option<String>,
    /// The words.
    pub text: String,
    /// Label of the button.
    pub accept: Option<String>,
}

/// An object, or the bare words.
impl Decode for Disclaimer {
    fn decode(value: Value) -> Option<Self> {
        if let Value::String(text) = value {
            // An attribute of the script's tag is text, whatever it holds.
            if text.trim_start().starts_with('{') {
                return Self::decode(serde_json::from_str::<Value>(&text).ok().filter(Value::is_object)?);
            }
            return (!text.trim().is_empty()).then(|| Self {
                id: "disclaimer".into(),
                title: None,
                text,
                accept: None,
            });
        }
        let mut fields = Fields::of(value)?;
        if !fields.flag("enabled", true) {
            return None;
        }
        let text = ["text", "message", "content"].into_iter().find_map(|name| fields.text(name))?;
        Some(Self {
            id: fields.text("id").unwrap_or_else(|| "disclaimer".into()),
            title: fields.text("title"),
            text: Some(text).filter(|text| !text.trim().is_empty())?,
            accept: ["acceptText", "acceptLabel", "buttonText"]
                .into_iter()
                .find_map(|name| fields.text(name)),
        })
    }
}

/// What a welcome's button does.
#[derive(Debug, Clone, PartialEq)]
pub enum WelcomeDeed {
    /// `send_message`: says this for the visitor.
    Send(String),
    /// `open_link`: opens this address, untrusted.
    Open(String),
    /// `trigger_handover`: asks for a human.
    Handover {
        /// Why.
        reason: String,
        /// How urgent.
        priority: Priority,
        /// What the page attached.
        metadata: Option<Value>,
    },
    /// `custom_event`: tells the page.
    Custom {
        /// What it means to the page.
        name: String,
        /// Whatever comes with it.
        data: Option<Value>,
    },
}

/// A button of the welcome.
#[derive(Debug, Clone, PartialEq)]
pub struct WelcomeAction {
    /// Names it in the event.
    pub id: String,
    /// Its words.
    pub label: String,
    /// What it does.
    pub deed: WelcomeDeed,
}

impl Decode for WelcomeAction {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let label = fields.text("label").filter(|label| !label.trim().is_empty())?;
        let mut action = Fields::of(fields.read("action")?)?;
        let kind = action.text("type")?;
        // The arguments stand in `payload`, or beside the type.
        let mut given = match action.read::<Value>("payload").and_then(Fields::of) {
            Some(payload) => payload,
            None => action,
        };
        let mut text = |names: [&str; 3]| names.into_iter().find_map(|name| given.text(name));
        let deed = match kind.as_str() {
            "send_message" => WelcomeDeed::Send(text(["message", "text", "value"])?),
            "open_link" => WelcomeDeed::Open(text(["url", "href", "value"])?),
            "trigger_handover" => WelcomeDeed::Handover {
                reason: text(["reason", "reason", "reason"]).unwrap_or_else(|| "user_requested".into()),
                priority: given.peek("priority").and_then(Priority::from_word).unwrap_or(Priority::Normal),
                metadata: given.read("metadata"),
            },
            "custom_event" => WelcomeDeed::Custom {
                name: text(["eventName", "event_name", "name"])?,
                data: given.read("eventData").or_else(|| given.read("data")),
            },
            _ => return None,
        };
        let id = fields.text("id").unwrap_or_else(|| label.clone());
        Some(Self { id, label, deed })
    }
}

impl WelcomeAction {
    /// The word of its kind, as the page wrote it.
    pub fn kind(&self) -> &'static str {
        match self.deed {
            WelcomeDeed::Send(_) => "send_message",
            WelcomeDeed::Open(_) => "open_link",
            WelcomeDeed::Handover { .. } => "trigger_handover",
            WelcomeDeed::Custom { .. } => "custom_event",
        }
    }
}

/// A list of buttons, bare or under `actions`; what cannot be read costs itself.
pub(crate) fn read_actions(value: Value) -> Vec<WelcomeAction> {
    let value = match value {
        Value::String(text) => serde_json::from_str(&text).unwrap_or_default(),
        other => other,
    };
    let list = match value {
        Value::Object(_) => Fields::of(value).and_then(|mut fields| fields.read("actions")),
        other => Some(other),
    };
    let mut actions: Vec<WelcomeAction> = list.and_then(Decode::decode).unwrap_or_default();
    actions.truncate(ACTION_LIMIT);
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_button_that_cannot_be_read_costs_only_itself() {
        let actions = read_actions(json!({ "actions": [
            { "id": "a", "label": "Talk", "action": { "type": "trigger_handover", "payload": { "priority": "high" } } },
            { "id": "b", "label": " ", "action": { "type": "send_message", "payload": { "message": "x" } } },
            { "id": "c", "label": "Dance", "action": { "type": "dance" } },
            { "label": "Say", "action": { "type": "send_message", "message": "Hi" } },
            5,
        ]}));
        assert_eq!(actions.len(), 2);
        let handover = WelcomeDeed::Handover {
            reason: "user_requested".into(),
            priority: Priority::High,
            metadata: None,
        };
        assert_eq!(actions[0].deed, handover);
        assert_eq!((actions[1].id.as_str(), &actions[1].deed), ("Say", &WelcomeDeed::Send("Hi".into())));
    }

    #[test]
    fn a_disclaimer_is_words_or_an_object_with_words() {
        assert_eq!(
            Disclaimer::decode(json!("Mind the gap")).map(|one| one.text),
            Some("Mind the gap".into())
        );
        assert_eq!(Disclaimer::decode(json!({ "title": "x" })), None);
        assert_eq!(
            Disclaimer::decode(json!("{ \"text\": \"Mind\" }")).map(|one| one.text),
            Some("Mind".into())
        );
        assert_eq!(Disclaimer::decode(json!("{ broken")), None);
        assert_eq!(Disclaimer::decode(json!({ "text": "x", "enabled": false })), None);
        let read = Disclaimer::decode(json!({ "text": "x", "acceptText": "Yes", "id": "v2" }))
            .map(|one| (one.id, one.accept));
        assert_eq!(read, Some(("v2".into(), Some("Yes".into()))));
    }
}
