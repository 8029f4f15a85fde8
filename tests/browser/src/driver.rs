//! The programs that drive a browser: each on a free port, each ended with the value that stands for it.

mod chromium;
mod firefox;
mod webkit;

use crate::engine::Engine;
use crate::wait;
use anyhow::{Context, Result};
use serde_json::{Map, Value};
use std::ffi::OsString;
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;

/// A cold driver on a busy machine takes a while until it listens.
const START: Duration = Duration::from_mins(1);

/// What a session needs besides the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// No page gets any storage (F44).
    pub blocks_storage: bool,
}

/// A process that can be ended from two places: with its driver, and when this program is told to end.
#[derive(Clone)]
pub(crate) struct Process(Arc<Mutex<Child>>);

impl Process {
    /// Ends it, by its id; an end that has come already is as good.
    pub(crate) fn end(&self) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = child.kill();
        let _ = child.wait();
    }

    /// Whether both are the same.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A running driver.
pub(crate) struct Driver {
    pub(crate) process: Process,
    /// Where it listens.
    pub(crate) address: String,
}

impl Driver {
    /// Starts the driver of an engine.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let port = free_port()?;
        let mut command = match engine {
            Engine::Chromium => chromium::command(port)?,
            Engine::Firefox => firefox::command(port)?,
            Engine::Webkit => webkit::command(port)?,
        };
        // It stays in this program's process group, so that whoever stops that stops the driver, too.
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.with_context(|| format!("starting {}", command.get_program().to_string_lossy()))?;
        let process = Process(Arc::new(Mutex::new(child)));
        let driver = Self { process, address: format!("http://127.0.0.1:{port}") };
        wait::within(START, "the driver listens", async || {
            Ok(TcpStream::connect(("127.0.0.1", port)).await.ok())
        })
        .await?;
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.end();
    }
}

/// What a new session of an engine is asked for.
pub(crate) fn capabilities(engine: Engine, wishes: Wishes) -> Result<Map<String, Value>> {
    match engine {
        Engine::Chromium => chromium::capabilities(wishes),
        Engine::Firefox => firefox::capabilities(),
        Engine::Webkit => webkit::capabilities(),
    }
}

/// A port that nobody listens on. Another program could take it before the driver does; the start would then fail
/// loudly.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

/// A program that the task runner has found.
fn program(variable: &str) -> Result<OsString> {
    std::env::var_os(variable)
        .with_context(|| format!("{variable} is not set; `cargo xtask test --browser` finds the programs"))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
