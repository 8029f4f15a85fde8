//! What a finished view leaves behind: its nodes in the page, and what must live as long as they do.

use leptos::prelude::Mountable;
use leptos::tachys::renderer::types::{Element, Node};

/// An element. Whatever is in it comes and goes with it, so that of its state only the dropping is needed.
struct Rooted {
    root: Element,
    _kept: Box<dyn Kept>,
}

trait Kept {}

impl<T> Kept for T {}

impl Mountable for Rooted {
    fn unmount(&mut self) {
        self.root.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.root.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.root.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

/// A view that has, or had, a place.
pub struct Placed(Box<dyn Mountable>);

impl Placed {
    /// Whatever `state` places.
    pub(super) fn new(state: impl Mountable + 'static) -> Self {
        Self(Box::new(state))
    }

    /// An element, and the state that lives as long as it does.
    pub(super) fn element(root: Element, state: impl Sized + 'static) -> Self {
        Self::new(Rooted { root, _kept: Box::new(state) })
    }
}

impl Mountable for Placed {
    fn unmount(&mut self) {
        self.0.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
