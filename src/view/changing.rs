//! Closures behind few types.
//!
//! A boxed `FnMut` would do, but carries a second copy of each closure, for being called by value: 15 kB of code.

use leptos::tachys::reactive_graph::ReactiveFunction;
use std::sync::{Arc, Mutex};

/// A value that changes: what the renderer takes in place of a closure.
pub struct Changing<T>(Box<dyn Read<T> + Send>);

/// Reads a value.
pub(crate) trait Read<T> {
    /// The value as it is now.
    fn read(&mut self) -> T;
}

impl<T, F: FnMut() -> T> Read<T> for F {
    fn read(&mut self) -> T {
        self()
    }
}

impl<T> Changing<T> {
    /// A value that `read` knows.
    pub(crate) fn new(read: impl FnMut() -> T + Send + 'static) -> Self {
        Self(Box::new(read))
    }
}

impl<T: 'static> ReactiveFunction for Changing<T> {
    type Output = T;

    fn invoke(&mut self) -> T {
        self.0.read()
    }

    fn into_shared(mut self) -> Arc<Mutex<dyn FnMut() -> T + Send>> {
        Arc::new(Mutex::new(move || self.0.read()))
    }
}

/// Asks something about a value.
pub(crate) trait Ask<Q, A> {
    /// The answer as it is now.
    fn ask(&self, question: Q) -> A;
}

impl<Q, A, F: Fn(Q) -> A> Ask<Q, A> for F {
    fn ask(&self, question: Q) -> A {
        self(question)
    }
}
