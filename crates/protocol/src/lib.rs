//! The wire: everything Chatlet says to, or hears from, the chat API and the host page.
//!
//! Owns names, shapes and the leniency rules of reading them (`chat-api.md` §4). Must never know a browser,
//! a clock, a view or what a client does with what it reads.

pub mod action;
pub mod api;
pub mod banner;
pub mod catalogue;
pub mod config;
pub mod error;
pub mod form;
#[cfg(feature = "generate")]
pub mod generate;
pub mod host_line;
pub mod json;
pub mod livechat;
pub mod message;
pub mod options;
pub mod page_line;
pub mod part;
pub mod privacy;
pub mod product;
pub mod rich_text;
pub mod send;
pub mod service_line;
pub mod stream;
pub mod table;
pub mod welcome;
mod words;

pub use json::Decode;

/// Path prefix of every endpoint (`chat-api.md` §1).
pub const API_PREFIX: &str = "/api/v1/chat";
