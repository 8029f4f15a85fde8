//! The sandbox against the description of the chat API: many made-up requests, each answer checked.

use anyhow::Result;

use crate::sandbox::{self, Ports};
use crate::setup::Schemathesis;
use crate::{ports, process, progress, project};

/// The description, which is the contract for the widget and the sandbox alike.
const DESCRIPTION: &str = "tests/chat-api.openapi.yaml";
const CONFIGURATION: &str = "crates/xtask/tools/schemathesis.toml";
/// Mints the tokens that the requests carry.
const HOOKS: &str = "contract_hooks";
const HOOKS_FOLDER: &str = "crates/xtask/tools";
/// The sandbox's key for the integrator's backend, and one of its chatbots.
const API_KEY: &str = "sandbox-key";
const CHATBOT: &str = "shop-bot";

/// Starts a sandbox and tests it.
pub(super) fn check(schemathesis: &Schemathesis) -> Result<()> {
    progress::timed("building the sandbox", sandbox::build)?;
    let [host, widget, api, webhook] = ports::free::<4>()?;
    let receiver = format!("http://127.0.0.1:{webhook}/");
    let options = [
        // Answers stream at a person's pace otherwise, and thousands of them are asked for.
        "--pace-ms",
        "0",
        // Brings the tokens of livechat sessions to the hooks.
        "--webhook-url",
        &receiver,
        "--webhook-secret",
        "whsec_contract",
    ];
    let _sandbox = sandbox::start(Ports { host, widget, api }, &project::path("dist"), &options)?;
    let address = format!("http://127.0.0.1:{api}");
    process::run(
        schemathesis
            .command()
            .arg("--config-file")
            .arg(project::path(CONFIGURATION))
            .arg("run")
            .arg(project::path(DESCRIPTION))
            .args(["--url", &address])
            .env("CHATLET_API", &address)
            .env("CHATLET_WEBHOOK_PORT", webhook.to_string())
            .env("CHATLET_API_KEY", API_KEY)
            .env("CHATLET_CHATBOT", CHATBOT)
            .env("SCHEMATHESIS_HOOKS", HOOKS)
            .env("PYTHONPATH", project::path(HOOKS_FOLDER))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            // Where it leaves its database of earlier failures.
            .current_dir(project::target()),
        "the contract test of the sandbox",
    )
}
