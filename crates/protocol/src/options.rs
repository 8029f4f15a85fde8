//! How a page configures the widget: the option table, and the part of it that crosses to the app (`embedding.md`).

use crate::json::{Decode, Fields};
use crate::welcome::{Disclaimer, WelcomeAction, read_actions};
use serde_json::Value;

/// One option of the script tag and of `Chatlet.init`, as the generated files describe it.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// camelCase name; the attribute is `data-` and the same words with hyphens.
    pub name: &'static str,
    /// TypeScript type.
    pub kind: &'static str,
    /// Default, in words.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
}

macro_rules! options {
    ($($name:literal $kind:literal $default:literal $doc:literal)+) => {
        /// Every option, in the order of the reference page.
        pub const OPTIONS: &[OptionSpec] =
            &[$(OptionSpec { name: $name, kind: $kind, default: $default, doc: $doc },)+];
    };
}

options! {
    "chatbotId" "string" "required" "Public id of the chatbot; `?id=` on the script's address works too."
    "instance" "string" "default" "Name of this widget; several on one page never collide."
    "app" "string" "the script's own folder" "Address of the iframe app."
    "api" "string" "as deployed" "Address of the chat API."
    "tokenUrl" "string" "as deployed" "Address on the host's backend that mints a visitor token. For a new chat it gets a `POST` with `{\"visitor_token\": …}`, the token that it hands to `auth/reset`."
    "getToken" "(wish: { chatbotId: string; current?: string }) => Promise<string>" "none" "Async callback that returns a visitor token; wins over `tokenUrl`. `current` is a token to be replaced by one of a fresh conversation."
    "mode" "\"floating\" | \"inline\" | \"none\"" "floating" "How the widget is shown; `none` is API only."
    "target" "string | Element" "next to the script tag" "Where an inline widget goes."
    "open" "boolean" "off" "Opens at load."
    "hidden" "boolean" "off" "Hides the launcher until `show()`."
    "launcher" "string" "built-in" "Selector of the page's own launcher."
    "position" "\"bottom-right\" | \"bottom-left\" | \"top-right\" | \"top-left\"" "bottom-right" "Corner of the launcher; mirrored under right-to-left."
    "offsetX" "number" "20" "Distance from the side, in CSS pixels."
    "offsetY" "number" "20" "Distance from the top or bottom, in CSS pixels."
    "zIndex" "number" "2147483000" "Stacking order of launcher and window."
    "width" "number" "400" "Width of the window on desktop, in CSS pixels."
    "height" "number" "640" "Height of the window on desktop, in CSS pixels."
    "preload" "\"intent\" | \"idle\" | \"eager\" | \"none\"" "intent" "When the app is fetched: on pointer or focus near the launcher, when the page is idle, at once, or on opening."
    "lang" "string" "the page's" "Language, a BCP 47 tag."
    "dir" "\"ltr\" | \"rtl\" | \"auto\"" "the page's" "Direction of writing."
    "theme" "\"light\" | \"dark\" | \"auto\" | \"host\"" "the page's" "Colour scheme."
    "teaser" "string" "none" "A teaser's text, or `config` for the backend's."
    "dataLayer" "string" "dataLayer" "Name of the tag manager's array, or `off`."
    "broadcast" "\"safe\" | \"full\"" "safe" "Whether DOM events carry private fields."
    "persist" "\"on\" | \"off\"" "on" "`off`: nothing survives a reload."
    "consent" "\"granted\" | \"required\"" "granted" "`required`: nothing is stored before `consent(\"granted\")`."
    "titleNotice" "\"off\" | \"on\"" "off" "`on`: while messages are unread, the page's title begins with their number; it is restored exactly."
    "dialect" "string" "none" "Space-separated names of the dialects that are on."
    "nonce" "string" "the script's own" "CSP nonce; nothing of the widget needs one today."
    "metadata" "Record<string, unknown>" "none" "Sent as context."
    "disclaimer" "string | { id?: string; title?: string; text: string; acceptText?: string }" "none" "Words to accept before the first message."
    "welcomeMessage" "string" "the backend's" "Greeting of the welcome."
    "welcomeActions" "readonly object[]" "none" "Buttons of the welcome: each has `id`, `label` and `action`, whose `type` is `send_message`, `open_link`, `trigger_handover` or `custom_event`."
    "urlMessage" "\"send\" | \"prefill\"" "send" "What happens to `chatbot_message` in the page's address."
}

