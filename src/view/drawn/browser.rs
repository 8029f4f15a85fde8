//! Finished views as the browser has them: nodes that wait for their place.

use super::placed::Placed;
use crate::view::dynamic::Place;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::html::{ElementType, HtmlElement};
use leptos::prelude::{AddAnyAttr, Mountable, Render, RenderHtml, View};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};
use send_wrapper::SendWrapper;

/// A finished view: its nodes exist and wait for their place.
pub struct Drawn(SendWrapper<Placed>);

/// Finishes a view.
pub trait Draw {
    /// The view as one of the common type.
    fn draw(self) -> Drawn;
}

impl<E, At, Ch> Draw for HtmlElement<E, At, Ch>
where
    E: ElementType,
    At: Attribute,
    At::State: 'static,
    Ch: Render,
    Ch::State: 'static,
{
    fn draw(self) -> Drawn {
        let state = self.build();
        let root = (*state).clone();
        Drawn(SendWrapper::new(Placed::element(root, state)))
    }
}

impl Draw for String {
    fn draw(self) -> Drawn {
        Drawn::new(self.build())
    }
}

impl Draw for () {
    fn draw(self) -> Drawn {
        Drawn::new(Render::build(self))
    }
}

impl Draw for Place {
    fn draw(self) -> Drawn {
        Drawn::new(self.build())
    }
}

impl Draw for Drawn {
    fn draw(self) -> Drawn {
        self
    }
}

impl<T: Draw> Draw for View<T> {
    fn draw(self) -> Drawn {
        self.into_inner().draw()
    }
}

impl Drawn {
    fn new(state: impl Mountable + 'static) -> Self {
        Self(SendWrapper::new(Placed::new(state)))
    }
}

impl Render for Drawn {
    type State = Placed;

    fn build(self) -> Placed {
        self.0.take()
    }

    fn rebuild(self, state: &mut Placed) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

/// Nobody adds attributes to a view that is finished.
impl AddAnyAttr for Drawn {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _attribute: NewAttr) -> Self
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

/// The browser writes no text of it.
impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _text: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _attributes: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Placed {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
