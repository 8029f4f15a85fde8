//! A trigger per thing that can change, for as long as somebody watches it.

use chatlet_core::client::Change;
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The triggers that are watched. Many changes in one go run a watcher once.
#[derive(Clone, Default)]
pub(super) struct Triggers(Rc<RefCell<HashMap<Change, Watched>>>);

struct Watched {
    trigger: ArcTrigger,
    watchers: usize,
}

impl Triggers {
    /// Subscribes the reader that runs to `change`.
    pub(super) fn watch(&self, change: Change) {
        // Read once, as in a handler or while a component is made: there is nobody to wake.
        if Observer::get().is_none() {
            return;
        }
        let trigger = {
            let mut triggers = self.0.borrow_mut();
            let watched =
                triggers.entry(change).or_insert_with(|| Watched { trigger: ArcTrigger::new(), watchers: 0 });
            watched.watchers += 1;
            watched.trigger.clone()
        };
        trigger.track();
        let triggers = StoredValue::new_local(self.clone());
        // A trigger nobody watches is forgotten: a long conversation has more pieces than a window shows.
        Owner::on_cleanup(move || {
            triggers.try_with_value(|triggers| triggers.release(change));
        });
    }

    fn release(&self, change: Change) {
        let mut triggers = self.0.borrow_mut();
        if let Some(watched) = triggers.get_mut(&change) {
            watched.watchers = watched.watchers.saturating_sub(1);
            if watched.watchers == 0 {
                triggers.remove(&change);
            }
        }
    }

    /// Wakes those who watch any of `changes`, each once.
    pub(super) fn notify(&self, changes: &[Change]) {
        let mut seen: Vec<Change> = Vec::new();
        for change in changes {
            if seen.contains(change) {
                continue;
            }
            seen.push(*change);
            let trigger = self.0.borrow().get(change).map(|watched| watched.trigger.clone());
            if let Some(trigger) = trigger {
                trigger.notify();
            }
        }
    }
}
