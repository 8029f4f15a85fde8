//! The reference backend with its demo pages, as a child process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process::Running;
use crate::{process, progress, project};

/// The line that the sandbox prints when all its ports answer.
const READY: &str = "listening";
/// More than a busy machine takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The sandbox's three origins.
#[derive(Clone, Copy)]
pub(crate) struct Ports {
    /// The customer's page.
    pub(crate) host: u16,
    /// The app and the loader.
    pub(crate) widget: u16,
    /// The chat API.
    pub(crate) api: u16,
}

/// Builds the sandbox.
pub(crate) fn build() -> Result<()> {
    process::run(
        Command::new("cargo")
            .args(["build", "--quiet", "--package", "chatlet-sandbox"])
            .current_dir(project::root()),
        "building the sandbox",
    )
}

/// Starts the sandbox and waits until it answers; it stops when the value is dropped.
pub(crate) fn start(ports: Ports, dist: &Path, options: &[&str]) -> Result<Running> {
    let program = project::target()
        .join("debug")
        .join("chatlet-sandbox")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let mut command = Command::new(program);
    command
        .arg("serve")
        .args(["--host-port", &ports.host.to_string()])
        .args(["--widget-port", &ports.widget.to_string()])
        .args(["--api-port", &ports.api.to_string()])
        .arg("--dist")
        .arg(dist)
        .args(options)
        .current_dir(project::root())
        .stdout(Stdio::piped());
    let mut running = Running::start(&mut command, "starting the sandbox")?;
    let output = running.child.stdout.take().context("the sandbox has no output")?;
    let (ready, is_ready) = mpsc::channel();
    // The thread reads on after the first line, since a sandbox whose output is not read would come to a stop.
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if line.trim() == READY {
                let _ = ready.send(());
            } else {
                progress::say(format!("sandbox: {line}"));
            }
        }
    });
    match is_ready.recv_timeout(PATIENCE) {
        Ok(()) => Ok(running),
        Err(RecvTimeoutError::Disconnected) => {
            bail!("the sandbox ended before it was ready ({}); its output is above", running.wait()?)
        }
        Err(RecvTimeoutError::Timeout) => {
            bail!("the sandbox was not ready after {}", progress::duration(PATIENCE))
        }
    }
}
