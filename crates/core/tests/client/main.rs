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

use chatlet_core::client::Input;
use driver::{Driver, delta};

/// A chat with one question, whose reply has come so far when its stream ended.
fn cut_off_after(text: &str) -> Driver {
    let mut driver = Driver::ready();
    driver.say("question");
    let turn = driver.turn();
    driver.stream_opened(turn);
    driver.bytes(turn, &[delta("start_part"), delta("start_block"), delta(text)]);
    driver.input(Input::StreamEnded { turn });
    driver
}
