//! Chromium by chromedriver, which makes a fresh profile for each session and removes it.

use super::{Wishes, object, program};
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::process::Command;

/// Nothing but what a page asks for leaves this browser, and nothing is drawn by a graphics card.
const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,900",
];

/// The value of a content setting that forbids.
const FORBID: u8 = 2;

pub(super) fn command(port: u16) -> Result<Command> {
    let mut command = Command::new(program("CHATLET_CHROMEDRIVER")?);
    command.arg(format!("--port={port}"));
    Ok(command)
}

pub(super) fn capabilities(wishes: Wishes) -> Result<Map<String, Value>> {
    let binary = program("CHATLET_CHROMIUM")?.to_string_lossy().into_owned();
    let mut options = json!({ "binary": binary, "args": ARGUMENTS });
    if wishes.blocks_storage {
        // What a person sets as "block all site data": reading `localStorage` throws.
        options["prefs"] = json!({ "profile": { "default_content_setting_values": { "cookies": FORBID } } });
    }
    Ok(object(json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL" },
        // A dialog that a payload opens must fail the test, not wait for somebody.
        "unhandledPromptBehavior": "dismiss and notify",
    })))
}
