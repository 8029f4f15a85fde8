//! The event catalogue: the one table of everything the host page hears (`events.md`).
//!
//! The Rust type, the TypeScript declarations and the reference page come from this table. A field marked
//! `[private]` carries words or personal data of the visitor and is dropped from every broadcast; the mark belongs
//! to the field, never to the place that sends.

use crate::words::words;
use serde_json::{Map, Value};

/// A type that an event field can have: how it is written, and what TypeScript calls it.
pub trait Field {
    /// The TypeScript type.
    const TYPE: &'static str;
    /// Whether the field may be absent.
    const OPTIONAL: bool = false;
    /// The JSON value; `None` leaves the field out.
    fn json(&self) -> Option<Value>;
}

/// A value that is `null` on the wire when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nullable<T>(pub Option<T>);

macro_rules! field {
    ($type:ty, $name:literal) => {
        impl Field for $type {
            const TYPE: &'static str = $name;
            fn json(&self) -> Option<Value> {
                Some(self.clone().into())
            }
        }
    };
}
field!(String, "string");
field!(bool, "boolean");
field!(u64, "number");
field!(f64, "number");
field!(Vec<String>, "string[]");
field!(Value, "unknown");

/// Keys with their values. A list, because a map of its own type costs the app the code of another tree.
pub type Record = Vec<(String, String)>;

impl Field for Record {
    const TYPE: &'static str = "Record<string, string>";
    fn json(&self) -> Option<Value> {
        let mut record = Map::new();
        for (key, value) in self {
            // One by one: collecting would sort first, with a sorting algorithm to ship.
            record.insert(key.clone(), value.clone().into());
        }
        Some(Value::Object(record))
    }
}

impl<T: Field> Field for Option<T> {
    const TYPE: &'static str = T::TYPE;
    const OPTIONAL: bool = true;
    fn json(&self) -> Option<Value> {
        self.as_ref().and_then(Field::json)
    }
}

impl Field for Nullable<String> {
    const TYPE: &'static str = "string | null";
    fn json(&self) -> Option<Value> {
        Some(self.0.clone().map_or(Value::Null, Value::String))
    }
}

/// One field of an event, as the generated files describe it.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// Name on the wire.
    pub name: &'static str,
    /// TypeScript type.
    pub kind: &'static str,
    /// Whether it may be absent.
    pub optional: bool,
    /// Dropped from broadcasts.
    pub private: bool,
    /// What it means.
    pub doc: &'static str,
}

/// One event, as the generated files describe it.
#[derive(Debug, Clone, Copy)]
pub struct EventSpec {
    /// Heading it stands under.
    pub group: &'static str,
    /// Name on the wire.
    pub name: &'static str,
    /// When it is raised.
    pub doc: &'static str,
    /// Its fields besides the common ones.
    pub fields: &'static [FieldSpec],
}

macro_rules! catalogue {
    ($($group:literal { $(
        $(#[doc = $doc:literal])+
        $variant:ident = $name:literal { $(
            $(#[doc = $field_doc:literal])+
            $([$mark:ident])? $field:ident $wire:literal: $type:ty,
        )* }
    )+ })+) => {
        /// Everything that can be raised. An event that is not in this table cannot be sent.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Event { $($(
            $(#[doc = $doc])+
            $variant { $( $(#[doc = $field_doc])+ $field: $type, )* },
        )+)+ }

        impl Event {
            /// Name on the wire.
            pub fn name(&self) -> &'static str {
                match self { $($( Self::$variant { .. } => $name, )+)+ }
            }

            /// The payload besides the common fields; what is absent is left out.
            pub fn payload(&self) -> Map<String, Value> {
                let mut payload = Map::new();
                match self { $($(
                    Self::$variant { $($field),* } => { $( put(&mut payload, $wire, Field::json($field)); )* }
                )+)+ }
                payload
            }

            /// Names of the fields that every broadcast drops.
            pub fn private_fields(&self) -> &'static [&'static str] {
                match self { $($(
                    Self::$variant { .. } => &[$( $( mark!($mark $wire), )? )*],
                )+)+ }
            }
        }

        /// The table itself, for the files generated from it.
        pub const CATALOGUE: &[EventSpec] = &[$($(EventSpec {
            group: $group,
            name: $name,
            doc: concat!($($doc),+),
            fields: &[$(FieldSpec {
                name: $wire,
                kind: <$type as Field>::TYPE,
                optional: <$type as Field>::OPTIONAL,
                private: is_marked!($($mark)?),
                doc: concat!($($field_doc),+),
            },)*],
        },)+)+];
    };
}

macro_rules! mark {
    (private $wire:literal) => {
        $wire
    };
}

macro_rules! is_marked {
    () => {
        false
    };
    (private) => {
        true
    };
}

fn put(payload: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        payload.insert(name.to_owned(), value);
    }
}

