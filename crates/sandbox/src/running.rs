//! A sandbox that runs, and what a test can do with it.

use crate::host_origin::pages::{Page, Pages};
use crate::livechat::LivechatOptions;
use crate::livechat::attachments::Signer;
use crate::livechat::script;
use crate::request_log::{Logged, RequestLog};
use crate::servers::{self, Task};
use crate::settings::{Settings, WidgetOptions};
use crate::state::{Origins, State};
use crate::store::Store;
use crate::webhooks::delivery::Receiver;
use crate::webhooks::outbox::Outbox;
use crate::{api, host_origin, widget_origin};
use anyhow::Result;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Starts sandboxes.
pub struct Sandbox;

impl Sandbox {
    /// Binds the ports and serves until the result is stopped or dropped. Needs a tokio runtime.
    ///
    /// # Errors
    /// Names the port that cannot be used, or the address of a webhook that is none.
    pub async fn start(settings: Settings) -> Result<Running> {
        let receiver = settings.webhook.map(Receiver::new).transpose()?;
        let api_socket = servers::bind(settings.api_port, "chat API").await?;
        let mut origins = Origins { api: api_socket.origin.clone(), ..Origins::default() };
        let pages = if settings.api_only {
            None
        } else {
            let host = servers::bind(settings.host_port, "demo pages").await?;
            let widget = servers::bind(settings.widget_port, "iframe app").await?;
            origins.host.clone_from(&host.origin);
            origins.widget.clone_from(&widget.origin);
            Some((host, widget))
        };
        let outbox = Outbox::new(receiver.is_some());
        let store = Arc::new(Store::new(settings.limits, Signer::new(&origins.api), outbox));
        let state = Arc::new(State {
            origins,
            store,
            log: RequestLog::default(),
            reports: Mutex::default(),
            pages: Pages::default(),
            pace: settings.pace,
            dist: settings.dist,
            demo: settings.demo,
            cors_origins: settings.cors_origins,
            widget: Mutex::new(settings.widget),
            livechat: Mutex::default(),
        });
        let api_router = api::router(&state);
        let mut tasks = vec![servers::serve(api_socket, api_router.clone())];
        if let Some((host, widget)) = pages {
            tasks.push(servers::serve(host, host_origin::router(&state, api_router)));
            tasks.push(servers::serve(widget, widget_origin::router(&state)));
        }
        if let Some(receiver) = receiver {
            tasks.push(Task::spawn(receiver.serve(state.store.clone())));
        }
        let Origins { host, widget, api } = state.origins.clone();
        Ok(Running { host, widget, api, state, tasks })
    }
}

/// A running sandbox. It stops when dropped, with every connection.
pub struct Running {
    /// Origin of the demo pages, such as `http://127.0.0.1:8080`; empty with `api_only`.
    pub host: String,
    /// Origin of the iframe app and the loader; empty with `api_only`.
    pub widget: String,
    /// Origin of the chat API, without its path prefix.
    pub api: String,
    state: Arc<State>,
    tasks: Vec<Task>,
}

impl Running {
    /// Stops everything at once; open connections break.
    pub fn stop(mut self) {
        self.tasks.clear();
    }

    /// Serves `html` at `path` of the host origin, with any headers, in the place of what is there.
    pub fn page(&self, path: &str, html: impl Into<String>, headers: Vec<(String, String)>) {
        self.put(path, Page { headers, ..Page::html(html) });
    }

    /// Serves any answer at `path` of the host origin; `/chat/token` can be replaced, too.
    pub fn put(&self, path: &str, page: Page) {
        self.state.pages.put(path, page);
    }

    /// Every request of the three origins so far, oldest first.
    pub fn requests(&self) -> Vec<Logged> {
        self.state.log.all()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.state.log.clear();
    }

    /// Violation reports that browsers sent to the widget origin.
    pub fn reports(&self) -> Vec<String> {
        self.state.reports.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes how the widget origin behaves from now on.
    pub fn change_widget(&self, change: impl FnOnce(&mut WidgetOptions)) {
        change(&mut self.state.widget.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Every event that integrators were told of, oldest first: its type and its body.
    pub fn events(&self) -> Vec<(String, String)> {
        let (_, events) = self.state.store.outbox().since(0);
        events.into_iter().map(|(kind, body)| (kind.to_owned(), body.to_string())).collect()
    }

    /// Changes how livechat is set up for a chatbot from now on: on or off, hours, live or offline by hand, attachments.
    pub fn change_livechat(&self, chatbot_id: &str, change: impl FnOnce(&mut LivechatOptions)) {
        self.state.change_livechat(chatbot_id, change);
    }

    /// Has an agent do something in the livechat session that was asked for last: `join`, `type`, `stop`, `say TEXT`,
    /// `picture`, `file`, `flood N`, `system TEXT`, `close [REASON]`, as the command `/agent` does.
    ///
    /// # Errors
    /// Says why it was not done.
    pub fn agent(&self, line: &str) -> Result<()> {
        let store = &self.state.store;
        let access = store.newest_access();
        let chatbot_id = access.as_ref().map_or_else(|| "shop-bot".into(), |access| store.chatbot_of(access));
        script::run(&self.state, &chatbot_id, access, line)
            .map_err(|not_done| anyhow::anyhow!("{line}: {}", not_done.words()))
    }

    /// How long the addresses of attachments serve that are written from now on.
    pub fn change_attachment_lifetime(&self, lifetime: Duration) {
        self.state.store.signer().set_lifetime(lifetime);
    }

    /// Names `base`, such as a fault proxy's, as the API in `chatlet.json`; `None` names the API itself.
    pub fn advertise_api(&self, base: Option<&str>) {
        self.change_widget(|options| options.api = base.map(str::to_owned));
    }
}
