//! Ends browsers and drivers when this program is told to end before it is done.
//!
//! A test that fails or panics ends what it started by itself; a signal gives nobody that chance.

use crate::driver::Process;
use fantoccini::Client;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a browser may take to end.
const LIMIT: Duration = Duration::from_secs(5);
/// How a shell reports an end by a termination request.
const TERMINATED: i32 = 143;

/// The sessions that live, with their drivers.
static LIVING: Mutex<Vec<(Client, Process)>> = Mutex::new(Vec::new());

fn living() -> MutexGuard<'static, Vec<(Client, Process)>> {
    LIVING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a session.
pub(crate) fn remember(client: &Client, driver: &Process) {
    living().push((client.clone(), driver.clone()));
}

/// Forgets the session of a driver.
pub(crate) fn forget(driver: &Process) {
    living().retain(|(_, known)| !known.is(driver));
}

/// Waits for a signal, ends everything, and this program with it.
pub(crate) async fn on_signals() {
    if told_to_end().await.is_err() {
        return;
    }
    let all = std::mem::take(&mut *living());
    for (client, driver) in all {
        let _ = tokio::time::timeout(LIMIT, client.close()).await;
        driver.end();
    }
    std::process::exit(TERMINATED);
}

#[cfg(unix)]
async fn told_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
