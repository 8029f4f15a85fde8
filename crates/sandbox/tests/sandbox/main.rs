//! The sandbox as its callers see it: over HTTP, on real sockets.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod actions;
mod attachments;
mod client;
mod commands;
mod cors;
mod desk;
mod failures;
mod history;
mod limits;
mod livechat;
mod origins;
mod proxy;
mod rebuild;
mod streaming;
mod tokens;
mod vendor;
mod webhooks;