words! {
    /// What opened or closed the window.
    Source {
        /// The launcher button.
        Launcher = "launcher",
        /// A command of the page.
        Api = "api",
        /// A parameter of the page's address.
        Url = "url",
        /// A search bar.
        SearchBar = "search-bar",
        /// The inline embed.
        Inline = "inline",
        /// A teaser.
        Teaser = "teaser",
        /// An element of the page with `data-chatlet-open`.
        Element = "element",
        /// A message that arrived.
        Message = "message",
    }
}

words! {
    /// Size mode of the window.
    SizeMode {
        /// The ordinary size.
        Normal = "normal",
        /// Only the header.
        Minimized = "minimized",
        /// As large as the page allows.
        Maximized = "maximized",
    }
}

words! {
    /// Urgency of a handover.
    Priority {
        /// Can wait.
        Low = "low",
        /// As usual.
        Normal = "normal",
        /// At once.
        High = "high",
    }
}

words! {
    /// What a rating is about.
    RatingScope {
        /// The conversation with the assistant.
        Conversation = "conversation",
        /// A livechat session.
        Livechat = "livechat",
    }
}

words! {
    /// Kind of failure.
    ErrorType {
        /// The page's message interceptor failed.
        Interceptor = "interceptor",
        /// Something took too long.
        Timeout = "timeout",
        /// The chat API refused or failed.
        Backend = "backend",
        /// Feedback could not be stored.
        Feedback = "feedback",
        /// No answer.
        Network = "network",
        /// Input was not valid.
        Validation = "validation",
        /// A handler of the page threw.
        Handler = "handler",
        /// Anything else.
        Unknown = "unknown",
    }
}

words! {
    /// Why a conversation ended.
    EndReason {
        /// The visitor or the page started over.
        Reset = "reset",
        /// The visitor's data was deleted.
        Deleted = "deleted",
        /// The token ended and no new one continues the conversation.
        Expired = "expired",
        /// The visitor logged out, or is somebody else now.
        Identity = "identity",
        /// A livechat session was closed.
        Closed = "closed",
    }
}

words! {
    /// Kind of form.
    FormType {
        /// Contact form.
        Contact = "contact",
        /// Support ticket.
        Ticket = "ticket",
        /// Form of the operator's.
        Custom = "custom",
        /// Waiting-room form.
        Waiting = "waiting",
    }
}

