//! The browser tests, by concern. `cargo xtask test --browser` starts them, once per engine.

mod opening;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let lists = [opening::tests()];
    let tests = lists.into_iter().flatten().collect();
    match chatlet_browser_tests::run(tests, Path::new(env!("CARGO_TARGET_TMPDIR"))) {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
