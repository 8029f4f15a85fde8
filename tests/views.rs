//! The views, rendered natively to text: what they say, what they offer, and what they never let through.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod views {
    mod accessible;
    mod corpus;
    mod forms;
    mod laws;
    mod livechat;
    mod media;
    mod parts;
    mod preview;
    mod screens;
    mod services;
    mod stage;
    mod statuses;
}
