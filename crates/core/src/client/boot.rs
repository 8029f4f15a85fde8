//! From the first hello to a conversation: who embeds, which token, which configuration (`chat-api.md` §2, §3).
//!
//! Nothing is asked of the API before the window opens or the page sends something: preloading fetches the app only.

use super::calls::Purpose;
use super::later::{Later, Task};
use super::welcome::is_same_banner;
use super::{Answer, Change, Client, Command, Link, Method, Request, Screen, TimerKey};
use crate::address::encode_component;
use crate::links::{LinkPolicy, WebAddress};
use chatlet_protocol::banner::BannerList;
use chatlet_protocol::catalogue::{ErrorType, Event};
use chatlet_protocol::config::Config;
use chatlet_protocol::host_line::AppMessage;
use chatlet_protocol::options::{Deployment, FrameOptions};
use serde_json::{Value, json};

/// Messages of a history page; the API's known maximum (`chat-api.md` §6).
pub(super) const PAGE: u32 = 100;
/// How long the host may take to mint a token, in milliseconds.
const TOKEN_LIMIT: u64 = 15_000;

/// How far the start has come.
#[allow(clippy::struct_excessive_bools, reason = "what has arrived, in any order")]
#[derive(Debug, Default)]
pub(super) struct Boot {
    /// Origin of the page, on the browser's word.
    pub origin: String,
    started: bool,
    restoring: bool,
    /// The host is asked at most once more after a 401 (`chat-api.md` §2).
    renewed: bool,
    configured: bool,
    history: bool,
}

impl Boot {
    /// Whether anything has been asked for on behalf of a visitor.
    pub(super) fn has_started(&self) -> bool {
        self.started
    }

    /// The next start is the first one again.
    pub(super) fn begin_anew(&mut self) {
        let origin = std::mem::take(&mut self.origin);
        *self = Self { origin, ..Self::default() };
    }
}

impl Client {
    pub(super) fn on_welcomed(&mut self, options: FrameOptions, deployment: Deployment, origin: &str) {
        if self.link != Link::None {
            // A second welcome cannot replace the first (S4).
            return;
        }
        self.link = Link::Loader;
        if !deployment.allows(origin) {
            self.command(Command::Tell(AppMessage::Refused));
            self.show(Screen::Refused);
            return;
        }
        self.embed(options, deployment, origin);
        self.command(Command::Tell(AppMessage::Ready));
        if self.options.inline {
            self.open();
        }
    }

    pub(super) fn on_bare(&mut self, chatbot_id: String, deployment: Deployment, origin: Option<String>) {
        if self.link != Link::None {
            return;
        }
        let known = origin.clone().filter(|origin| deployment.allows(origin));
        let refused = origin.is_some() && known.is_none();
        self.link = Link::Bare(known);
        if refused {
            self.show(Screen::Refused);
            return;
        }
        let options = FrameOptions {
            chatbot_id,
            instance: "default".into(),
            persist: true,
            consent: true,
            page: origin.clone(),
            ..FrameOptions::default()
        };
        self.embed(options, deployment, &origin.unwrap_or_default());
        self.open();
    }

    fn embed(&mut self, options: FrameOptions, deployment: Deployment, origin: &str) {
        origin.clone_into(&mut self.boot.origin);
        let page = options.page.clone().unwrap_or_else(|| origin.to_owned());
        self.policy = LinkPolicy {
            page: WebAddress::parse(&page),
            api: None,
            custom_schemes: deployment.custom_schemes.clone(),
            image_hosts: deployment.image_hosts.clone(),
        };
        self.window_open = false;
        self.unread = options.unread;
        self.options = options;
        self.deployment = deployment;
        self.apply_defaults();
        self.policy.api = WebAddress::parse(self.api());
        if let Some(theme) = self.options.theme.clone() {
            self.theme = theme;
        }
        self.change(Change::Theme);
        self.change(Change::Window);
        let language = self.options.language.clone().unwrap_or_default();
        self.choose_language(&language);
    }