catalogue! {
    "UI lifecycle" {
        /// The app has loaded, the configuration is applied and commands are accepted.
        Ready = "ready" {
            /// Version of the app.
            version "version": String,
            /// From the start of the frame's load to now, in milliseconds.
            load_time "loadTime": u64,
        }
        /// The window opens.
        Open = "open" {
            /// What opened it.
            source "source": Source,
        }
        /// The window closes.
        Close = "close" {
            /// What closed it.
            source "source": Source,
        }
        /// Launcher and window are shown as a whole.
        Show = "show" {}
        /// Launcher and window are hidden as a whole.
        Hide = "hide" {}
        /// The window shrinks.
        Minimize = "minimize" {
            /// Mode before.
            previous_mode "previousMode": SizeMode,
            /// Mode now.
            mode "mode": SizeMode,
        }
        /// The window grows.
        Maximize = "maximize" {
            /// Mode before.
            previous_mode "previousMode": SizeMode,
            /// Mode now.
            mode "mode": SizeMode,
        }
        /// The unread count changes.
        Unread = "unread" {
            /// Replies that arrived while the window was closed.
            count "count": u64,
        }
        /// A teaser is shown beside the launcher.
        TeaserShown = "teaserShown" {
            /// Which teaser.
            key "key": String,
        }
        /// The visitor clicks a teaser.
        TeaserClick = "teaserClick" {
            /// Which teaser.
            key "key": String,
        }
        /// The visitor dismisses a teaser.
        TeaserDismiss = "teaserDismiss" {
            /// Which teaser.
            key "key": String,
        }
        /// The visitor accepts the disclaimer.
        DisclaimerAccept = "disclaimerAccept" {
            /// Which disclaimer.
            experience_id "experienceId": String,
        }
        /// The widget is removed.
        Destroy = "destroy" {}
    }
    "Session" {
        /// A new conversation begins: its first message is sent.
        SessionStart = "sessionStart" {
            /// What the page attached.
            [private] metadata "metadata": Option<Value>,
        }
        /// The conversation is closed, reset, or its token has ended.
        SessionEnd = "sessionEnd" {
            /// From its first message to now, in milliseconds.
            duration "duration": u64,
            /// Messages in it.
            message_count "messageCount": u64,
            /// Why it ended.
            reason "reason": EndReason,
        }
        /// The visitor clears the chat.
        SessionClear = "sessionClear" {
            /// Messages that were cleared.
            message_count "messageCount": u64,
        }
        /// Older messages arrived.
        HistoryLoaded = "historyLoaded" {
            /// How many.
            count "count": u64,
        }
    }
    "Messages" {
        /// The visitor submits a message.
        MessageStart = "messageStart" {
            /// Its text.
            [private] message "message": String,
            /// Characters of its text.
            length "length": u64,
            /// Types of its parts.
            kinds "kinds": Vec<String>,
            /// Whether it is the first of the conversation.
            first "first": bool,
        }
        /// The first token or part of the reply arrives.
        ResponseStart = "responseStart" {
            /// Names the question and its reply.
            query_id "queryId": String,
            /// From send to now, in milliseconds.
            latency "latency": u64,
        }
        /// A piece of the reply arrives; at most one event per network read.
        MessageChunk = "messageChunk" {
            /// The text of the piece.
            [private] chunk "chunk": String,
            /// Names the question and its reply.
            query_id "queryId": String,
        }
        /// The reply is complete.
        MessageComplete = "messageComplete" {
            /// The reply as plain text.
            [private] answer "answer": String,
            /// Names the question and its reply.
            query_id "queryId": String,
            /// The server's id of the reply.
            message_id "messageId": String,
            /// From send to now, in milliseconds.
            duration "duration": u64,
            /// From send to the first token or part, in milliseconds.
            latency "latency": u64,
            /// Types of its parts.
            parts "parts": Vec<String>,
        }
        /// The visitor stops the reply.
        MessageStop = "messageStop" {
            /// Names the question and its reply.
            query_id "queryId": String,
        }
        /// A message from an agent arrives.
        MessageReceived = "messageReceived" {
            /// Its text.
            [private] message "message": String,
            /// The server's id.
            message_id "messageId": String,
            /// Who wrote it.
            agent_id "agentId": Option<String>,
        }
    }
    "Interaction" {
        /// The visitor types.
        Typing = "typing" {
            /// The draft so far.
            [private] text "text": String,
            /// Its characters.
            length "length": u64,
        }
        /// The visitor pauses for a second, or sends.
        TypingStop = "typingStop" {
            /// The draft.
            [private] final_text "finalText": String,
        }
        /// Any link in a message is clicked.
        LinkClick = "linkClick" {
            /// Where it leads.
            [private] href "href": String,
            /// Its label.
            [private] text "text": String,
            /// Its scheme with the colon, such as `https:`, as `URL.protocol` has it.
            protocol "protocol": String,
            /// Arguments: `k=v&k2=v2` as an object, a bare value as `{value}`.
            [private] params "params": Record,
            /// Host in ASCII form, where there is one.
            host "host": Option<String>,
        }
        /// A link to a scheduling provider is clicked.
        BookingLinkClick = "bookingLinkClick" {
            /// Origin of the provider only.
            url "url": String,
        }
        /// A quick reply or start prompt is chosen.
        QuickReply = "quickReply" {
            /// Its words.
            [private] label "label": String,
        }
        /// A suggestion card is chosen.
        SuggestionClick = "suggestionClick" {
            /// Which card.
            suggestion_id "suggestionId": String,
        }
        /// Product cards are rendered.
        ProductsShown = "productsShown" {
            /// Product ids.
            ids "ids": Vec<String>,
            /// Product pages.
            [private] urls "urls": Vec<String>,
        }
        /// A product card is opened.
        ProductClick = "productClick" {
            /// Which product.
            product_id "productId": String,
            /// Product page.
            url "url": String,
        }
        /// A product is to go into the cart; the page answers with `event.reply`.
        AddToCart = "addToCart" {
            /// Stock keeping unit.
            sku "sku": String,
            /// How many.
            quantity "quantity": u64,
        }
        /// The visitor reports a purchase.
        Purchase = "purchase" {
            /// In units of the currency.
            total_price "totalPrice": f64,
            /// ISO 4217 code.
            currency "currency": String,
        }
        /// An action button or a `custom` part is used.
        CustomAction = "customAction" {
            /// What it means to the page.
            event_name "eventName": String,
            /// Whatever came with it.
            [private] event_data "eventData": Option<Value>,
            /// Which action.
            action_id "actionId": String,
            /// Kind of action.
            action_type "actionType": String,
        }
        /// Thumbs up or down on one message.
        Feedback = "feedback" {
            /// 1 up, -1 down.
            rating "rating": f64,
            /// The server's id of the message.
            message_id "messageId": String,
            /// Words that came with it.
            [private] comment "comment": Option<String>,
        }
        /// A message is copied.
        Copy = "copy" {
            /// What was copied.
            [private] content "content": String,
            /// The server's id of the message.
            message_id "messageId": Option<String>,
        }
        /// Files are attached.
        Upload = "upload" {
            /// How many.
            count "count": u64,
            /// Their bytes in all.
            bytes "bytes": u64,
            /// Media types.
            kinds "kinds": Vec<String>,
        }
        /// The backend classified the conversation.
        Classification = "classification" {
            /// The topic, or `null` when it could not tell.
            classification "classification": Nullable<String>,
        }
    }
    "Forms" {
        /// A form is shown.
        FormShown = "formShown" {
            /// Kind of form.
            form_type "formType": FormType,
            /// Which form of the operator's.
            form_id "formId": Option<String>,
            /// Which part shows it.
            part_id "partId": Option<String>,
        }
        /// A form is stored.
        FormSubmit = "formSubmit" {
            /// Kind of form.
            form_type "formType": FormType,
            /// Which form of the operator's.
            form_id "formId": Option<String>,
            /// Which part shows it.
            part_id "partId": Option<String>,
            /// The answers by field key.
            [private] fields "fields": Record,
            /// The server's id of the submission.
            submission_id "submissionId": String,
        }
        /// A form could not be stored.
        FormError = "formError" {
            /// Kind of form.
            form_type "formType": FormType,
            /// Which form of the operator's.
            form_id "formId": Option<String>,
            /// Which part shows it.
            part_id "partId": Option<String>,
            /// Why: a word of the API's error codes.
            code "code": String,
        }
    }
    "Livechat" {
        /// A human is requested.
        Handover = "handover" {
            /// Why.
            reason "reason": String,
            /// How urgent.
            priority "priority": Priority,
            /// What the page attached.
            [private] metadata "metadata": Option<Value>,
            /// What asked for it: `manual_button`, `assistant_marker`, `api` or a form.
            source "source": String,
        }
        /// The livechat lifecycle moves.
        LivechatState = "livechatState" {
            /// Where it stands.
            status "status": crate::livechat::LivechatStatus,
            /// Where it stood.
            previous_status "previousStatus": crate::livechat::LivechatStatus,
        }
        /// An agent joins.
        AgentJoin = "agentJoin" {
            /// Who.
            agent_id "agentId": String,
            /// Their name.
            [private] display_name "displayName": String,
        }
        /// An agent leaves.
        AgentLeave = "agentLeave" {
            /// Who.
            agent_id "agentId": String,
            /// Their name.
            [private] display_name "displayName": String,
        }
        /// An agent starts or stops typing.
        AgentTyping = "agentTyping" {
            /// Whether they type.
            is_typing "isTyping": bool,
        }
        /// The conversation or a livechat session is rated.
        Rating = "rating" {
            /// 1 worst, 5 best.
            rating "rating": u64,
            /// Words that came with it.
            [private] comment "comment": Option<String>,
            /// What it is about.
            scope "scope": RatingScope,
        }
    }
    "Privacy" {
        /// The visitor's data is downloaded.
        DataExport = "dataExport" {}
        /// The visitor's data is deleted.
        DataDelete = "dataDelete" {}
        /// The visitor is somebody else now.
        IdentityChange = "identityChange" {}
    }
    "Voice" {
        /// Speech recognition starts.
        VoiceStart = "voiceStart" {
            /// BCP 47 tag.
            language "language": String,
        }
        /// Speech recognition ends.
        VoiceEnd = "voiceEnd" {
            /// What was understood.
            [private] transcript "transcript": String,
            /// In milliseconds.
            duration "duration": u64,
        }
        /// Speech output starts.
        TtsStart = "ttsStart" {
            /// What is read aloud.
            [private] text "text": String,
            /// The server's id of the message.
            message_id "messageId": Option<String>,
        }
        /// Speech output ends.
        TtsEnd = "ttsEnd" {
            /// In milliseconds.
            duration "duration": u64,
            /// The server's id of the message.
            message_id "messageId": Option<String>,
        }
    }
    "Errors" {
        /// Anything failed. Never carries a token, an address with a token, or message text.
        Error = "error" {
            /// Kind of failure.
            kind "type": ErrorType,
            /// Machine-readable code.
            code "code": String,
            /// What happened, in English.
            message "message": String,
            /// Whether trying again can help.
            retryable "retryable": bool,
            /// More about it.
            [private] details "details": Option<Value>,
            /// Where, when known.
            [private] stack "stack": Option<String>,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_camel_case() {
        let names: BTreeSet<_> = CATALOGUE.iter().map(|event| event.name).collect();
        assert_eq!(names.len(), CATALOGUE.len());
        assert!(names.iter().all(|name| name.chars().all(|letter| letter.is_ascii_alphanumeric())));
    }

    #[test]
    fn a_payload_leaves_out_what_is_absent_and_keeps_null_where_it_means_something() {
        let event = Event::Copy { content: "x".into(), message_id: None };
        assert_eq!(Value::Object(event.payload()), serde_json::json!({"content": "x"}));
        assert_eq!(event.private_fields(), ["content"]);
        let event = Event::Classification { classification: Nullable(None) };
        assert_eq!(Value::Object(event.payload()), serde_json::json!({"classification": null}));
    }
}
