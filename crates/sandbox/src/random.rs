//! Ids and tokens that cannot be guessed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

fn text(bytes: usize) -> String {
    let mut buffer = vec![0; bytes];
    getrandom::fill(&mut buffer).expect("the system gives random bytes");
    URL_SAFE_NO_PAD.encode(buffer)
}

/// A fresh id such as `m_Zk4tQ0x1bGk`.
pub(crate) fn id(prefix: &str) -> String {
    format!("{prefix}_{}", text(8))
}

/// A fresh bearer token: it looks like a JWT, and a client that parses it finds nothing (`chat-api.md` §2).
pub(crate) fn token() -> String {
    format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{}.{}", text(24), text(32))
}
