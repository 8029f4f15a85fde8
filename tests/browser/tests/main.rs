//! The browser tests, by concern. `cargo xtask test --browser` starts them, once per engine.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accessibility;
mod commands;
mod conversation;
mod desk;
mod dialects;
mod embedding;
mod events;
mod faults;
mod forms;
mod gallery;
mod keyboard;
mod layout;
mod line;
mod links;
mod livechat;
mod media;
mod opening;
mod page_code;
mod pages;
mod policy;
mod react;
mod services;
mod speech;
mod storage;
mod stream;
mod token;
mod ways_in;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let lists = [
        accessibility::tests(),
        commands::tests(),
        conversation::tests(),
        desk::tests(),
        dialects::tests(),
        embedding::tests(),
        events::tests(),
        faults::tests(),
        forms::tests(),
        gallery::tests(),
        keyboard::tests(),
        layout::tests(),
        line::tests(),
        media::tests(),
        links::tests(),
        livechat::tests(),
        opening::tests(),
        page_code::tests(),
        pages::tests(),
        policy::tests(),
        react::tests(),
        services::tests(),
        speech::tests(),
        storage::tests(),
        stream::tests(),
        token::tests(),
        ways_in::tests(),
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
