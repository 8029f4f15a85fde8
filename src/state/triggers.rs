//! A trigger per thing that can change, for as long as somebody watches it.

use chatlet_core::client::Change;
use leptos::prelude::*;
use std::cell::RefCell;

/// The triggers that are watched, sorted by what they watch: as quick to search as a map, and 2 kB less code. Many
/// changes in one go run a watcher once.
#[derive(Default)]
pub(super) struct Triggers(RefCell<Vec<Watched>>);

struct Watched {
    change: Change,
    trigger: ArcTrigger,
    watchers: usize,
}

impl Triggers {
    /// Subscribes the reader that runs to `change`, until the change is released.
    pub(super) fn watch(&self, change: Change) {
        let trigger = {
            let mut triggers = self.0.borrow_mut();
            let place = place(&triggers, change).unwrap_or_else(|place| {
                triggers.insert(place, Watched { change, trigger: ArcTrigger::new(), watchers: 0 });
                place
            });
            triggers[place].watchers += 1;
            triggers[place].trigger.clone()
        };
        trigger.track();
    }

    /// One watcher less. A trigger nobody watches is forgotten: a long conversation has more pieces than a window
    /// shows.
    pub(super) fn release(&self, change: Change) {
        let mut triggers = self.0.borrow_mut();
        if let Ok(place) = place(&triggers, change) {
            let watched = &mut triggers[place];
            watched.watchers = watched.watchers.saturating_sub(1);
            if watched.watchers == 0 {
                triggers.remove(place);
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
            let trigger = {
                let triggers = self.0.borrow();
                place(&triggers, *change).ok().map(|place| triggers[place].trigger.clone())
            };
            if let Some(trigger) = trigger {
                trigger.notify();
            }
        }
    }
}

fn place(triggers: &[Watched], change: Change) -> Result<usize, usize> {
    triggers.binary_search_by(|watched| watched.change.cmp(&change))
}
