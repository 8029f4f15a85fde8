//! A proxy in front of the chat API that breaks requests and answers on request.
//!
//! Browsers' own "offline" leaves open streams alone (finding 4 of `faults-security-accessibility.md`), so a test
//! that wants a broken stream has to break the socket. Each connection carries one request: what happens to it is
//! decided by the first rule that fits.

mod answer;
mod relay;
mod request;
mod rule;

pub use rule::{Fault, Rule};

use crate::servers::{self, Task};
use anyhow::{Context, Result};
use rule::Rules;
use std::sync::Arc;
use tokio::net::TcpStream;

/// A running proxy. It stops when dropped, with every connection.
pub struct FaultProxy {
    /// Its origin, to be named in the place of the API's.
    pub url: String,
    rules: Arc<Rules>,
    _task: Task,
}

impl FaultProxy {
    /// Starts a proxy on a free port, in front of `upstream`, such as `http://127.0.0.1:8082`.
    ///
    /// # Errors
    /// Says what cannot be bound, or that `upstream` is not an origin of plain HTTP.
    pub async fn start(upstream: &str) -> Result<Self> {
        let address = upstream.strip_prefix("http://").context("only plain HTTP can be proxied")?;
        let address: Arc<str> = address.trim_end_matches('/').into();
        let rules = Arc::new(Rules::default());
        let socket = servers::bind(0, "fault proxy").await?;
        let url = socket.origin.clone();
        let shared = rules.clone();
        let task = Task::spawn(servers::accept(socket.listener, move |stream| {
            connection(stream, address.clone(), shared.clone())
        }));
        Ok(Self { url, rules, _task: task })
    }

    /// Adds a rule behind those that are left.
    pub fn inject(&self, rule: Rule) {
        self.rules.add(rule);
    }

    /// Forgets all rules that are left; what is under way goes on.
    pub fn clear(&self) {
        self.rules.clear();
    }

    /// How many uses all rules have left together; 0 when every fault has happened.
    pub fn pending(&self) -> usize {
        self.rules.pending()
    }

    /// Whether everything is refused as if the network were gone (F38, F40). Open streams die.
    pub fn set_offline(&self, offline: bool) {
        self.rules.set_offline(offline);
    }
}

async fn connection(stream: TcpStream, upstream: Arc<str>, rules: Arc<Rules>) {
    let mut offline = rules.offline();
    if *offline.borrow() {
        return reset(&stream);
    }
    let stream = Arc::new(stream);
    tokio::select! {
        // A failure of either side ends the connection, which is all a proxy can do about it.
        _ = relay::run(&stream, &upstream, &rules) => {}
        _ = offline.wait_for(|offline| *offline) => reset(&stream),
    }
}

/// Lets the socket end in a reset in the place of an orderly close.
fn reset(stream: &TcpStream) {
    let _ = stream.set_zero_linger();
}
