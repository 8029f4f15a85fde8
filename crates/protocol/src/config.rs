//! The chatbot's public configuration (`chat-api.md` §3).

use crate::form::FormReference;
use crate::json::{Decode, Fields};
use crate::part::IMAGE_LIMIT;
use serde_json::Value;

/// A link in the subtitle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubtitleLink {
    /// Label.
    pub text: String,
    /// Address, untrusted.
    pub url: String,
}

impl Decode for SubtitleLink {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self { text: fields.text("text")?, url: fields.text("url")? })
    }
}

/// User-facing identity and copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Display {
    /// Name of the chatbot.
    pub name: String,
    /// Picture, untrusted.
    pub avatar_url: Option<String>,
    /// First words of an empty conversation; plain text.
    pub welcome_message: Option<String>,
    /// Small print below it.
    pub subtitle: Option<String>,
    /// Link in the small print.
    pub subtitle_link: Option<SubtitleLink>,
    /// Address of the privacy policy, untrusted.
    pub privacy_policy_url: Option<String>,
}

impl Decode for Display {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let mut subtitle = fields.read::<Value>("subtitle").and_then(Fields::of);
        Some(Self {
            name: fields.text_or_empty("name"),
            avatar_url: inner_text(&mut fields, "avatar", "url"),
            welcome_message: fields.text("welcome_message").filter(|text| !text.trim().is_empty()),
            subtitle: subtitle.as_mut().and_then(|subtitle| subtitle.text("text")),
            subtitle_link: subtitle.as_mut().and_then(|subtitle| subtitle.read("link")),
            privacy_policy_url: fields.text("privacy_policy_url"),
        })
    }
}

/// The backend's colours, as text: each is validated before use (`chat-api.md` §3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// `brand.primary_color`
    pub primary: Option<String>,
    /// `surface.background_color`
    pub surface: Option<String>,
    /// `surface.muted_text_color`
    pub muted: Option<String>,
    /// `header.alignment` is `center`.
    pub header_centered: bool,
    /// `header.logo.url`, untrusted.
    pub logo_url: Option<String>,
    /// `header.button.background_color`
    pub header_button: Option<String>,
    /// `header.button.icon_color`
    pub header_icon: Option<String>,
    /// `messages.assistant.background_color`
    pub assistant: Option<String>,
    /// `messages.assistant.text_color`
    pub assistant_text: Option<String>,
    /// `messages.assistant.border_color`
    pub assistant_border: Option<String>,
    /// `messages.assistant.thinking_border_gradient`
    pub thinking: Vec<String>,
    /// `messages.user.background_color`
    pub visitor: Option<String>,
    /// `messages.user.text_color`
    pub visitor_text: Option<String>,
    /// `messages.user.border_color`
    pub visitor_border: Option<String>,
    /// `input.text_color`
    pub input_text: Option<String>,
    /// `input.placeholder_color`
    pub placeholder: Option<String>,
    /// `input.background_color`
    pub input: Option<String>,
    /// `input.border_color`
    pub input_border: Option<String>,
    /// `input.send_button.icon_color`
    pub send_icon: Option<String>,
    /// `product_card.discount_price_color`
    pub sale: Option<String>,
    /// `product_card.button.background_color`
    pub card_button: Option<String>,
}

impl Decode for Theme {
    fn decode(value: Value) -> Option<Self> {
        let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        value.is_object().then(|| Self {
            primary: text("/brand/primary_color"),
            surface: text("/surface/background_color"),
            muted: text("/surface/muted_text_color"),
            header_centered: text("/header/alignment").as_deref() == Some("center"),
            logo_url: text("/header/logo/url"),
            header_button: text("/header/button/background_color"),
            header_icon: text("/header/button/icon_color"),
            assistant: text("/messages/assistant/background_color"),
            assistant_text: text("/messages/assistant/text_color"),
            assistant_border: text("/messages/assistant/border_color"),
            thinking: value
                .pointer("/messages/assistant/thinking_border_gradient")
                .cloned()
                .and_then(Decode::decode)
                .unwrap_or_default(),
            visitor: text("/messages/user/background_color"),
            visitor_text: text("/messages/user/text_color"),
            visitor_border: text("/messages/user/border_color"),
            input_text: text("/input/text_color"),
            placeholder: text("/input/placeholder_color"),
            input: text("/input/background_color"),
            input_border: text("/input/border_color"),
            send_icon: text("/input/send_button/icon_color"),
            sale: text("/product_card/discount_price_color"),
            card_button: text("/product_card/button/background_color"),
        })
    }
}

