//! The reference backend of Chatlet, on loopback: the chat API with a scripted shop assistant, the origin of the
//! iframe app, the demo pages of a host, and a proxy that breaks things on request.
//!
//! It answers as `chat-api.md` says a backend must (§14). It keeps everything in memory and is for development and
//! tests: nothing here is meant to face the internet.

mod api;
mod clock;
mod compression;
mod errors;
pub mod fault_proxy;
mod files;
mod hmac;
mod host_origin;
mod livechat;
mod random;
mod request_log;
mod running;
mod servers;
mod settings;
mod shop;
mod state;
mod store;
mod stream;
mod validation;
mod webhooks;
mod widget_origin;

pub use host_origin::pages::Page;
pub use livechat::{LivechatOptions, WorkingHours};
pub use request_log::{Logged, Site};
pub use running::{Running, Sandbox};
pub use settings::{HUMAN_PACE, Settings, WidgetOptions};
pub use state::API_KEY;
pub use store::Limits;
pub use webhooks::WebhookOptions;
