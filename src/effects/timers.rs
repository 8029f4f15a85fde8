//! Timers by key; starting one that runs starts it over, and a dropped one never fires.

use super::Report;
use chatlet_core::client::{Input, TimerKey};
use chatlet_core::time::Millis;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;

/// The timers that run.
pub(super) struct Timers {
    report: Report,
    running: Rc<RefCell<Vec<(TimerKey, Timeout)>>>,
}

impl Timers {
    pub(super) fn new(report: Report) -> Self {
        Self { report, running: Rc::default() }
    }

    pub(super) fn start(&self, key: TimerKey, after: Millis) {
        let (report, running) = (self.report.clone(), self.running.clone());
        let timeout = Timeout::new(u32::try_from(after).unwrap_or(u32::MAX >> 1), move || {
            forget(&running, key);
            report(Input::Elapsed(key));
        });
        forget(&self.running, key);
        self.running.borrow_mut().push((key, timeout));
    }

    pub(super) fn stop(&self, key: TimerKey) {
        forget(&self.running, key);
    }
}

fn forget(running: &RefCell<Vec<(TimerKey, Timeout)>>, key: TimerKey) {
    running.borrow_mut().retain(|(known, _)| *known != key);
}
