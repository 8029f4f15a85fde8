//! What changes in a view, in few types.
//!
//! Every closure has a type of its own, and each costs a copy of the code that runs it again, compares, mounts and takes
//! away: with a type per closure, all of them were half of the app. A boxed one costs its own few instructions
//! (`docs/decisions/2026-11-20-few-types-for-many-views.md`).

use super::drawn::Drawn;
use crate::state::Widget;
use chatlet_core::locale::Phrase;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Text that changes: the content of an element, or an attribute.
pub(crate) type Words = Box<dyn FnMut() -> String + Send>;

/// An attribute that may be absent.
pub(crate) type MaybeWords = Box<dyn FnMut() -> Option<String> + Send>;

/// A condition of a class or an attribute.
pub(crate) type Flag = Box<dyn FnMut() -> bool + Send>;

/// A place where something is drawn, or nothing.
pub(crate) type Place = Box<dyn FnMut() -> Option<Drawn> + Send>;

/// What a click does.
pub(crate) type Press = Box<dyn FnMut(MouseEvent)>;

/// Text that changes.
pub(crate) fn words(read: impl FnMut() -> String + Send + 'static) -> Words {
    Box::new(read)
}

/// A phrase in the chosen language.
pub(crate) fn phrase(widget: Widget, phrase: Phrase) -> Words {
    words(move || widget.text(phrase))
}

/// An attribute that may be absent.
pub(crate) fn maybe(read: impl FnMut() -> Option<String> + Send + 'static) -> MaybeWords {
    Box::new(read)
}

/// A condition of a class or an attribute.
pub(crate) fn flag(ask: impl FnMut() -> bool + Send + 'static) -> Flag {
    Box::new(ask)
}

/// A place that is drawn anew whenever something that `draw` reads changes.
pub(crate) fn place(draw: impl FnMut() -> Option<Drawn> + Send + 'static) -> Place {
    Box::new(draw)
}

/// What a click does.
pub(crate) fn press(mut act: impl FnMut() + 'static) -> Press {
    Box::new(move |_| act())
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
    let ask: Box<dyn Fn(bool) -> bool + Send + Sync> = Box::new(ask);
    Memo::new(move |before: Option<&bool>| ask(before == Some(&true)))
}

/// Draws a view while a condition holds.
pub(crate) fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl FnMut() -> Drawn + Send + 'static,
) -> Place {
    shown(fact(condition), Box::new(view), None)
}

/// Draws one view or the other.
pub(crate) fn either(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    view: impl FnMut() -> Drawn + Send + 'static,
    otherwise: impl FnMut() -> Drawn + Send + 'static,
) -> Place {
    shown(fact(condition), Box::new(view), Some(Box::new(otherwise)))
}

type View = Box<dyn FnMut() -> Drawn + Send>;

fn shown(condition: Memo<bool>, mut view: View, mut otherwise: Option<View>) -> Place {
    place(move || if condition.get() { Some(view()) } else { otherwise.as_mut().map(|view| view()) })
}

/// What names a row of a list: two numbers, of which the first is often the revision of what the list shows.
pub(crate) type Row = (u32, u32);

/// A list. A row is drawn once and stays as long as its name is among the rows; drawing it subscribes to nothing.
pub(crate) fn rows(
    each: impl Fn() -> Vec<Row> + Send + 'static,
    draw: impl Fn(Row) -> Drawn + Send + Sync + 'static,
) -> impl IntoView {
    let each: Box<dyn Fn() -> Vec<Row> + Send> = Box::new(each);
    let draw: std::sync::Arc<dyn Fn(Row) -> Drawn + Send + Sync> = std::sync::Arc::new(draw);
    list(each, draw)
}

fn list(
    each: Box<dyn Fn() -> Vec<Row> + Send>,
    draw: std::sync::Arc<dyn Fn(Row) -> Drawn + Send + Sync>,
) -> impl IntoView {
    view! { <For each key=|row| *row let:row>{untrack(|| draw(row))}</For> }
}

/// The rows of a list of `length` items of a revision.
pub(crate) fn counted(revision: u32, length: usize) -> Vec<Row> {
    (0..u32::try_from(length).unwrap_or(u32::MAX)).map(|index| (revision, index)).collect()
}
