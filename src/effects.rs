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
pub(crate) use document::{base, mark_ready};
pub(crate) use later::FetchLater;
pub(crate) use surroundings::{is_online, is_visible, prefers_dark, prefers_reduced_motion};

use chatlet_core::client::{Command, Input};
use std::rc::Rc;

/// Reports an input; given by the composition root.
pub(crate) type Report = Rc<dyn Fn(Input)>;

/// Everything that runs on behalf of the client. Dropping it stops all of it.
pub(crate) struct Effects {
    report: Report,
    fetch_later: FetchLater,
    line: line::Line,
    calls: calls::Calls,
    livechat: livechat::Livechat,
    streams: stream::Streams,
    timers: timers::Timers,
    follow: follow::Follow,
    measure: measure::Measure,
    place: place::Place,
    _links: Vec<gloo_events::EventListener>,
    uploads: uploads::Uploads,
    service: service::Service,
    _surroundings: surroundings::Surroundings,
}

impl Effects {
    /// Starts listening, and says hello to whoever embeds the app.
    pub(crate) fn start(report: Report, fetch_later: FetchLater) -> Self {
        Self {
            line: line::Line::open(report.clone()),
            calls: calls::Calls::new(report.clone()),
            livechat: livechat::Livechat::new(report.clone()),
            streams: stream::Streams::new(report.clone()),
            timers: timers::Timers::new(report.clone()),
            measure: measure::Measure::default(),
            follow: follow::Follow::new(report.clone()),
            place: place::Place::default(),
            _links: links::watch(&report),
            uploads: uploads::Uploads::watch(&report),
            service: service::Service::start(&report),
            _surroundings: surroundings::Surroundings::watch(&report),
            fetch_later,
            report,
        }
    }

    /// Carries out one command.
    pub(crate) fn run(&self, command: Command) {
        match command {
            Command::Call { call, request } => self.calls.make(call, request),
            Command::Cancel(call) => self.calls.cancel(call),
            Command::OpenStream { turn, request } => self.streams.open(turn, request),
            Command::CloseStream(turn) => self.streams.close(turn),
            Command::Start { key, after } => self.timers.start(key, after),
            Command::Stop(key) => self.timers.stop(key),
            Command::Tell(message) => self.line.tell(&message),
            Command::TellBare { origin, stamp, event } => line::tell_bare(&origin, &stamp, &event),
            Command::Restore { scope } => storage::restore(&self.report, &scope),
            Command::Save { scope, slot, value } => storage::save(&scope, slot, value.as_deref()),
            Command::Upload(command) => self.uploads.run(command),
            Command::Livechat(command) => self.livechat.run(command),
            Command::RestoreForms { scope } => storage::restore_forms(&self.report, &scope),
            Command::Open(url) => document::open(&url),
            Command::Copy(text) => clipboard::copy(&text),
            Command::Focus(target) => document::focus(target),
            Command::Follow(follows) => self.follow.set(follows),
            Command::Measure => self.measure.start(self.report.clone()),
            Command::KeepPlace => self.place.keep(),
            Command::LoadLanguage(tag) => language::load(self.report.clone(), tag),
            Command::FetchLater => later::fetch(self.report.clone(), self.fetch_later),
            Command::Document { title, language, direction } => {
                document::describe(&title, &language, direction)
            }
            Command::Service(task) => self.service.run(task),
        }
    }
}
