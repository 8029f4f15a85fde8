//! The queue: an input that arrives while another is handled waits its turn, so that nothing is lost or reordered.

use super::triggers::Triggers;
use chatlet_core::client::{Change, Client, Command, Input};
use chatlet_core::time::Millis;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Carries out commands; given by the composition root.
pub(crate) type Runner = Box<dyn Fn(Command)>;

/// The client with its queue.
pub(super) struct Shell {
    client: RefCell<Client>,
    clock: Box<dyn Fn() -> Millis>,
    runner: RefCell<Option<Runner>>,
    queue: RefCell<VecDeque<Input>>,
    draining: Cell<bool>,
    pub(super) triggers: Triggers,
}

impl Shell {
    pub(super) fn new(client: Client, clock: Box<dyn Fn() -> Millis>) -> Self {
        Self {
            client: RefCell::new(client),
            clock,
            runner: RefCell::new(None),
            queue: RefCell::default(),
            draining: Cell::new(false),
            triggers: Triggers::default(),
        }
    }

    pub(super) fn run_with(&self, runner: Runner) {
        *self.runner.borrow_mut() = Some(runner);
    }

    pub(super) fn client<T>(&self, read: impl FnOnce(&Client) -> T) -> T {
        read(&self.client.borrow())
    }

    /// Handles `input` and all it leads to, then shows what has changed in one go.
    pub(super) fn dispatch(&self, input: Input) {
        self.queue.borrow_mut().push_back(input);
        if self.draining.replace(true) {
            return;
        }
        let mut changes: Vec<Change> = Vec::new();
        loop {
            let Some(input) = self.queue.borrow_mut().pop_front() else { break };
            let outcome = self.client.borrow_mut().handle((self.clock)(), input);
            changes.extend(outcome.changes);
            if let Some(runner) = &*self.runner.borrow() {
                outcome.commands.into_iter().for_each(runner);
            }
        }
        self.draining.set(false);
        self.triggers.notify(&changes);
    }
}
