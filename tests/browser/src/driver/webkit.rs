//! `WebKitGTK` by its own driver, on the display that the task runner has started.

use super::{object, program};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::process::Command;

pub(super) fn command(port: u16) -> Result<Command> {
    let mut command = Command::new(program("CHATLET_WEBKITDRIVER")?);
    command.arg(format!("--port={port}"));
    Ok(command)
}

pub(super) fn capabilities() -> Result<Map<String, Value>> {
    let binary = program("CHATLET_MINIBROWSER")?.to_string_lossy().into_owned();
    Ok(object(json!({
        "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
        "unhandledPromptBehavior": "dismiss and notify",
    })))
}
