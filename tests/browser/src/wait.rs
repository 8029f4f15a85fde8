//! Waiting for a condition, with a deadline. A test never sleeps where a condition can be awaited.

use anyhow::{Context, Result, bail};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How long a condition may take, unless a test says otherwise: far more than it needs on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(30);
/// How often a condition is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// Waits until `condition` gives a value.
///
/// # Errors
/// Names what was waited for, and what the last look failed with.
pub async fn until<T>(what: &str, condition: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(LIMIT, what, condition).await
}

/// The same with a limit of one's own.
///
/// # Errors
/// As [`until`].
pub async fn within<T>(
    limit: Duration,
    what: &str,
    mut condition: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let start = Instant::now();
    loop {
        // A page that is being replaced refuses to be looked at; the next look may find the new one.
        let looked = condition().await;
        if let Ok(Some(value)) = looked {
            return Ok(value);
        }
        if start.elapsed() > limit {
            return match looked {
                Err(error) => Err(error).with_context(|| format!("waited {limit:?} until {what}")),
                Ok(_) => bail!("waited {limit:?} until {what}, in vain"),
            };
        }
        sleep(LOOK).await;
    }
}

/// Looks at `condition` for a while and fails as soon as it no longer holds: for what must not happen.
///
/// # Errors
/// Names what ceased to hold.
pub async fn stays(
    time: Duration,
    what: &str,
    mut condition: impl AsyncFnMut() -> Result<bool>,
) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < time {
        if !condition().await? {
            bail!("after {:?} it was no longer so that {what}", start.elapsed());
        }
        sleep(LOOK).await;
    }
    Ok(())
}
