//! The one who delivers: one attempt after the other, the earliest first.

use super::outbox::{Delivery, Next};
use super::{WebhookOptions, signature};
use crate::livechat::session::ENVIRONMENT;
use crate::store::Store;
use anyhow::{Context, Result, bail};
use http_body_util::Full;
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout};

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The receiver, taken apart.
pub(crate) struct Receiver {
    /// Host and port.
    authority: String,
    /// Path and query.
    path: String,
    options: WebhookOptions,
}

impl Receiver {
    /// # Errors
    /// Says what is wrong with the address.
    pub(crate) fn new(options: WebhookOptions) -> Result<Self> {
        let Some(rest) = options.url.strip_prefix("http://") else {
            bail!("the webhook's address {} does not begin with http://", options.url);
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        if authority.is_empty() || authority.contains('@') {
            bail!("the webhook's address {} names no host", options.url);
        }
        let is_bare = !authority.rsplit(']').next().unwrap_or_default().contains(':');
        let authority = if is_bare { format!("{authority}:80") } else { authority.to_owned() };
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Self { authority, path, options })
    }

    /// Delivers what is due, for ever.
    pub(crate) async fn serve(self, store: Arc<Store>) {
        let outbox = store.outbox();
        let mut changes = outbox.changes();
        loop {
            changes.borrow_and_update();
            match outbox.next() {
                Next::Deliver(delivery) => {
                    let result = timeout(PATIENCE, self.post(&delivery)).await;
                    let result = match result {
                        Ok(result) => result.map_err(|error| format!("{error:#}")),
                        Err(_) => Err("no answer in time".into()),
                    };
                    outbox.attempted(delivery, result, &self.options.retries);
                }
                Next::Wait(None) => {
                    let _ = changes.changed().await;
                }
                Next::Wait(Some(due)) => {
                    tokio::select! {
                        () = sleep_until(due) => {}
                        _ = changes.changed() => {}
                    }
                }
            }
        }
    }

    async fn post(&self, delivery: &Delivery) -> Result<u16> {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let timestamp = since.as_secs().to_string();
        let request = Request::post(&self.path)
            .header("host", &self.authority)
            .header("content-type", "application/json")
            .header("x-di-event", delivery.event_type)
            .header("x-di-timestamp", &timestamp)
            .header("x-di-signature", signature(&self.options.secret, &timestamp, &delivery.body))
            .header("x-di-delivery-id", &delivery.id)
            .header("x-di-attempt", delivery.attempt.to_string())
            .header("x-di-environment", ENVIRONMENT)
            .body(Full::new(Bytes::from(delivery.body.to_string())))?;
        let stream = TcpStream::connect(&self.authority).await.context("cannot connect")?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let sending = sender.send_request(request);
        tokio::pin!(sending, connection);
        // The connection is driven by nobody else, and ends with this call.
        let response = tokio::select! {
            response = &mut sending => response,
            _ = &mut connection => sending.await,
        };
        Ok(response.context("the connection broke")?.status().as_u16())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        let receiver = |url: &str| Receiver::new(WebhookOptions::new(url, "s"));
        let parts = |url: &str| receiver(url).map(|receiver| (receiver.authority, receiver.path)).unwrap();
        assert_eq!(parts("http://127.0.0.1:9000/hook?a=1"), ("127.0.0.1:9000".into(), "/hook?a=1".into()));
        assert_eq!(parts("http://localhost"), ("localhost:80".into(), "/".into()));
        assert_eq!(parts("http://[::1]:9000?a"), ("[::1]:9000".into(), "/?a".into()));
        assert!(receiver("https://hooks.example").is_err());
        assert!(receiver("http:///path").is_err());
    }
}
