//! The second part of the app: how it is fetched, and what it does in the browser.

use super::{Report, clipboard, document, keyboard, livechat, service, stream, uploads};
use chatlet_core::client::{Code, Command, Input};
use std::cell::{OnceCell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Carries out commands of the second part.
pub(crate) type RunLater = Box<dyn Fn(Command)>;

/// Starts what the second part does in the browser. The first must not name it.
pub(crate) type StartLater = fn(&Report) -> RunLater;

/// Fetches the second part, and what it brings for the client and for the effects; given by the composition root.
pub(crate) type FetchLater = fn() -> Pin<Box<dyn Future<Output = Option<(Code, StartLater)>>>>;

/// The second part as far as the effects need it.
pub(super) struct Later {
    fetch: FetchLater,
    runs: Rc<OnceCell<RunLater>>,
    /// Commands that came before it.
    waiting: Rc<RefCell<Vec<Command>>>,
}

impl Later {
    pub(super) fn new(fetch: FetchLater) -> Self {
        Self { fetch, runs: Rc::default(), waiting: Rc::default() }
    }

    /// Fetches it and reports.
    pub(super) fn fetch(&self, report: &Report) {
        let (report, runs, waiting) = (report.clone(), self.runs.clone(), self.waiting.clone());
        let fetched = (self.fetch)();
        spawn_local(async move {
            let code = fetched.await.map(|(code, start)| {
                let run = runs.get_or_init(|| start(&report));
                waiting.take().into_iter().for_each(run);
                code
            });
            report(Input::LaterFetched { code });
        });
    }

    /// Carries out a command of the second part, or keeps it until that is there.
    pub(super) fn run(&self, command: Command) {
        match self.runs.get() {
            Some(run) => run(command),
            None => self.waiting.borrow_mut().push(command),
        }
    }
}

/// Starts what only a conversation needs of the browser.
pub(crate) fn start_later(report: &Report) -> RunLater {
    let (streams, service) = (stream::Streams::new(report.clone()), service::Service::start(report));
    let livechat = livechat::Livechat::new(report.clone());
    uploads::start(report);
    if let Some(keyboard) = keyboard::watch(report) {
        // Until the page ends.
        keyboard.forget();
    }
    let report = report.clone();
    Box::new(move |command| match command {
        Command::OpenStream { turn, request } => streams.open(turn, request),
        Command::CloseStream(turn) => streams.close(turn),
        Command::Upload(command) => uploads::run(&report, command),
        Command::Open(url) => document::open(&url),
        Command::Livechat(command) => livechat.run(command),
        Command::Service(task) => service.run(task),
        Command::Copy(text) => clipboard::copy(&text),
        _ => {}
    })
}