/// A question the visitor can start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartPrompt {
    /// Label of the chip and the text that is sent.
    pub text: String,
    /// Literal substring of the page address; absent means everywhere.
    pub url_pattern: Option<String>,
}

impl Decode for StartPrompt {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let text = fields.text("prompt_text").filter(|text| !text.trim().is_empty())?;
        Some(Self { text, url_pattern: fields.text("url_pattern") })
    }
}

/// Whether and how a human can be reached.
#[allow(clippy::struct_excessive_bools, reason = "the wire has these flags")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivechatConfig {
    /// Show controls only when true.
    pub enabled: bool,
    /// A handover may be requested now.
    pub live: bool,
    /// Why not, or why: a word of `LivechatAvailabilityReason`.
    pub reason: Option<String>,
    /// Whether the idle control is shown in the header.
    pub show_logo: bool,
    /// Whether livechat messages may carry images and files.
    pub attachments_enabled: bool,
    /// Decoded bytes per attachment.
    pub max_attachment_size_bytes: u64,
}

impl Default for LivechatConfig {
    fn default() -> Self {
        Self {
            enabled: false,
            live: false,
            reason: None,
            show_logo: true,
            attachments_enabled: false,
            max_attachment_size_bytes: IMAGE_LIMIT,
        }
    }
}

impl Decode for LivechatConfig {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            enabled: fields.flag("enabled", false),
            live: fields.peek("availability_status") == Some("live"),
            reason: fields.text("availability_reason"),
            show_logo: fields.flag("show_livechat_logo", true),
            attachments_enabled: fields.flag("attachments_enabled", false),
            max_attachment_size_bytes: fields.count("max_attachment_size_bytes").unwrap_or(IMAGE_LIMIT),
        })
    }
}

/// A teaser beside the launcher; servers may send a bare string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PopupMessage {
    /// Remembers a dismissal.
    pub id: String,
    /// The words.
    pub text: String,
}

impl Decode for PopupMessage {
    fn decode(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self { id: text.clone(), text }),
            other => {
                let mut fields = Fields::of(other)?;
                Some(Self { id: fields.text("id")?, text: fields.text("text")? })
            }
        }
    }
}

/// `GET config`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// Identity and copy.
    pub display: Display,
    /// Colours.
    pub theme: Theme,
    /// Colours for dark; absent means `theme`.
    pub dark_theme: Option<Theme>,
    /// Questions to start with.
    pub start_prompts: Vec<StartPrompt>,
    /// Label of a product card's open button; absent means the client's own.
    pub open_label: Option<String>,
    /// Whether the host handles add-to-cart.
    pub add_to_cart: bool,
    /// Whether images may be asked about.
    pub image_enabled: bool,
    /// Livechat.
    pub livechat: LivechatConfig,
    /// Forms.
    pub forms: Vec<FormReference>,
    /// Teasers.
    pub popup_messages: Vec<PopupMessage>,
}

impl Decode for Config {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let mut product_card = fields.read::<Value>("product_card").and_then(Fields::of);
        Some(Self {
            display: fields.read("display").unwrap_or_default(),
            theme: fields.read("theme").unwrap_or_default(),
            dark_theme: fields.read("dark_theme"),
            start_prompts: fields.list("start_prompts"),
            open_label: product_card.as_mut().and_then(|card| card.text("open_label")),
            add_to_cart: product_card
                .as_mut()
                .and_then(|card| card.read::<Value>("add_to_cart"))
                .is_some_and(|cart| cart.get("enabled").and_then(Value::as_bool).unwrap_or(false)),
            image_enabled: fields.flag("image_enabled", true),
            livechat: fields.read("livechat").unwrap_or_default(),
            forms: fields.list("forms"),
            popup_messages: fields.list("popup_messages"),
        })
    }
}

fn inner_text(fields: &mut Fields, outer: &str, inner: &str) -> Option<String> {
    Fields::of(fields.read(outer)?)?.text(inner)
}
