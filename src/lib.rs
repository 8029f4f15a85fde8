//! Chatlet: the app in the iframe (`ARCHITECTURE.md`).

pub mod state;
