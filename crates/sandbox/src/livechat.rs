//! Livechat: a visitor and a human, and what each side may do when (`chat-api.md` §9).

pub(crate) mod agents;
pub(crate) mod attachments;
pub(crate) mod availability;
pub(crate) mod script;
pub(crate) mod session;

pub use availability::{LivechatOptions, WorkingHours};
