//! What the deployer set: `chatlet.json` beside the app.

use super::language::own_file;
use chatlet_protocol::Decode;
use chatlet_protocol::options::Deployment;

/// Reads the deployment; a missing or broken file allows no page.
pub(super) async fn load() -> Deployment {
    let file = own_file("chatlet.json").await;
    file.and_then(|file| Deployment::decode(serde_json::from_str(&file).ok()?)).unwrap_or_default()
}
