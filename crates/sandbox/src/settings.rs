//! What a sandbox can be told before and while it runs.

use crate::store::Limits;
use crate::webhooks::WebhookOptions;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::time::Duration;

/// Time per streamed token that reads like somebody typing fast.
pub const HUMAN_PACE: Duration = Duration::from_millis(30);

/// How a sandbox starts. [`Settings::default`] suits tests: free ports on loopback, no `dist`, human pace.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Port of the demo pages; 0 takes a free one.
    pub host_port: u16,
    /// Port of the iframe app; 0 takes a free one.
    pub widget_port: u16,
    /// Port of the chat API; 0 takes a free one.
    pub api_port: u16,
    /// Serves the chat API and nothing else.
    pub api_only: bool,
    /// The built app. Without it the widget origin says what is missing.
    pub dist: Option<PathBuf>,
    /// The demo pages of the host origin.
    pub demo: Option<PathBuf>,
    /// Origins that may read the API besides the widget's own (`chat-api.md` §14).
    pub cors_origins: Vec<String>,
    /// Time per streamed token; zero streams as fast as the reader takes it.
    pub pace: Duration,
    /// Bounds of what is kept in memory.
    pub limits: Limits,
    /// How the widget origin behaves; can be changed while it runs.
    pub widget: WidgetOptions,
    /// Where events are delivered.
    pub webhook: Option<WebhookOptions>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            host_port: 0,
            widget_port: 0,
            api_port: 0,
            api_only: false,
            dist: None,
            demo: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/demo").into()),
            cors_origins: Vec::new(),
            pace: HUMAN_PACE,
            limits: Limits::default(),
            widget: WidgetOptions::default(),
            webhook: None,
        }
    }
}

/// How the widget origin behaves; tests vary it to provoke a fault.
#[derive(Debug, Clone)]
pub struct WidgetOptions {
    /// Pages that may embed the widget, in `chatlet.json` and in `frame-ancestors` (S34). Absent: the host only.
    pub allowed_origins: Option<Vec<String>>,
    /// Address of the API that `chatlet.json` names, such as a fault proxy's. Absent: the API itself.
    pub api: Option<String>,
    /// Address of the token that `chatlet.json` names. Absent: the host's `/chat/token`.
    pub token_url: Option<String>,
    /// Origins of images besides the API's, in `chatlet.json` and in `img-src` (S22).
    pub image_hosts: Vec<String>,
    /// Whether the policy lets WebAssembly compile; without it the app cannot start (F66).
    pub wasm_allowed: bool,
    /// Parts of paths that answer 404, such as `.wasm` (F67).
    pub missing: Vec<String>,
    /// `Cross-Origin-Embedder-Policy` of the app's page, so that isolated hosts can embed it (S45).
    pub embedder_policy: Option<String>,
    /// Members of `chatlet.json` that replace or join the usual ones.
    pub deployment: Map<String, Value>,
}

impl Default for WidgetOptions {
    fn default() -> Self {
        Self {
            allowed_origins: None,
            api: None,
            token_url: None,
            image_hosts: Vec::new(),
            wasm_allowed: true,
            missing: Vec::new(),
            embedder_policy: Some("credentialless".into()),
            deployment: Map::new(),
        }
    }
}
