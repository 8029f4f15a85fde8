//! A widget on a stage: a client, a backend that answers from fixtures, and a clock that is set by hand.

use chatlet::state::{Thread, Widget};
use chatlet::view::{App, Formats};
use chatlet_core::client::{Answer, Birth, CallId, Client, Command, Input, LivechatInput, Request, TurnId};
use chatlet_protocol::host_line::{AppMessage, HostCommand};
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
    pub(crate) page: &'static str,
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
            page: "https://fjord.example.com/gaver",
        }
    }
}

/// A widget with everything it needs.
pub(crate) struct Stage {
    owner: Owner,
    pub(crate) widget: Widget,
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
        let birth = Birth {
            seed: 1,
            online: true,
            visible: true,
            reduced_motion: true,
            prefers_dark: backend.dark,
            started: NOW,
        };
        let owner = Owner::new();
        let clock = Rc::new(Cell::new(NOW));
        let commands: Rc<RefCell<Vec<Command>>> = Rc::default();
        let widget = owner.with(|| {
            let told = clock.clone();
            let widget = Widget::new(Client::new(birth, NOW), move || told.get());
            provide_context(widget);
            provide_context(Thread::new(widget));
            provide_context(Formats { today: || DAY, ..Formats::default() });
            widget
        });
        let heard = commands.clone();
        widget.run_with(Box::new(move |command| heard.borrow_mut().push(command)));
        Self { owner, widget, commands, clock, backend }
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
        self.open_with(|_| {});
    }

    /// The same, with more options of the page.
    pub(crate) fn open_with(&self, change: impl FnOnce(&mut FrameOptions)) {
        let mut options = FrameOptions {
            chatbot_id: "shop-bot".into(),
            has_token_source: true,
            persist: true,
            consent: true,
            page: Some(self.backend.page.into()),
            language: Some(self.backend.language.into()),
            direction: self.backend.direction.map(str::to_owned),
            ..FrameOptions::default()
        };
        change(&mut options);
        let deployment = Deployment {
            api: Some("https://api.example".into()),
            allowed_origins: ["https://fjord.example.com", "https://shop.example"].map(String::from).into(),
            image_hosts: ["cdn.example.com", "cdn.shop.example", "api.chat.example"].map(String::from).into(),
            custom_schemes: vec!["action".into(), "tour".into(), "product".into()],
            ..Deployment::default()
        };
        self.input(Input::Welcomed {
            options: Box::new(options),
            deployment: Box::new(deployment),
            origin: self.backend.origin.into(),
        });
        self.input(Input::Host {
            id: None,
            command: HostCommand::Opened { by_visitor: true, full_screen: false },
        });
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

    /// The same, with a livechat that stands like this; it is read for all tabs.
    pub(crate) fn serve_livechat(&self, state: &str, messages: &str) {
        self.input(Input::Restored { session: None, draft: None });
        self.input(Input::Host { id: None, command: HostCommand::Token { token: Some("token".into()) } });
        while let Some((call, request)) = self.take_call() {
            let (status, body) = match request.url.as_str() {
                url if url.contains("/config") => (200, self.backend.config.clone()),
                url if url.contains("/livechat/state") => (200, state.to_owned()),
                url if url.contains("/livechat/messages") => (200, messages.to_owned()),
                url if url.contains("/livechat/sync") => (404, String::new()),
                url if url.contains("/messages") => (200, self.backend.history.clone()),
                url if url.contains("/forms/") => (200, fixture("form-waiting.json")),
                url if url.contains("/session") => (200, fixture("session-values.json")),
                _ => (404, String::new()),
            };
            self.answer(call, status, &body);
        }
        self.input(Input::Livechat(LivechatInput::Leads(true)));
    }

    /// Another tab has read this.
    pub(crate) fn hear(&self, state: &str, messages: &[serde_json::Value]) {
        let mut state: serde_json::Value = serde_json::from_str(state).unwrap();
        state["state_version"] = serde_json::Value::Null;
        let read = serde_json::json!({"state": state, "messages": messages, "has_more": false});
        let heard = serde_json::json!({"read": read.to_string()});
        self.input(Input::Livechat(LivechatInput::Heard(heard.to_string())));
    }

    /// Time passes.
    pub(crate) fn pass(&self, millis: u64) {
        self.clock.set(self.clock.get() + millis);
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

    /// Ids of the events of a name, oldest first.
    pub(crate) fn event_ids(&self, name: &str) -> Vec<String> {
        let commands = self.commands.borrow();
        let ids = commands.iter().filter_map(|command| match command {
            Command::Tell(AppMessage::Event { stamp, event }) if event.name() == name => {
                Some(stamp.id.clone())
            }
            _ => None,
        });
        ids.collect()
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

    /// Time passes.
    pub(crate) fn wait(&self, millis: u64) {
        self.clock.set(self.clock.get() + millis);
    }

    /// Renders the whole app at a path.
    pub(crate) fn app(&self, path: &str) -> String {
        self.html(|| {
            provide_context(RequestUrl::new(path));
            view! { <App base="" path=path/> }
        })
    }

    /// Renders a view.
    pub(crate) fn html<V: IntoView>(&self, view: impl FnOnce() -> V) -> String {
        let html = self.owner.with(|| Owner::new().with(|| view().into_view().to_html()));
        without_comments(&html)
    }
}

/// A page without what the renderer leaves for itself between texts and at the ends of lists.
fn without_comments(html: &str) -> String {
    let pieces = html.split("<!--").enumerate();
    let kept =
        pieces.map(
            |(index, piece)| {
                if index == 0 { piece } else { piece.split_once("-->").map_or("", |(_, rest)| rest) }
            },
        );
    kept.collect::<String>().replace("<!>", "")
}

/// Names of the elements of a page, in order. Text can hold no `<`, so whatever opens one is an element.
pub(crate) fn elements(html: &str) -> Vec<&str> {
    let starts =
        html.split('<').skip(1).filter(|tag| tag.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    starts
        .map(|tag| tag.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default())
        .collect()
}

/// The opening tags of `name`, as written.
pub(crate) fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let starts = html.match_indices('<').map(|(at, _)| &html[at + 1..]);
    let named = starts.filter(|tag| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>'])));
    named.map(|tag| &tag[..tag.find('>').unwrap_or(tag.len())]).collect()
}

/// The opening tag of the first `name` that has all of `classes`.
pub(crate) fn tag<'a>(html: &'a str, name: &str, classes: &str) -> &'a str {
    let has = |tag: &&str| attribute(tag, "class").is_some_and(|own| own == classes);
    tags(html, name).into_iter().find(has).unwrap_or_else(|| panic!("no {name} of class {classes} in {html}"))
}

/// The rows of the transcript, oldest first, each with its opening tag.
pub(crate) fn rows(html: &str) -> Vec<&str> {
    let list = html.split_once("<ol ").map_or("", |(_, list)| list);
    list.split_once("</ol>").map_or("", |(list, _)| list).split("<li data-author=").skip(1).collect()
}

/// The value of an attribute of a tag.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[start..start + tag[start..].find('"')?];
    Some(value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// The text between two marks.
pub(crate) fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from} in {html}")) + from.len();
    let rest = &html[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

/// The readable text of a page: elements, and what stands between two of them, left out.
pub(crate) fn text(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text: String = pieces.collect();
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}
