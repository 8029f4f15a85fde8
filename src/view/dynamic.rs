//! What changes in a view, in few types.
//!
//! Every closure has a type of its own, and each costs a copy of the code that runs it again, compares, mounts and takes
//! away: with a type per closure, all of them were half of the app. Behind one type a closure costs its own few
//! instructions (`docs/decisions/2026-11-20-few-types-for-many-views.md`).

use super::changing::{Ask, Changing, Read};
use super::drawn::Drawn;
use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::ReactiveFunction;

/// Text that changes: the content of an element, or an attribute.
pub(crate) type Words = Changing<String>;

/// A condition of a class or an attribute.
pub(crate) type Flag = Changing<bool>;

/// A place where something is drawn, or nothing.
pub(crate) type Place = Changing<Option<Drawn>>;

/// Text that changes.
pub(crate) fn words(read: impl FnMut() -> String + Send + 'static) -> Words {
    Changing::new(read)
}

/// A phrase in the chosen language.
pub(crate) fn phrase(widget: Widget, phrase: Phrase) -> Words {
    words(move || widget.text(phrase))
}

/// An attribute that may be absent.
pub(crate) fn maybe(read: impl FnMut() -> Option<String> + Send + 'static) -> Changing<Option<String>> {
    Changing::new(read)
}

/// A condition of a class or an attribute.
pub(crate) fn flag(ask: impl FnMut() -> bool + Send + 'static) -> Flag {
    Changing::new(ask)
}

/// A place that is drawn anew whenever something that `draw` reads changes.
pub(crate) fn place(draw: impl FnMut() -> Option<Drawn> + Send + 'static) -> Place {
    Changing::new(draw)
}

/// What a click does.
pub(crate) fn press(act: impl FnMut() + 'static) -> impl FnMut(MouseEvent) {
    pressed(Box::new(act))
}

fn pressed(mut act: Box<dyn Read<()>>) -> impl FnMut(MouseEvent) {
    move |_| act.read()
}

/// A condition whose readers run only when its answer changes.
pub(crate) fn fact(ask: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    remembered(move |_| ask())
}

/// A condition that, once true, stays so and is asked no more.
pub(crate) fn once(ask: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    remembered(move |before| before || ask())
}

/// A condition that also sees its last answer.
pub(crate) fn remembered(ask: impl Fn(bool) -> bool + Send + Sync + 'static) -> Memo<bool> {
    asked(Box::new(ask))
}

fn asked(condition: Box<dyn Ask<bool, bool> + Send + Sync>) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| condition.ask(before == Some(&true)))
}

/// Draws a view while a condition holds.
pub(crate) fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl FnMut() -> Drawn + Send + 'static,
) -> Place {
    shown(fact(condition), Changing::new(view), None)
}

/// Draws one view or the other.
pub(crate) fn either(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl FnMut() -> Drawn + Send + 'static,
    otherwise: impl FnMut() -> Drawn + Send + 'static,
) -> Place {
    shown(fact(condition), Changing::new(view), Some(Changing::new(otherwise)))
}

fn shown(condition: Memo<bool>, mut view: Changing<Drawn>, mut otherwise: Option<Changing<Drawn>>) -> Place {
    place(
        move || if condition.get() { Some(view.invoke()) } else { otherwise.as_mut().map(Changing::invoke) },
    )
}
