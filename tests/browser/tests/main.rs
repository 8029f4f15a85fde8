//! The browser tests, by concern. `cargo xtask test --browser` starts them, once per engine.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod commands;
mod conversation;
mod embedding;
mod events;
mod faults;
mod keyboard;
mod opening;
mod stream;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let lists = [
        commands::tests(),
        conversation::tests(),
        embedding::tests(),
        events::tests(),
        faults::tests(),
        keyboard::tests(),
        opening::tests(),
        stream::tests(),
    ];
    let tests = lists.into_iter().flatten().collect();
    match chatlet_browser_tests::run(tests, Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
