//! A widget on a stage: a client, a backend that answers from fixtures, and a clock that is set by hand.

use chatlet::state::{Thread, Widget};
use chatlet::view::{App, Formats};
use chatlet_core::client::{Answer, Birth, CallId, Client, Command, Input, Request, TurnId};
use chatlet_core::transcript::MessageKey;
use chatlet_protocol::host_line::HostCommand;
use chatlet_protocol::options::{Deployment, FrameOptions};
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// 4 March 2026, 15:00 UTC.
pub(crate) const NOW: u64 = 1_772_636_400_000;
const DAY: i64 = 20_516;

/// What the backend has.
pub(crate) struct Backend {
    pub(crate) config: String,
    pub(crate) history: String,
    pub(crate) banners: String,
    pub(crate) dark: bool,
    pub(crate) language: &'static str,
    pub(crate) direction: Option<&'static str>,
    pub(crate) origin: &'static str,
}

impl Default for Backend {
    fn default() -> Self {
        Self {
            config: fixture("config-full.json"),
            history: r#"{"messages": [], "next_cursor": null, "has_more": false}"#.into(),
            banners: r#"{"banners": []}"#.into(),
            dark: false,
            language: "en",
            direction: None,
            origin: "https://fjord.example.com",
        }
    }
}

/// A widget with everything it needs.
pub(crate) struct Stage {
    owner: Owner,
    pub(crate) widget: Widget,
    pub(crate) thread: Thread,
    commands: Rc<RefCell<Vec<Command>>>,
    clock: Rc<Cell<u64>>,
    backend: Backend,
}

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

impl Stage {
    /// Nothing has happened yet.
    pub(crate) fn new(backend: Backend) -> Self {
        let birth =
            Birth { seed: 1, online: true, visible: true, reduced_motion: true, prefers_dark: backend.dark, started: NOW };
        let owner = Owner::new();
        let clock = Rc::new(Cell::new(NOW));
        let commands: Rc<RefCell<Vec<Command>>> = Rc::default();
        let (widget, thread) = owner.with(|| {
            let told = clock.clone();
            let widget = Widget::new(Client::new(birth, NOW), move || told.get());
            let thread = Thread::new(widget);
            provide_context(widget);
            provide_context(thread);
            provide_context(Formats { today: || DAY, ..Formats::default() });
            (widget, thread)
        });
        let heard = commands.clone();
        widget.run_with(Box::new(move |command| heard.borrow_mut().push(command)));
        Self { owner, widget, thread, commands, clock, backend }
    }

    /// The conversation is there.
    pub(crate) fn ready(backend: Backend) -> Self {
        let stage = Self::new(backend);
        stage.open();
        stage.serve();
        stage
    }

    /// The loader says hello and the visitor opens the window.
    pub(crate) fn open(&self) {
        let options = FrameOptions {
            chatbot_id: "shop-bot".into(),
            has_token_source: true,
            persist: true,
            consent: true,
            page: Some("https://fjord.example.com/gaver".into()),
            language: Some(self.backend.language.into()),
            direction: self.backend.direction.map(str::to_owned),
            ..FrameOptions::default()
        };
        let deployment = Deployment {
            api: Some("https://api.example".into()),
            allowed_origins: vec!["https://fjord.example.com".into()],
            image_hosts: vec!["cdn.example.com".into()],
            custom_schemes: vec!["action".into(), "tour".into(), "product".into()],
            ..Deployment::default()
        };
        self.input(Input::Welcomed {
            options: Box::new(options),
            deployment: Box::new(deployment),
            origin: self.backend.origin.into(),
        });
        self.input(Input::Host { id: None, command: HostCommand::Opened { by_visitor: true, full_screen: false } });
    }

    /// The backend answers whatever is asked, until nothing is.
    pub(crate) fn serve(&self) {
        self.input(Input::Restored { session: None, draft: None });
        self.input(Input::Host { id: None, command: HostCommand::Token { token: Some("token".into()) } });
        while let Some((call, request)) = self.take_call() {
            let body = match request.url.as_str() {
                url if url.contains("/config") => self.backend.config.clone(),
                url if url.contains("/messages") => self.backend.history.clone(),
                url if url.contains("/banners") => self.backend.banners.clone(),
                _ => String::new(),
            };
            self.answer(call, 200, &body);
        }
    }

    /// Takes the oldest call that waits.
    pub(crate) fn take_call(&self) -> Option<(CallId, Request)> {
        let mut commands = self.commands.borrow_mut();
        let position = commands.iter().position(|command| matches!(command, Command::Call { .. }))?;
        let Command::Call { call, request } = commands.remove(position) else { return None };
        Some((call, request))
    }

    pub(crate) fn answer(&self, call: CallId, status: u16, body: &str) {
        let answer = Answer::Response { status, body: body.to_owned(), retry_after: None };
        self.input(Input::Answered { call, answer });
    }

    pub(crate) fn input(&self, input: Input) {
        self.widget.dispatch(input);
    }

    /// The visitor writes and sends.
    pub(crate) fn say(&self, text: &str) -> TurnId {
        self.input(Input::Typed(text.into()));
        self.input(Input::Submitted);
        self.turn()
    }

    /// The newest turn.
    pub(crate) fn turn(&self) -> TurnId {
        let commands = self.commands.borrow();
        let opened = commands.iter().rev().find_map(|command| match command {
            Command::OpenStream { turn, .. } => Some(*turn),
            _ => None,
        });
        opened.unwrap()
    }

    /// The stream brings `text` after it was accepted.
    pub(crate) fn stream(&self, turn: TurnId, text: &str) {
        self.input(Input::StreamOpened { turn, content_type: "text/event-stream".into() });
        self.input(Input::StreamBytes { turn, bytes: text.as_bytes().to_vec() });
    }

    /// A question and a whole reply from a fixture.
    pub(crate) fn exchange(&self, question: &str, reply: &str) {
        let turn = self.say(question);
        self.stream(turn, &fixture(reply));
    }

    /// A question, and a reply of these parts.
    pub(crate) fn reply(&self, question: &str, parts: &str) {
        let turn = self.say(question);
        self.clock.set(self.clock.get() + 1_000);
        let id = self.clock.get();
        self.stream(
            turn,
            &format!("event: done\ndata: {{\"message\":{{\"message_id\":\"m{id}\",\"role\":\"assistant\",\"parts\":[{parts}]}}}}\n\n"),
        );
    }

    /// The newest entry.
    pub(crate) fn latest(&self) -> MessageKey {
        *self.thread.messages().last().unwrap()
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, millis: u64) {
        self.clock.set(self.clock.get() + millis);
    }

    /// Renders the whole app at a path.
    pub(crate) fn app(&self, path: &str) -> String {
        self.html(|| {
            provide_context(RequestUrl::new(path));
            view! { <App base=""/> }
        })
    }

    /// Renders a view.
    pub(crate) fn html<V: IntoView>(&self, view: impl FnOnce() -> V) -> String {
        self.owner.with(|| Owner::new().with(|| view().into_view().to_html()))
    }
}
