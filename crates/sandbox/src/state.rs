//! What the three origins share.

use crate::host_origin::pages::Pages;
use crate::livechat::LivechatOptions;
use crate::request_log::RequestLog;
use crate::settings::WidgetOptions;
use crate::shop::bots;
use crate::store::Store;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Key of the integrator's backend, as the demo's has it.
pub const API_KEY: &str = "sandbox-key";

const MOST_REPORTS: usize = 1_000;

/// Addresses of the three origins, such as `http://127.0.0.1:8080`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    pub(crate) host: String,
    pub(crate) widget: String,
    pub(crate) api: String,
}

/// Everything a request may need.
pub(crate) struct State {
    pub(crate) origins: Origins,
    pub(crate) store: Arc<Store>,
    pub(crate) log: RequestLog,
    /// Violation reports of browsers.
    pub(crate) reports: Mutex<Vec<String>>,
    pub(crate) pages: Pages,
    pub(crate) pace: Duration,
    pub(crate) dist: Option<PathBuf>,
    pub(crate) demo: Option<PathBuf>,
    pub(crate) cors_origins: Vec<String>,
    pub(crate) widget: Mutex<WidgetOptions>,
    /// Livechat of the chatbots that were told otherwise than their descriptions.
    pub(crate) livechat: Mutex<HashMap<String, LivechatOptions>>,
}

impl State {
    /// A copy of how the widget origin behaves now.
    pub(crate) fn widget_options(&self) -> WidgetOptions {
        self.widget.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How livechat is set up for a chatbot now.
    pub(crate) fn livechat_options(&self, chatbot_id: &str) -> LivechatOptions {
        let changed = self.livechat.lock().unwrap_or_else(PoisonError::into_inner).get(chatbot_id).cloned();
        changed.unwrap_or_else(|| bots::livechat(chatbot_id))
    }

    /// Changes how livechat is set up for a chatbot.
    pub(crate) fn change_livechat(&self, chatbot_id: &str, change: impl FnOnce(&mut LivechatOptions)) {
        let mut options = self.livechat_options(chatbot_id);
        change(&mut options);
        self.livechat.lock().unwrap_or_else(PoisonError::into_inner).insert(chatbot_id.to_owned(), options);
    }

    /// Keeps a violation report, unless there are too many.
    pub(crate) fn report(&self, report: String) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        if reports.len() < MOST_REPORTS {
            reports.push(report);
        }
    }

    /// The address of the API that `chatlet.json` names.
    pub(crate) fn advertised_api(&self, options: &WidgetOptions) -> String {
        options.api.clone().unwrap_or_else(|| self.origins.api.clone())
    }

    /// The address of the visitor token that `chatlet.json` names.
    pub(crate) fn token_url(&self, options: &WidgetOptions) -> String {
        options.token_url.clone().unwrap_or_else(|| format!("{}/chat/token", self.origins.host))
    }

    /// Origins of pages that may embed the widget (S34).
    pub(crate) fn embedders(&self, options: &WidgetOptions) -> Vec<String> {
        options.allowed_origins.clone().unwrap_or_else(|| vec![self.origins.host.clone()])
    }

    /// Whether pages of `origin` may read the API (S48).
    pub(crate) fn may_read_api(&self, origin: &str) -> bool {
        origin == self.origins.widget || self.cors_origins.iter().any(|known| known == origin)
    }
}
