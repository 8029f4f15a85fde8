//! The browser: carries out the client's commands and reports what happens. It decides nothing, and knows no view.

mod calls;
mod chime;
mod clipboard;
mod clock;
mod deployment;
mod document;
mod download;
mod follow;
pub(crate) mod formats;
mod keyboard;
mod language;
mod later;
mod line;
mod links;
mod livechat;
mod measure;
mod place;
mod service;
mod speech;
mod storage;
mod stream;
mod surroundings;
mod tabs;
mod timers;
mod uploads;

pub(crate) use clock::{now, seed, time_origin};
pub(crate) use document::{base, mark_ready, path};
pub(crate) use later::{FetchLater, StartLater, start_later};
pub(crate) use surroundings::{is_online, is_visible, prefers_dark, prefers_reduced_motion};

use chatlet_core::client::{Command, Input, ServiceTask};
use std::rc::Rc;

/// Reports an input; given by the composition root.
pub(crate) type Report = Rc<dyn Fn(Input)>;

/// Everything that runs on behalf of the client. Dropping it stops all of it.
pub(crate) struct Effects {
    report: Report,
    later: later::Later,
    line: line::Line,
    calls: calls::Calls,
    timers: timers::Timers,
    follow: follow::Follow,
    measure: measure::Measure,
    place: place::Place,
    _links: Vec<gloo_events::EventListener>,
    _uploads: Vec<gloo_events::EventListener>,
    tabs: tabs::Tabs,
    _surroundings: surroundings::Surroundings,
}

impl Effects {
    /// Starts listening, and says hello to whoever embeds the app.
    pub(crate) fn start(report: Report, fetch_later: FetchLater) -> Self {
        Self {
            line: line::Line::open(report.clone()),
            calls: calls::Calls::new(report.clone()),
            timers: timers::Timers::new(report.clone()),
            measure: measure::Measure::default(),
            follow: follow::Follow::new(report.clone()),
            place: place::Place::default(),
            _links: links::watch(&report),
            _uploads: uploads::watch(&report),
            tabs: tabs::Tabs::new(report.clone()),
            _surroundings: surroundings::Surroundings::watch(&report),
            later: later::Later::new(fetch_later),
            report,
        }
    }

    /// Carries out one command.
    pub(crate) fn run(&self, command: Command) {
        match command {
            Command::Call { call, request } => self.calls.make(call, request),
            Command::Cancel(call) => self.calls.cancel(call),
            Command::Start { key, after } => self.timers.start(key, after),
            Command::Stop(key) => self.timers.stop(key),
            Command::Tell(message) => self.line.tell(&message),
            Command::TellBare { origin, stamp, event } => line::tell_bare(&origin, &stamp, &event),
            Command::Restore { scope } => storage::restore(&self.report, &scope),
            // Read before the history is, which comes to the forms in the order it was asked for.
            Command::RestoreForms { scope } => storage::restore_forms(&self.report, &scope),
            Command::Save { scope, slot, value } => storage::save(&scope, slot, value.as_deref()),
            Command::Focus(target) => document::focus(target),
            Command::Follow(follows) => self.follow.set(follows),
            Command::Measure => self.measure.start(self.report.clone()),
            Command::KeepPlace => self.place.keep(),
            Command::LoadLanguage(tag) => language::load(self.report.clone(), tag),
            Command::Restart => document::restart(),
            Command::FetchLater => self.later.fetch(&self.report),
            Command::Document { title, language, direction, text } => {
                document::describe(&title, &language, direction, text);
            }
            Command::Service(ServiceTask::Listen(scope)) => self.tabs.listen(scope.as_deref()),
            Command::Service(ServiceTask::Signal(signal)) => self.tabs.tell(&signal),
            command => self.later.run(command),
        }
    }
}