    /// Starts once; later calls find it started.
    pub(super) fn ensure_started(&mut self) {
        if !self.boot.started && self.link != Link::None && self.screen != Screen::Refused {
            self.boot.started = true;
            self.boot.restoring = true;
            if self.options.persist && self.options.consent {
                let scope = self.storage_scope();
                self.command(Command::Restore { scope });
                self.listen_to_tabs();
            } else {
                self.on_restored(None, None);
            }
        }
    }

    pub(super) fn on_restored(&mut self, session: Option<&str>, draft: Option<String>) {
        if !std::mem::take(&mut self.boot.restoring) {
            return self.if_here(Task::Joined(session.map(str::to_owned), draft));
        }
        let (session, draft) = self.own_records(session, draft);
        self.session.restore(session);
        if self.session.conversation.is_some() {
            self.want_later();
            self.restore_forms();
        }
        if let Some(draft) = draft.filter(|draft| draft.len() <= 65_536) {
            if self.composer.draft.is_empty() {
                self.composer.draft = draft;
                self.change(Change::Composer);
            } else {
                // What is typed already would be stored in its place.
                self.put_back(&draft);
            }
        }
        self.start();
    }

    /// Fetches what is missing, in order: token, then configuration and newest messages together.
    pub(super) fn start(&mut self) {
        self.boot.configured = false;
        self.boot.history = false;
        self.show(Screen::Loading);
        if self.later() == Later::Missing {
            self.retry_later();
        }
        if self.session.token.is_none() {
            self.ask_for_token();
        } else {
            self.read(Purpose::Config, "/config");
            self.read(Purpose::Newest, &format!("/messages?limit={PAGE}"));
        }
    }

    pub(super) fn has_token_source(&self) -> bool {
        (self.link == Link::Loader && self.options.has_token_source) || self.deployment.token_url.is_some()
    }

    pub(super) fn ask_for_token(&mut self) {
        let current = self.token_to_replace();
        if self.link == Link::Loader && self.options.has_token_source {
            self.tell(AppMessage::TokenRequest { current });
            self.await_token();
        } else if let Some(url) = self.deployment.token_url.clone() {
            let separator = if url.contains('?') { '&' } else { '?' };
            let id = encode_component(&self.options.chatbot_id);
            let url = format!("{url}{separator}chatbot_id={id}");
            self.await_token();
            let body = current.map(|token| json!({ "visitor_token": token }).to_string());
            let method = if body.is_some() { Method::Post } else { Method::Get };
            self.call(Purpose::Token, Request { method, url, token: None, body });
        } else {
            self.fail_start("no_token_source", "neither getToken, token-url nor tokenUrl is set", false);
        }
    }

    fn await_token(&mut self) {
        self.command(Command::Start { key: TimerKey::Token, after: TOKEN_LIMIT });
    }

    pub(super) fn on_no_token(&mut self) {
        if self.is_renewing() {
            return self.leave(Task::Renewed(None));
        }
        if self.is_renewing_for_forms() {
            return self.leave(Task::TokenForForms(None));
        }
        self.fail_start("token_timeout", "the host did not deliver a visitor token in time", true);
    }

    /// A token from the page, or the news that it has none.
    pub(super) fn on_token(&mut self, token: Option<String>) {
        self.command(Command::Stop(TimerKey::Token));
        if self.is_renewing() {
            return self.leave(Task::Renewed(token));
        }
        if self.is_renewing_for_forms() {
            return self.leave(Task::TokenForForms(token));
        }
        match token {
            Some(token) if self.session.token.is_none() => {
                self.session.token = Some(token);
                self.start();
            }
            Some(_) => {}
            None => self.fail_start("token_refused", "the host delivered no visitor token", true),
        }
    }

    pub(super) fn on_token_answer(&mut self, answer: &Answer) {
        let token = answer.json::<Value>().and_then(|value| value.get("token")?.as_str().map(str::to_owned));
        self.on_token(token.filter(|token| !token.is_empty()));
    }

    pub(super) fn on_config_answer(&mut self, answer: &Answer) {
        match (answer.status(), answer.json::<Config>()) {
            (_, Some(config)) => {
                self.config = config;
                self.change(Change::Theme);
                self.boot.configured = true;
                self.read_banners();
                self.finish_start();
            }
            (401, None) => self.renew_token(),
            (403 | 404, None) => self.fail_start("not_available", "the chatbot is not available", false),
            (0, None) => self.fail_start("offline", "the chat API cannot be reached", true),
            (_, None) => {
                self.fail_start("config_failed", "the chat API did not deliver its configuration", true);
            }
        }
    }

