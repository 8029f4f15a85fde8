//! Uploads of a livechat, and the signed addresses they are fetched by (`chat-api.md` §8).

use crate::hmac::{hex, hmac_sha256, is_same};
use crate::{clock, random};
use axum::body::Bytes;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long an address serves unless a test says otherwise.
const LIFETIME: Duration = Duration::from_mins(15);

/// An image or a file somebody sent.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) is_image: bool,
    pub(crate) bytes: Bytes,
    pub(crate) mime: String,
    /// Images have none.
    pub(crate) filename: Option<String>,
}

/// One unit of a livechat message on its way in.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text(String),
    Upload(Upload),
}

impl Upload {
    /// The part that stands for it. Its address is written when it is read, because it expires.
    pub(crate) fn part(&self, attachment_id: &str) -> Value {
        let mut part = json!({
            "type": if self.is_image { "image" } else { "file" },
            "attachment_id": attachment_id,
            "mime_type": self.mime,
            "size_bytes": self.bytes.len(),
            "url": "",
        });
        if let Some(filename) = &self.filename {
            part["filename"] = json!(filename);
        }
        part
    }
}

/// Signs addresses of attachments and knows its own signature again.
pub(crate) struct Signer {
    key: String,
    api: String,
    lifetime: Mutex<Duration>,
}

impl Signer {
    /// Signs addresses below the origin `api`.
    pub(crate) fn new(api: &str) -> Self {
        Self { key: random::token(), api: api.to_owned(), lifetime: Mutex::new(LIFETIME) }
    }

    /// How long the addresses signed from now on serve.
    pub(crate) fn set_lifetime(&self, lifetime: Duration) {
        *self.lifetime.lock().unwrap_or_else(PoisonError::into_inner) = lifetime;
    }

    fn signature(&self, attachment_id: &str, expires: u64) -> String {
        hex(&hmac_sha256(self.key.as_bytes(), format!("{attachment_id}.{expires}").as_bytes()))
    }

    /// Writes fresh addresses into the attachments of `message`.
    pub(crate) fn sign(&self, message: &mut Value) {
        let parts = message["parts"].as_array_mut();
        for part in parts.into_iter().flatten() {
            let own =
                part["url"].as_str().is_some_and(|url| url.is_empty() || url.starts_with(&self.folder()));
            let Some(attachment_id) = part["attachment_id"].as_str().filter(|_| own) else { continue };
            let expires = SystemTime::now() + self.lifetime();
            part["url"] = json!(self.address(attachment_id, expires));
            part["url_expires_at"] = json!(clock::rfc3339(expires));
        }
    }

    fn lifetime(&self) -> Duration {
        *self.lifetime.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn folder(&self) -> String {
        format!("{}{}/livechat/attachments/", self.api, chatlet_protocol::API_PREFIX)
    }

    /// An address that serves until `expires`, which may be past.
    pub(crate) fn address(&self, attachment_id: &str, expires: SystemTime) -> String {
        let moment = milliseconds(expires);
        format!("{}{attachment_id}?token={moment}-{}", self.folder(), self.signature(attachment_id, moment))
    }

    /// The same for many.
    pub(crate) fn sign_all(&self, messages: &mut [Value]) {
        for message in messages {
            self.sign(message);
        }
    }

    /// Whether `token` was signed for this attachment and has not expired.
    pub(crate) fn accepts(&self, attachment_id: &str, token: &str) -> bool {
        let Some((expires, signature)) = token.split_once('-') else { return false };
        let Ok(expires) = expires.parse::<u64>() else { return false };
        let right = self.signature(attachment_id, expires);
        is_same(right.as_bytes(), signature.as_bytes()) && expires > milliseconds(SystemTime::now())
    }
}

fn milliseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
