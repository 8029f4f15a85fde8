//! Firefox by geckodriver, which makes a fresh profile for each session and removes it.

use super::{object, program};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::process::Command;

pub(super) fn command(port: u16) -> Result<Command> {
    let mut command = Command::new(program("CHATLET_GECKODRIVER")?);
    command.arg("--port").arg(port.to_string());
    Ok(command)
}

pub(super) fn capabilities() -> Result<Map<String, Value>> {
    let binary = program("CHATLET_FIREFOX")?.to_string_lossy().into_owned();
    Ok(object(json!({
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", "--width=1280", "--height=900"],
            // Tab has to reach links and buttons, whatever the desktop says.
            "prefs": { "accessibility.tabfocus": 7 },
        },
        "unhandledPromptBehavior": "dismiss and notify",
    })))
}
