//! The client driven without a browser: what it asks for, what it shows, what it tells the page.
#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[path = "../driver/mod.rs"]
#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;
#[path = "../forms/mod.rs"]
mod forms;

mod fate;
mod refusal;
mod start;
mod turn;
