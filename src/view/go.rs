//! Links between the app's own pages.

use super::changing::Changing;
use super::dynamic::{maybe, phrase};
use super::icon::{Glyph, Icon};
use crate::state::Widget;
use chatlet_core::client::Input;
use chatlet_core::locale::Phrase;
use leptos::html::A;
use leptos::prelude::*;

/// Path of the folder the app is served from, without a slash at its end.
#[derive(Clone)]
pub(crate) struct Folder(pub(crate) String);

/// A link inside the app.
#[component]
pub(crate) fn Go(
    /// Where to, below the app's folder.
    page: &'static str,
    /// Its name.
    name: Phrase,
    /// What it shows.
    icon: Icon,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let address = address_of(page);
    let current = is_current(widget, address.clone());
    let go = open(page);
    let link = NodeRef::new();
    return_to(widget, link, address.clone());
    view! {
        <a
            node_ref=link
            href=address
            aria-current=current
            data-noscroll
            aria-label=phrase(widget, name)
            title=phrase(widget, name)
            class="icon-button"
            on:click=move |event| {
                // Any other click asks for a new tab, window or file, which is the browser's to give.
                if event.button() == 0 && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key()) {
                    event.prevent_default();
                    go();
                }
            }
        >
            <Glyph icon/>
        </a>
    }
}

fn address_of(page: &str) -> String {
    let Folder(folder) = expect_context();
    format!("{folder}/{page}")
}

/// Opens one of the app's pages.
pub(crate) fn open(page: &'static str) -> Box<dyn Fn()> {
    let address = address_of(page);
    let widget = expect_context::<Widget>();
    Box::new(move || widget.dispatch(Input::WentTo(address.clone())))
}

/// Gives the keyboard back to the link of a page when that page closes.
fn return_to(widget: Widget, link: NodeRef<A>, address: String) {
    Effect::new(move |was_open: Option<bool>| {
        let is_open = widget.place() == address;
        if was_open == Some(true) && !is_open {
            // Gone, when the conversation has meanwhile become another screen.
            let _focused = link.get_untracked().map(|link| link.focus());
        }
        is_open
    });
}

fn is_current(widget: Widget, address: String) -> Changing<Option<String>> {
    maybe(move || (widget.place() == address).then(|| "page".to_owned()))
}