    /// A new visitor has no messages; with the first one the second part of the app is needed.
    pub(super) fn on_newest_answer(&mut self, answer: Answer) {
        match answer.status() {
            // Either call may be the first to learn that the token is spent.
            401 => self.renew_token(),
            200..=299 if answer.json::<Value>().is_some_and(|page| is_empty(&page)) => {
                self.follow_latest();
                self.finish_history();
            }
            200..=299 => self.leave(Task::Answer(Purpose::Newest, answer)),
            _ => self.fail_history(),
        }
    }

    pub(super) fn finish_history(&mut self) {
        self.boot.history = true;
        self.finish_start();
    }

    /// The conversation can go on without its past; the visitor can ask for it again.
    pub(super) fn fail_history(&mut self) {
        self.older = super::Older::Failed(None);
        self.change(Change::Older);
        self.want_later();
        self.finish_history();
    }

    /// The stored or minted token is not accepted: asks the host once, then gives up (`chat-api.md` §2).
    fn renew_token(&mut self) {
        self.forget_calls();
        if std::mem::replace(&mut self.boot.renewed, true) {
            self.fail_start("unauthorized", "the visitor token is not accepted", true);
            return;
        }
        self.end_conversation(chatlet_protocol::catalogue::EndReason::Expired);
        self.start();
    }

    fn finish_start(&mut self) {
        if !(self.boot.configured && self.boot.history) || self.screen == Screen::Ready {
            return;
        }
        self.boot.renewed = false;
        self.calm();
        self.show(Screen::Ready);
        // What came before could not be followed: nothing was drawn that scrolls.
        self.command(Command::Follow(self.reading.follows));
        self.watch_height();
        self.describe_document();
        let (accent, on_accent) = self.accent();
        self.tell(AppMessage::Accent { accent, on_accent });
        let load_time = self.now.saturating_sub(self.birth.started);
        self.raise(Event::Ready { version: env!("CARGO_PKG_VERSION").into(), load_time });
        self.tell_teasers();
        self.if_here(Task::Started);
        if !self.welcome_actions().is_empty() {
            // Their buttons are of the second part.
            self.want_later();
        }
        self.send_queued();
    }

    pub(super) fn fail_start(&mut self, code: &str, message: &str, retryable: bool) {
        self.forget_calls();
        let kind =
            if matches!(code, "offline" | "token_timeout") { ErrorType::Network } else { ErrorType::Backend };
        self.report(kind, code, message, retryable);
        self.show(Screen::Unavailable { retryable });
        self.refuse_queued();
        let words = self.locale.text(crate::locale::Phrase::Unavailable).to_owned();
        self.alarm(words);
    }

    pub(super) fn on_start_retried(&mut self) {
        if matches!(self.screen, Screen::Unavailable { retryable: true }) {
            self.boot.renewed = false;
            self.start();
        }
    }

    /// Banners are optional: a failure means that there are none (`chat-api.md` §3).
    pub(super) fn on_banners_answer(&mut self, answer: &Answer) {
        self.banners = answer.json::<BannerList>().map(|list| list.banners).unwrap_or_default();
        let dismissed = &self.services.dismissed;
        self.banners.retain(|banner| !dismissed.iter().any(|gone| is_same_banner(gone, banner)));
        self.change(Change::Banners);
    }

    pub(super) fn on_banner_dismissed(&mut self, index: usize) {
        if self.banners.get(index).is_some_and(|banner| banner.dismissible) {
            let gone = self.banners.remove(index);
            self.services.dismissed.push(gone);
            self.change(Change::Banners);
        }
    }
}

/// Whether a page of history has nothing and nothing before it.
fn is_empty(page: &Value) -> bool {
    page.get("messages").and_then(Value::as_array).is_some_and(Vec::is_empty)
        && page.get("has_more").and_then(Value::as_bool) != Some(true)
}
