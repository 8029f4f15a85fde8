//! Webhooks: events are stored, signed and delivered until the receiver confirms them (`chat-api.md` §11).

pub(crate) mod delivery;
pub(crate) mod outbox;

use crate::hmac::{hex, hmac_sha256};
use std::time::Duration;

/// Where events are delivered.
#[derive(Debug, Clone)]
pub struct WebhookOptions {
    /// Address of the receiver; `http` only, since everything here is on loopback.
    pub url: String,
    /// Key of the signatures.
    pub secret: String,
    /// Pauses between one attempt and the next; when they are spent the event is dead.
    pub retries: Vec<Duration>,
}

impl WebhookOptions {
    /// Delivery to `url`, with six attempts within about ten minutes.
    pub fn new(url: impl Into<String>, secret: impl Into<String>) -> Self {
        let retries = [1, 5, 30, 120, 480].map(Duration::from_secs).to_vec();
        Self { url: url.into(), secret: secret.into(), retries }
    }
}

/// The signature of a delivery: lower-case hexadecimal HMAC-SHA256 of timestamp, full stop and raw body.
pub(crate) fn signature(secret: &str, timestamp: &str, body: &str) -> String {
    hex(&hmac_sha256(secret.as_bytes(), format!("{timestamp}.{body}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_that_of_the_contract() {
        let body = r#"{"event_id":"evt_01","event_type":"visitor.data.deleted"}"#;
        let expected = "49c2f2a1693ca174ec8257456053ca056744ec7d4a96171eee61f2fbbebe46d2";
        assert_eq!(signature("whsec_sandbox", "1750000210", body), expected);
    }
}