/// The options the app needs; they cross the line once, in `welcome`.
#[allow(clippy::struct_excessive_bools, reason = "the wire has these flags")]
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FrameOptions {
    /// Public id of the chatbot.
    pub chatbot_id: String,
    /// Name of the widget on its page.
    pub instance: String,
    /// Address of the chat API, where the page names one and the deployer lets it.
    pub api: Option<String>,
    /// Whether the loader can get a token (`getToken` or `tokenUrl` of the page).
    pub has_token_source: bool,
    /// BCP 47.
    pub language: Option<String>,
    /// `ltr`, `rtl` or `auto`.
    pub direction: Option<String>,
    /// `light`, `dark` or `auto`; the loader has already asked the page for `host`.
    pub theme: Option<String>,
    /// False: memory only.
    pub persist: bool,
    /// False: nothing is stored until the page says so.
    pub consent: bool,
    /// What the page attached.
    pub metadata: Option<Value>,
    /// Address of the host page without query and fragment.
    pub page: Option<String>,
    /// Whether the window covers the page.
    pub full_screen: bool,
    /// Whether the widget stands in the flow of the page.
    pub inline: bool,
    /// Messages that the page before had and the visitor has not read.
    pub unread: u64,
    /// Words to accept before the first message.
    pub disclaimer: Option<Disclaimer>,
    /// Greeting of the welcome, in place of the backend's.
    pub welcome_message: Option<String>,
    /// Buttons of the welcome.
    pub welcome_actions: Vec<WelcomeAction>,
    /// Which of the flags the page has set, rather than left open.
    pub said: Said,
}

/// The flags that a page may leave open for the deployer to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// `persist`.
    pub persist: bool,
    /// `consent`.
    pub consent: bool,
}

impl FrameOptions {
    /// The options with the deployer's in the place of what the page leaves open (`embedding.md`, `defaults`).
    #[must_use]
    pub fn with_defaults(mut self, defaults: &Value) -> Self {
        let Some(mut fields) = Fields::of(defaults.clone()) else { return self };
        if !self.said.persist {
            self.persist = self.persist && fields.peek("persist") != Some("off");
        }
        if !self.said.consent {
            self.consent = self.consent && fields.peek("consent") != Some("required");
        }
        self.metadata = self.metadata.or_else(|| fields.read("metadata"));
        self.disclaimer = self.disclaimer.or_else(|| fields.read("disclaimer"));
        if self.welcome_actions.is_empty() {
            self.welcome_actions = fields.read("welcomeActions").map(read_actions).unwrap_or_default();
        }
        self
    }
}

impl Decode for FrameOptions {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let said = Said { persist: fields.has("persist"), consent: fields.has("consent") };
        Some(Self {
            said,
            chatbot_id: fields.text("chatbotId").filter(|id| !id.is_empty())?,
            instance: fields.text("instance").unwrap_or_else(|| "default".into()),
            api: fields.text("api"),
            has_token_source: fields.flag("hasTokenSource", false),
            language: fields.text("lang"),
            direction: fields.text("dir"),
            theme: fields.text("theme"),
            persist: fields.flag("persist", true),
            consent: fields.flag("consent", true),
            metadata: fields.read("metadata"),
            page: fields.text("page"),
            full_screen: fields.flag("fullScreen", false),
            inline: fields.flag("inline", false),
            unread: fields.count("unread").unwrap_or_default(),
            disclaimer: fields.read("disclaimer"),
            welcome_message: fields.text("welcomeMessage").filter(|text| !text.trim().is_empty()),
            welcome_actions: fields.read("welcomeActions").map(read_actions).unwrap_or_default(),
        })
    }
}

/// `chatlet.json` beside the app: what the deployer sets.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deployment {
    /// Base address of the chat API.
    pub api: Option<String>,
    /// Where the app gets a token when the page names no source.
    pub token_url: Option<String>,
    /// Pages that may embed; `*` only for demonstrations.
    pub allowed_origins: Vec<String>,
    /// Hosts images may come from.
    pub image_hosts: Vec<String>,
    /// Options a page may override although the deployer set them.
    pub page_may_set: Vec<String>,
    /// Schemes handed to the page as events instead of being opened.
    pub custom_schemes: Vec<String>,
    /// Options for what a page leaves open.
    pub defaults: Option<Value>,
}

impl Decode for Deployment {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            api: fields.text("api"),
            token_url: fields.text("tokenUrl"),
            allowed_origins: fields.list("allowedOrigins"),
            image_hosts: fields.list("imageHosts"),
            page_may_set: fields.list("pageMaySet"),
            custom_schemes: fields.list("customSchemes"),
            defaults: fields.read::<Value>("defaults").filter(Value::is_object),
        })
    }
}

impl Deployment {
    /// Whether a page of `origin` may embed the widget. `null` origins never may (S6).
    pub fn allows(&self, origin: &str) -> bool {
        origin != "null" && self.allowed_origins.iter().any(|allowed| allowed == "*" || allowed == origin)
    }
}
